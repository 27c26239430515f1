"""The HTTP server of the bench: articles by their index, operations on them, and the files of the page.

Errors are answered as `{"error": {"found", "expected", "mend"}}`: 404 for what there is not, 409 with the state for a
revision that is not the current one, 422 for operations that cannot be applied.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.errors import OnrecordError
from onrecord.html import COLOURS
from onrecord.incident import quoted
from onrecord.outputs import report
from onrecord.review.choices import choices
from onrecord.review.desk import Desk
from onrecord.review.explanations import explanation
from onrecord.review.guard import Guard, Keys
from onrecord.review.operations.requests import Exchange, Move, Resolution, batch_of, read
from onrecord.review.protocol import Protocol
from onrecord.review.refusals import RefusedError
from onrecord.review.session import Session, StaleError

PAGE = Path(__file__).with_name("page")
ADDRESS = "127.0.0.1"
_KINDS = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}
_Work = Callable[[Request, bytes], Any]


def application(desk: Desk, keys: Keys, *, port: int) -> Guard:
    """The guarded application."""
    api = _Api(desk, keys)
    routes = [
        Route("/", partial(_page, name="index.html")),
        Route("/page/{name}", _page),
        Route("/api/session", api.answer(api.exchange), methods=["POST"]),
        Route("/api/articles", api.answer(api.articles)),
        Route("/api/articles/{n}", api.answer(api.state)),
        Route("/api/articles/{n}/operations", api.answer(api.operations), methods=["POST"]),
        Route("/api/articles/{n}/undo", api.answer(api.undo), methods=["POST"]),
        Route("/api/articles/{n}/redo", api.answer(api.redo), methods=["POST"]),
        Route("/api/articles/{n}/status", api.answer(api.status), methods=["POST"]),
        Route("/api/articles/{n}/conflict", api.answer(api.conflict), methods=["POST"]),
        Route("/api/choices", api.answer(api.choices)),
        Route("/api/explain/{topic}", api.answer(api.explain)),
    ]
    return Guard(Starlette(routes=routes, exception_handlers={404: _not_found, 405: _not_found}), port, keys)


class _Api:
    """What the paths under /api do; all of it is done in a thread of its own."""

    def __init__(self, desk: Desk, keys: Keys) -> None:
        self.desk, self.keys = desk, keys

    def answer(self, work: _Work) -> Callable[[Request], Awaitable[Response]]:
        """The endpoint that answers with the JSON of what `work` gives, or of its refusal."""

        async def endpoint(request: Request) -> Response:
            body = await request.body()
            return await run_in_threadpool(self._done, work, request, body)

        return endpoint

    def _done(self, work: _Work, request: Request, body: bytes) -> Response:
        try:
            return _json(work(request, body), 200)
        except RefusedError as refused:
            return _json(refused.body, refused.status)
        except StaleError:
            mend = "look at the state as it is now, and do it again"
            error = {"found": "another revision", "expected": "the current one", "mend": mend}
            return _json({"error": error, "state": self._state(request)}, 409)
        except (OnrecordError, OSError) as error:
            mend = "mend what is told, and do it again; what was answered before is safe"
            return _json({"error": {"found": str(error), "expected": "files that can be written", "mend": mend}}, 500)
        except Exception as error:
            found = f"{type(error).__name__}: {quoted(str(error), 200)}"
            report(f"a fault of onrecord itself, with nothing lost: {found}")
            return _json({"error": {"found": found, "expected": "no fault", "mend": "please report it"}}, 500)

    def exchange(self, request: Request, body: bytes) -> Any:
        del request
        session = self.keys.exchange(read(body, Exchange).token)
        if session is None:
            mend = "press Enter where onrecord review runs, and open the link that it prints"
            raise RefusedError("a token that is used up, or none", "the token of a fresh link", mend, status=403)
        return {"session": session, "annotator": self.desk.reviewer.name, "mode": self.desk.mode}

    def articles(self, request: Request, body: bytes) -> Any:
        del request, body
        return {"articles": self.desk.rows()}

    def state(self, request: Request, body: bytes) -> Any:
        del body
        return self._state(request)

    def operations(self, request: Request, body: bytes) -> Any:
        return self._session(request).operate(batch_of(body))

    def undo(self, request: Request, body: bytes) -> Any:
        return self._session(request).undo(read(body, Move))

    def redo(self, request: Request, body: bytes) -> Any:
        return self._session(request).redo(read(body, Move))

    def status(self, request: Request, body: bytes) -> Any:
        return self._session(request).promote(read(body, Move))

    def conflict(self, request: Request, body: bytes) -> Any:
        resolved = self._session(request).resolve(read(body, Resolution).choice)
        return {"n": self._number(request)} | resolved

    def choices(self, request: Request, body: bytes) -> Any:
        del request, body
        return choices(self.desk.choice.reader.extensions)

    def explain(self, request: Request, body: bytes) -> Any:
        del body
        return explanation(request.path_params["topic"], self.desk.choice.reader.extensions)

    def _number(self, request: Request) -> int:
        given = request.path_params["n"]
        return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else -1

    def _session(self, request: Request) -> Session:
        return self.desk.session(self._number(request))

    def _state(self, request: Request) -> Any:
        return {"n": self._number(request)} | self._session(request).state()


def _json(value: Any, status: int) -> Response:
    return Response(msgspec.json.encode(value), status, media_type="application/json")


async def _page(request: Request, name: str = "") -> Response:
    """A file of the page by its name: one that is listed in its folder, of a kind that pages are made of."""
    wanted = name or request.path_params["name"]
    files = {path.name: path for path in (*PAGE.glob("*"), COLOURS) if path.suffix in _KINDS and path.is_file()}
    if wanted not in files:
        return await _not_found(request, RefusedError("", "", ""))
    path = files[wanted]
    return Response(path.read_bytes(), headers={"content-type": _KINDS[path.suffix]})


async def _not_found(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 404)
    found = {"found": "no such path", "expected": "a path of the bench", "mend": "open the link that was printed"}
    return _json({"error": found}, status)


def listen(port: int | None, *, usual: int) -> socket.socket:
    """A socket on this machine's own address alone: at `port`, else at the usual one, else at a free one.

    Raises `OnrecordError` where `port` is taken.
    """
    for wanted in (usual, 0) if port is None else (port,):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            if os.name == "posix":  # elsewhere it would let another process listen at the same port
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((ADDRESS, wanted))
            listener.listen(128)
        except OSError as error:
            listener.close()
            reason = error.strerror
        else:
            return listener
    raise OnrecordError(f"port {port}: cannot be used ({reason}); leave --port out for a free one")


def server(app: Guard) -> uvicorn.Server:
    """The server; it writes no log, for nothing of a request belongs into one."""
    config = uvicorn.Config(
        app,
        http=Protocol,
        ws="none",
        lifespan="off",
        access_log=False,
        log_config=None,
        log_level="critical",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=2,
    )
    return uvicorn.Server(config)
