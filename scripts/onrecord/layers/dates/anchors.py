"""Readings to dates: against the day of publication, another date of the text, or what the text's dates allow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from onrecord.layers.dates import ranges, story
from onrecord.layers.dates.bracket import Bracket
from onrecord.layers.dates.reading import Reading
from onrecord.layers.dates.resolve import resolved
from onrecord.layers.dates.scan import Found
from onrecord.layers.dates.story import Placed
from onrecord.layers.dates.zones import offset
from onrecord.model import Anchor, Date, Published
from onrecord.timex import Form


def resolve(text: str, lowered: str, found: Sequence[Found], published: Published) -> tuple[Date, ...]:
    """The dates with ids d1, d2, … in order; `found` is in order and does not overlap."""
    today = date.fromisoformat(published.date) if published.basis == "given" and published.date else None
    items = _placed(lowered, found, today)
    if today is None and (bracket := Bracket.of([_date(text, item) for item in items], [item.ahead for item in found])):
        for item in items:
            bracket.complete(item)
    story.tell(items, today)
    return tuple(_date(text, item) for item in items)


def _placed(lowered: str, found: Sequence[Found], today: date | None) -> list[Placed]:
    """The expressions with their forms, as far as the day of publication and the other side of a range say."""
    by_published = Anchor(basis="published", value=today.isoformat()) if today else Anchor()
    sides = ranges.sides(lowered, found)
    items: list[Placed] = []
    for n, item in enumerate(found):
        side = sides.get(n)
        reading = side.reading if side else item.reading
        form = resolved(reading, None if reading.base else today, future=item.ahead)
        anchor = by_published if today and _counts(reading, form) else Anchor()
        if side and side.taken:
            anchor = Anchor(basis="date", value=side.taken, dates=(f"d{side.other + 1}",))
        elif side and (later := ranges.after(items[side.other].form, form)) is not form:
            form, anchor = (
                later,
                Anchor(basis="date", value=items[side.other].form.value, dates=(f"d{side.other + 1}",)),
            )
        items.append(Placed(f"d{n + 1}", item, reading, form, anchor))
    return items


def _counts(reading: Reading, form: Form) -> bool:
    """Whether the form was reached by counting from a day."""
    return not reading.value and not reading.base and reading.year is None and "X" not in form.value


def _date(text: str, item: Placed) -> Date:
    found, reading, form = item.found, item.reading, item.form
    earliest, latest = form.bounds if reading.type in ("DATE", "TIME") else ("", "")
    return Date(
        id=item.id,
        start=found.start,
        end=found.end,
        text=text[found.start : found.end],
        type=reading.type,
        value=form.value,
        alternatives=reading.alternatives,
        mod=form.mod,
        quant=reading.quant,
        freq=reading.freq,
        zone=offset(reading.zone, form.start) if reading.zone else "",
        earliest=earliest,
        latest=latest,
        anchor=item.anchor,
    )
