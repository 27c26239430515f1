"""The bench as the page meets it: `onrecord review` in a process of its own, and requests to it."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from conftest import ROOT


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    data: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.data)


class Bench:
    """A running server; `with` ends it."""

    def __init__(self, *arguments: object, annotator: str = "Ann", port: int = 0) -> None:
        command = [sys.executable, "-m", "onrecord", "review", *map(str, arguments), "--no-browser"]
        command += ["--port", str(port), "--annotator", annotator]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, cwd=ROOT, env=os.environ
        )
        link = self.process.stdout.readline().decode().strip()
        assert link, self.process.stderr.read().decode()
        self.origin, _, self.token = link.partition("/#")
        self.port = int(self.origin.rpartition(":")[2])
        self.session = ""
        self.revision = 0

    def __enter__(self) -> Bench:
        self.session = self.post("/api/session", {"token": self.token}).json["session"]
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.returncode is None:
            self.end()

    def end(self, number: int = signal.SIGINT) -> tuple[int, str, str]:
        """End the process; its exit code and what it still printed."""
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=20)
        assert b"Traceback" not in err, err.decode()
        return self.process.returncode, out.decode(), err.decode()

    def request(self, method: str, path: str, body: bytes | None = None, **headers: str | None) -> Answer:
        """A request as the page makes it, but for `headers`: `None` leaves one out."""
        known: dict[str, str | None] = {"X-Onrecord-Session": self.session or None}
        if body is not None:
            known |= {"Content-Type": "application/json", "Origin": self.origin}
        known |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, {k: v for k, v in known.items() if v is not None})
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def get(self, path: str) -> Answer:
        return self.request("GET", path)

    def post(self, path: str, value: Any) -> Answer:
        return self.request("POST", path, json.dumps(value).encode())

    def state(self, number: int = 0) -> Any:
        answer = self.get(f"/api/articles/{number}").json
        self.revision = answer["revision"]
        return answer

    def operate(self, *operations: Any, number: int = 0, **more: Any) -> Answer:
        """Operations on the revision that was seen last."""
        return self._act("operations", {"operations": operations, **more}, number)

    def act(self, what: str, number: int = 0, **more: Any) -> Answer:
        """undo, redo or status."""
        return self._act(what, more, number)

    def _act(self, what: str, value: Any, number: int) -> Answer:
        answer = self.post(f"/api/articles/{number}/{what}", {"revision": self.revision, **value})
        if answer.status == 200:
            self.revision = answer.json["revision"]
        return answer
