"""A tally of scores for readers: tables for people, JSON and CSV for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from onrecord.scoring.bootstrap import Interval, Resampling, intervals
from onrecord.scoring.counts import Counts, Key, Tally
from onrecord.scoring.layout import UNDEFINED, Table, percent, to_markdown, to_text, whole

RATIOS = ("precision", "recall", "f1")


@dataclass(slots=True)
class Report:
    """The scores of a tally with their intervals; `about` says what was scored, and how."""

    tally: Tally
    how: Resampling = field(default_factory=Resampling)
    about: Mapping[str, Any] = field(default_factory=dict)
    counts: dict[Key, Counts] = field(init=False)
    intervals: dict[Key, Mapping[str, Interval]] = field(init=False)

    def __post_init__(self) -> None:
        self.counts = self.tally.total()
        self.intervals = intervals(self.tally, self.how)

    @property
    def heading(self) -> str:
        """How many articles, and what the intervals are."""
        number = len(self.tally.articles)
        articles = f"{number:,} article{'s' * (number != 1)}"
        if self.intervals:
            of = f"{self.how.resamples:,} resamples, seed {self.how.seed}"
            return f"{articles}; intervals of {100 * self.how.confidence:g} % by bootstrap over articles ({of})"
        return f"{articles}; no intervals: {'none asked for' if number > 1 else 'they need two articles or more'}"


def to_json(report: Report) -> str:
    """An object with what was scored, how, and a list of scores; shares are between 0 and 1, null if not defined."""
    how = report.how
    bootstrap = {"resamples": how.resamples, "confidence": how.confidence, "seed": how.seed}
    known = {
        **report.about,
        "articles": len(report.tally.articles),
        "bootstrap": bootstrap if report.intervals else None,
    }
    scores = [{**_named(key), **_figures(report, key)} for key in report.counts]
    return json.dumps({**known, "scores": scores}, ensure_ascii=False, indent=1) + "\n"


def _named(key: Key) -> dict[str, str]:
    return {name: getattr(key, name) for name in ("layer", "part", "attribute", "group", "measure")}


def _figures(report: Report, key: Key) -> dict[str, Any]:
    counts, found = report.counts[key], report.intervals.get(key, {})
    sizes = {name: getattr(counts, name) for name in ("gold", "predicted", "right", "found")}
    return {
        **{name: int(value) if float(value).is_integer() else value for name, value in sizes.items()},
        **counts.defined,
        "intervals": {name: list(found[name]) if name in found else None for name in RATIOS},
    }


def to_csv(report: Report) -> str:
    """A row a score, the same fields as in JSON; what is not defined is empty."""
    out = io.StringIO()
    bounds = [f"{name}_{side}" for name in RATIOS for side in ("low", "high")]
    fields = [*Key._fields, "gold", "predicted", "right", "found", *RATIOS, *bounds]
    writer = csv.DictWriter(out, fields, lineterminator="\n")
    writer.writeheader()
    for key in report.counts:
        figures = _figures(report, key)
        for name, interval in figures.pop("intervals").items():
            figures |= {f"{name}_low": interval and interval[0], f"{name}_high": interval and interval[1]}
        writer.writerow({**_named(key), **figures})
    return out.getvalue()


def tables(report: Report) -> list[Table]:
    """Spans, relations and attributes, without rows for what neither side has."""
    told = [key for key, counts in report.counts.items() if counts.gold or counts.predicted]
    spans = [key for key in told if not key.attribute and not key.is_relation]
    relations = [key for key in told if not key.attribute and key.is_relation]
    attributes = [key for key in told if key.measure == "accuracy"]
    shown = f"{100 * report.how.confidence:g} % of F1"
    ratio_head = ("measure", "gold", "pred", "P", "R", "F1", *([shown] if report.intervals else []))
    kinds = ("of",) if any(key.group for key in report.counts) else ()

    def ratio_row(key: Key) -> tuple[str, ...]:
        counts = report.counts[key]
        ratios = map(percent, counts.defined.values())
        return (key.measure, whole(counts.gold), whole(counts.predicted), *ratios, *_interval(report, key, "f1"))

    found = [
        _table(report.heading, (("layer", "spans", *kinds, *ratio_head), 3 + len(kinds)), spans, ratio_row),
        _table("", (("layer", "relation", *kinds, *ratio_head), 3 + len(kinds)), relations, ratio_row),
    ]
    head = (
        "matched",
        "accuracy",
        *([shown.replace("F1", "it")] if report.intervals else []),
        "strict F1",
        "overlap F1",
    )
    columns = (("layer", "spans", *kinds, "attribute", *head), 3 + len(kinds))
    return [*found, _table("", columns, attributes, lambda key: _attribute_row(report, key))]


def _table(
    title: str, columns: tuple[tuple[str, ...], int], keys: list[Key], row: Callable[[Key], tuple[str, ...]]
) -> Table:
    head, names = columns
    with_kinds = "of" in head
    return Table(
        title, head, names, [(k.layer, k.part, *([k.group or "all"] if with_kinds else []), *row(k)) for k in keys]
    )


def _attribute_row(report: Report, key: Key) -> tuple[str, ...]:
    counts = report.counts[key]
    f1 = (percent(report.counts[key._replace(measure=measure)].defined["f1"]) for measure in ("strict", "overlap"))
    matched = whole(counts.gold), percent(counts.defined["recall"])
    return (key.attribute, *matched, *_interval(report, key, "recall"), *f1)


def _interval(report: Report, key: Key, ratio: str) -> Iterator[str]:
    """The cell of an interval, none where the report has no intervals."""
    if report.intervals:
        interval = report.intervals[key].get(ratio)
        yield f"{percent(interval[0])}–{percent(interval[1])}" if interval else UNDEFINED


FORMS: dict[str, Callable[[Report], str]] = {
    "text": lambda report: to_text(tables(report)),
    "markdown": lambda report: to_markdown(tables(report)),
    "json": to_json,
    "csv": to_csv,
}


def summary(tally: Tally) -> list[str]:
    """The scores of spans and relations, and the shares of attributes that are right, as lines of Markdown."""
    counts = tally.total()
    table = Table("", ("layer: what is compared", "gold", "draft", "strict P / R / F1", "overlap F1"))
    for key, strict in counts.items():
        if key.measure == "strict" and not key.attribute:
            overlap = counts[key._replace(measure="overlap")].defined["f1"]
            ratios = " / ".join(map(percent, strict.defined.values()))
            row = f"{key.layer}: {key.part}", whole(strict.gold), whole(strict.predicted), ratios, percent(overlap)
            table.rows.append(row)
    right: dict[str, list[str]] = {}
    for key, count in counts.items():
        if key.measure == "accuracy":
            share = f"{key.attribute} {whole(count.right)}/{whole(count.predicted)}"
            right.setdefault(f"{key.layer}: {key.part}", []).append(share)
    lines = [f"- {name}: {', '.join(shares)}" for name, shares in right.items()]
    return [*to_markdown([table]).splitlines(), "", "Attributes of matched items that are right:", "", *lines]
