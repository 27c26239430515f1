"""Dates and numbers against gold ones as the field reports them.

Dates by TempEval-3 (UzZaman et al. 2013): in the order of the text each gold date takes the draft that shares most text
with it, of equals the first, once. `strict` counts pairs of equal spans, `relaxed` all, `type` and `value` those of
them that agree on it; F1 is over all dates of both sides.

Numbers by the cases of Recognizers-Text: `span` counts equal spans, `span+value` gold numbers whose span and value a
draft has, and a case is right when it has all of them and no others. For news as in CQE (Almasian et al. 2023), which
compares what was said in a sentence and not where: `value`, `value+modifier` and `value+unit` count the numbers of each
gold sentence that both sides hold, each once. There the value of a range is both its ends and that of a score its
terms; the unit is the code, or where there is none the last word of what is counted, in lower case.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import partial

from onrecord.model import Date, Number, Record
from onrecord.scoring.counts import Counts

DATE_MEASURES = ("strict", "relaxed", "type", "value")
CASE_MEASURES = ("span", "span+value", "cases")
NEWS_MEASURES = ("value", "value+modifier", "value+unit")
_MIDNIGHT = re.compile(r"T(00:00(:00)?)?$")

Pairs = Iterable[tuple[Record, Record]]
Scores = dict[str, Counts]


def score_dates(pairs: Pairs) -> Scores:
    """`DATE_MEASURES` of all (gold, draft) pairs together. Raises `ValueError` when the texts of a pair differ."""
    return _added(date_counts, pairs, DATE_MEASURES)


def date_counts(gold: Record, draft: Record) -> Scores:
    """`DATE_MEASURES` of one article."""
    right: Counter[str] = Counter()
    for ours, theirs in aligned_dates(gold.dates, draft.dates):
        right["relaxed"] += 1
        right["strict"] += (ours.start, ours.end) == (theirs.start, theirs.end)
        right["type"] += ours.type == theirs.type
        right["value"] += comparable_value(ours.value) == comparable_value(theirs.value)
    return {name: Counts.matched(right[name], len(draft.dates), len(gold.dates)) for name in DATE_MEASURES}


def aligned_dates(gold: Sequence[Date], draft: Sequence[Date]) -> Iterator[tuple[Date, Date]]:
    """Each gold date with the draft that is taken for it, where one shares text with it."""
    free = sorted(draft, key=lambda date: (date.start, date.end))
    for ours in sorted(gold, key=lambda date: date.start):
        near = [other for other in free if other.start < ours.end and ours.start < other.end]
        if near:
            best = max(near, key=lambda other: min(other.end, ours.end) - max(other.start, ours.start))
            free.remove(best)
            yield ours, best


def comparable_value(value: str) -> str:
    """A TIMEX3 value as it is compared: in capitals, and a day without the midnight that some write behind it."""
    return _MIDNIGHT.sub("", value.strip()).upper()


def score_cases(pairs: Pairs, *, kind: str = "") -> Scores:
    """`CASE_MEASURES` of all (gold, draft) pairs together; of the drafts only numbers of `kind`, unless it is "".

    Raises `ValueError` when the texts of a pair differ.
    """
    return _added(partial(case_counts, kind=kind), pairs, CASE_MEASURES)


def case_counts(gold: Record, draft: Record, *, kind: str = "") -> Scores:
    """`CASE_MEASURES` of one case; of the draft only numbers of `kind`, unless it is ""."""
    drafts: dict[tuple[int, int], list[Number]] = defaultdict(list)
    for number in draft.numbers:
        if kind in ("", number.kind):
            drafts[_span(number)].append(number)
    sizes = sum(map(len, drafts.values())), len(gold.numbers)
    wanted = Counter(map(_span, gold.numbers))
    spans = sum(min(count, len(drafts.get(span, ()))) for span, count in wanted.items())
    right = sum(any(_is_same(n.value, d.value) for d in drafts.get(_span(n), ())) for n in gold.numbers)
    passed = right == sizes[0] == sizes[1]
    return {
        "span": Counts.matched(spans, *sizes),
        "span+value": Counts.matched(right, *sizes),
        "cases": Counts.matched(passed, 1, 1),
    }


def score_quantities(pairs: Pairs) -> Scores:
    """`NEWS_MEASURES` of all (gold, draft) pairs together. Raises `ValueError` when the texts of a pair differ."""
    return _added(quantity_counts, pairs, NEWS_MEASURES)


def quantity_counts(gold: Record, draft: Record) -> Scores:
    """`NEWS_MEASURES` of one article; the sentences are those of the gold record."""
    sentences = sorted(sentence.start for segment in gold.segments for sentence in segment.sentences)
    ours, theirs = (_by_measure(record.numbers, sentences) for record in (gold, draft))
    return {
        name: Counts.matched((ours[name] & theirs[name]).total(), theirs[name].total(), ours[name].total())
        for name in NEWS_MEASURES
    }


def percent(counts: Counts) -> float:
    """F1 in percent of a measure by pairs, in one division: the figure is the same to the last digit wherever it is
    computed.
    """
    return 200 * counts.right / max(1, counts.predicted + counts.gold)


def _by_measure(numbers: Iterable[Number], sentences: Sequence[int]) -> dict[str, Counter[Hashable]]:
    """What of the numbers each measure compares, with the sentence it stands in."""
    keys: dict[str, Counter[Hashable]] = defaultdict(Counter)
    for number in numbers:
        value = (bisect_right(sentences, number.start), _value(number))
        keys["value"][value] += 1
        keys["value+modifier"][value, number.modifier] += 1
        keys["value+unit"][value, number.unit or _head(number)] += 1
    return keys


def _value(number: Number) -> tuple[str, ...]:
    """The value to nine figures, both ends or terms where it has some, the words where it has none ("dozens")."""
    values = [value for value in (number.value, number.low, number.high) if value is not None]
    return tuple(nine_figures(value) for value in values or number.terms) or (number.text.casefold(),)


def nine_figures(value: float) -> str:
    """A value as values are compared; whole numbers too great for a float in full."""
    try:
        return f"{value:.9g}"
    except OverflowError:
        return hex(int(value))


def _head(number: Number) -> str:
    """The last word of what is counted: guidelines 6.9 end it there."""
    words = number.counted[0].text.split() if number.counted else []
    return words[-1].casefold() if words else ""


def _span(number: Number) -> tuple[int, int]:
    return number.start, number.end


def _is_same(first: float | None, second: float | None) -> bool:
    """Equal to a millionth; one without a value is the same as another without."""
    if first is None or second is None or first == second:
        return first == second
    if max(abs(first), abs(second)) > sys.float_info.max:
        return False
    return abs(first - second) <= 1e-6 * max(1, abs(first), abs(second))


def _added(count: Callable[[Record, Record], Scores], pairs: Pairs, measures: Iterable[str]) -> Scores:
    totals = dict.fromkeys(measures, Counts())
    for gold, draft in pairs:
        if gold.text != draft.text:
            raise ValueError(f"{gold.id} and {draft.id} are records of different texts")
        for name, counts in count(gold, draft).items():
            totals[name] += counts
    return totals
