"""Who may talk to the bench: pages of its own origin that hold a session, and nobody else on the web or the machine.

The server listens on 127.0.0.1 alone. A link holds a token that works once; it is exchanged for a session, which goes
with every request in a header, so that no other site can make a browser send it. The name in `Host` must be its own
(else a name that an attacker's DNS turns into 127.0.0.1 would be of the same origin), and what changes something must
come from its own origin as JSON.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

LARGEST = 2**20  # bytes of a request's body
PATIENCE = 10.0  # seconds that a request's body may take
_TOKENS = 32  # links that may be open at once

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = [
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
]


@dataclass(slots=True)
class Keys:
    """The tokens of open links, each good for one session, and the sessions."""

    tokens: list[str] = field(default_factory=list)
    sessions: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def token(self) -> str:
        """A new token for a link."""
        with self.lock:
            self.tokens = [*self.tokens[1 - _TOKENS :], secrets.token_urlsafe(32)]
            return self.tokens[-1]

    def exchange(self, token: str) -> str | None:
        """A session for a token, which is used up; `None` for one that is none."""
        with self.lock:
            if not _holds(self.tokens, token):
                return None
            self.tokens = [one for one in self.tokens if one != token]
            self.sessions.append(secrets.token_urlsafe(32))
            return self.sessions[-1]

    def has(self, session: str) -> bool:
        return _holds(self.sessions, session)


def _holds(known: list[str], given: str) -> bool:
    """Whether a secret is known; how long it takes says nothing of it."""
    found = False
    for one in known:
        found |= secrets.compare_digest(one.encode(), given.encode("utf-8", "replace"))
    return found


class _StopError(Exception):
    """A request ends here, with a status and words."""

    def __init__(self, status: int, found: str, expected: str, mend: str) -> None:
        super().__init__(found)
        self.status = status
        self.error = {"found": found, "expected": expected, "mend": mend}


@dataclass(frozen=True, slots=True)
class Guard:
    """Lets through to the application what is allowed, with its body whole and within limits."""

    app: App
    port: int
    keys: Keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        sender = _with_headers(send, b"no-store" if scope["path"].startswith("/api/") else b"no-cache")
        try:
            headers = _headers(scope)
            self._refuse_foreign(scope, headers)
            body = await _body(headers, receive)
        except _StopError as stop:
            await _answer(sender, stop)
            return
        await self.app(scope, _given(body, receive), sender)

    def _refuse_foreign(self, scope: Scope, headers: dict[bytes, bytes]) -> None:
        hosts = (f"127.0.0.1:{self.port}".encode(), f"localhost:{self.port}".encode())
        if headers.get(b"host") not in hosts:
            raise _StopError(
                400, "a foreign Host", f"127.0.0.1:{self.port}", "open the link that onrecord review prints"
            )
        own = b"http://" + headers[b"host"]
        origin = headers.get(b"origin", own if scope["method"] in ("GET", "HEAD") else b"")
        if origin != own:
            raise _StopError(403, "a request of another origin", own.decode(), "open the link that was printed")
        if scope["method"] not in ("GET", "HEAD", "POST"):
            raise _StopError(405, "another method", "GET or POST", "use the page")
        if scope["method"] == "POST":
            kind = headers.get(b"content-type", b"").split(b";")[0].strip().lower()
            if kind != b"application/json":
                raise _StopError(415, "another content type", "application/json", "use the page")
        path = scope["path"]
        if path.startswith("/api/") and path != "/api/session":
            session = headers.get(b"x-onrecord-session", b"").decode("latin-1")
            if not self.keys.has(session):
                raise _StopError(401, "no session, or one that has ended", "a session", "open a fresh link")


def _headers(scope: Scope) -> dict[bytes, bytes]:
    """The headers by name; those that decide may stand once."""
    found: dict[bytes, bytes] = {}
    for name, value in scope["headers"]:
        if name in found and name in (b"host", b"origin", b"content-type", b"content-length", b"x-onrecord-session"):
            raise _StopError(400, f"the header {name.decode('latin-1')} twice", "one", "use the page")
        found[name] = value
    return found


async def _body(headers: dict[bytes, bytes], receive: Receive) -> bytes:
    """The body, within the limits of size and time, whatever its length is said to be."""
    length = headers.get(b"content-length", b"0")
    too_large = _StopError(413, "a request that is too large", f"at most {LARGEST:,} bytes", "send it in parts")
    if not length.isdigit() or len(length) > 9 or int(length) > LARGEST:
        raise too_large
    parts: list[bytes] = []
    try:
        async with asyncio.timeout(PATIENCE):
            while True:
                message = await receive()
                if message["type"] != "http.request":
                    raise _StopError(400, "half a request", "a whole one", "send it again")
                parts.append(message.get("body", b""))
                if sum(map(len, parts)) > LARGEST:
                    raise too_large
                if not message.get("more_body"):
                    return b"".join(parts)
    except TimeoutError as error:
        raise _StopError(408, "a request that does not end", f"its end in {PATIENCE:.0f} s", "send it again") from error


def _given(body: bytes, receive: Receive) -> Receive:
    """What the application receives: the body, then what the connection does."""
    is_given = False

    async def give() -> Message:
        nonlocal is_given
        if is_given:
            return await receive()
        is_given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return give


def _with_headers(send: Send, cache: bytes) -> Send:
    async def send_with(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", []), *_HEADERS, (b"cache-control", cache)]}
        await send(message)

    return send_with


async def _answer(send: Send, stop: _StopError) -> None:
    body = json.dumps({"error": stop.error}).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", b"%d" % len(body)),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": stop.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
