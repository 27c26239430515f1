"""The generated parts of README.md (which is the dataset card) and DATASHEET.md: front matter, tables, numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

import yaml

from onrecord.articles import LAYERS
from onrecord.errors import OnrecordError
from onrecord.formats import CARRIED, FORMATS
from onrecord.model import Record
from onrecord.models import MODELS, read_settings
from onrecord.pipeline import redraft
from onrecord.schema import record_schema, resolve
from onrecord.scoring import score
from onrecord.scoring.score_report import summary
from onrecord.tables import features
from onrecord.views import VIEWS

_BLOCK = re.compile(r"<!-- generated: (?P<name>[\w-]+) -->\n(?P<body>.*?)<!-- end -->", re.DOTALL)
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))

Files = dict[str, dict[str, str]]  # config -> split -> path relative to the root


def refresh(text: str, blocks: dict[str, str], place: str) -> str:
    """`text` with the body of every generated block replaced. Raises `OnrecordError` for a block that nobody makes."""

    def body(match: re.Match[str]) -> str:
        name = match["name"]
        if name not in blocks:
            raise OnrecordError(f"{place}: unknown generated block {name!r}; known are {', '.join(sorted(blocks))}")
        return f"<!-- generated: {name} -->\n{blocks[name]}\n<!-- end -->"

    return _BLOCK.sub(body, text)


def with_front_matter(text: str, front_matter: str) -> str:
    """`text` with its YAML front matter replaced, or put before it where it had none."""
    return front_matter + _FRONT_MATTER.sub("", text, count=1)


def front_matter(files: Files, version: str, records: Sequence[Record]) -> str:
    """The card's metadata for the Hub and for `load_dataset`: configs with their files, version and features."""
    rows = len(records)
    values = {
        "pretty_name": "onrecord",
        # The annotations are CC BY 4.0; the articles inside them are their publishers', which no single tag can say.
        "license": "other",
        "license_name": "cc-by-4.0-annotations-only",
        "license_link": "LICENSE",
        "language": sorted({record.language for record in records}),
        "size_categories": [next((name for limit, name in _SIZES if rows < limit), "n>1M")],
        "task_categories": ["token-classification", "text-classification"],
        "annotations_creators": _creators(records),
        "tags": ["news", "quotations", "attribution", "speaker", "timex3", "numbers", "stand-off"],
        "configs": [
            {
                "config_name": name,
                **({"default": True} if name == "documents" else {}),
                "version": version,
                "data_files": [{"split": split, "path": path} for split, path in splits.items()],
            }
            for name, splits in files.items()
        ],
        "dataset_info": [{"config_name": name, "features": features(VIEWS[name])._to_yaml_list()} for name in files],
    }
    return f"---\n{yaml.safe_dump(values, sort_keys=False, allow_unicode=True, width=120)}---\n"


def blocks(records: Sequence[Record]) -> dict[str, str]:
    """The generated blocks by name."""
    makers: dict[str, Callable[[Sequence[Record]], list[str]]] = {
        "counts": _counts,
        "articles": _articles,
        "views": _views,
        "fields": _fields,
        "distributions": _distributions,
        "draft-scores": _draft_scores,
        "models": _models,
        "formats": _formats,
    }
    return {name: "\n".join(make(records)) for name, make in makers.items()}


def _creators(records: Sequence[Record]) -> list[str]:
    kinds = {annotator.kind for record in records for annotator in record.annotation.annotators}
    return [
        name
        for name, found in (("expert-generated", "person" in kinds), ("machine-generated", kinds - {"person"}))
        if found
    ]


def _counts(records: Sequence[Record]) -> list[str]:
    statuses = ("gold", "reviewed", "draft")
    lines = ["| | " + " | ".join(statuses) + " | all |", "|---|" + "---|" * (len(statuses) + 1)]

    def row(name: str, count: Callable[[Record], int]) -> None:
        cells = [sum(count(r) for r in records if r.annotation.status == status) for status in statuses]
        lines.append(f"| {name} | " + " | ".join(f"{cell:,}" for cell in (*cells, sum(cells))) + " |")

    row("articles", lambda _: 1)
    row("characters", lambda r: len(r.text))
    row("sentences", lambda r: sum(len(s.sentences) for s in r.segments))
    for name, _ in LAYERS.values():
        row(name, lambda r, name=name: len(getattr(r, name)))  # type: ignore[misc]
    row("mentions of speakers", lambda r: sum(len(s.mentions) for s in r.speakers))
    return lines


