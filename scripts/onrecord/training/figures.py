"""How good the files of a model are, measured by reading articles with them as `onrecord annotate` does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from onrecord.layers.quotes import find_quotes
from onrecord.model import Record
from onrecord.models import read_model
from onrecord.scoring.attributions import GROUPS, Scores, score_attributions

MEASURES = ("exact", "token", "source", "cue")


def figures(folder: Path, gold: Iterable[Record]) -> dict[str, Any]:
    """F1 by group and measure, and the recalls of speech, in percent with a decimal."""
    model = read_model(folder)
    return to_percent(
        score_attributions(
            (record, replace(record, quotes=find_quotes(record.text, record.segments, model))) for record in gold
        )
    )


def to_percent(scores: Scores) -> dict[str, Any]:
    found: dict[str, Any] = {
        group: {measure: round(100 * scores[group, measure].f1, 1) for measure in MEASURES} for group in GROUPS
    }
    found["speech"] = {name: round(100 * scores["speech", name].recall, 1) for name in ("found", "exact", "source")}
    return found


def choice(found: dict[str, Any]) -> float:
    """What models are chosen by: the mean of the four measures over all attributions; 0 for no figures."""
    return sum(found["all"][measure] for measure in MEASURES) / len(MEASURES) if found else 0.0
