"""What the overview counts, added up article by article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.incident import cut
from onrecord.model import Quote, Record, joined
from onrecord.release.statistics import Statistics

_LONGEST = 200  # code points of a name


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of a corpus: its statistics, and beside them names and days as they are plotted and searched for."""

    statistics: Statistics = field(default_factory=Statistics)
    cues: Counter[str] = field(default_factory=Counter)
    quoted: Counter[str] = field(default_factory=Counter)  # quotes by the name of their speaker
    affiliations: Counter[str] = field(default_factory=Counter)  # speakers by affiliation
    days: Counter[str] = field(default_factory=Counter)  # dates by their first day
    undated: Counter[str] = field(default_factory=Counter)  # dates without one by their type

    def add(self, record: Record) -> None:
        """Count a record in."""
        self.statistics.add(record)
        self.days.update(date.earliest for date in record.dates if date.earliest)
        self.undated.update(date.type for date in record.dates if not date.earliest)
        self.affiliations.update(as_name(speaker.affiliation) for speaker in record.speakers)
        names = {speaker.id: as_name(speaker.name) for speaker in record.speakers}
        self.cues.update(filter(None, map(cue_of, record.quotes)))
        self.quoted.update(filter(None, (names.get(quote.speaker) for quote in record.quotes)))


def cue_of(quote: Quote) -> str:
    """The cue as it stands in the text, in lower case."""
    return as_name(joined(quote.cue).lower())


def as_name(text: str) -> str:
    """A name as it is counted and shown: on one line, and no longer than names are."""
    return cut(" ".join(text.split()), _LONGEST)


def in_order(values: Iterable[str], order: Sequence[str]) -> list[str]:
    """The values that there are: those of `order` in that order, then others."""
    given = sorted(set(values))
    return [value for value in order if value in given] + [value for value in given if value not in order]


def ranked(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The counts, the largest first, equal ones by name."""
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
