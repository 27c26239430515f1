"""HTTP as the bench reads it: a client that does not finish the head of a request is let go."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 10.0  # seconds from the connection to the end of its first request's head


class Protocol(H11Protocol):
    """As uvicorn's, with an end to patience: a slow client holds one connection, and not for long."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.loop.call_later(PATIENCE, self._let_go)

    def _let_go(self) -> None:
        if self.cycle is None and not self.transport.is_closing():
            self.transport.abort()
