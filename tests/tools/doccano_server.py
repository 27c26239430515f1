"""Serve doccano on 127.0.0.1, with its tasks run where they are asked for; run by the Python that has doccano.

Its own command binds all interfaces, and wants a second process for the tasks. Arguments: port, user, password.
"""

import os
import sys
from pathlib import Path

port, user, password = sys.argv[1:]
home = Path(os.environ["DOCCANO_HOME"])
os.environ |= {
    "STANDALONE": "True",
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "DATABASE_URL": f"sqlite:///{home / 'db.sqlite3'}",
    "MEDIA_ROOT": str(home / "media"),
}
import backend  # noqa: E402

sys.path.insert(0, str(Path(backend.__file__).parent))

import django  # noqa: E402
from django.core import management  # noqa: E402

django.setup()
for command in ("migrate", "create_roles"):
    management.call_command(command, verbosity=0)
management.call_command("create_admin", "--noinput", username=user, password=password, email="a@example.org")

from config.celery import app  # noqa: E402
from gunicorn.app.base import BaseApplication  # noqa: E402

app.conf.task_always_eager = app.conf.task_store_eager_result = True


class Server(BaseApplication):
    def load_config(self):
        settings = {"bind": f"127.0.0.1:{port}", "threads": 4, "timeout": 120, "graceful_timeout": 1}
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self):
        from config.wsgi import application

        return application


Server().run()
