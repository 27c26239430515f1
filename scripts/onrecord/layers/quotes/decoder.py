"""Scores to attributions: the best legal sequence of tags, and which cue and source each content belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import sqrt
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from onrecord.layers.quotes.distances import bucket

Floats: TypeAlias = NDArray[np.float32]
Flags: TypeAlias = NDArray[np.bool_]
Tags: TypeAlias = NDArray[np.int64]  # indices of `TAGS`
Words = tuple[int, int]  # first word and the one after the last
Part = tuple[int, int, int]  # number of a paragraph, first word in it, and the one after the last

ROLES = ("source", "cue", "content")
# Begin, inside and end of a span of several words, and a span of a single one.
TAGS = ("O", *(f"{position}-{role}" for role in ROLES for position in "BIES"))

_BEGINS = np.array([tag[0] in "BS" for tag in TAGS])
_ENDS = np.array([tag[0] in "ES" for tag in TAGS])
_CLAIM = 4.0  # how much worse a claim may be, as a difference of scores
_LINKED = ("content", "cue", "source")
_MOST_PADDING = 4096  # cells that a batch of paragraphs may have


@dataclass(frozen=True, slots=True)
class Reading:
    """What a model says of a window of paragraphs: `emissions[i, t]` is the score of tag `TAGS[t]` for word `i`.

    `links[i]` are four vectors a word, of equal size: as a content looking for its cue, as that cue, as a cue looking
    for its source, and as that source.
    """

    emissions: Floats
    links: Floats


@dataclass(frozen=True, slots=True)
class Frame:
    """One attribution in words of its window: the cue with all its content, and the source if it has one."""

    content: tuple[Words, ...]
    cue: Words | None = None
    source: Words | None = None


@dataclass(frozen=True, slots=True)
class Decoder:
    """The learned parameters that turn a `Reading` into frames.

    `transitions[a, b]` scores tag b after tag a (far below all others where that is illegal), `starts` and `ends` the
    first and last tag of a paragraph; `cue_distances` and `source_distances` score how far a cue stands from a content,
    a source from a cue (by `bucket`); `no_source` stands for a cue without a source.
    """

    transitions: Floats
    starts: Floats
    ends: Floats
    cue_distances: Floats
    source_distances: Floats
    no_source: Floats

    def frames(self, readings: Sequence[Reading], lengths: Sequence[Sequence[int]]) -> list[list[Frame]]:
        """The attributions of each window, whose paragraphs have these `lengths`, by cue; contents without one come
        last.
        """
        emissions = np.concatenate([np.zeros((0, len(TAGS)), np.float32), *(r.emissions for r in readings)])
        stops = list(accumulate(length for window in lengths for length in window))
        tags = iter(self.tags(emissions, list(zip([0, *stops], stops, strict=False))))
        frames = []
        for reading, window in zip(readings, lengths, strict=True):
            spans: dict[str, list[Words]] = {role: [] for role in ROLES}
            begin = 0
            for length in window:
                for role, first, last in iter_spans(next(tags)):
                    spans[role].append((begin + first, begin + last))
                begin += length
            frames.append(self._linked(reading.links, spans))
        return frames

    def tags(self, emissions: Floats, paragraphs: Sequence[Words]) -> list[Tags]:
        """The best legal tags of each paragraph (Viterbi), all paragraphs of similar length at once."""
        found: list[Tags] = [np.zeros(0, np.int64)] * len(paragraphs)
        order = sorted(range(len(paragraphs)), key=lambda i: paragraphs[i][0] - paragraphs[i][1])
        for batch in _batches(order, paragraphs):
            lengths = [paragraphs[i][1] - paragraphs[i][0] for i in batch]
            padded = np.zeros((len(batch), lengths[0], len(TAGS)), np.float32)
            for row, i in enumerate(batch):
                padded[row, : lengths[row]] = emissions[slice(*paragraphs[i])]
            for i, tags in zip(batch, self._viterbi(padded, lengths), strict=True):
                found[i] = tags
        return found

    def _viterbi(self, emissions: Floats, lengths: Sequence[int]) -> list[Tags]:
        """The longest paragraphs come first, so that those which have a word i are the first rows."""
        rows, longest, _ = emissions.shape
        there = np.searchsorted(-np.asarray(lengths), -np.arange(longest)).tolist()
        best = emissions.transpose(1, 2, 0).copy()  # the score of the best way to each tag of each word: the
        best[0] += self.starts[:, None]  # paragraphs side by side in the last dimension, where numpy is fast
        steps = self.transitions[:, :, None]
        for i in range(1, longest):
            best[i, :, : there[i]] += np.maximum.reduce(best[i - 1, :, None, : there[i]] + steps, 0)
        tags = np.empty((longest, rows), np.int64)
        tags[:] = (best[np.asarray(lengths) - 1, :, np.arange(rows)] + self.ends).argmax(1)
        by_row, into = best.transpose(0, 2, 1), self.transitions.T.copy()
        for i in range(longest - 1, 0, -1):
            tags[i - 1, : there[i]] = (by_row[i - 1, : there[i]] + into[tags[i, : there[i]]]).argmax(1)
        return [tags[:length, k] for k, length in enumerate(lengths)]

    def _linked(self, links: Floats, spans: dict[str, list[Words]]) -> list[Frame]:
        contents, cues, sources = (spans[role] for role in _LINKED)
        if not (contents and cues):
            return [Frame((content,)) for content in contents]
        size = links.shape[1] // 4
        scale = np.float32(sqrt(size))
        as_content, as_cue, for_source, as_source = (links[:, i * size : (i + 1) * size] for i in range(4))
        at_contents, at_cues, at_sources = (
            np.array([begin for begin, _ in part]) for part in (contents, cues, sources)
        )
        owner = [0] * len(contents)
        if len(cues) > 1:
            claims = as_content[at_contents] @ as_cue[at_cues].T / scale
            claims += self.cue_distances[bucket(at_cues[None, :] - at_contents[:, None])]
            owner = _owners(claims)
        choice = [0] * len(cues)
        if sources:
            looking = for_source[at_cues]
            offers = np.empty((len(cues), len(sources) + 1), np.float32)
            offers[:, :-1] = looking @ as_source[at_sources].T / scale
            offers[:, :-1] += self.source_distances[bucket(at_sources[None, :] - at_cues[:, None])]
            offers[:, -1] = looking @ self.no_source / scale
            choice = offers.argmax(1).tolist()
        found = [(tuple(c for c, o in zip(contents, owner, strict=True) if o == i), cue) for i, cue in enumerate(cues)]
        return [
            Frame(content, cue, sources[chosen] if chosen < len(sources) else None)
            for (content, cue), chosen in zip(found, choice, strict=True)
            if content
        ]


def _owners(scores: Floats) -> list[int]:
    """The cue of each content: the best one, but a cue without any takes from one with several a content that it has
    nearly as good a claim to.
    """
    owner: NDArray[np.int64] = scores.argmax(1)
    contents = np.arange(len(owner))
    for cue in sorted(set(range(scores.shape[1])).difference(owner.tolist())):
        loss = scores[contents, owner] - scores[:, cue]
        loss[np.bincount(owner, minlength=scores.shape[1])[owner] < 2] = np.inf
        content = int(loss.argmin())
        if loss[content] < _CLAIM:
            owner[content] = cue
    found: list[int] = owner.tolist()
    return found


def legal_tags() -> tuple[Flags, Flags, Flags]:
    """Which tag may follow which, begin and end a paragraph: a span begins with B and ends with E, or is an S."""
    follows = np.array([[_may_follow(before, after) for after in TAGS] for before in TAGS])
    return follows, np.array([tag[0] in "OBS" for tag in TAGS]), np.array([tag[0] in "OES" for tag in TAGS])


def iter_spans(tags: Tags | Sequence[int]) -> Iterator[tuple[str, int, int]]:
    """Role, first word and the word after the last of each span in a legal sequence of tags."""
    sequence = np.asarray(tags, np.int64)
    begins, ends = np.flatnonzero(_BEGINS[sequence]), np.flatnonzero(_ENDS[sequence])
    for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
        yield TAGS[sequence[begin]][2:], begin, end + 1


def to_tags(spans: Sequence[tuple[str, int, int]], length: int) -> list[int]:
    """Inverse of `iter_spans`; of spans that overlap the later one wins."""
    tags = [0] * length
    for role, begin, end in spans:
        for i in range(begin, end):
            position = "S" if end - begin == 1 else "B" if i == begin else "E" if i == end - 1 else "I"
            tags[i] = TAGS.index(f"{position}-{role}")
    return tags


def _may_follow(before: str, after: str) -> bool:
    if before[0] in "BI":
        return after[0] in "IE" and after[1:] == before[1:]
    return after[0] in "OBS"


def _batches(order: Sequence[int], paragraphs: Sequence[Words]) -> Iterator[list[int]]:
    batch: list[int] = []
    for i in order:
        longest = paragraphs[batch[0]][1] - paragraphs[batch[0]][0] if batch else 0
        if batch and (len(batch) + 1) * longest > _MOST_PADDING:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch
