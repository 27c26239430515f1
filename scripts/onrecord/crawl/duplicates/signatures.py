"""What two texts are compared by, exactly or nearly, with the steps of datatrove that find those that are alike."""

from __future__ import annotations

from typing import Any

import numpy as np
from datatrove.data import Document as Carrier
from datatrove.pipeline.dedup.exact_dedup import ExactDedupConfig
from datatrove.pipeline.dedup.minhash import MinhashConfig, MinhashDedupSignature
from datatrove.utils.hashing import HashConfig
from datatrove.utils.text import TextNormConfig
from datatrove.utils.word_tokenizers import WordTokenizer

# datatrove gives strings to xxhash, which takes bytes alone since its version 4.
_HASHES = HashConfig(hash_fc="sha1")
# Broder (1997): two texts with the share s of their 5-grams in common are found with the probability 1-(1-s^8)^14: 0.92
# where it is 0.8, 0.06 where it is a half. Fewer hashes in a bucket would find more of what is cut by half, and take
# short articles over the same footer for one. Numbers are left as they are: with them folded into one, as datatrove
# would have it, each day's report of the same market or weather is the same text.
NEAR = MinhashConfig(
    n_grams=5,
    num_buckets=14,
    hashes_per_bucket=8,
    norm_config=TextNormConfig(norm_numbers=False),
    hash_config=_HASHES,
)
MOST_TASKS = 65_535  # that datatrove's order of exact duplicates has room for

_COMPARED = 1_000_000  # characters
_BLOCK = 4096  # n-grams whose hashes are in memory at once


class Words(WordTokenizer):  # type: ignore[misc]
    """Words as they lie between white space: datatrove has taken punctuation away before.

    Its own for English is spaCy's, at twenty times the cost. A text of fewer than `fewest` words is filled up to as
    many, for with fewer it would have no n-gram, and be like no other.
    """

    def __init__(self, fewest: int) -> None:
        super().__init__("en")
        self.fewest = fewest

    def word_tokenize(self, text: str) -> list[str]:
        words = text.split()
        return words + [""] * (self.fewest - len(words))

    def sent_tokenize(self, text: str) -> list[str]:
        return [text]

    def span_tokenize(self, text: str) -> list[tuple[int, int]]:
        return [(0, len(text))]


class Signatures(MinhashDedupSignature):  # type: ignore[misc]
    """datatrove's signatures, in bounded memory: of a long text its beginning is compared, in blocks."""

    def __init__(self, output_folder: Any, config: MinhashConfig = NEAR) -> None:
        super().__init__(output_folder, config, language=Words(config.n_grams))

    def get_shingles(self, text: str) -> np.ndarray[Any, Any]:
        shingles: np.ndarray[Any, Any] = super().get_shingles(text[:_COMPARED])
        return shingles

    def get_signature(self, shingles: np.ndarray[Any, Any]) -> list[list[int]]:
        blocks = [
            super(Signatures, self).get_signature(shingles[i : i + _BLOCK]) for i in range(0, len(shingles), _BLOCK)
        ]
        lowest: list[list[int]] = np.min(np.array(blocks, dtype=np.uint64), axis=0).tolist()
        return lowest


def squeezed(carrier: Carrier) -> str:
    """The text with one space where white space is: what exact duplicates have in common."""
    return " ".join(carrier.text.split())


def earlier_first(carrier: Carrier) -> int:
    """datatrove keeps the one of the highest priority: the one of the first task."""
    return MOST_TASKS - int(carrier.metadata["task"])


EXACT = ExactDedupConfig(squeezed, earlier_first, _HASHES)
