"""Operations that make an annotation: added, turned into one of another layer, its span into one of another role."""

from __future__ import annotations

from onrecord import model
from onrecord.completion import completed
from onrecord.layers.quotes.attribution import Attribution
from onrecord.layers.quotes.nesting import holds
from onrecord.review.operations.checking import remove
from onrecord.review.operations.draft import Draft, as_spans
from onrecord.review.operations.fields import new_speaker, settle_speaker, with_fields
from onrecord.review.operations.requests import Add, Retype
from onrecord.review.operations.roles import ROLES, layer_of, quoting, set_spans, spans_of
from onrecord.review.refusals import RefusedError
from onrecord.revisions.spans import Fields, extent_of

_MAIN = {"quote": "content"}  # the role that an annotation cannot be without; span for others


def add(draft: Draft, operation: Add) -> None:
    """A new annotation, completed by what the layers read there."""
    layer = operation.layer
    spans: dict[str, list[Fields]] = {role: draft.spans(stretches, role) for role, stretches in operation.spans.items()}
    main = _MAIN.get(layer, "span")
    roles = {*ROLES[layer], main} - {"marks"}
    if not spans.get(main) or not spans.keys() <= roles or (len(spans[main]) > 1 and layer not in ("quote", "speaker")):
        found = ", ".join(f"{len(some)} as {role}" for role, some in spans.items()) or "no span"
        expected = f"spans for {', '.join(sorted(roles))}: {main} with one{' or more' * (layer == 'quote')}"
        raise RefusedError(f"a {layer} with {found}", expected, "mark its words")
    if layer == "mention":
        _add_mention(draft, spans["span"][0], operation.fields)
    elif layer == "speaker":
        draft.shown.append(new_speaker(draft, spans["span"], operation.fields))
    elif layer == "quote":
        _add_quote(draft, spans, operation.fields)
    else:
        put_new(draft, layer, spans, operation.fields)


def put_new(draft: Draft, layer: str, spans: dict[str, list[Fields]], fields: Fields, *, identifier: str = "") -> str:
    """Put an annotation as the layer reads it there; its id, a new one if none is given.

    The one that has the id keeps what an extension of the schema says of it, which no layer reads.
    """
    given = {role: as_spans(some) for role, some in spans.items()}
    made = completed(draft.document, layer, spans=given)
    before = draft.entry(identifier).value if identifier else {}
    made |= {key: value for key, value in before.items() if ":" in key}
    return draft.put(layer, {"id": identifier or draft.new_id(layer)} | with_fields(made, fields)).id


def _add_quote(draft: Draft, spans: dict[str, list[Fields]], fields: Fields) -> None:
    spans = {"content": [], "cue": [], "source": [], "addressee": []} | spans
    guesses = quoting(draft, spans["content"]) | {"parent": _parent(draft, spans), "speaker": _speaker(draft, spans)}
    name = put_new(draft, "quote", spans, guesses | fields)
    settle_speaker(draft, name)


def _parent(draft: Draft, spans: dict[str, list[Fields]]) -> str:
    """The innermost quote inside whose content a new one is attributed, "" where there is none."""
    new = Attribution(content=as_spans(spans["content"]), cue=as_spans(spans["cue"]))
    around = []
    for entry in draft.entries.values():
        if entry.layer == "quote":
            outer = Attribution(content=as_spans(entry.value["content"]), cue=as_spans(entry.value["cue"]))
            if outer.content != new.content and holds(outer, new):
                around.append((sum(span.end - span.start for span in outer.content), entry.id))
    return min(around)[1] if around else ""


def _speaker(draft: Draft, spans: dict[str, list[Fields]]) -> str:
    """The one speaker whom the source of a new quote mentions, "" where there is none, or are several."""
    found = set()
    for entry in draft.entries.values():
        if entry.layer == "speaker" and spans["source"]:
            mentions = [extent_of(mention) for mention in entry.value["mentions"]]
            for source in spans["source"]:
                if any(source["start"] <= start and end <= source["end"] for start, end in mentions):
                    found.add(entry.id)
    return found.pop() if len(found) == 1 else ""


def _add_mention(draft: Draft, span: Fields, fields: Fields) -> None:
    speaker = draft.entry(str(fields.get("speaker", "")))
    if speaker.layer != "speaker":
        raise RefusedError(f"a mention of the {speaker.layer} {speaker.id}", "a speaker's id", "name a speaker")
    [given] = as_spans([span])
    new = {"id": draft.new_id("mention")} | completed(draft.document, "mention", spans={"span": [given]})
    new |= {key: value for key, value in fields.items() if key != "speaker"}
    draft.change(speaker.id, {"mentions": sorted([*speaker.value["mentions"], new], key=extent_of)})
    draft.shown.append(new["id"])


def retype(draft: Draft, operation: Retype) -> None:
    """A date becomes a number or the other way round, or a span goes to another role of its annotation."""
    if operation.layer is not None:
        old = layer_of(draft, operation.id)
        if {old, operation.layer} != {"date", "number"}:
            raise RefusedError(f"a {old} as {operation.layer}", "a date as number, or a number as date", "add it anew")
        spans = {"span": spans_of(draft, operation.id, "span")}
        remove(draft, operation.id)
        put_new(draft, operation.layer, spans, {})
        return
    if not (operation.from_role and operation.to_role and operation.span):
        mend = "say which span goes from which role to which"
        raise RefusedError("a retype without layer or roles", "layer, or from_role, to_role and span", mend)
    [span] = draft.spans([operation.span], operation.from_role)
    before = spans_of(draft, operation.id, operation.from_role)
    if span not in before:
        raise RefusedError(f"{span['text'][:60]!r}, no {operation.from_role}", "one of its spans", "load it again")
    after = [*spans_of(draft, operation.id, operation.to_role), span]
    set_spans(draft, operation.id, operation.from_role, spans=[one for one in before if one != span])
    set_spans(draft, operation.id, operation.to_role, spans=sorted(after, key=extent_of))


def place_of(spans: list[Fields], text: str) -> Fields:
    """One span from the first to the last."""
    start, end = spans[0]["start"], max(span["end"] for span in spans)
    return {"start": start, "end": end, "text": model.Span.of(text, start, end).text}
