"""Operations on what is no span: the fields of annotations, of mentions and of the document."""

from __future__ import annotations

import copy
from typing import Any

import msgspec

from onrecord.completion import completed
from onrecord.incident import quoted
from onrecord.review.operations.draft import Draft, as_spans
from onrecord.review.operations.requests import Document, Set
from onrecord.review.operations.roles import add_mentions, layer_of
from onrecord.review.refusals import RefusedError
from onrecord.revisions.spans import Fields, extent_of
from onrecord.timex import bounds_of, type_of

NEW_SPEAKER = "new:"
# What `set` leaves alone: ids, offsets and what has operations of its own.
_NOT_SET = frozenset(
    "id layer start end text sentences mentions content marks cue source addressee modifier_spans counted".split()
)
_NOT_OF_DOCUMENT = frozenset("schema_version id text layer segments speakers quotes dates numbers".split())


def set_fields(draft: Draft, operation: Set) -> None:
    """Give fields other values; `speaker` may be `new:NAME`, a new speaker of the quote's source."""
    name = operation.id
    layer = layer_of(draft, name)
    for path in operation.fields:
        _refuse(path, path.split(".")[0] in _NOT_SET, f"a field of a {layer} that is no span")
    if layer == "mention":
        speaker = draft.speaker_of(name)
        mentions = [
            with_fields(one, operation.fields) if one["id"] == name else one for one in speaker.value["mentions"]
        ]
        draft.change(speaker.id, {"mentions": mentions})
        draft.shown.append(name)
        return
    value = with_fields(draft.entry(name).value, operation.fields)
    if layer == "date":
        following = _of_value(value) if "value" in operation.fields else {}
        following |= _of_basis(draft, value) if "anchor.basis" in operation.fields else {}
        value = with_fields(value, {key: new for key, new in following.items() if key not in operation.fields})
    draft.put(layer, value)
    if layer == "quote" and "speaker" in operation.fields:
        settle_speaker(draft, name)


def _of_value(date: Fields) -> Fields:
    """What follows from the value of a date alone: its bounds (guidelines 5.7), and its type if it is no SET."""
    if date["type"] == "SET" or not isinstance(date["value"], str):
        return {}
    kind = type_of(date["value"])
    first, last = bounds_of(kind, date["value"])
    kind = "DATE" if kind == "REF" else kind or date["type"]
    return {"type": kind, "earliest": first, "latest": last}


def _of_basis(draft: Draft, date: Fields) -> Fields:
    """What follows from the basis of an anchor alone."""
    match date["anchor"]["basis"]:
        case "none":
            return {"anchor.value": "", "anchor.dates": []}
        case "published":
            return {"anchor.value": draft.document.published.date, "anchor.dates": []}
    return {}


def settle_speaker(draft: Draft, quote: str) -> None:
    """Make the speaker that a quote names as new, and give its speaker a mention at each source."""
    value = draft.entry(quote).value
    speaker = value["speaker"]
    if isinstance(speaker, str) and speaker.startswith(NEW_SPEAKER):
        name = speaker.removeprefix(NEW_SPEAKER).strip()
        if not value["source"]:
            mend = "mark the source first, or add a mention"
            raise RefusedError(f"a new speaker for {quote}, which has no source", "a quote with a source", mend)
        known = [entry for entry in draft.entries.values() if entry.layer == "speaker"]
        twin = next((entry.id for entry in known if entry.value["name"] == name), "")
        speaker = twin or new_speaker(draft, value["source"], {"name": name} if name else {})
        draft.change(quote, {"speaker": speaker})
    add_mentions(draft, quote)


def new_speaker(draft: Draft, spans: list[Fields], fields: Fields) -> str:
    """Add a speaker with a mention at each span; its id."""
    made = completed(draft.document, "speaker", spans={"span": as_spans(spans)}, fields=fields)
    mentions = [{"id": draft.new_id("mention")} | mention for mention in made["mentions"]]
    made["mentions"] = sorted(mentions, key=extent_of)
    return draft.put("speaker", {"id": draft.new_id("speaker")} | made).id


def set_document(draft: Draft, operation: Document) -> None:
    """Give fields of the document other values."""
    for path in operation.fields:
        is_closed = path.split(".")[0] in _NOT_OF_DOCUMENT or path.startswith(("annotation.st", "annotation.an"))
        _refuse(path, is_closed or path == "annotation", "a field of the document that people edit")
    draft.head = with_fields(draft.head, operation.fields)
    draft.__dict__.pop("document", None)
    try:
        assert draft.document
    except msgspec.ValidationError as error:
        mend = "send values of the types that the choices name"
        raise RefusedError(quoted(str(error), 200), "a document that keeps to the schema", mend) from error


def with_fields(value: Fields, fields: dict[str, Any]) -> Fields:
    """The value with other values at dotted paths. Raises `RefusedError` for one that leads nowhere."""
    value = copy.deepcopy(value)
    for path, new in fields.items():
        *steps, last = path.split(".") if ":" not in path else [path]
        holder: Any = value
        for step in steps:
            holder = holder.get(step) if isinstance(holder, dict) else None
        if not isinstance(holder, dict):
            raise RefusedError(f"the field {quoted(path)}", "a field of the annotation", "name one of the choices")
        holder[last] = new
    return value


def _refuse(path: str, is_closed: bool, expected: str) -> None:
    if is_closed:
        raise RefusedError(f"the field {quoted(path)}", expected, "name another field, or use another operation")
