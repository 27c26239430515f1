"""How far words stand from each other, as the classes that a decoder has a score for."""

from __future__ import annotations

from math import log2

import numpy as np
from numpy.typing import NDArray

_FARTHEST = 256  # words; all beyond are one class


def bucket(distance: NDArray[np.int64]) -> NDArray[np.int64]:
    """Signed distance in words as one of 52 classes: up to 12 words exactly, then by thirds of an octave."""
    found: NDArray[np.int64] = _BUCKETS[np.minimum(np.maximum(distance, -_FARTHEST), _FARTHEST) + _FARTHEST]
    return found


def _bucket(distance: int) -> int:
    far = abs(distance)
    near = far if far < 12 else min(12 + int(3 * log2(far / 12)), 25)
    return near + 26 if distance > 0 else near


_BUCKETS = np.array([_bucket(distance) for distance in range(-_FARTHEST, _FARTHEST + 1)])
