"""Windows cover every word once and in order; models read, and read the same text the same way each time."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from onrecord.errors import OnrecordError
from onrecord.layers.quotes.words import to_paragraphs
from onrecord.layers.segments import find_segments
from onrecord.models import MODELS, load_model, read_model
from onrecord.models.pieces import Word
from onrecord.models.runtime import iter_windows

TEXT = "“We are ready,” Mayor Ann Lee said.\nCole said the dam would hold.\n" * 40


def paragraphs(text: str):
    return [paragraph for paragraph, _ in to_paragraphs(text, find_segments(text))]


words = st.builds(
    Word,
    pieces=st.lists(st.just(1), min_size=1, max_size=8).map(tuple),
    case=st.just(1),
    state=st.just(0),
    ends=st.booleans(),
)


@given(st.lists(st.lists(words, max_size=60), max_size=12), st.integers(8, 64))
def test_windows_hold_every_word_once_in_order(article, size):
    seen = []
    for parts in iter_windows(article, size, size):
        assert sum(len(word.pieces) for number, a, b in parts for word in article[number][a:b]) <= size
        seen += [(number, i) for number, first, last in parts for i in range(first, last)]
    assert seen == [(number, i) for number, paragraph in enumerate(article) for i in range(len(paragraph))]


@pytest.mark.parametrize("name", MODELS)
def test_a_model_reads_every_word(name):
    model, article = load_model(name), paragraphs(TEXT)
    found = list(model.read_paragraphs(article))
    covered = sum(last - first for parts, _ in found for _, first, last in parts)
    assert covered == sum(map(len, article))
    for parts, reading in found:
        length = sum(last - first for _, first, last in parts)
        assert reading.emissions.shape == (length, 13) and len(reading.links) == length
        assert np.isfinite(reading.emissions).all() and np.isfinite(reading.links).all()


@pytest.mark.parametrize("name", MODELS)
def test_a_window_is_read_alike_whatever_stands_beside_it(name):
    """A long first paragraph has a window to itself, and the same one when other articles follow it."""
    model, long = load_model(name), "The mayor said the dam would hold. " * 60
    alone = next(model.read_paragraphs(paragraphs(long)))[1]
    beside = next(model.read_paragraphs(paragraphs(long + "\n" + TEXT)))[1]
    assert np.array_equal(alone.emissions, beside.emissions)


_PRINT = "import sys, onrecord; r = onrecord.annotate(sys.stdin.read(), model=sys.argv[1]); print(r.quotes)"


@pytest.mark.parametrize("name", MODELS)
def test_processes_agree(name):
    runs = [
        subprocess.run(
            [sys.executable, "-c", _PRINT, name], input=TEXT.encode(), capture_output=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}, cwd=ROOT,
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert runs[0] == runs[1] and b"Quote(" in runs[0]


def test_files_that_are_no_model_are_told(tmp_path, onrecord):
    with pytest.raises(OnrecordError, match=r"no whole model .*model\.json"):
        read_model(tmp_path)
    for name in ("model.json", "decoder.npz", "vocabulary.txt"):
        (tmp_path / name).write_bytes((ROOT / "scripts" / "onrecord" / "models" / "fast" / name).read_bytes())
    (tmp_path / "model.onnx").write_bytes(b"not a graph")
    with pytest.raises(OnrecordError, match="no whole model"):
        read_model(tmp_path)
    result = onrecord("annotate", "-", "--model", tmp_path, stdin=b'{"id": "a", "text": "Lee said no."}\n')
    assert result.code == 2 and "install onrecord again, or train it" in result.err and result.out == ""
    result = onrecord("annotate", "-", "--model", "slow")
    assert result.code == 2 and "write accurate or fast, or a folder" in result.err


@settings(max_examples=25)
@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=400))
def test_any_text_can_be_read(text):
    for name in MODELS:
        list(load_model(name).read_paragraphs(paragraphs(text)))
