"""Generated blocks that measure: how far annotators agreed, how good drafts are, what the models reach."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from onrecord.articles import read_articles
from onrecord.model import Record
from onrecord.models import MODELS, read_settings
from onrecord.pipeline import redraft
from onrecord.release.markdown import table
from onrecord.scoring import Key, score
from onrecord.scoring.agreement import Agreement, agree
from onrecord.scoring.agreement_report import figures, tables
from onrecord.scoring.layout import percent, to_markdown

_NOT_KEPT = ["What annotators made before it was settled is not kept for any article."]
# The figures that say how far annotators agreed, or how good a draft is, in a line.
_AGREED = {
    "contents of quotes": ("quotes", "content"),
    "mentions": ("speakers", "mentions"),
    "dates": ("dates", "span"),
    "numbers": ("numbers", "span"),
}
_DRAFTED = {
    "content": Key("quotes", "content", "strict"),
    "cue": Key("quotes", "cue", "strict"),
    "source": Key("quotes", "source", "strict"),
    "speaker": Key("quotes", "content", "strict", "speaker"),
    "date value": Key("dates", "span", "strict", "value"),
    "number value": Key("numbers", "span", "strict", "value"),
}


def agreement(annotators: Path) -> list[str]:
    """How far annotators agreed before their work was settled, where what each made is kept (`NAME/ID.jsonl`)."""
    found = _agreed(annotators)
    return [_lead(found), "", *to_markdown(tables(found)).splitlines()] if found else _NOT_KEPT


def agreement_of_spans(annotators: Path) -> list[str]:
    """The tables of `agreement` that compare spans alone."""
    found = _agreed(annotators)
    if not found:
        return _NOT_KEPT
    spans = [table for table in tables(found) if table.head[1] == "spans" and "strict F1" in table.head]
    return [_lead(found), "", *to_markdown(spans).splitlines()]


def agreement_in_short(annotators: Path) -> list[str]:
    """A sentence of `agreement`; of several pairs of annotators the mean."""
    found = _agreed(annotators)
    if not found:
        return _NOT_KEPT
    strict = {(row["layer"], row["part"]): row["strict"] for row in figures(found)["spans"]}
    told = ", ".join(f"{name} {percent(strict.get(part))}" for name, part in _AGREED.items())
    return [f"F1 of one annotator against another (exact spans) on {_names(found)}: {told}."]


def _agreed(annotators: Path) -> Agreement | None:
    folders = sorted({path.parent for path in annotators.glob("*/*.jsonl")})
    made = {folder.name: list(read_articles(folder)) for folder in folders}
    return agree(made, common=True) if len(made) > 1 else None


def _lead(found: Agreement) -> str:
    return f"Articles: {_names(found)}. Places where the annotators differ: {len(found.disagreements):,}."


def _names(found: Agreement) -> str:
    return ", ".join(f"`{name}`" for name in sorted(found.articles))


def models() -> list[str]:
    """The figures of the models of the package, one row per model."""
    measures = [(m, "all", m) for m in ("exact", "token", "source", "cue")]
    measures += [(f"{group} {m}", group, m) for group in ("direct", "speech") for m in ("exact", "source")]
    reached = {name: read_settings(name)["figures"] for name in MODELS}
    rows = ((f"`{name}`", *(f"{of[group][m]:.1f}" for _, group, m in measures)) for name, of in reached.items())
    return table(("model", *(name for name, _, _ in measures)), rows)


def draft_scores(articles: Iterable[Record]) -> list[str]:
    """What the program makes of each gold article today, scored against it, one row per article: F1 of exact spans, and
    of those whose speaker or value is right as well.
    """
    lines = [f"| article | {' | '.join(_DRAFTED)} |", "|---|" + "---:|" * len(_DRAFTED)]
    for record in articles:
        if record.annotation.status == "gold":
            counts = score([(record, redraft(record, nested=True))]).total()
            reached = (counts[key].defined["f1"] if key in counts else None for key in _DRAFTED.values())
            lines.append(f"| `{record.id}` | {' | '.join(map(percent, reached))} |")
    return lines if len(lines) > 2 else ["There is no gold article yet."]
