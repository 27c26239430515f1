"""The operations as they are asked for: JSON objects by their field `op`. The page sends them, and nobody trusts it."""

from __future__ import annotations

from typing import Any, Literal, TypeVar

import msgspec

from onrecord.incident import quoted
from onrecord.review.refusals import RefusedError
from onrecord.strict_json import is_deep

_MOST = 10_000  # operations of a step


class Stretch(msgspec.Struct):
    """A span as the page means it: half-open, in code points, with the surface that it saw there."""

    start: int
    end: int
    text: str


Layer = Literal["segment", "speaker", "quote", "date", "number", "mention"]
Role = Literal["content", "marks", "cue", "source", "addressee", "modifier_spans", "counted", "span"]
Choice = Literal["first", "second", "both", "neither"]


class Accept(msgspec.Struct, tag="accept", tag_field="op"):
    ids: list[str]


class Uncheck(msgspec.Struct, tag="uncheck", tag_field="op"):
    ids: list[str]


class Reject(msgspec.Struct, tag="reject", tag_field="op"):
    ids: list[str]


class Set(msgspec.Struct, tag="set", tag_field="op"):
    id: str
    fields: dict[str, Any]


class Spans(msgspec.Struct, tag="spans", tag_field="op"):
    id: str
    role: Role
    spans: list[Stretch]


class Add(msgspec.Struct, tag="add", tag_field="op"):
    layer: Layer
    spans: dict[Role, list[Stretch]]
    fields: dict[str, Any] = {}


class Split(msgspec.Struct, tag="split", tag_field="op"):
    id: str
    role: Role = "span"
    at: int | None = None
    span: Stretch | None = None


class Join(msgspec.Struct, tag="join", tag_field="op"):
    ids: list[str] = []
    id: str = ""
    role: Role = "span"


class Retype(msgspec.Struct, tag="retype", tag_field="op"):
    id: str
    layer: Literal["date", "number"] | None = None
    from_role: Role | None = None
    to_role: Role | None = None
    span: Stretch | None = None


class Take(msgspec.Struct, tag="take", tag_field="op"):
    key: str
    choice: Choice


class Document(msgspec.Struct, tag="document", tag_field="op"):
    fields: dict[str, Any]


Operation = Accept | Uncheck | Reject | Set | Spans | Add | Split | Join | Retype | Take | Document


class Batch(msgspec.Struct):
    """Operations that are one step; `revision` is what the page saw, `key` a name that the page gives the request."""

    revision: int
    operations: list[Operation]
    key: str = ""


class Move(msgspec.Struct):
    """A request for undo or redo, or for another status."""

    revision: int
    key: str = ""
    status: Literal["draft", "reviewed", "gold"] = "draft"


class Resolution(msgspec.Struct):
    """How a conflict with the file on disk is to end."""

    choice: Literal["mine", "theirs", "merge"]


class Exchange(msgspec.Struct):
    """A one-time token for a session."""

    token: str


_Shape = TypeVar("_Shape")


def batch_of(data: bytes) -> Batch:
    """The operations of a request. Raises `RefusedError`."""
    batch = read(data, Batch)
    if not 0 < len(batch.operations) <= _MOST:
        found = f"{len(batch.operations)} operations"
        raise RefusedError(found, f"1 to {_MOST:,} of them", "send them in parts")
    for operation in batch.operations:
        if isinstance(operation, Set | Add | Document) and is_deep(operation.fields):
            raise RefusedError("fields that are nested too deeply", "fields of the schema", "write them flatter")
    return batch


def read(data: bytes, shape: type[_Shape]) -> _Shape:
    """The JSON of a request. Raises `RefusedError`: 400 for no JSON, 422 for another shape."""
    mend = "load the page again; where that does not help, it is a fault of the page"
    try:
        return msgspec.json.decode(data, type=shape)
    except msgspec.ValidationError as error:
        raise RefusedError(quoted(str(error), 200), f"a {shape.__name__} request", mend) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        found = f"no JSON ({quoted(str(error), 200)})"
        raise RefusedError(found, "JSON in UTF-8", mend, status=400) from error
