"""Links between words: the loss that teaches which cue a content belongs to, and which source a cue has."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from onrecord.layers.quotes.distances import bucket
from onrecord.training.batches import Batch
from onrecord.training.examples import Example
from onrecord.training.networks import LINK, Heads


def link_loss(heads: Heads, links: Tensor, batch: Batch) -> Tensor:
    """Mean cross-entropy of the right cue for each content and the right source for each cue, among the gold spans of
    the window; scores are those of `onrecord.layers.quotes.decoder.Decoder`.
    """
    total = links.new_zeros(())
    count = 0
    for example, vectors in zip(batch.examples, links, strict=True):
        if example.cues:
            lost, number = _window(heads, vectors, example)
            total, count = total + lost, count + number
    return total / max(count, 1)


def _window(heads: Heads, vectors: Tensor, example: Example) -> tuple[Tensor, int]:
    as_content, as_cue, for_source, as_source = vectors.split(LINK, 1)
    cues, sources = torch.tensor(example.cues), torch.tensor(example.sources, dtype=torch.long)
    scale = LINK**0.5
    lost = vectors.new_zeros(())
    if example.owners:
        contents = torch.tensor([first for first, _ in example.owners])
        scores = as_content[contents] @ as_cue[cues].T / scale + _by_distance(heads.cue_distances, cues, contents)
        lost = cross_entropy(scores, torch.tensor([cue for _, cue in example.owners]), reduction="sum")
    scores = for_source[cues] @ as_source[sources].T / scale + _by_distance(heads.source_distances, sources, cues)
    none = for_source[cues] @ heads.no_source / scale
    places = {first: i for i, first in enumerate(example.sources)} | {-1: len(sources)}
    right = torch.tensor([places[first] for _, first in example.speakers])
    lost = lost + cross_entropy(torch.cat([scores, none[:, None]], 1), right, reduction="sum")
    return lost, len(example.owners) + len(example.speakers)


def _by_distance(scores: Tensor, there: Tensor, here: Tensor) -> Tensor:
    return scores[torch.from_numpy(bucket((there[None, :] - here[:, None]).numpy()))]
