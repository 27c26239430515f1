"""What the overview plots: counts with a caption, made of the tally."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

from onrecord.site.tally import Tally, ranked
from onrecord.site.timeline import Period, time_line

_SHOWN = 15  # bars; more are no longer read
_LISTED = 100  # rows of a table

_KINDS = ("direct", "mixed", "indirect")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A count with what it is of; `query` leads to the search for it."""

    label: str
    count: int
    query: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A plot of the first `shown` bars, or of periods, with a table of all bars; `empty` stands in its place."""

    key: str
    title: str
    caption: str
    what: str
    unit: str
    empty: str
    bars: tuple[Bar, ...] = ()
    shown: int = _SHOWN
    rest: str = ""
    periods: tuple[Period, ...] = ()


def figures(tally: Tally) -> Iterator[Figure]:
    """The plots of a corpus."""
    yield _quote_kinds(tally)
    yield _cues(tally)
    yield _quoted(tally)
    yield _affiliations(tally)
    yield _days(tally)
    yield _number_kinds(tally)


def _quote_kinds(tally: Tally) -> Figure:
    found = tally.statistics.distributions["quotes.kind"]
    kinds = {kind: found[kind] for kind in _KINDS if found[kind]}
    return Figure(
        key="kinds",
        title="Quotes by kind",
        caption="Direct quotes stand in quotation marks, indirect ones in the article’s words, mixed ones in both.",
        what="kind",
        unit="quotes",
        empty="No quotes are annotated.",
        bars=_bars(kinds, "quotes", "kind", is_ranked=False),
    )


def _cues(tally: Tally) -> Figure:
    quotes = tally.statistics.total("quotes")
    without = _besides(quotes - tally.cues.total(), "quote has", "quotes have", "no cue")
    return Figure(
        key="cues",
        title="Cues",
        caption=f"The words that attribute a quote, as they stand. {_cut(tally.cues, 'cues')}{without}".strip(),
        what="cue",
        unit="quotes",
        empty="No quote has a cue.",
        bars=_bars(tally.cues, "quotes", "cue"),
        rest=_rest(tally.cues, "cues", "quotes"),
    )


def _quoted(tally: Tally) -> Figure:
    quotes = tally.statistics.total("quotes")
    without = _besides(quotes - tally.quoted.total(), "quote has", "quotes have", "no known speaker")
    alike = "The same name in several articles counts as one."
    return Figure(
        key="speakers",
        title="Who is quoted",
        caption=f"Speakers by their quotes. {alike} {_cut(tally.quoted, 'names')}{without}".strip(),
        what="speaker",
        unit="quotes",
        empty="No quote has a known speaker.",
        bars=_bars(tally.quoted, "quotes", "speaker"),
        rest=_rest(tally.quoted, "names", "quotes"),
    )


def _affiliations(tally: Tally) -> Figure:
    known = Counter({name: count for name, count in tally.affiliations.items() if name})
    without = _besides(tally.affiliations[""], "speaker has", "speakers have", "none in the text")
    return Figure(
        key="affiliations",
        title="Speakers by affiliation",
        caption=f"What speakers are said to belong to. {_cut(known, 'affiliations')}{without}".strip(),
        what="affiliation",
        unit="speakers",
        empty="No speaker has an affiliation.",
        bars=_bars(known, "quotes", "affiliation"),
        rest=_rest(known, "affiliations", "speakers"),
    )


def _days(tally: Tally) -> Figure:
    line = time_line(tally.days)
    found = line.periods
    bars = [Bar(label=period.label, count=period.count) for period in found if period.count]
    if line.before:
        bars.insert(0, Bar(label=f"before {found[0].label}", count=line.before))
    if line.after:
        bars.append(Bar(label=f"after {found[-1].label}", count=line.after))
    left = line.before + line.after
    outside = f" {left:,} lie before or after these: the table has them, the plot does not." if left else ""
    return Figure(
        key="timeline",
        title="When the articles speak of",
        caption=f"Dates by {line.unit}, each at its first day.{outside}{_undated(tally, line.unknown)}",
        what=line.unit,
        unit="dates",
        empty="No date has a place on the calendar.",
        bars=tuple(bars),
        shown=len(found),
        periods=found,
    )


def _undated(tally: Tally, unknown: int) -> str:
    """How many dates are on no day of the calendar, by their type."""
    types = [f"{count:,} {name}" for name, count in ranked(tally.undated)]
    types += [f"{unknown:,} at no day of the calendar"] if unknown else []
    return _besides(
        tally.undated.total() + unknown,
        "expression has",
        "expressions have",
        f"no first day and are left out ({', '.join(types)})",
    )


def _number_kinds(tally: Tally) -> Figure:
    return Figure(
        key="numbers",
        title="Numbers by kind",
        caption="What kinds of number the articles give.",
        what="kind",
        unit="numbers",
        empty="No numbers are annotated.",
        bars=_bars(tally.statistics.distributions["numbers.kind"], "numbers", "number"),
    )


def _bars(counts: Mapping[str, int], what: str, name: str, *, is_ranked: bool = True) -> tuple[Bar, ...]:
    """A bar a count, the largest first, equal ones by name; each leads to the search for its own."""
    pairs = ranked(counts) if is_ranked else counts.items()
    search = (("#" + urlencode({"what": what, name: label}), label, count) for label, count in pairs)
    return tuple(Bar(label=label, count=count, query=query) for query, label, count in islice(search, _LISTED))


def _cut(counts: Mapping[str, int], plural: str) -> str:
    return f"The {_SHOWN} most frequent of {len(counts):,} {plural}." if len(counts) > _SHOWN else ""


def _rest(counts: Counter[str], plural: str, unit: str) -> str:
    """What a table leaves out."""
    listed = sum(count for _, count in counts.most_common(_LISTED))
    left = len(counts) - _LISTED
    return f"{left:,} further {plural} with {counts.total() - listed:,} {unit}" if left > 0 else ""


def _besides(count: int, one: str, many: str, what: str) -> str:
    return f" {count:,} {one if count == 1 else many} {what}." if count else ""
