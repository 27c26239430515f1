"""Agreement beyond chance on nominal labels: Krippendorff's α and Cohen's κ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence

Unit = tuple[Hashable | None, ...]  # the label that each annotator gave, None for one who gave none


def alpha(units: Mapping[Unit, int]) -> float | None:
    """Krippendorff's α for nominal labels, of any number of annotators, with labels missing (Krippendorff 2011).

    `units` counts how often each combination of labels occurs. None where there is no unit with two labels, or all
    labels are the same: without variation nothing can be expected to differ.
    """
    totals: Counter[Hashable] = Counter()
    differing = 0.0  # pairs of labels in a unit that differ, each unit's over one less than its labels
    for unit, times in units.items():
        labels = Counter(label for label in unit if label is not None)
        size = labels.total()
        if size > 1:
            differing += times * (size**2 - sum(n**2 for n in labels.values())) / (size - 1)
            for label, n in labels.items():
                totals[label] += n * times
    size = totals.total()
    expected = size**2 - sum(n**2 for n in totals.values())
    return 1 - (size - 1) * differing / expected if expected else None


def kappa(pairs: Mapping[tuple[Hashable, Hashable], int]) -> float | None:
    """Cohen's κ (1960) of the labels that two annotators gave the same items.

    None where there are no items, or where both use one and the same label throughout.
    """
    size = sum(pairs.values())
    ours: Counter[Hashable] = Counter()
    theirs: Counter[Hashable] = Counter()
    for (first, second), times in pairs.items():
        ours[first] += times
        theirs[second] += times
    expected = sum(times * theirs[label] for label, times in ours.items())  # over size squared, as is what follows
    observed = size * sum(times for (first, second), times in pairs.items() if first == second)
    return (observed - expected) / (size**2 - expected) if size**2 > expected else None


def mean(values: Sequence[float | None]) -> float | None:
    """The mean of the values that are defined, None where none is."""
    defined = [value for value in values if value is not None]
    return sum(defined) / len(defined) if defined else None
