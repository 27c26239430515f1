"""Records of corpora of others made valid: what their guidelines allow and ours do not is mended by rule, or left out,
and counted.

Only findings of level 5 are met by what people annotated by other rules; offsets and references are right by making.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from onrecord.checks import meaning
from onrecord.incident import Finding, quoted
from onrecord.losses import Losses
from onrecord.model import Anchor, Date, Quote, Record, Span
from onrecord.timex import bounds_of, parse_value, type_of

_PASSES = 10  # a mended type may be the first to show that a bound or a mod does not fit it
_LAYERS = ("dates", "numbers", "quotes")
# Units of length as TIDES (Ferro et al. 2005) writes them: decades, centuries, millennia; TIMEX3 has two letters.
_TIDES_LENGTH = re.compile(r"(P[\dX]{1,9}(?:\.\d{1,9})?)([ECL])")
_TIDES_UNITS = {"E": "DE", "C": "CE", "L": "ML"}
_SHORT_WEEK = re.compile(r"([\dX]{4}-W)(\d)")


def conforming(record: Record, losses: Losses, place: str = "") -> Record:
    """The record without findings of level 5, as far as there is a rule for them; `losses` is told each change."""
    tell = _Telling(losses, place or record.id)
    for _ in range(_PASSES):
        found: dict[tuple[str, int], Finding] = {}
        for finding in meaning.check(record):
            if finding.test_id in _MENDS and len(finding.path) > 1:
                layer, index = str(finding.path[0]), int(finding.path[1])
                found.setdefault((layer, index), finding)
        if not found:
            return record
        record = _mended(record, found, tell)
    return record


class _Telling:
    """Tells a loss at an annotation."""

    def __init__(self, losses: Losses, place: str) -> None:
        self._losses, self._place = losses, place

    def __call__(self, kind: str, start: int, surface: str) -> None:
        self._losses.add(kind, f"{self._place}, {quoted(surface, 40)} at {start}")


def _mended(record: Record, found: dict[tuple[str, int], Finding], tell: _Telling) -> Record:
    kept: dict[str, list[Any]] = defaultdict(list)
    for layer in _LAYERS:
        for index, annotation in enumerate(getattr(record, layer)):
            finding = found.get((layer, index))
            mended = _MENDS[finding.test_id](annotation, finding, tell) if finding else annotation
            kept[layer] += [mended] if mended is not None else []
    ids = {layer: {annotation.id for annotation in kept[layer]} for layer in _LAYERS}
    kept["dates"] = [_anchored(date, ids["dates"]) for date in kept["dates"]]
    kept["quotes"] = [q if not q.parent or q.parent in ids["quotes"] else replace(q, parent="") for q in kept["quotes"]]
    lists: dict[str, Any] = {layer: tuple(items) for layer, items in kept.items()}
    return replace(record, **lists)


def _anchored(date: Date, ids: set[str]) -> Date:
    """The date without anchors to dates that are left out."""
    if all(name in ids for name in date.anchor.dates):
        return date
    left = tuple(name for name in date.anchor.dates if name in ids)
    return replace(date, anchor=replace(date.anchor, dates=left) if left else Anchor())


def _with_type(date: Date, _: Finding, tell: _Telling) -> Date:
    kind = type_of(date.value).replace("REF", "DATE")
    tell("types of dates that do not agree with the value, which is followed", date.start, date.text)
    earliest, latest = bounds_of(kind, date.value)
    return replace(date, type=kind, earliest=earliest, latest=latest)


def _with_value(date: Date, _: Finding, tell: _Telling) -> Date | None:
    value = _rewritten(date.value)
    if parse_value(value) is None:
        tell("dates whose value is none of TIMEX3's", date.start, date.text)
        return None
    tell("values of dates in a spelling that is none of TIMEX3's, which are spelled anew", date.start, date.text)
    earliest, latest = bounds_of(date.type, value)
    return replace(date, value=value, earliest=earliest, latest=latest)


def _rewritten(value: str) -> str:
    if length := _TIDES_LENGTH.fullmatch(value):
        return length[1] + _TIDES_UNITS[length[2]]
    if week := _SHORT_WEEK.fullmatch(value):
        return f"{week[1]}0{week[2]}"
    return value


def _without_field(date: Date, finding: Finding, tell: _Telling) -> Date:
    field = str(finding.path[2])
    tell(f"{field} of dates of a type that has none", date.start, date.text)
    blank: dict[str, Any] = {field: ""}
    return replace(date, **blank)


def _without_anchor(date: Date, _: Finding, tell: _Telling) -> Date:
    tell("anchors of dates to themselves, or to no date or value", date.start, date.text)
    return replace(date, anchor=Anchor())


def _apart(expression: Any, _: Finding, tell: _Telling) -> None:
    layer = "dates" if isinstance(expression, Date) else "numbers"
    tell(f"{layer} that share text with another date or number", expression.start, expression.text)


def _uncrossed(quote: Quote, _: Finding, tell: _Telling) -> None:
    tell("quotes whose content crosses that of another", quote.content[0].start, quote.content[0].text)


def _roles_apart(quote: Quote, finding: Finding, tell: _Telling) -> Quote | None:
    role, index = str(finding.path[2]), int(finding.path[3])
    spans: tuple[Span, ...] = getattr(quote, role)
    tell(f"{role} spans that share text with another part of the quote", spans[index].start, spans[index].text)
    left: Any = spans[:index] + spans[index + 1 :]
    return replace(quote, **{role: left}) if left or role != "content" else None


_MENDS: dict[str, Callable[[Any, Finding, _Telling], Any]] = {
    "timex-type": _with_type,
    "timex-value": _with_value,
    "mod-length": _without_field,
    "set-only": _without_field,
    "anchor": _without_anchor,
    "expressions-overlap": _apart,
    "date-number": _apart,
    "contents-cross": _uncrossed,
    "roles-overlap": _roles_apart,
}
