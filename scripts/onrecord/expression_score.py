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
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

from onrecord.model import Date, Number, Record
from onrecord.score import Counts

DATE_MEASURES = ("strict", "relaxed", "type", "value")
CASE_MEASURES = ("span", "span+value", "cases")
NEWS_MEASURES = ("value", "value+modifier", "value+unit")
_MIDNIGHT = re.compile(r"T(00:00(:00)?)?$")

Pairs = Iterable[tuple[Record, Record]]
Scores = dict[str, Counts]


def score_dates(pairs: Pairs) -> Scores:
    """`DATE_MEASURES` of all (gold, draft) pairs together. Raises `ValueError` when the texts of a pair differ."""
    right: Counter[str] = Counter()
    gold_dates = draft_dates = 0
    for gold, draft in _same_texts(pairs):
        gold_dates += len(gold.dates)
        draft_dates += len(draft.dates)
        for ours, theirs in aligned_dates(gold.dates, draft.dates):
            right["relaxed"] += 1
            right["strict"] += (ours.start, ours.end) == (theirs.start, theirs.end)
            right["type"] += ours.type == theirs.type
            right["value"] += comparable_value(ours.value) == comparable_value(theirs.value)
    return {name: Counts(right[name], draft_dates, right[name], gold_dates) for name in DATE_MEASURES}


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
    totals = dict.fromkeys(CASE_MEASURES, Counts())
    for gold, draft in _same_texts(pairs):
        drafts = [number for number in draft.numbers if kind in ("", number.kind)]
        spans = (Counter(map(_span, gold.numbers)) & Counter(map(_span, drafts))).total()
        right = sum(any(_span(n) == _span(d) and _is_same(n.value, d.value) for d in drafts) for n in gold.numbers)
        totals["span"] += Counts(spans, len(drafts), spans, len(gold.numbers))
        totals["span+value"] += Counts(right, len(drafts), right, len(gold.numbers))
        passed = right == len(gold.numbers) == len(drafts)
        totals["cases"] += Counts(passed, 1, passed, 1)
    return totals


def score_quantities(pairs: Pairs) -> Scores:
    """`NEWS_MEASURES` of all (gold, draft) pairs together. Raises `ValueError` when the texts of a pair differ."""
    totals = dict.fromkeys(NEWS_MEASURES, Counts())
    for gold, draft in _same_texts(pairs):
        sentences = sorted(sentence.start for segment in gold.segments for sentence in segment.sentences)
        ours, theirs = (_by_measure(record.numbers, sentences) for record in (gold, draft))
        for name in NEWS_MEASURES:
            right = (ours[name] & theirs[name]).total()
            totals[name] += Counts(right, theirs[name].total(), right, ours[name].total())
    return totals


def percent(counts: Counts) -> float:
    """F1 in percent of a measure by pairs, in one division: the figure is the same to the last digit wherever it is
    computed.
    """
    return 200 * counts.right / max(1, counts.drafted + counts.gold)


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
    return tuple(f"{value:.9g}" for value in values or number.terms) or (number.text.casefold(),)


def _head(number: Number) -> str:
    """The last word of what is counted: guidelines 6.9 end it there."""
    words = number.counted[0].text.split() if number.counted else []
    return words[-1].casefold() if words else ""


def _span(number: Number) -> tuple[int, int]:
    return number.start, number.end


def _is_same(first: float | None, second: float | None) -> bool:
    """Equal to a millionth; one without a value is the same as another without."""
    if first is None or second is None:
        return first is second
    return abs(first - second) <= 1e-6 * max(1, abs(first), abs(second))


def _same_texts(pairs: Pairs) -> Iterator[tuple[Record, Record]]:
    for gold, draft in pairs:
        if gold.text != draft.text:
            raise ValueError(f"{gold.id} and {draft.id} are records of different texts")
        yield gold, draft
