"""The training loop: the same for every network, seeded, and able to go on where a killed run stopped."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from onrecord.models.pieces import Vocabulary
from onrecord.training import crf
from onrecord.training.batches import Batch, collate, plan
from onrecord.training.examples import Example
from onrecord.training.links import link_loss

_CHECKPOINT_STEPS = 100
_LINK_WEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class Settings:
    """How to train: `rate` is for pretrained weights, `head_rate` for all that starts at random, `chain_rate` for the
    CRF's; all rise over the first part of the steps and then fall to 0. `distilled` is the weight of the targets beside
    gold's.
    """

    epochs: float
    seed: int
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    chain_rate: float = 5e-3
    batch: int = 16
    warm_up: float = 0.06
    decay: float = 0.01
    tag_weight: float = 1.0  # of the cross-entropy of single tags beside that of the sequence
    distilled: float = 0.0
    masked: float = 0.0  # share of words whose pieces are hidden


@dataclass(frozen=True, slots=True)
class Lessons:
    """What a network learns from: examples, and what teachers expect of each, if there are teachers."""

    examples: Sequence[Example]
    vocabulary: Vocabulary
    targets: Sequence[crf.Expectations] = ()


def train(
    network: nn.Module,
    lessons: Lessons,
    settings: Settings,
    *,
    checkpoint: Path,
    progress: Callable[[int, int, float], None],
    after_epoch: Callable[[int], None] = lambda epoch: None,
) -> None:
    """Train `network` in place. `checkpoint` is a file that is written every hundred steps and gone on from when it
    is there, with the same result as a run that nothing stopped; `progress` is told step, steps and loss.
    """
    torch.manual_seed(settings.seed)
    optimizer = _optimizer(network, settings)
    a_epoch = len(plan(lessons.examples, settings.batch, random.Random(0)))
    steps = int(settings.epochs * a_epoch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps, settings.warm_up))
    done = _restore(checkpoint, network, optimizer, schedule, settings)
    for epoch in range(done // a_epoch, -(-steps // a_epoch)):
        order = plan(lessons.examples, settings.batch, random.Random(settings.seed * 1000 + epoch))
        for step, chosen in enumerate(order[: steps - epoch * a_epoch], epoch * a_epoch):
            if step < done:
                continue
            network.train()
            loss = _loss(network, lessons, chosen, settings)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
            done = step + 1
            progress(done, steps, loss.item())
            if done % _CHECKPOINT_STEPS == 0:
                _save(checkpoint, network, optimizer, schedule, settings, done)
        after_epoch(epoch + 1)
    _save(checkpoint, network, optimizer, schedule, settings, done)


def forward(network: nn.Module, batch: Batch) -> tuple[Tensor, Tensor]:
    """Emissions and links in single precision, computed in bfloat16 where the processor has it."""
    with torch.autocast("cpu", torch.bfloat16, enabled=not network.by_word and has_bfloat16()):
        emissions, links = network(batch)
    return emissions.float(), links.float()


def has_bfloat16() -> bool:
    return bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())


def _loss(network: nn.Module, lessons: Lessons, chosen: Sequence[int], settings: Settings) -> Tensor:
    batch = collate([lessons.examples[k] for k in chosen], lessons.vocabulary, by_word=network.by_word)
    targets = [lessons.targets[k] for k in chosen] if lessons.targets else []
    words, links = forward(network, _masked(batch, settings.masked, lessons.vocabulary))
    emissions, chain = batch.by_paragraph(words), network.heads.chain()
    gold = crf.of_tags(batch.tags, batch.mask, emissions.shape[2])
    expected = _mixed(gold, _expected(batch, targets), settings.distilled) if targets else gold
    loss = crf.loss(emissions, batch.mask, chain, expected)
    loss = loss + _LINK_WEIGHT * link_loss(network.heads, links, batch)
    if settings.tag_weight:
        probabilities = torch.log_softmax(emissions, -1)
        loss = loss - settings.tag_weight * (probabilities * expected.tags).sum() / batch.mask.sum()
    return loss


def _expected(batch: Batch, targets: Sequence[crf.Expectations]) -> crf.Expectations:
    width = max(len(example.words) for example in batch.examples)
    tags = torch.zeros(len(targets), width, targets[0].tags.shape[1])
    for row, target in enumerate(targets):
        tags[row, : len(target.tags)] = target.tags.float()
    sums = [sum(getattr(target, name) for target in targets) for name in ("transitions", "starts", "ends")]
    return crf.Expectations(batch.by_paragraph(tags) * batch.mask[..., None], *sums)


def _mixed(gold: crf.Expectations, taught: crf.Expectations, share: float) -> crf.Expectations:
    names = ("tags", "transitions", "starts", "ends")
    return crf.Expectations(*((1 - share) * getattr(gold, n) + share * getattr(taught, n) for n in names))


def _masked(batch: Batch, share: float, vocabulary: Vocabulary) -> Batch:
    """The batch with a share of its rows hidden, so that a network learns to use what stands around."""
    if share:
        hidden = torch.rand(batch.there.shape) < share
        batch.pieces[hidden] = vocabulary["[MASK]"]
    return batch


def _optimizer(network: nn.Module, settings: Settings) -> torch.optim.Optimizer:
    groups: dict[str, list[nn.Parameter]] = {"rate": [], "head_rate": [], "chain_rate": []}
    for name, parameter in network.named_parameters():
        chain = name in ("heads.transitions", "heads.starts", "heads.ends")
        fresh = network.by_word or name.startswith(("heads.", "case.", "state."))
        groups["chain_rate" if chain else "head_rate" if fresh else "rate"].append(parameter)
    return torch.optim.AdamW(
        [{"params": parameters, "lr": getattr(settings, name)} for name, parameters in groups.items() if parameters],
        weight_decay=settings.decay,
    )


def _rate(step: int, steps: int, warm_up: float) -> float:
    rise = max(1, int(warm_up * steps))
    return min((step + 1) / rise, max(0.0, (steps - step) / max(1, steps - rise)))


def _save(path: Path, network: nn.Module, optimizer: Any, schedule: Any, settings: Settings, done: int) -> None:
    state = {
        "network": network.state_dict(),
        "optimizer": optimizer.state_dict(),
        "schedule": schedule.state_dict(),
        "random": torch.get_rng_state(),
        "settings": asdict(settings),
        "done": done,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    torch.save(state, temporary)
    os.replace(temporary, path)  # noqa: PTH105


def _restore(path: Path, network: nn.Module, optimizer: Any, schedule: Any, settings: Settings) -> int:
    """The steps that a stopped run with the same settings has done; 0 where there is none."""
    if not path.is_file():
        return 0
    state = torch.load(path, weights_only=True)
    if state["settings"] != asdict(settings):
        return 0
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    torch.set_rng_state(state["random"])
    return int(state["done"])
