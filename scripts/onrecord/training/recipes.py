"""The two models, from corpus to files: teachers learn from gold, and what ships learns from gold and from them.

Encoders of six layers that differ by their seed are the teachers; what they expect of the training part is kept in a
file, so that both models, and a run that was stopped, share it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from onrecord.corpora.polnear import iter_polnear
from onrecord.errors import OnrecordError
from onrecord.model import Record
from onrecord.models.pieces import Vocabulary
from onrecord.training import crf
from onrecord.training.batches import collate, plan
from onrecord.training.examples import Example, iter_examples
from onrecord.training.export import describe, export
from onrecord.training.figures import choice, figures
from onrecord.training.loop import Lessons, Settings, forward, train
from onrecord.training.networks import Convolutions, Encoder, base_folder, pretrained, pretrained_words

SIZE, MOST = 64, 254  # pieces of a window, and of a paragraph that has one to itself
TEACHERS = 3
REACHES = (1, 2, 4)  # of its gates
LAYERS = (0, 1, 3, 5)  # of a teacher, that the small encoder begins with
TEACHER = Settings(epochs=3, seed=1, batch=64)
ACCURATE = Settings(epochs=5, seed=1, batch=64, distilled=0.7)
FAST = Settings(epochs=16, seed=1, batch=64, head_rate=2e-3, distilled=0.7, masked=0.05)

Report = Callable[[str], None]
Progress = Callable[[str, int, int, float], None]  # what is trained, step, steps, loss


@dataclass(frozen=True, slots=True)
class Corpus:
    """The training part as examples, and the part that models are chosen on."""

    examples: list[Example]
    chosen_on: list[Record]
    vocabulary: Vocabulary


def read_corpus(folder: Path) -> Corpus:
    """PolNeAR's `train` and `dev`. Raises `InputError`."""
    vocabulary = base_vocabulary()
    chosen_on = list(iter_polnear(folder / "dev"))
    return Corpus(list(iter_examples(iter_polnear(folder / "train"), vocabulary, SIZE, MOST)), chosen_on, vocabulary)


def base_vocabulary() -> Vocabulary:
    """MiniLM's pieces without the ones never used and those of other scripts; padding first."""
    pieces = (base_folder() / "vocab.txt").read_text("utf-8").split("\n")
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    return Vocabulary(
        [*special, *(piece for piece in pieces if piece and not piece.startswith("[") and _is_latin(piece))]
    )


def _is_latin(piece: str) -> bool:
    letters = [c for c in piece.removeprefix("##") if c.isalpha()]
    return all(c.isascii() or 0xC0 <= ord(c) < 0x250 for c in letters)


def train_model(
    name: str, corpus: Corpus, out: Path, work: Path, *, progress: Progress, report: Report
) -> dict[str, Any]:
    """Train the model of that name and write its files to `out`; returns its figures on `chosen_on`. `work` keeps what
    a run that is stopped can go on from.
    """
    targets = teach(corpus, work, progress=progress, report=report)
    network = _network(name, corpus.vocabulary, work)
    settings = FAST if name == "fast" else ACCURATE
    checkpoint = work / f"{name}.checkpoint"
    kept = work / f"{name}-best"
    best = _figures_so_far(kept) if checkpoint.is_file() else {}

    def after_epoch(epoch: int) -> None:
        nonlocal best
        described = {
            "name": name,
            "size": SIZE,
            "most": MOST,
            "by_word": network.by_word,
            "epoch": epoch,
            "pieces": len(corpus.vocabulary),
            "articles": len(corpus.chosen_on),
        }
        trial = work / f"{name}-epoch"
        export(network, corpus.vocabulary, trial, described)
        found = figures(trial, corpus.chosen_on)
        report(f"{name}, epoch {epoch}: {found}")
        if choice(found) > choice(best):
            best = found
            describe(trial, described | {"figures": found})
            shutil.copytree(trial, kept, dirs_exist_ok=True)

    train(
        network,
        Lessons(corpus.examples, corpus.vocabulary, targets),
        settings,
        checkpoint=checkpoint,
        progress=lambda *numbers: progress(name, *numbers),
        after_epoch=after_epoch,
    )
    shutil.copytree(kept, out, dirs_exist_ok=True)
    return best


def _figures_so_far(kept: Path) -> dict[str, Any]:
    """The figures of the best epoch before a run was stopped."""
    path = kept / "model.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))["figures"] if path.is_file() else {}
    return found


def teach(corpus: Corpus, work: Path, *, progress: Progress, report: Report) -> list[crf.Expectations]:
    """What the teachers expect of each example: the mean of their expectations."""
    path = work / "targets.pt"
    if path.is_file():
        targets = [crf.Expectations(*parts) for parts in torch.load(path, weights_only=True)]
        if [len(target.tags) for target in targets] != [len(example.words) for example in corpus.examples]:
            raise OnrecordError(f"{work}: left by a run on another corpus; name another folder with --work")
        return targets
    heard: list[list[list[Tensor]]] = []
    for number in range(1, TEACHERS + 1):
        name = f"teacher {number}"
        network = pretrained(range(6), corpus.vocabulary)
        train(
            network,
            Lessons(corpus.examples, corpus.vocabulary),
            replace(TEACHER, seed=number),
            checkpoint=work / f"teacher-{number}.checkpoint",
            progress=lambda *numbers, name=name: progress(name, *numbers),
        )
        heard.append(_expect(network, corpus))
    means = [[sum(parts) / TEACHERS for parts in zip(*same, strict=True)] for same in zip(*heard, strict=True)]
    torch.save([[tags.half(), *rest] for tags, *rest in means], path)
    return teach(corpus, work, progress=progress, report=report)


def _expect(network: nn.Module, corpus: Corpus) -> list[list[Tensor]]:
    """Expectations of each example, as the parts of `crf.Expectations`."""
    network.eval()
    found: list[list[Tensor]] = [[] for _ in corpus.examples]
    for chosen in plan(corpus.examples, 64):
        examples = [corpus.examples[i] for i in chosen]
        batch = collate(examples, corpus.vocabulary, by_word=network.by_word)
        with torch.no_grad():
            emissions, _ = forward(network, batch)
        tags, *counts = crf.expectations(batch.by_paragraph(emissions), batch.mask, network.heads.chain())
        row = 0
        for i, example in zip(chosen, examples, strict=True):
            rows = range(row, row + len(example.lengths))
            parts = [tags[r, :length] for r, length in zip(rows, example.lengths, strict=True)]
            found[i] = [torch.cat(parts), *(count[rows.start : rows.stop].sum(0) for count in counts)]
            row = rows.stop
    return found


def _network(name: str, vocabulary: Vocabulary, work: Path) -> nn.Module:
    """The network of that name before its training: the small encoder begins with layers of the first teacher."""
    if name == "fast":
        torch.manual_seed(FAST.seed)
        network = Convolutions(len(vocabulary))
        with torch.no_grad():
            network.word.weight[1:] = pretrained_words(vocabulary, network.word.weight.shape[1])[1:]
        return network
    teacher = pretrained(range(6), vocabulary)
    teacher.load_state_dict(torch.load(work / "teacher-1.checkpoint", weights_only=True)["network"])
    encoder = Encoder(len(vocabulary), len(LAYERS), reaches=REACHES)
    teacher.layers = nn.ModuleList(teacher.layers[i] for i in LAYERS)
    own = encoder.state_dict()
    encoder.load_state_dict({k: v for k, v in teacher.state_dict().items() if v.shape == own[k].shape}, strict=False)
    return encoder
