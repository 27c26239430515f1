"""What can be counted of a corpus: the one place where the figures of card, datasheet, Croissant and site come from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from onrecord.articles import LAYERS
from onrecord.model import Record

STATUSES = ("gold", "reviewed", "draft")
# What is counted of an article, beside its layers.
_SIZES: dict[str, Callable[[Record], int]] = {
    "articles": lambda _: 1,
    "characters": lambda record: len(record.text),
    "sentences": lambda record: sum(len(segment.sentences) for segment in record.segments),
    **{name: (lambda record, name=name: len(getattr(record, name))) for name, _ in LAYERS.values()},  # type: ignore[misc]
    "mentions": lambda record: sum(len(speaker.mentions) for speaker in record.speakers),
}
_Values = Callable[[Record], Iterable[str]]
# What is counted by its values, as `layer.field`.
_DISTRIBUTIONS: dict[str, _Values] = {
    "articles.split": lambda record: [record.split],
    "articles.language": lambda record: [record.language],
    "articles.origin": lambda record: [record.source.origin],
    "articles.publisher": lambda record: [publisher(record)],
    "articles.licence": lambda record: [record.source.licence or "not known"],
    "articles.published": lambda record: [record.published.basis],
    "segments.kind": lambda record: (segment.kind for segment in record.segments),
    "speakers.kind": lambda record: (speaker.kind for speaker in record.speakers),
    "mentions.form": lambda record: (mention.form for speaker in record.speakers for mention in speaker.mentions),
    "quotes.kind": lambda record: (quote.kind for quote in record.quotes),
    "quotes.cue_class": lambda record: (quote.cue_class for quote in record.quotes),
    "quotes.without": lambda record: (
        part for quote in record.quotes for part in ("source", "cue", "speaker") if not getattr(quote, part)
    ),
    "quotes.with": lambda record: (
        part for quote in record.quotes for part in ("parent", "addressee", "negated") if getattr(quote, part)
    ),
    "dates.type": lambda record: (date.type for date in record.dates),
    "dates.anchor": lambda record: (date.anchor.basis for date in record.dates),
    "numbers.kind": lambda record: (number.kind for number in record.numbers),
}


def publisher(record: Record) -> str:
    """Who published the article; of one that was written for the corpus, nobody did."""
    unpublished = "none (written for the corpus)" if record.source.origin == "written" else "not known"
    return record.source.publisher or unpublished


@dataclass(slots=True)
class Statistics:
    """Counts that grow by `add`: sizes by status of the article, distributions by value, rows by config and split."""

    sizes: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in _SIZES})
    distributions: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in _DISTRIBUTIONS})
    rows: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    annotators: Counter[str] = field(default_factory=Counter)

    def add(self, record: Record) -> None:
        """Count an article in; its rows are counted by who makes them (`rows`)."""
        for name, size in _SIZES.items():
            self.sizes[name][record.annotation.status] += size(record)
        for name, values in _DISTRIBUTIONS.items():
            self.distributions[name].update(values(record))
        self.annotators.update({annotator.kind for annotator in record.annotation.annotators})

    def total(self, name: str) -> int:
        """How many there are of `articles`, `quotes` and so on, of any status."""
        return sum(self.sizes[name].values())

    def as_json(self) -> dict[str, Any]:
        """The statistics as `statistics.json` holds them."""
        return {
            "counts": {
                name: {**{status: counts[status] for status in STATUSES}, "all": sum(counts.values())}
                for name, counts in self.sizes.items()
            },
            "distributions": {name: _sorted(counts) for name, counts in self.distributions.items()},
            "annotator_kinds": _sorted(self.annotators),
            "rows": {name: {**counts, "all": sum(counts.values())} for name, counts in self.rows.items()},
        }


def values(numbers: Mapping[str, Any], prefix: str = "") -> dict[str, int | str]:
    """All that `statistics.json` holds, each by its path (`counts.quotes.all`, `distributions.quotes.kind.direct`)."""
    flat: dict[str, int | str] = {}
    for name, value in numbers.items():
        if isinstance(value, Mapping):
            flat |= values(value, f"{prefix}{name}.")
        else:
            flat[prefix + name] = value
    return flat


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return {value: counts[value] for value in sorted(counts)}
