"""Linear-chain CRF (Lafferty et al. 2001) over the paragraphs of a batch: losses, and what a trained one expects.

`emissions` are (paragraphs, words, tags), `mask` says which words there are; the first word of a paragraph always is.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True, slots=True)
class Chain:
    """The scores of transitions (from, to), of first and of last tags; those of illegal ones are far below others."""

    transitions: Tensor
    starts: Tensor
    ends: Tensor


@dataclass(frozen=True, slots=True)
class Expectations:
    """What is expected of a batch: the probability of each tag for each word, and expected counts over the batch of
    each transition, first and last tag. Of gold tags: zeros and ones. Of one example, from teachers: its words alone,
    tags as half floats.
    """

    tags: Tensor
    transitions: Tensor
    starts: Tensor
    ends: Tensor


def log_partition(emissions: Tensor, mask: Tensor, chain: Chain) -> Tensor:
    """The log of the sum over all sequences, a paragraph each."""
    transitions = chain.transitions if chain.transitions.dim() == 3 else chain.transitions[None]
    score = chain.starts + emissions[:, 0]
    for i in range(1, emissions.shape[1]):
        following = torch.logsumexp(score[:, :, None] + transitions, 1) + emissions[:, i]
        score = torch.where(mask[:, i, None], following, score)
    return torch.logsumexp(score + chain.ends, 1)


def loss(emissions: Tensor, mask: Tensor, chain: Chain, expected: Expectations) -> Tensor:
    """Cross-entropy of the CRF with what is expected, a word: for gold tags its negative log-likelihood, for the
    expectations of a trained one structural distillation (Wang et al. 2021).
    """
    score = (emissions * expected.tags).sum()
    score = score + (chain.transitions * expected.transitions).sum()
    score = score + (chain.starts * expected.starts).sum() + (chain.ends * expected.ends).sum()
    total: Tensor = (log_partition(emissions, mask, chain).sum() - score) / mask.sum()
    return total


def of_tags(tags: Tensor, mask: Tensor, size: int) -> Expectations:
    """The expectations of known tags (paragraphs, words)."""
    onehot = torch.nn.functional.one_hot(tags, size).float() * mask[..., None]
    pairs = torch.einsum("pia,pib->ab", onehot[:, :-1], onehot[:, 1:])
    last = mask.sum(1) - 1
    return Expectations(onehot, pairs, onehot[:, 0].sum(0), onehot[torch.arange(len(tags)), last].sum(0))


def expectations(emissions: Tensor, mask: Tensor, chain: Chain) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Tag probabilities, and by paragraph the expected transitions, first and last tags: the gradients of the
    partition.
    """
    rows, size = len(emissions), emissions.shape[2]
    leaves = [
        emissions.detach().clone(),
        chain.transitions.detach().expand(rows, size, size).clone(),
        chain.starts.detach().expand(rows, size).clone(),
        chain.ends.detach().expand(rows, size).clone(),
    ]
    for leaf in leaves:
        leaf.requires_grad_()
    with torch.enable_grad():
        total = log_partition(leaves[0], mask, Chain(*leaves[1:])).sum()
    tags, transitions, starts, ends = torch.autograd.grad(total, leaves)
    return tags, transitions, starts, ends