def _articles(records: Sequence[Record]) -> list[str]:
    lines = ["| article | publisher | published | split | status | made by |", "|---|---|---|---|---|---|"]
    for record in records:
        published = record.published
        when = published.date or (
            f"{published.earliest} to {published.latest} (inferred)" if published.basis == "inferred" else "not known"
        )
        by = ", ".join(f"{a.name} ({a.kind}: {a.task})" for a in record.annotation.annotators)
        publisher = record.source.publisher or "not known"
        lines.append(f"| `{record.id}` | {publisher} | {when} | {record.split} | {record.annotation.status} | {by} |")
    return lines


def _views(records: Sequence[Record]) -> list[str]:
    lines = ["| config | what a row is | rows |", "|---|---|---|"]
    for view in VIEWS.values():
        rows = sum(1 for record in records for _ in view.rows(record))
        lines.append(f"| `{view.name}` | {view.summary} | {rows:,} |")
    return lines


def _fields(records: Sequence[Record]) -> list[str]:
    schema = record_schema()
    lines = ["| field | what it holds |", "|---|---|"]
    for name, node in schema["properties"].items():
        lines.append(f"| `{name}` | {_cell(resolve(node)['description'])} |")
    for layer, (name, _) in LAYERS.items():
        for field, node in schema["$defs"][layer]["properties"].items():
            lines.append(f"| `{name}[].{field}` | {_cell(node['description'])} |")
    return lines


def _formats(records: Sequence[Record]) -> list[str]:
    head = ("format", *CARRIED, "offsets", "tested with", "besides")
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    for name, form in FORMATS.items():
        if form.carries:
            cells = (f"`{name}`", *(form.carries[key] for key in CARRIED), form.offsets, form.tested, form.note)
            lines.append(f"| {' | '.join(cells)} |")
    return lines


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _distributions(records: Sequence[Record]) -> list[str]:
    def counted(values: Counter[str]) -> str:
        return ", ".join(f"{value or 'none'} {count}" for value, count in sorted(values.items())) or "none"

    quotes = [q for r in records for q in r.quotes]
    dates = [d for r in records for d in r.dates]
    return [
        f"- quotes by kind: {counted(Counter(q.kind for q in quotes))}",
        f"- quotes by class of cue: {counted(Counter(q.cue_class for q in quotes))}",
        f"- quotes without a source in the text: {sum(not q.source for q in quotes)}",
        f"- quotes nested in another: {sum(bool(q.parent) for q in quotes)}",
        f"- speakers by kind: {counted(Counter(s.kind for r in records for s in r.speakers))}",
        f"- dates by type: {counted(Counter(d.type for d in dates))}",
        f"- dates by what they were resolved against: {counted(Counter(d.anchor.basis for d in dates))}",
        f"- numbers by kind: {counted(Counter(n.kind for r in records for n in r.numbers))}",
    ]


def _models(_: Sequence[Record]) -> list[str]:
    measures = [(m, "all", m) for m in ("exact", "token", "source", "cue")]
    measures += [(f"{group} {m}", group, m) for group in ("direct", "speech") for m in ("exact", "source")]
    lines = ["| model | " + " | ".join(name for name, _, _ in measures) + " |", "|---|" + "---|" * len(measures)]
    for name in MODELS:
        figures = read_settings(name)["figures"]
        lines.append(f"| `{name}` | " + " | ".join(f"{figures[group][m]:.1f}" for _, group, m in measures) + " |")
    return lines


def _draft_scores(records: Sequence[Record]) -> list[str]:
    lines: list[str] = []
    for record in records:
        if record.annotation.status == "gold":
            lines += [f"`{record.id}`:", "", *summary(score([(record, redraft(record, nested=True))])), ""]
    return lines[:-1] or ["There is no gold article yet."]
