"""Intervals by the percentile bootstrap over articles (Efron 1979): counts are drawn again, nothing is scored again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.scoring.counts import Key, Tally

Interval = tuple[float, float]
_BLOCK = 50  # resamples in memory at a time


@dataclass(frozen=True, slots=True)
class Resampling:
    """How intervals are made; the same seed gives the same intervals on the same articles in the same order."""

    resamples: int = 1000
    confidence: float = 0.95
    seed: int = 0


def intervals(tally: Tally, how: Resampling = Resampling()) -> dict[Key, Mapping[str, Interval]]:
    """For each key the intervals of precision, recall and F1, those that are defined in some resample.

    Articles are drawn with replacement, as many as there are. A resample in which a ratio has nothing to divide by says
    nothing about it and is left out. There are none for fewer than two articles, and none for no resamples.
    """
    keys = tally.keys
    if len(tally.articles) < 2 or not how.resamples or not keys:
        return {}
    ratios = _ratios(_sums(tally, how))
    low = 50 * (1 - how.confidence)
    found: dict[Key, Mapping[str, Interval]] = {}
    for index, key in enumerate(keys):
        columns = {name: values[:, index] for name, values in ratios.items()}
        told = {name: column[~np.isnan(column)] for name, column in columns.items()}
        found[key] = {name: _percentiles(column, low) for name, column in told.items() if column.size}
    return found


def _percentiles(values: NDArray[np.float64], low: float) -> Interval:
    first, last = np.percentile(values, [low, 100 - low])
    return float(first), float(last)


def _sums(tally: Tally, how: Resampling) -> NDArray[np.float64]:
    """The summed counts of each resample: (resample, key, right predicted found gold)."""
    counts = tally.table()
    flat = counts.reshape(len(counts), -1)
    generator = np.random.default_rng(how.seed)
    even = np.full(len(counts), 1 / len(counts))
    sums = np.empty((how.resamples, flat.shape[1]))
    for start in range(0, how.resamples, _BLOCK):
        size = min(_BLOCK, how.resamples - start)
        sums[start : start + size] = generator.multinomial(len(counts), even, size=size) @ flat
    return sums.reshape(how.resamples, *counts.shape[1:])


def _ratios(sums: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
    """Precision, recall and F1 of each resample and key, NaN where `Counts.defined` has None."""
    right, predicted, found, gold = np.moveaxis(sums, -1, 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        precision, recall = right / predicted, found / gold
        p, r = np.nan_to_num(precision), np.nan_to_num(recall)
        f1 = np.where(p + r > 0, 2 * p * r / (p + r), np.where(predicted + gold > 0, 0.0, np.nan))
        f1[(predicted == 0) & (found > 0)] = np.nan
    return {"precision": precision, "recall": recall, "f1": f1}
