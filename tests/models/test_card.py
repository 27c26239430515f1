"""The models that ship: their cards say what `model.json` says, and their files keep to the sizes promised."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import onrecord.models
from onrecord.models import MODELS, load_model
from onrecord.models.card import to_card

FOLDERS = {name: Path(onrecord.models.__file__).parent / name for name in MODELS}
MEGABYTES = {"accurate": 25, "fast": 8}


@pytest.mark.parametrize("name", MODELS)
def test_the_card_is_what_training_wrote_down(name):
    settings = json.loads((FOLDERS[name] / "model.json").read_text("utf-8"))
    assert settings["name"] == name and settings["pieces"] == len(load_model(name).vocabulary)
    assert (FOLDERS[name] / "README.md").read_text("utf-8") == to_card(settings)


@pytest.mark.parametrize("name", MODELS)
def test_a_model_keeps_to_its_size(name):
    assert sum(path.stat().st_size for path in FOLDERS[name].iterdir()) <= MEGABYTES[name] * 1_000_000


@pytest.mark.parametrize("name", MODELS)
def test_no_file_holds_a_sentence(name):
    """The vocabulary is the one text in the files: pieces of words, none with a blank in it."""
    pieces = (FOLDERS[name] / "vocabulary.txt").read_text("utf-8").split("\n")
    assert all(piece and not any(map(str.isspace, piece)) for piece in pieces)
    graph = (FOLDERS[name] / "model.onnx").read_bytes()
    assert b" said " not in graph and b" the " not in graph
