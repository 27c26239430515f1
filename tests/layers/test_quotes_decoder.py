"""The decoder against brute force: the best legal tags, whatever the batch; spans and tags are inverse; links."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.layers.quotes.decoder import (
    TAGS,
    Decoder,
    Frame,
    Reading,
    iter_spans,
    legal_tags,
    to_tags,
)
from onrecord.layers.quotes.distances import bucket

SIZE = 4


def decoder(rng: np.random.Generator) -> Decoder:
    transitions, starts, ends = (
        np.where(allowed, rng.normal(size=allowed.shape), -1e4).astype(np.float32) for allowed in legal_tags()
    )
    zeros = np.zeros(52, np.float32)
    return Decoder(transitions, starts, ends, zeros, zeros, np.full(SIZE, -1, np.float32))


def best(emissions, made: Decoder) -> list[int]:
    def score(tags) -> float:
        total = made.starts[tags[0]] + made.ends[tags[-1]]
        total += sum(emissions[i, tag] for i, tag in enumerate(tags))
        return float(total + sum(made.transitions[a, b] for a, b in pairwise(tags)))

    return max((list(tags) for tags in product(range(len(TAGS)), repeat=len(emissions))), key=score)


@pytest.mark.parametrize("seed", range(6))
def test_viterbi_finds_the_best_sequence(seed):
    rng = np.random.default_rng(seed)
    made, length = decoder(rng), 1 + seed % 4
    emissions = rng.normal(size=(length, len(TAGS))).astype(np.float32) * 2
    assert made.tags(emissions, [(0, length)])[0].tolist() == best(emissions, made)


@settings(max_examples=30)
@given(st.lists(st.integers(1, 30), min_size=1, max_size=8), st.integers(0, 1000))
def test_tags_are_legal_and_do_not_depend_on_the_batch(lengths, seed):
    rng = np.random.default_rng(seed)
    made = decoder(rng)
    ends = np.cumsum(lengths)
    paragraphs = [(int(end - length), int(end)) for end, length in zip(ends, lengths, strict=True)]
    emissions = rng.normal(size=(int(ends[-1]), len(TAGS))).astype(np.float32) * 3
    together = [tags.tolist() for tags in made.tags(emissions, paragraphs)]
    assert together == [made.tags(emissions, [paragraph])[0].tolist() for paragraph in paragraphs]
    for tags in together:
        assert to_tags(list(iter_spans(tags)), len(tags)) == tags


def test_links_follow_the_scores():
    """Words: source, cue, content, content, source, cue. Content 2 belongs to cue 1, content 3 to cue 5."""
    rng = np.random.default_rng(0)
    made = decoder(rng)
    spans = [("source", 0, 1), ("cue", 1, 2), ("content", 2, 3), ("content", 3, 4), ("source", 4, 5), ("cue", 5, 6)]
    emissions = np.full((6, len(TAGS)), -50, np.float32)
    emissions[np.arange(6), to_tags(spans, 6)] = 50
    links = np.zeros((6, 4, SIZE), np.float32)
    links[2, 0, 0] = links[1, 1, 0] = 10  # content 2 and cue 1
    links[3, 0, 1] = links[5, 1, 1] = 10
    links[1, 2, 2] = links[0, 3, 2] = 10  # cue 1 and source 0
    [frames] = made.frames([Reading(emissions, links.reshape(6, -1))], [[6]])
    assert frames[0] == Frame(((2, 3),), (1, 2), (0, 1))
    assert frames[1].content == ((3, 4),) and frames[1].cue == (5, 6)


def test_contents_without_a_cue_stand_alone():
    made = decoder(np.random.default_rng(0))
    emissions = np.full((3, len(TAGS)), -50, np.float32)
    emissions[np.arange(3), to_tags([("content", 0, 2)], 3)] = 50
    reading = Reading(emissions, np.zeros((3, 4 * SIZE), np.float32))
    assert made.frames([reading, reading], [[3], [3]]) == [[Frame(((0, 2),))]] * 2
    assert made.frames([], []) == []


def test_distances_have_classes_by_side():
    assert list(bucket(np.array([-500, -30, -11, 0, 1, 11, 12, 15, 500]))) == [25, 15, 11, 0, 27, 37, 38, 38, 51]
    assert bucket(np.arange(-3000, 3000)).max() < 52
