"""The learned models of the quotes layer: how they are read and run. Each folder holds one with its card."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.models.runtime import Model

MODELS = ("accurate", "fast")
DEFAULT = MODELS[0]


@cache
def load_model(name: str = DEFAULT) -> Model:
    """The model of that name or in that folder, read when it is first asked for. Raises `OnrecordError`."""
    if name in MODELS:
        return read_model(Path(__file__).parent / name)
    if not Path(name).is_dir():
        raise OnrecordError(f"no model {name!r}: write {' or '.join(MODELS)}, or a folder that `onrecord train` wrote")
    return read_model(name)


def read_settings(name: str) -> dict[str, Any]:
    """What training wrote down of one of `MODELS`: settings and figures."""
    settings: dict[str, Any] = json.loads((Path(__file__).parent / name / "model.json").read_text("utf-8"))
    return settings


def read_model(folder: str | Path) -> Model:
    """The model in `folder`. Raises `OnrecordError` when files are missing or cannot be read."""
    from onrecord.models.runtime import Model  # with onnxruntime, which other commands need not wait for

    return Model.read(Path(folder))
