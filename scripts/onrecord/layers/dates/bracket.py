"""What an article's own dates say of its day of publication: between the last past one and the first to come."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.layers.dates.resolve import resolved
from onrecord.layers.dates.story import Placed
from onrecord.model import Anchor, Date, Published, Span


@dataclass(frozen=True, slots=True)
class Bracket:
    """The last date that the text says is past, and the first one that it says is to come."""

    past: Date
    ahead: Date

    @classmethod
    def of(cls, dates: Sequence[Date], ahead: Sequence[bool | None]) -> Bracket | None:
        """The bracket of dates of which some lie `ahead`; None unless the text has both kinds, in this order."""
        known = [
            (found, coming)
            for found, coming in zip(dates, ahead, strict=True)
            if found.earliest and found.type == "DATE"
        ]
        past = [found for found, coming in known if not coming]
        coming = [found for found, coming in known if coming]
        if not past or not coming:
            return None
        last, first = max(past, key=lambda found: found.earliest), min(coming, key=lambda found: found.latest)
        return cls(last, first) if last.earliest <= first.latest else None

    @property
    def published(self) -> Published:
        evidence = sorted((self.past, self.ahead), key=lambda found: found.start)
        return Published(
            earliest=self.past.earliest,
            latest=self.ahead.latest,
            basis="inferred",
            evidence=tuple(Span(found.start, found.end, found.text) for found in evidence),
        )

    def complete(self, item: Placed) -> None:
        """Give an expression its year, if it names a month and day that lie in the bracket once."""
        reading = item.reading
        if not (reading.month and reading.day and reading.lacks_year):
            return
        years = self._years_of(reading.month, reading.day)
        if len(years) == 1:
            item.form = resolved(replace(reading, year=years[0]), None)
            between, ids = f"{self.past.value}/{self.ahead.value}", (self.past.id, self.ahead.id)
            item.anchor = Anchor(basis="inferred", value=between, dates=ids)

    def _years_of(self, month: int, day: int) -> list[int]:
        """The years in which this day lies between the two."""
        first, last = date.fromisoformat(self.past.earliest), date.fromisoformat(self.ahead.latest)
        return [
            year
            for year in range(first.year, min(last.year, first.year + 100) + 1)
            if day <= monthrange(year, month)[1] and first <= date(year, month, day) <= last
        ]
