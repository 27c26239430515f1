"""The dates that the text named so far, from which "the next day" and "a year earlier" count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from onrecord.layers.dates.reading import Reading
from onrecord.layers.dates.resolve import resolved
from onrecord.layers.dates.scan import Found
from onrecord.model import Anchor
from onrecord.timex import Form, of_pattern

_SHORTLY = 400
_TIMES = 4  # times that may share a day: from 3 to 5 p.m. (2000 GMT) on Friday
_NEXT = 5  # Monday at 3 p.m.
_NEAR = 30  # code points between a time and its day: "at 3 p.m. local time on Friday"


@dataclass(slots=True)
class Placed:
    """An expression on its way to a date: its id, what it says, its form so far and what that was resolved against."""

    id: str
    found: Found
    reading: Reading
    form: Form
    anchor: Anchor = field(default_factory=Anchor)

    def by(self, base: Placed, form: Form, *, value: str = "") -> None:
        """Take a form that counts from another date of the text."""
        self.form = form
        self.anchor = Anchor(basis="date", value=value or base.form.value, dates=(base.id,))


@dataclass(slots=True)
class _Story:
    """The last date, the last day and the last quarter that the text named."""

    date: Placed | None = None
    day: Placed | None = None
    quarter: Placed | None = None

    def note(self, placed: Placed) -> None:
        form, reading = placed.form, placed.reading
        quarterly = form.value[4:6] == "-Q"
        if _first_day(form) is not None:
            if form.grain not in ("decade", "century"):
                self.date = placed
            if form.start is not None and form.start == form.end:  # a season has neither
                self.day = placed
        if quarterly and not reading.base and not reading.shift:
            self.quarter = placed

    def day_near(self, placed: Placed) -> Placed | None:
        """The day that was named shortly before."""
        near = self.day and placed.found.start - self.day.found.end <= _SHORTLY
        return self.day if near else None

    def base_of(self, reading: Reading) -> Placed | None:
        if reading.base == "quarter":
            return self.quarter
        return self.day if reading.weekday or (reading.shift and reading.shift[0] == "day") else self.date


def tell(items: Sequence[Placed], today: date | None) -> None:
    """Resolve the dates that count from another date of the text."""
    story = _Story()
    for n, placed in enumerate(items):
        reading = placed.reading
        if reading.base:
            base = story.base_of(reading) or (story.date if today is None else None)
            if base is not None and (day := _first_day(base.form)):
                placed.by(base, _from(reading, base.form, day))
            elif today is not None:
                _from_today(placed, today)
        elif placed.found.partner:
            _share_month(placed, items[n + placed.found.partner])
        elif reading.lacks_day and (base := _day_beside(items, n) or story.day_near(placed)):
            placed.by(base, replace(base.form, part=reading.part, mod=reading.mod))
        story.note(placed)


def _share_month(placed: Placed, other: Placed) -> None:
    """A day of a range with the month of the other side: the 25 of Nov. 21-25."""
    month = other.form.value[:7]
    if placed.reading.day is None:  # early to mid-June
        placed.by(other, replace(other.form, mod=placed.reading.mod))
        return
    form = (
        of_pattern(f"{month}-{placed.reading.day:02d}") if _is_day(f"{month}-{placed.reading.day:02d}") else placed.form
    )
    placed.by(other, form, value=month)


def _is_day(value: str) -> bool:
    try:
        of_pattern(value)
    except ValueError:
        return False
    return True


def _first_day(form: Form) -> date | None:
    """The day from which others count: of a season, the first of its year."""
    if form.grain == "season" and form.value[:4].isdigit():
        return date(int(form.value[:4]), 1, 1)
    return form.start


def _from(reading: Reading, base: Form, day: date) -> Form:
    if reading.year is not None:  # the 2021 quarter
        return of_pattern(f"{reading.year:04d}{base.value[4:]}")
    form = resolved(reading, day)
    if reading.base == "quarter" and reading.shift and reading.shift[0] == "year":
        return of_pattern(form.value + base.value[4:], mod=reading.mod)
    return form


def _from_today(placed: Placed, today: date) -> None:
    """A quarter that the text has not named is the last one before publication, and a year ago is the year."""
    reading = placed.reading
    if reading.base != "quarter":
        return
    if reading.shift == ("quarter", 0):
        reading = replace(reading, shift=("quarter", -1))
    placed.form = resolved(reading, today)
    placed.anchor = Anchor(basis="published", value=today.isoformat())


def _day_beside(items: Sequence[Placed], n: int) -> Placed | None:
    """The day to which a time belongs: the one behind it and the times that go with it, else the last one before."""
    item, last = items[n].found, n
    if (
        n
        and item.start - items[n - 1].found.end <= _NEXT
        and not items[n - 1].reading.lacks_day
        and _is_day_of(items[n - 1], item.sentence)
    ):
        return items[n - 1]
    while last + 1 < min(len(items), n + _TIMES) and _goes_with(items, last):
        last += 1
        if not items[last].reading.lacks_day:
            return items[last] if _is_day_of(items[last], item.sentence) else None
    for other in reversed(items[max(0, n - _TIMES) : n]):
        if not (other.found.sentence == item.sentence and other.reading.lacks_day):
            return other if _is_day_of(other, item.sentence) else None
    return None


def _goes_with(items: Sequence[Placed], n: int) -> bool:
    """Whether the next expression stands near in the same sentence and names a day or another time of it."""
    here, following = items[n].found, items[n + 1]
    near = following.found.start - here.end <= _NEAR and following.found.sentence == here.sentence
    return near and (following.reading.is_day or following.reading.lacks_day)


def _is_day_of(other: Placed, sentence: int) -> bool:
    return other.found.sentence == sentence and other.reading.is_day and other.form.start is not None
