"""Ways to score a record against a gold one of the same text, by the name that `onrecord score --as` has for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from onrecord.model import Record
from onrecord.scoring.attributions import score_attributions
from onrecord.scoring.counts import Counts, Key, Tally
from onrecord.scoring.expressions import case_counts, date_counts, quantity_counts
from onrecord.scoring.items import LAYERS
from onrecord.scoring.layers import layer_counts

Scorer = Callable[[Record, Record], Mapping[Key, Counts]]


def _polnear(gold: Record, predicted: Record) -> dict[Key, Counts]:
    """Content has the measures of fragments and words, a role has one measure, `overlap` with its content's."""
    return {_polnear_key(*key): counts for key, counts in score_attributions([(gold, predicted)]).measures.items()}


def _polnear_key(group: str, measure: str) -> Key:
    kind = {"all": "", "speech": "speech"}.get(group, f"kind={group}")
    if measure in ("source", "cue"):
        return Key("quotes", measure, "overlap", group=kind)
    return Key("quotes", "content", measure, group=kind)


def _tempeval(gold: Record, predicted: Record) -> dict[Key, Counts]:
    return {Key("dates", "span", measure): count for measure, count in date_counts(gold, predicted).items()}


def _recognizers(gold: Record, predicted: Record, *, kind: str = "") -> dict[Key, Counts]:
    return {Key("numbers", "span", name): count for name, count in case_counts(gold, predicted, kind=kind).items()}


def _cqe(gold: Record, predicted: Record) -> dict[Key, Counts]:
    return {Key("numbers", "sentence", name): count for name, count in quantity_counts(gold, predicted).items()}


SCORERS: dict[str, Scorer] = {
    "layers": layer_counts,
    "polnear": _polnear,
    "tempeval": _tempeval,
    "recognizers": _recognizers,
    "cqe": _cqe,
}


def score(pairs: Iterable[tuple[Record, Record]], scorer: Scorer = layer_counts) -> Tally:
    """Score (gold, predicted) pairs of records. Raises `ValueError` when the texts of a pair differ."""
    tally = Tally()
    for gold, predicted in pairs:
        if gold.text != predicted.text:
            raise ValueError(f"{gold.id} and {predicted.id} are records of different texts")
        tally.add(gold.id, scorer(gold, predicted))
    return tally


def scorer_of(name: str, *, layers: Sequence[str] = LAYERS, by_kind: bool = False, number_kind: str = "") -> Scorer:
    """The scorer of that name in `SCORERS`, with what is chosen of it: layers and kinds, or the kind of numbers."""
    match name:
        case "layers":
            return partial(layer_counts, layers=layers, by_kind=by_kind)
        case "recognizers":
            return partial(_recognizers, kind=number_kind)
        case _:
            return SCORERS[name]
