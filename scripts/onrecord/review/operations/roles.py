"""The spans of an annotation by their role, and what follows from them: kind and marks, sentences, mentions."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from onrecord import model
from onrecord.completion import completed, quoted_parts, sentences
from onrecord.incident import quoted
from onrecord.review.operations.draft import Draft, as_spans
from onrecord.review.refusals import RefusedError
from onrecord.revisions.canonical import same
from onrecord.revisions.records import Entry
from onrecord.revisions.spans import PLACE, Fields, extent_of

ROLES = {
    "quote": ("content", "marks", "cue", "source", "addressee"),
    "number": ("span", "modifier_spans", "counted"),
    "date": ("span",),
    "segment": ("span",),
    "mention": ("span",),
    "speaker": (),
}


# What says that nobody changed what a layer read.
_READ = {"date": ("type", "value", "mod"), "number": ("kind", "value", "low", "high", "unit")}


def layer_of(draft: Draft, identifier: str) -> str:
    """The layer of an id, which may be a mention's. Raises `RefusedError`."""
    if identifier.startswith("m"):
        draft.speaker_of(identifier)
        return "mention"
    return draft.entry(identifier).layer


def spans_of(draft: Draft, identifier: str, role: str) -> list[Fields]:
    """The spans that an annotation or mention has in a role. Raises `RefusedError` for a role that it has not."""
    layer = layer_of(draft, identifier)
    if role not in ROLES[layer]:
        expected = f"one of {', '.join(ROLES[layer])}" if ROLES[layer] else "the id of one of its mentions"
        raise RefusedError(f"the role {role} of the {layer} {quoted(identifier)}", expected, "name another role")
    if layer == "mention":
        mentions = draft.speaker_of(identifier).value["mentions"]
        return [_place(mention) for mention in mentions if mention["id"] == identifier]
    value = draft.entry(identifier).value
    spans: list[Fields] = [_place(value)] if role == "span" else value[role]
    return spans


def set_spans(draft: Draft, identifier: str, role: str, *, spans: Sequence[Fields]) -> None:
    """Replace the spans of a role, with what follows from it. Raises `RefusedError`."""
    spans_of(draft, identifier, role)
    if (role == "span" and len(spans) != 1) or (role == "content" and not spans):
        expected = "one span" if role == "span" else "one span or more"
        raise RefusedError(f"{len(spans)} spans as {role}", expected, "reject the annotation, or mark its words")
    if layer_of(draft, identifier) == "mention":
        speaker = draft.speaker_of(identifier)
        others = [one | (spans[0] if one["id"] == identifier else {}) for one in speaker.value["mentions"]]
        draft.change(speaker.id, {"mentions": others})
        draft.shown.append(identifier)
    elif role == "span":
        draft.change(identifier, spans[0] | _following(draft, draft.entry(identifier), spans[0]))
    elif role == "content":
        draft.change(identifier, {"content": list(spans)} | quoting(draft, spans))
    else:
        draft.change(identifier, {role: list(spans)})
        if role == "source":
            add_mentions(draft, identifier)


def _following(draft: Draft, entry: Entry, span: Fields) -> Fields:
    """What follows from the place: a segment's sentences, and what a date or number was read as, if it was that."""
    if entry.layer == "segment":
        is_empty = entry.value["kind"] == "boilerplate"
        return {"sentences": [] if is_empty else sentences(draft.text, *extent_of(span))}
    before, after = (
        completed(draft.document, entry.layer, spans={"span": as_spans([place])}) for place in (entry.value, span)
    )
    is_as_read = all(same(before[name], entry.value[name]) for name in _READ[entry.layer])
    return after if is_as_read else {}


def quoting(draft: Draft, content: Sequence[Fields]) -> Fields:
    """Kind and marks of a content, by the paragraphs of this article."""
    paragraphs = [
        model.Segment(id="g1", start=entry.value["start"], end=entry.value["end"], text="", kind="paragraph")
        for entry in draft.entries.values()
        if entry.layer == "segment"
        and any(entry.value["start"] < span["end"] and span["start"] < entry.value["end"] for span in content)
    ]
    kind, marks = quoted_parts(draft.text, as_spans(content), paragraphs)
    return {"kind": kind, "marks": marks}


def add_mentions(draft: Draft, quote: str) -> None:
    """Let the speaker of a quote, if it has one, have a mention at each source (guidelines 4.2)."""
    value = draft.entry(quote).value
    speaker = draft.entries.get(value["speaker"])
    if speaker is None or speaker.layer != "speaker":
        return
    mentions = list(speaker.value["mentions"])
    known = msgspec.convert(speaker.value, model.Speaker)
    for source in as_spans(value["source"]):
        is_free = all(one["end"] <= source.start or source.end <= one["start"] for one in mentions)
        if is_free and not known.is_meant_by(source):
            new = completed(draft.document, "mention", spans={"span": [source]})
            mentions.append({"id": draft.new_id("mention")} | new)
    if len(mentions) > len(speaker.value["mentions"]):
        draft.change(speaker.id, {"mentions": mentions}, mark="kept")


def _place(value: Fields) -> Fields:
    return {key: value[key] for key in PLACE}
