"""Examples to tensors: batches of windows of like length."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from onrecord.models.pieces import Vocabulary
from onrecord.models.runtime import piece_rows, word_rows
from onrecord.training.examples import Example

_CHUNK = 16  # batches whose windows are sorted together, so that a batch has windows of like length and no order


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows side by side. The inputs have a row a piece, or a row a word with its pieces side by side (`by_word`).

    pieces, case, state, opens: (windows, rows[, pieces a word]); `there` (windows, rows) says which rows there are,
    `first` (windows, words) the row of each word, `words` which words there are. `at` (paragraphs, words) are the words
    of each paragraph as indices into the flattened words of all windows, `mask` says which of them there are, `tags`
    what they should be.
    """

    examples: Sequence[Example]
    pieces: Tensor
    case: Tensor
    state: Tensor
    opens: Tensor
    there: Tensor
    first: Tensor
    words: Tensor
    at: Tensor
    mask: Tensor
    tags: Tensor

    def by_paragraph(self, words: Tensor) -> Tensor:
        """Rows of words (windows, words, n) as rows of paragraphs (paragraphs, words, n)."""
        return words.reshape(-1, words.shape[-1])[self.at]


def plan(examples: Sequence[Example], size: int, rng: random.Random | None = None) -> list[list[int]]:
    """The examples of each batch; shuffled by `rng`, else by length."""
    order = list(range(len(examples)))
    if rng is None:
        order.sort(key=lambda i: examples[i].pieces)
        return [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(order)
    batches = []
    for begin in range(0, len(order), size * _CHUNK):
        chunk = sorted(order[begin : begin + size * _CHUNK], key=lambda i: examples[i].pieces)
        batches += [chunk[i : i + size] for i in range(0, len(chunk), size)]
    rng.shuffle(batches)
    return batches


def collate(examples: Sequence[Example], vocabulary: Vocabulary, *, by_word: bool) -> Batch:
    """The batch of these windows."""
    inputs = [
        word_rows(e.words, e.lengths, vocabulary) if by_word else piece_rows(e.words, vocabulary) for e in examples
    ]
    rows = max(row["ids"].shape[1] for row in inputs)
    words = max(len(example.words) for example in examples)
    pieces = torch.zeros(len(examples), rows, *inputs[0]["ids"].shape[2:], dtype=torch.long)
    case, state, opens = (torch.zeros(len(examples), rows, dtype=torch.long) for _ in range(3))
    there = torch.zeros(len(examples), rows, dtype=torch.bool)
    first = torch.zeros(len(examples), words, dtype=torch.long)
    known = torch.arange(words)[None, :] < torch.tensor([len(example.words) for example in examples])[:, None]
    for i, row in enumerate(inputs):
        size = row["ids"].shape[1]
        pieces[i, :size] = torch.from_numpy(row["ids"][0])
        case[i, :size] = torch.from_numpy(row["case"][0])
        state[i, :size] = torch.from_numpy(row["state"][0])
        there[i, :size] = True
        if by_word:
            opens[i, :size] = torch.from_numpy(row["opens"][0])
            first[i, :size] = torch.arange(size)
        else:
            first[i, : len(row["first"])] = torch.from_numpy(row["first"])
    return Batch(examples, pieces, case, state, opens, there, first, known, *_paragraphs(examples, words))


def _paragraphs(examples: Sequence[Example], width: int) -> tuple[Tensor, Tensor, Tensor]:
    places = list(_places(examples, width))
    longest = max(length for _, _, _, length in places)
    at = torch.zeros(len(places), longest, dtype=torch.long)
    mask = torch.zeros(len(places), longest, dtype=torch.bool)
    tags = torch.zeros(len(places), longest, dtype=torch.long)
    for row, (example, begin, place, length) in enumerate(places):
        at[row, :length] = torch.arange(place, place + length)
        mask[row, :length] = True
        tags[row, :length] = torch.tensor(example.tags[begin : begin + length])
    return at, mask, tags


def _places(examples: Sequence[Example], width: int) -> Iterator[tuple[Example, int, int, int]]:
    """Each paragraph: its example, its first word there and in the flattened batch, and its length."""
    for row, example in enumerate(examples):
        begin = 0
        for length in example.lengths:
            yield example, begin, row * width + begin, length
            begin += length
