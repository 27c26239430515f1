"""The wheel in an environment of its own, and the runners where things are missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from conftest import ROOT, SEED


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", folder, ROOT]
    subprocess.run(command, check=True, capture_output=True)
    [path] = folder.glob("onrecord-*.whl")
    return path


def test_the_wheel_holds_package_schema_and_licence_and_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert {"onrecord/__main__.py", "onrecord/py.typed", "onrecord/schema/record.schema.json"} <= set(names)
    assert "onrecord/schema/GUIDELINES.md" in names and any(name.endswith("licenses/LICENSE") for name in names)
    assert all(name.startswith(("onrecord/", "onrecord-")) for name in names)


def test_a_wheel_installed_in_a_clean_environment_works(wheel, tmp_path):
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel]
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    subprocess.run(install, check=True, capture_output=True, cwd=tmp_path, env=environment)

    def onrecord(*arguments, **options):
        command = [python.with_name("onrecord"), *arguments]
        return subprocess.run(command, capture_output=True, cwd=tmp_path, env=environment, **options)

    record = onrecord("annotate", SEED)
    assert record.returncode == 0, record.stderr
    checked = onrecord("validate", "-", input=record.stdout)
    assert (checked.returncode, checked.stdout) == (0, b"")
    shown = onrecord("show", "-", input=record.stdout)
    assert shown.returncode == 0 and b"Jens Stoltenberg" in shown.stdout
    built = onrecord("build")
    assert built.returncode == 2 and b"pip install 'onrecord[build]'" in built.stderr
    published = onrecord("publish", "ann/corpus")
    assert published.returncode == 2 and b"pip install 'onrecord[build]'" in published.stderr
    site = onrecord("site")
    assert site.returncode == 2 and b"pip install 'onrecord[site]'" in site.stderr
    reviewed = onrecord("review", "--annotator", "A")
    assert reviewed.returncode == 2 and b"pip install 'onrecord[review]'" in reviewed.stderr


@pytest.fixture
def checkout(tmp_path):
    """The runners alone: what they say where something is missing needs no more."""
    (tmp_path / "scripts").mkdir()
    for name in ("build", "test"):
        shutil.copy(ROOT / "scripts" / name, tmp_path / "scripts" / name)
    (tmp_path / "pyproject.toml").write_text("")
    return tmp_path


def tools(folder: Path, *names: str) -> Path:
    """A folder for PATH that holds just these commands."""
    folder.mkdir()
    for name in names:
        (folder / name).symlink_to(shutil.which(name))
    return folder


@pytest.mark.parametrize("script", ["build", "test"])
def test_the_runners_say_what_to_install_where_python_is_missing(checkout, script):
    path = tools(checkout / "bin", "sh", "dirname", "rm", "cat", "cksum")
    done = subprocess.run(
        [checkout / "scripts" / script], capture_output=True, text=True, env={"PATH": str(path)}, cwd=checkout.parent
    )
    assert done.returncode == 2
    assert "No Python 3.11 or newer was found" in done.stderr and "apt install python3" in done.stderr


def test_an_old_python_is_refused(checkout):
    old = checkout / "old-python"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    done = subprocess.run(
        [checkout / "scripts" / "build"], capture_output=True, text=True, env={**os.environ, "PYTHON": str(old)}
    )
    assert done.returncode == 2 and f"No Python 3.11 or newer was found as PYTHON={old}" in done.stderr


def test_the_runners_say_what_to_install_where_venv_is_missing(checkout):
    """Debian's python3 without python3-venv: the interpreter runs, its venv module does not."""
    crippled = checkout / "python-without-venv"
    crippled.write_text(f'#!/bin/sh\n[ "$2" = venv ] && exit 1\nexec {sys.executable} "$@"\n')
    crippled.chmod(0o755)
    done = subprocess.run(
        [checkout / "scripts" / "build"], capture_output=True, text=True, env={**os.environ, "PYTHON": str(crippled)}
    )
    assert done.returncode == 2
    assert "its venv module is missing" in done.stderr and "apt install python3-venv" in done.stderr
    assert not (checkout / ".venv").exists()


def test_the_runners_are_posix_shell():
    for path in (ROOT / "scripts" / "build", ROOT / "scripts" / "test", ROOT / ".ci" / "run"):
        assert path.read_text().startswith("#!/bin/sh\n") and os.access(path, os.X_OK)
        shell = shutil.which("dash") or shutil.which("sh")
        subprocess.run([shell, "-n", path], check=True)


def test_nothing_else_stands_at_the_top_level():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if tracked.returncode:
        pytest.skip("not a git checkout")
    top = {line.split("/")[0] for line in tracked.stdout.splitlines()}
    allowed = {"pyproject.toml", "README.md", "DATASHEET.md", "corpus", "schema", "scripts", "seeds", "tests"}
    beside = {"LICENSE", "CHANGELOG.md", "CITATION.cff"}
    assert {name for name in top if not name.startswith(".")} <= allowed | beside
