"""Paragraphs to readings: windows of words, as the network of a model wants them, through onnxruntime on one thread.

A window runs by itself, unpadded, so that its reading depends on nothing but its words: the same text has the same
reading whatever stands beside it in a run.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from onrecord.layers.quotes.decoder import Decoder, Part, Reading
from onrecord.layers.quotes.words import Paragraph
from onrecord.models import not_whole
from onrecord.models.pieces import Vocabulary, Word

PIECES_A_WORD = 4  # that the fast model looks at
_LEAST_PART = 20  # words; a paragraph too long for a window is not parted into less


@dataclass(frozen=True, slots=True)
class Model:
    """A network with its vocabulary and decoder. `size` and `most` are pieces as for `iter_windows`, `by_word` tells
    which input the network has: a row a word (the fast one), or a row a piece.
    """

    session: onnxruntime.InferenceSession
    vocabulary: Vocabulary
    decoder: Decoder
    size: int
    most: int
    by_word: bool

    @classmethod
    def read(cls, folder: Path) -> Model:
        """The model whose files are in `folder`. Raises `OnrecordError`."""
        try:
            settings = json.loads((folder / "model.json").read_text("utf-8"))
            with np.load(folder / "decoder.npz", allow_pickle=False) as arrays:
                decoder = Decoder(**arrays)
            vocabulary = Vocabulary.read(folder / "vocabulary.txt")
            session = _session(folder / "model.onnx")
            sizes = int(settings["size"]), int(settings["most"])
            return cls(session, vocabulary, decoder, *sizes, bool(settings["by_word"]))
        except (OSError, ValueError, TypeError, KeyError, BadZipFile) as error:
            raise not_whole(folder, error) from error

    def read_paragraphs(self, paragraphs: Sequence[Paragraph]) -> Iterator[tuple[list[Part], Reading]]:
        """The windows of an article in order, each with what the network says of its words."""
        words = [to_words(paragraph, self.vocabulary) for paragraph in paragraphs]
        for parts in iter_windows(words, self.size, self.most):
            chosen, lengths = window_words(words, parts)
            rows = word_rows(chosen, lengths, self.vocabulary) if self.by_word else piece_rows(chosen, self.vocabulary)
            emissions, links = self.session.run(None, rows)
            yield parts, Reading(emissions[0], links[0])


def to_words(paragraph: Paragraph, vocabulary: Vocabulary) -> list[Word]:
    """The words of a paragraph as networks see them."""
    return list(map(vocabulary.word, paragraph.surfaces, paragraph.states))


def window_words(words: Sequence[Sequence[Word]], parts: Sequence[Part]) -> tuple[list[Word], list[int]]:
    """The words of a window, and how many each of its parts has."""
    chosen = [word for number, first, last in parts for word in words[number][first:last]]
    return chosen, [last - first for _, first, last in parts]


def iter_windows(words: Sequence[Sequence[Word]], size: int, most: int) -> Iterator[list[Part]]:
    """Whole paragraphs in a row while they have at most `size` pieces together. A paragraph that has more has a window
    to itself; when it has more than `most`, it is parted, at the end of a sentence if it can be.
    """
    window: list[Part] = []
    room = size
    for number, paragraph in enumerate(words):
        for first, last, pieces in _parts(paragraph, max(size, most)):
            if window and pieces > room:
                yield window
                window, room = [], size
            window.append((number, first, last))
            room -= pieces
    if window:
        yield window


def _parts(paragraph: Sequence[Word], size: int) -> Iterator[tuple[int, int, int]]:
    """First word, the word after the last, and the pieces of each part of a paragraph."""
    first = pieces = 0
    end = end_pieces = 0  # of the last sentence in this part
    for i, word in enumerate(paragraph):
        if pieces + len(word.pieces) > size:
            if end - first < _LEAST_PART:
                end, end_pieces = i, pieces
            yield first, end, end_pieces
            first, pieces = end, pieces - end_pieces
            end = end_pieces = 0
        pieces += len(word.pieces)
        if word.ends:
            end, end_pieces = i + 1, pieces
    if first < len(paragraph):
        yield first, len(paragraph), pieces


def piece_rows(words: Sequence[Word], vocabulary: Vocabulary) -> dict[str, NDArray[Any]]:
    """A row a piece, between the pieces that BERT expects at the ends; `first` are the rows of the words."""
    counts = [len(word.pieces) for word in words]
    ids = [vocabulary["[CLS]"], *(piece for word in words for piece in word.pieces), vocabulary["[SEP]"]]
    cases = [0, *(word.case for word in words for _ in word.pieces), 0]
    states = [0, *(word.state for word in words for _ in word.pieces), 0]
    return {
        "ids": np.array([ids], np.int64),
        "case": np.array([cases], np.int64),
        "state": np.array([states], np.int64),
        "first": np.array(list(accumulate(counts[:-1], initial=1)), np.int64),
    }


def word_rows(words: Sequence[Word], lengths: Sequence[int], vocabulary: Vocabulary) -> dict[str, NDArray[Any]]:
    """A row a word, with its first pieces side by side; `opens` marks the words that begin the parts."""
    lacking = (vocabulary["[PAD]"],) * PIECES_A_WORD
    ids = [piece for word in words for piece in (word.pieces + lacking)[:PIECES_A_WORD]]
    opens = [int(i == 0) for length in lengths for i in range(length)]
    return {
        "ids": np.array(ids, np.int64).reshape(1, len(words), PIECES_A_WORD),
        "case": np.array([[word.case for word in words]], np.int64),
        "state": np.array([[word.state for word in words]], np.int64),
        "opens": np.array([opens], np.int64),
    }


def _session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # The graph is written as it runs best; fusing it further only made it slower.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    try:
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's own have no class in common
        raise ValueError(str(error)) from error
