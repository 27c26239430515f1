"""The learned models of the quotes layer: how they are read and run. Each folder holds one with its card."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    import argparse

    from onrecord.models.runtime import Model

MODELS = ("accurate", "fast")
DEFAULT = MODELS[0]
FILES = ("model.json", "decoder.npz", "vocabulary.txt", "model.onnx")  # of a model, beside its card


def add_model_argument(group: argparse._ActionsContainer) -> None:
    """The argument of a command that annotates: which model it does that with."""
    group.add_argument(
        "--model",
        default=DEFAULT,
        metavar="MODEL",
        help=f"what reads the attributions: {' or '.join(MODELS)}, or a folder that `onrecord train` wrote "
        f"(default: {DEFAULT})",
    )


@cache
def load_model(name: str = DEFAULT) -> Model:
    """The model of that name or in that folder, read when it is first asked for. Raises `OnrecordError`."""
    return read_model(_folder(name))


@cache
def model_digest(name: str) -> str:
    """What tells the model in that folder from others: SHA-256 over the digests of its files, read once a process.

    "" for one of `MODELS`, which the version of this package tells. Raises `OnrecordError`.
    """
    if name in MODELS:
        return ""
    import hashlib  # which `annotate` has no use for

    folder = _folder(name)
    try:
        each = (hashlib.sha256((folder / file).read_bytes()).digest() for file in FILES)
        return hashlib.sha256(b"".join(each)).hexdigest()
    except OSError as error:
        raise not_whole(folder, error) from error


def not_whole(folder: Path, error: Exception) -> OnrecordError:
    """The error of a folder that should hold a model."""
    return OnrecordError(f"{folder}: no whole model ({error}); install onrecord again, or train it")


def _folder(name: str) -> Path:
    if name in MODELS:
        return Path(__file__).parent / name
    if not Path(name).is_dir():
        raise OnrecordError(f"no model {name!r}: write {' or '.join(MODELS)}, or a folder that `onrecord train` wrote")
    return Path(name)


def read_settings(name: str) -> dict[str, Any]:
    """What training wrote down of one of `MODELS`: settings and figures."""
    settings: dict[str, Any] = json.loads((Path(__file__).parent / name / "model.json").read_text("utf-8"))
    return settings


def read_model(folder: str | Path) -> Model:
    """The model in `folder`. Raises `OnrecordError` when files are missing or cannot be read."""
    from onrecord.models.runtime import Model  # with onnxruntime, which other commands need not wait for

    return Model.read(Path(folder))
