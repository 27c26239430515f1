"""Generated blocks that measure: how far annotators agreed, how good drafts are, what the models reach."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from onrecord.articles import read_articles
from onrecord.model import Record
from onrecord.models import MODELS, read_settings
from onrecord.pipeline import redraft
from onrecord.release.markdown import table
from onrecord.scoring import score
from onrecord.scoring.agreement import agree
from onrecord.scoring.agreement_report import tables
from onrecord.scoring.layout import to_markdown
from onrecord.scoring.score_report import summary


def agreement(annotators: Path) -> list[str]:
    """How far annotators agreed before their work was settled, where what each made is kept (`NAME/ID.jsonl`)."""
    folders = sorted({path.parent for path in annotators.glob("*/*.jsonl")})
    made = {folder.name: list(read_articles(folder)) for folder in folders}
    if len(made) < 2:
        return ["What annotators made before it was settled is not kept for any article."]
    found = agree(made, common=True)
    shared = set.intersection(*({record.id for record in records} for records in made.values()))
    names = ", ".join(f"`{name}`" for name in sorted(shared))
    lead = f"Articles: {names}. Places where the annotators differ: {len(found.disagreements):,}."
    return [lead, "", *to_markdown(tables(found)).splitlines()]


def models() -> list[str]:
    """The figures of the models of the package, a row a model."""
    measures = [(m, "all", m) for m in ("exact", "token", "source", "cue")]
    measures += [(f"{group} {m}", group, m) for group in ("direct", "speech") for m in ("exact", "source")]
    figures = {name: read_settings(name)["figures"] for name in MODELS}
    rows = ((f"`{name}`", *(f"{of[group][m]:.1f}" for _, group, m in measures)) for name, of in figures.items())
    return table(("model", *(name for name, _, _ in measures)), rows)


def draft_scores(articles: Iterable[Record]) -> list[str]:
    """What the program makes of each gold article today, scored against it."""
    lines: list[str] = []
    for record in articles:
        if record.annotation.status == "gold":
            lines += [f"`{record.id}`:", "", *summary(score([(record, redraft(record, nested=True))])), ""]
    return lines[:-1] or ["There is no gold article yet."]
