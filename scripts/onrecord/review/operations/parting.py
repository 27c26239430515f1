"""Operations that make two of one, and one of several: spans, annotations, speakers."""

from __future__ import annotations

from onrecord.model import Span
from onrecord.review.operations.additions import place_of, put_new
from onrecord.review.operations.draft import Draft
from onrecord.review.operations.requests import Join, Split
from onrecord.review.operations.roles import layer_of, quoting, set_spans, spans_of
from onrecord.review.refusals import RefusedError
from onrecord.revisions.spans import Fields, extent_of
from onrecord.spans import merged, touch

_UNITED = ("content", "cue", "source", "addressee")


def split(draft: Draft, operation: Split) -> None:
    """A span in two, at an offset or around a stretch; dates, numbers, segments and mentions become two of them."""
    spans = spans_of(draft, operation.id, operation.role)
    start, end = _gap(draft, operation)
    cut = next((span for span in spans if span["start"] < start and end < span["end"]), None)
    halves = [] if cut is None else _halves(draft.text, cut, (start, end))
    if cut is None or not all(half["text"] for half in halves):
        mend = "choose a place inside the span"
        raise RefusedError(f"a split of {operation.role} at {start}", "words on both sides of it", mend)
    if operation.role != "span":
        parts = [*(span for span in spans if span != cut), *halves]
        set_spans(draft, operation.id, operation.role, spans=sorted(parts, key=extent_of))
        return
    layer = layer_of(draft, operation.id)
    if layer == "mention":
        _split_mention(draft, operation.id, halves)
        return
    kept = {"kind": draft.entry(operation.id).value["kind"]} if layer == "segment" else {}
    kept |= {"sentences": []} if kept.get("kind") == "boilerplate" else {}
    second = dict(kept, kind="paragraph") if kept.get("kind") == "headline" else kept
    put_new(draft, layer, {"span": halves[:1]}, kept, identifier=operation.id)
    put_new(draft, layer, {"span": halves[1:]}, second)


def _gap(draft: Draft, operation: Split) -> tuple[int, int]:
    if operation.span is not None:
        [gap] = draft.spans([operation.span], "the gap")
        return extent_of(gap)
    if operation.at is None:
        raise RefusedError("a split without a place", "at, or span", "say where")
    return operation.at, operation.at


def _halves(text: str, span: Fields, gap: tuple[int, int]) -> list[Fields]:
    parts = Span.stripped(text, span["start"], gap[0]), Span.stripped(text, gap[1], span["end"])
    return [{"start": part.start, "end": part.end, "text": part.text} for part in parts]


def _split_mention(draft: Draft, identifier: str, halves: list[Fields]) -> None:
    speaker = draft.speaker_of(identifier)
    set_spans(draft, identifier, "span", spans=halves[:1])
    [old] = [mention for mention in speaker.value["mentions"] if mention["id"] == identifier]
    new = old | halves[1] | {"id": draft.new_id("mention")}
    mentions = [*draft.entry(speaker.id).value["mentions"], new]
    draft.change(speaker.id, {"mentions": sorted(mentions, key=extent_of)})


def join(draft: Draft, operation: Join) -> None:
    """Annotations of a layer as the first that is named, or the spans of a role as one."""
    names = list(dict.fromkeys(operation.ids))
    if operation.id and not names:
        spans = spans_of(draft, operation.id, operation.role)
        if len(spans) < 2:
            raise RefusedError(f"{len(spans)} spans as {operation.role}", "two or more", "choose another role")
        set_spans(draft, operation.id, operation.role, spans=[place_of(spans, draft.text)])
        return
    layers = {layer_of(draft, name) for name in names}
    if len(names) < 2 or len(layers) > 1 or layers == {"mention"}:
        found = f"{len(names)} of {', '.join(sorted(layers)) or 'no layer'}"
        raise RefusedError(f"a join of {found}", "two annotations or more of one layer", "choose them anew")
    [layer] = layers
    first, *others = [draft.entry(name).value for name in names]
    if layer == "quote":
        _join_quotes(draft, first, others)
    elif layer == "speaker":
        mentions = {extent_of(one): one for value in (*others, first) for one in value["mentions"]}
        draft.change(first["id"], {"mentions": [mentions[extent] for extent in sorted(mentions)]})
    else:
        _join_places(draft, layer, [first, *others])
    _follow(draft, layer, first["id"], names[1:])


def _follow(draft: Draft, layer: str, kept: str, gone: list[str]) -> None:
    """Take those out that were joined; what named them names the one that they are now."""
    for name in gone:
        draft.remove(name)
        draft.shown.append(name)
    names = {(layer, name): kept for name in gone}
    draft.rename(lambda layer, name: names.get((layer, name), name), mark="kept")


def _join_quotes(draft: Draft, first: Fields, others: list[Fields]) -> None:
    united: Fields = {}
    for role in _UNITED:
        extents = merged(extent_of(span) for value in (first, *others) for span in value[role])
        united[role] = [{"start": start, "end": end, "text": draft.text[start:end]} for start, end in extents]
    joined = {first["id"], *(value["id"] for value in others)}
    outside = [value["parent"] for value in (first, *others) if value["parent"] not in joined]
    speakers = [value["speaker"] for value in (first, *others) if value["speaker"]]
    parent = outside[0] if outside else ""
    speaker = speakers[0] if speakers else ""
    draft.change(first["id"], united | quoting(draft, united["content"]) | {"parent": parent, "speaker": speaker})


def _join_places(draft: Draft, layer: str, values: list[Fields]) -> None:
    """Dates, numbers or segments as one from the first to the last, read again there."""
    place = place_of(sorted(values, key=extent_of), draft.text)
    names = {value["id"] for value in values}
    between = [
        entry.id
        for entry in draft.entries.values()
        if entry.layer == layer and entry.id not in names and touch([extent_of(entry.value)], [extent_of(place)])
    ]
    if between:
        found = f"{between[0]} between them"
        raise RefusedError(found, f"{layer}s that are neighbours", f"join {between[0]} too, or choose others")
    kept = {"kind": values[0]["kind"]} if layer == "segment" else {}
    kept |= {"sentences": []} if kept.get("kind") == "boilerplate" else {}
    put_new(draft, layer, {"span": [place]}, kept, identifier=values[0]["id"])
