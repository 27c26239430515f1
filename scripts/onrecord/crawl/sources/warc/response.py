"""What was sent in an HTTP response."""

from __future__ import annotations

import re
from io import BytesIO
from typing import NamedTuple

from warcio.statusandheaders import StatusAndHeadersParser

from onrecord.crawl.sources.warc.codings import freed, joined

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([^\s\"';,]{1,40})", re.IGNORECASE)


class Response(NamedTuple):
    """A response: its status, the type of its content in lower case and its charset, each "" where not told."""

    status: str
    type: str
    charset: str
    headers: dict[str, str]
    content: bytes  # in the codings that it was sent in

    def page(self, place: str) -> bytes:
        """The content freed of them. Raises `InputError`."""
        is_chunked = self.headers.get("transfer-encoding", "").lower().endswith("chunked")
        content = joined(self.content) if is_chunked else self.content
        return freed(content, self.headers.get("content-encoding", ""), place)


def response_of(stream: BytesIO) -> Response:
    """The response that is the content of a record; of two headers of one name the first counts."""
    try:
        head = StatusAndHeadersParser([], verify=False).parse(stream)
    except EOFError:
        return Response("", "", "", {}, b"")
    headers = {name.strip().lower(): value.strip() for name, value in reversed(head.headers)}
    kind, charset = type_and_charset(headers.get("content-type", ""))
    return Response(head.get_statuscode(), kind, charset, headers, stream.read())


def type_and_charset(value: str) -> tuple[str, str]:
    """The type that a Content-Type names, in lower case, and its charset; "" for what it does not name."""
    charset = _CHARSET.search(value[:500])
    return value.partition(";")[0].strip().lower(), charset[1] if charset else ""
