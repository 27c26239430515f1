"""The TIMEX3 of a TimeML document to dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date as calendar_date

from onrecord.corpora.markup import Element
from onrecord.losses import Losses
from onrecord.model import Anchor, Date, Span
from onrecord.schema import record_schema
from onrecord.timex import bounds_of

_DAY = re.compile(r"\d{4}-\d\d-\d\d(?![\w-])|\d{4}-\d\d-\d\d(?=T)")
_NO_PLACE = ("beginPoint", "endPoint", "valueFromFunction", "comment")


def creation_day(created: Element, losses: Losses, place: str) -> str:
    """The day that the TIMEX3 of a document's creation tells; the time of that day, and what is no day, are lost."""
    value = created.attributes.get("value", "")
    try:
        day = calendar_date.fromisoformat(value[:10]).isoformat() if _DAY.match(value) else ""
    except ValueError:
        day = ""
    if value != day and value.strip("X-"):
        kind = "times of day of document creation times" if day else "document creation times that name no day"
        losses.add(kind, f"{place}:{created.line}")
    return day


def find_expressions(
    text: str, body: Element, times: Sequence[Element], created: Element | None, losses: Losses, place: str
) -> tuple[Date, ...]:
    """The dates of `text`, which is what `body` holds, in canonical order and numbered in it.

    `created` is the TIMEX3 that gave the day of publication, if one did.
    """
    return tuple(_Expressions(text, body, times, created, losses, place).dates())


@dataclass(frozen=True, slots=True)
class _Expressions:
    text: str
    body: Element
    times: Sequence[Element]
    created: Element | None
    losses: Losses
    place: str

    def dates(self) -> Iterator[Date]:
        found = sorted(self._placed(), key=lambda pair: (pair[0].start, pair[0].end))
        ids = {time.attributes.get("tid", ""): f"d{number}" for number, (_, time) in enumerate(found, 1)}
        named = {time.attributes.get("tid", ""): time for time in reversed(self.times)}
        for number, (span, time) in enumerate(found, 1):
            kind, value = time.attributes["type"], time.attributes["value"]
            earliest, latest = bounds_of(kind, value)
            yield Date(
                id=f"d{number}",
                start=span.start,
                end=span.end,
                text=span.text,
                type=kind,
                value=value,
                mod=self._mod(time),
                quant=time.attributes.get("quant", ""),
                freq=time.attributes.get("freq", ""),
                earliest=earliest,
                latest=latest,
                anchor=self._anchor(time, named, ids),
            )

    def _placed(self) -> Iterator[tuple[Span, Element]]:
        """The TIMEX3 that become dates, with their spans; white space at their edges does not belong to them."""
        for time in self.times:
            inside = self.body.start <= time.start and time.end <= self.body.end
            span = Span.stripped(self.text, time.start - self.body.start, time.end - self.body.start)
            if time is self.created and not inside:
                continue
            if not inside:
                self._lose("TIMEX3 outside the text", time)
            elif not span.text:
                self._lose("TIMEX3 without text", time)
            elif time.attributes.get("type") not in _choices("type"):
                self._lose(f"TIMEX3 of type {time.attributes.get('type', '')!r}", time)
            elif not time.attributes.get("value"):
                self._lose("TIMEX3 without value", time)
            else:
                for name in _NO_PLACE:
                    if name in time.attributes:
                        self._lose(f"{name} of TIMEX3", time)
                yield span, time

    def _mod(self, time: Element) -> str:
        mod = time.attributes.get("mod", "")
        if mod in _choices("mod"):
            return mod
        self._lose(f"mod {mod!r} of TIMEX3", time)
        return ""

    def _anchor(self, time: Element, named: dict[str, Element], ids: dict[str, str]) -> Anchor:
        name = time.attributes.get("anchorTimeID")
        if not name:
            return Anchor()
        target = named.get(name)
        value = target.attributes.get("value") if target else ""
        if target is None or not value:
            self._lose("anchors of TIMEX3 that name none with a value", time)
            return Anchor()
        if target is self.created:
            return Anchor(basis="published", value=value[:10])  # its day, as the record's date of publication
        return Anchor(basis="date", value=value, dates=(ids[name],) if name in ids else ())

    def _lose(self, kind: str, time: Element) -> None:
        self.losses.add(kind, f"{self.place}:{time.line}")


def _choices(field: str) -> list[str]:
    choices: list[str] = record_schema()["$defs"]["date"]["properties"][field]["enum"]
    return choices
