"""What the overview counts, added up article by article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.incident import cut
from onrecord.model import Quote, Record, joined

_LONGEST = 200  # code points of a name
STATUSES = ("gold", "reviewed", "draft")


@dataclass
class Tally:
    """Counts of a corpus."""

    articles: Counter[str] = field(default_factory=Counter)  # by status, as in what follows
    characters: Counter[str] = field(default_factory=Counter)
    quotes: Counter[str] = field(default_factory=Counter)
    speakers: Counter[str] = field(default_factory=Counter)
    dates: Counter[str] = field(default_factory=Counter)
    numbers: Counter[str] = field(default_factory=Counter)
    licences: Counter[str] = field(default_factory=Counter)
    splits: Counter[str] = field(default_factory=Counter)
    publishers: Counter[str] = field(default_factory=Counter)
    quote_kinds: Counter[str] = field(default_factory=Counter)
    cues: Counter[str] = field(default_factory=Counter)
    quoted: Counter[str] = field(default_factory=Counter)  # quotes by the name of their speaker
    affiliations: Counter[str] = field(default_factory=Counter)  # speakers by affiliation
    number_kinds: Counter[str] = field(default_factory=Counter)
    date_types: Counter[str] = field(default_factory=Counter)
    days: Counter[str] = field(default_factory=Counter)  # dates by their first day
    quotes_without_cue: int = 0
    quotes_without_speaker: int = 0

    def add(self, record: Record) -> None:
        """Count a record in."""
        status = record.annotation.status
        self.articles[status] += 1
        self.characters[status] += len(record.text)
        for name in ("quotes", "speakers", "dates", "numbers"):
            getattr(self, name)[status] += len(getattr(record, name))
        self.splits[record.split] += 1
        self.licences[_name(record.source.licence)] += 1
        self.publishers[_name(record.source.publisher)] += 1
        self.number_kinds.update(number.kind for number in record.numbers)
        self.date_types.update(date.type for date in record.dates)
        self.days.update(date.earliest for date in record.dates if date.earliest)
        self.affiliations.update(_name(speaker.affiliation) for speaker in record.speakers)
        names = {speaker.id: _name(speaker.name) for speaker in record.speakers}
        for quote in record.quotes:
            self._add_quote(quote, names)

    def _add_quote(self, quote: Quote, names: dict[str, str]) -> None:
        self.quote_kinds[quote.kind] += 1
        if cue := cue_of(quote):
            self.cues[cue] += 1
        else:
            self.quotes_without_cue += 1
        if name := names.get(quote.speaker, ""):
            self.quoted[name] += 1
        else:
            self.quotes_without_speaker += 1


def cue_of(quote: Quote) -> str:
    """The cue as it stands in the text, in lower case."""
    return _name(joined(quote.cue).lower())


def _name(text: str) -> str:
    """A name as it is counted: on one line, and no longer than names are."""
    return cut(" ".join(text.split()), _LONGEST)


def in_order(values: Iterable[str], order: Sequence[str]) -> list[str]:
    """The values that there are: those of `order` in that order, then others."""
    given = sorted(set(values))
    return [value for value in order if value in given] + [value for value in given if value not in order]
