"""Operations on a state: pure functions, one an operation, each on a `Draft` that becomes the next state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from onrecord.review.operations import requests
from onrecord.review.operations.additions import add, retype
from onrecord.review.operations.checking import accept, reject, uncheck
from onrecord.review.operations.draft import Draft
from onrecord.review.operations.fields import set_document, set_fields
from onrecord.review.operations.parting import join, split
from onrecord.review.operations.requests import Operation
from onrecord.review.operations.roles import set_spans
from onrecord.review.refusals import RefusedError
from onrecord.review.work import Work

_Apply = Callable[[Draft, Any], None]


def _set_role(draft: Draft, operation: requests.Spans) -> None:
    """Other spans for a role."""
    set_spans(draft, operation.id, operation.role, spans=draft.spans(operation.spans, operation.role))


def _no_difference(draft: Draft, operation: requests.Take) -> None:
    """What `take` is where nothing is adjudicated."""
    raise RefusedError(f"take {operation.choice}", "an operation of a review", "start onrecord review --adjudicate")


OPERATIONS: dict[type[Operation], _Apply] = {
    requests.Accept: accept,
    requests.Uncheck: uncheck,
    requests.Reject: reject,
    requests.Set: set_fields,
    requests.Spans: _set_role,
    requests.Add: add,
    requests.Split: split,
    requests.Join: join,
    requests.Retype: retype,
    requests.Take: _no_difference,
    requests.Document: set_document,
}


def applied(work: Work, operations: Sequence[Operation], *, take: _Apply = _no_difference) -> Draft:
    """What comes of operations, one after the other; `take` settles a difference between annotators.

    Raises `RefusedError` for what cannot be done: then nothing is.
    """
    draft = Draft(work)
    for operation in operations:
        (take if isinstance(operation, requests.Take) else OPERATIONS[type(operation)])(draft, operation)
    if work.status == "gold" and draft.done().entries is not work.entries:
        draft.head = draft.head | {"annotation": draft.head["annotation"] | {"status": "reviewed"}}
    return draft


def label(operations: Sequence[Operation]) -> str:
    """What a step is called, in a few words."""
    first = operations[0]
    match first:
        case requests.Accept(ids=[name]) | requests.Uncheck(ids=[name]) | requests.Reject(ids=[name]):
            told = f"{_verb(first)} {name}"
        case requests.Set(id=name, fields=fields):
            told = f"set {', '.join(fields)} of {name}"
        case requests.Spans(id=name, role=role):
            told = f"{role} of {name}"
        case requests.Add(layer=layer):
            told = f"add a {layer}"
        case requests.Split(id=name) | requests.Retype(id=name):
            told = f"{_verb(first)} {name}"
        case requests.Join(ids=names, id=name):
            told = f"join {', '.join(names) or name}"
        case requests.Take(choice=choice):
            told = f"take {choice}"
        case requests.Accept(ids=names) | requests.Uncheck(ids=names) | requests.Reject(ids=names):
            told = f"{_verb(first)} {len(names)} annotations"
        case _:
            told = "set fields of the document"
    return told[:200] + (f" and {len(operations) - 1} more" if len(operations) > 1 else "")


def _verb(operation: Operation) -> str:
    return str(operation.__struct_config__.tag)
