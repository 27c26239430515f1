"""The bench as the page meets it: in a process of its own, or, for what needs none, the application alone."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conftest import ROOT
from onrecord.review.desk import Desk
from onrecord.review.guard import Keys
from onrecord.review.promotion import Reviewer
from onrecord.review.server import application
from onrecord.validation import Choice


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    data: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.data)


class Page:
    """What the page does; `request` and `end` are its subclasses'. `with` ends it."""

    origin: str
    token: str
    session = ""
    revision = 0
    is_open = True

    def __enter__(self):
        self.session = self.post("/api/session", {"token": self.token}).json["session"]
        return self

    def __exit__(self, *_: object) -> None:
        if self.is_open:
            self.end()

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

    def _headers(self, body: bytes | None, headers: dict[str, str | None]) -> dict[str, str]:
        known: dict[str, str | None] = {"X-Onrecord-Session": self.session or None}
        if body is not None:
            known |= {"Content-Type": "application/json", "Origin": self.origin}
        known |= {name.replace("_", "-"): value for name, value in headers.items()}
        return {name: value for name, value in known.items() if value is not None}


class Bench(Page):
    """A running server."""

    def __init__(self, *arguments: object, annotator: str = "Ann", cwd: Path = ROOT, stdin: int | None = None) -> None:
        command = [sys.executable, "-m", "onrecord", "review", *map(str, arguments), "--no-browser"]
        command += ["--port", "0", "--annotator", annotator]
        self.process = subprocess.Popen(
            command,
            stdout=-1,
            stderr=-1,
            stdin=subprocess.DEVNULL if stdin is None else stdin,
            cwd=cwd,
            env=os.environ,
        )
        link = self.line()
        assert link, self.process.stderr.read().decode()
        self.origin, _, self.token = link.partition("/#")
        self.port = int(self.origin.rpartition(":")[2])

    def line(self) -> str:
        """The next line of standard output."""
        return self.process.stdout.readline().decode().strip()

    def end(self, number: int = signal.SIGINT) -> tuple[int, str, str]:
        """End the process; its exit code and what it still printed."""
        self.is_open = False
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=20)
        assert b"Traceback" not in err, err.decode()
        return self.process.returncode, out.decode(), err.decode()

    def request(self, method: str, path: str, body: bytes | None = None, **headers: str | None) -> Answer:
        """A request as the page makes it, but for `headers`: `None` leaves one out."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, self._headers(body, headers))
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()


class Table(Page):
    """The same application in this process."""

    origin = "http://127.0.0.1:1"

    def __init__(self, *paths: object, annotator: str = "Ann", adjudicate: tuple[Any, Any, Any] | None = None) -> None:
        task = "adjudicate" if adjudicate else "check"
        self.desk, keys = Desk(Reviewer(annotator, task=task), Choice(level=6)), Keys()
        try:
            if adjudicate:
                self.desk.adjudicate((str(adjudicate[0]), str(adjudicate[1])), str(adjudicate[2]))
            else:
                self.desk.lay([str(path) for path in paths])
        except BaseException:
            self.desk.clear()
            raise
        self.token = keys.token()
        self.app = application(self.desk, keys, port=1)

    def end(self) -> None:
        self.is_open = False
        self.desk.clear()

    def request(self, method: str, path: str, body: bytes | None = None, **headers: str | None) -> Answer:
        given = {"Host": "127.0.0.1:1"} | self._headers(body, headers)
        scope = {
            "type": "http", "method": method, "path": path, "raw_path": path.encode(), "query_string": b"",
            "headers": [(name.lower().encode(), value.encode()) for name, value in given.items()],
        }  # fmt: skip
        sent: list[Any] = []

        async def receive() -> Any:
            return {"type": "http.request", "body": body or b""}

        async def send(message: Any) -> None:
            sent.append(message)

        asyncio.run(self.app(scope, receive, send))
        data = b"".join(message.get("body", b"") for message in sent)
        return Answer(sent[0]["status"], {k.decode(): v.decode() for k, v in sent[0]["headers"]}, data)
