"""Training: seeded, the same after a stop, and its networks the same as the files that are exported from them."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the extra `train` is not installed: pip install -e '.[test,train]'")

from conftest import ROOT  # noqa: E402
from onrecord.corpora.polnear import iter_polnear  # noqa: E402
from onrecord.layers.quotes.words import to_paragraphs  # noqa: E402
from onrecord.layers.segments import annotated  # noqa: E402
from onrecord.models import read_model  # noqa: E402
from onrecord.models.pieces import Vocabulary  # noqa: E402
from onrecord.training import crf, loop  # noqa: E402
from onrecord.training.batches import collate, plan  # noqa: E402
from onrecord.training.examples import iter_examples  # noqa: E402
from onrecord.training.export import export  # noqa: E402
from onrecord.training.loop import Lessons, Settings, forward, train  # noqa: E402
from onrecord.training.networks import Convolutions, Encoder  # noqa: E402

VOCABULARY = Vocabulary(
    ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "lee", "said", "the", "dam", "will", "hold", "##s"]
)
RECORDS = list(iter_polnear(ROOT / "tests" / "cases" / "polnear")) * 6
EXAMPLES = list(iter_examples(RECORDS, VOCABULARY, 16, 32))
SETTINGS = Settings(epochs=3, seed=7, batch=4)


class Stopped(Exception):  # noqa: N818
    pass


def trained(path, stop_at: int = 0):
    torch.manual_seed(0)
    network = Convolutions(len(VOCABULARY), reaches=(1, 2))

    def progress(step, steps, loss):
        assert np.isfinite(loss)
        if step == stop_at:
            raise Stopped

    train(network, Lessons(EXAMPLES, VOCABULARY), SETTINGS, checkpoint=path, progress=progress)
    return [parameter.detach().numpy().copy() for parameter in network.parameters()]


def test_a_stopped_run_ends_as_one_that_nothing_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(loop, "_CHECKPOINT_STEPS", 2)
    whole = trained(tmp_path / "whole")
    with pytest.raises(Stopped):
        trained(tmp_path / "stopped", stop_at=5)
    again = trained(tmp_path / "stopped")
    assert all(np.array_equal(a, b) for a, b in zip(whole, again, strict=True))


def test_a_checkpoint_of_other_settings_is_not_gone_on_from(tmp_path):
    first = trained(tmp_path / "checkpoint")
    other = Convolutions(len(VOCABULARY), reaches=(1, 2))
    assert loop._restore(tmp_path / "checkpoint", other, None, None, Settings(epochs=3, seed=8, batch=4)) == 0
    assert len(first) == len(list(other.parameters()))


def brute(emissions, chain) -> float:
    """The partition of one paragraph, sequence by sequence."""
    size = emissions.shape[1]
    totals = []
    for tags in itertools.product(range(size), repeat=len(emissions)):
        total = chain.starts[tags[0]] + chain.ends[tags[-1]] + sum(emissions[i, t] for i, t in enumerate(tags))
        totals.append(total + sum(chain.transitions[a, b] for a, b in itertools.pairwise(tags)))
    return torch.logsumexp(torch.stack(totals), 0).item()


def test_the_crf_against_brute_force():
    generator = torch.Generator().manual_seed(3)
    random = lambda *shape: torch.randn(*shape, generator=generator)  # noqa: E731
    chain = crf.Chain(random(4, 4), random(4), random(4))
    emissions, mask = random(2, 3, 4), torch.tensor([[True, True, True], [True, True, False]])
    found = crf.log_partition(emissions, mask, chain)
    assert found.tolist() == pytest.approx([brute(emissions[0], chain), brute(emissions[1, :2], chain)], abs=1e-4)
    tags, transitions, starts, ends = crf.expectations(emissions, mask, chain)
    assert tags[0].sum(1).tolist() == pytest.approx([1, 1, 1], abs=1e-4)
    assert transitions.sum((1, 2)).tolist() == pytest.approx([2, 1], abs=1e-4)
    assert starts.sum(1).tolist() == pytest.approx([1, 1], abs=1e-4)
    assert ends.sum(1).tolist() == pytest.approx([1, 1], abs=1e-4)


def test_distilling_from_gold_is_learning_from_gold():
    generator = torch.Generator().manual_seed(4)
    chain = crf.Chain(torch.randn(4, 4, generator=generator), torch.zeros(4), torch.zeros(4))
    emissions, mask = torch.randn(2, 3, 4, generator=generator), torch.ones(2, 3, dtype=torch.bool)
    gold = crf.of_tags(torch.tensor([[0, 1, 2], [3, 0, 1]]), mask, 4)
    mixed = loop._mixed(gold, gold, 0.6)
    assert crf.loss(emissions, mask, chain, mixed).item() == pytest.approx(
        crf.loss(emissions, mask, chain, gold).item()
    )


@pytest.mark.parametrize(
    "make", [Convolutions, lambda size: Encoder(size, 2, reaches=(1,)), lambda size: Encoder(size, 1)]
)
def test_files_read_as_the_network_does(tmp_path, make):
    """But for seven bits a weight, whose error on random weights is small beside the scores."""
    torch.manual_seed(1)
    network = make(len(VOCABULARY)).eval()
    export(network, VOCABULARY, tmp_path, {"size": 16, "most": 32, "by_word": network.by_word})
    model, record = read_model(tmp_path), RECORDS[0]
    paragraphs = [paragraph for paragraph, _ in to_paragraphs(record.text, annotated(record.segments))]
    examples = list(iter_examples([record], VOCABULARY, 16, 32))
    for (parts, reading), example in zip(model.read_paragraphs(paragraphs), examples, strict=True):
        assert [last - first for _, first, last in parts] == example.lengths
        with torch.no_grad():
            emissions, links = network(collate([example], VOCABULARY, by_word=network.by_word))
        for found, expected in ((reading.emissions, emissions), (reading.links, links)):
            error = np.abs(found - expected[0].numpy()).mean() / expected.abs().mean().item()
            assert error < 0.1, error


def test_batches_hold_every_example_once():
    import random

    for order in (plan(EXAMPLES, 4), plan(EXAMPLES, 4, random.Random(1))):
        assert sorted(i for batch in order for i in batch) == list(range(len(EXAMPLES)))


def test_expectations_of_a_batch_do_not_depend_on_padding():
    torch.manual_seed(2)
    network = Convolutions(len(VOCABULARY), reaches=(1, 2)).eval()
    alone = collate(EXAMPLES[:1], VOCABULARY, by_word=True)
    beside = collate(EXAMPLES[:4], VOCABULARY, by_word=True)
    with torch.no_grad():
        one, several = forward(network, alone)[0], forward(network, beside)[0]
    assert torch.allclose(one[0], several[0, : one.shape[1]], atol=1e-5)
