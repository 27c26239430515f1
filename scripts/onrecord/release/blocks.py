"""The generated blocks of card, datasheet and README: tables and numbers, each from the corpus as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from onrecord.articles import LAYERS
from onrecord.formats import CARRIED, FORMATS
from onrecord.model import Record
from onrecord.release.citation import Citation, to_apa, to_bibtex
from onrecord.release.examples import examples
from onrecord.release.markdown import table
from onrecord.release.measures import agreement, agreement_in_short, agreement_of_spans, draft_scores, models
from onrecord.release.statistics import STATUSES, Statistics, publisher
from onrecord.schema import record_schema, resolve
from onrecord.views import VIEWS

_LISTED = 50  # articles that are listed one by one


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What generated texts say of a corpus; its articles are read again by those that need more than counts."""

    citation: Citation
    statistics: Statistics
    articles: Callable[[], Iterable[Record]]
    annotators: Path  # holds NAME/ID.jsonl, what each annotator made before it was settled


def made(facts: Facts) -> Mapping[str, Callable[[], str]]:
    """What makes each block, by its name; only those that a text asks for are made, and each once for all texts."""
    makers: dict[str, Callable[[Facts], list[str]]] = {
        "counts": _counts,
        "splits": _splits,
        "articles": _articles,
        "views": _views,
        "columns": _columns,
        "fields": _fields,
        "distributions": _distributions,
        "examples": lambda facts: examples(facts.articles()),
        "agreement": lambda facts: agreement(facts.annotators),
        "agreement-of-spans": lambda facts: agreement_of_spans(facts.annotators),
        "agreement-in-short": lambda facts: agreement_in_short(facts.annotators),
        "annotations-per-item": _per_item,
        "sources": _sources,
        "licences": _licences,
        "citation": _citation,
        "citation-apa": lambda facts: [to_apa(facts.citation)],
        "draft-scores": lambda facts: draft_scores(facts.articles()),
        "models": lambda _: models(),
        "formats": lambda _: formats_table(),
    }
    return {name: cache(partial(_block, make, facts)) for name, make in makers.items()}


def _block(make: Callable[[Facts], list[str]], facts: Facts) -> str:
    return "\n".join(make(facts))


def _counts(facts: Facts) -> list[str]:
    def cells(counts: Counter[str]) -> Iterator[str]:
        yield from (f"{counts[status]:,}" for status in STATUSES)
        yield f"{sum(counts.values()):,}"

    names = {"mentions": "mentions of speakers"}
    sizes = facts.statistics.sizes
    return table(("", *STATUSES, "all"), ((names.get(name, name), *cells(sizes[name])) for name in sizes))


def _splits(facts: Facts) -> list[str]:
    rows = facts.statistics.rows
    splits = [split for split in rows["documents"] if rows["documents"][split]]
    found = (name for name in rows if any(rows[name].values()))
    return table(("config", *splits), ((f"`{name}`", *(f"{rows[name][s]:,}" for s in splits)) for name in found))


def _articles(facts: Facts) -> list[str]:
    """One line per article; of a large corpus, one per publisher."""
    if facts.statistics.total("articles") > _LISTED:
        found = facts.statistics.distributions["articles.publisher"]
        return table(("publisher", "articles"), ((name, f"{count:,}") for name, count in found.most_common(_LISTED)))
    head = ("article", "publisher", "published", "split", "status", "guidelines", "made by")
    return table(head, map(_article, facts.articles()))


def _article(record: Record) -> tuple[str, ...]:
    published = record.published
    when = published.date or (
        f"{published.earliest} to {published.latest} (inferred)" if published.basis == "inferred" else "not known"
    )
    by = ", ".join(f"{a.name} ({a.kind}: {a.task})" for a in record.annotation.annotators)
    noted = record.annotation
    return f"`{record.id}`", publisher(record), when, record.split, noted.status, noted.guidelines or "none", by


def _per_item(facts: Facts) -> list[str]:
    """How many annotated the items of an article, programs left out."""
    found = Counter(
        len({by.name for by in record.annotation.annotators if by.kind != "program"}) for record in facts.articles()
    )
    told = ", ".join(f"{number} (in {count:,} article{'s' * (count > 1)})" for number, count in sorted(found.items()))
    return [f"Annotators of each item, programs left out: {told or 'none'}."]


def _views(facts: Facts) -> list[str]:
    rows = facts.statistics.rows
    counts = {name: sum(rows[name].values()) for name in VIEWS}  # a config without rows is none
    cells = ((f"`{name}`", VIEWS[name].summary, f"{count:,}") for name, count in counts.items() if count)
    return table(("config", "what a row is", "rows"), cells)


def _columns(_: Facts) -> list[str]:
    """The columns of each config, and what those hold that are made with it: the others are fields of a record."""
    lines = [f"- `{view.name}`: {', '.join(f'`{name}`' for name in view.columns)}" for view in VIEWS.values()]
    found: dict[tuple[str, str], list[str]] = {}
    for view in VIEWS.values():
        for name, column in view.columns.items():
            if column.is_made:
                found.setdefault((name, column.description), []).append(f"`{view.name}`")
    rows = ((f"`{name}`", ", ".join(views), told) for (name, told), views in found.items())
    return [*lines, "", *table(("made column", "config", "what it holds"), rows)]


def _fields(_: Facts) -> list[str]:
    schema = record_schema()
    rows = [(f"`{name}`", resolve(node)["description"]) for name, node in schema["properties"].items()]
    for layer, (name, _layer) in LAYERS.items():
        nodes = schema["$defs"][layer]["properties"].items()
        rows += [(f"`{name}[].{key}`", node["description"]) for key, node in nodes]
    return table(("field", "what it holds"), rows)


def formats_table() -> list[str]:
    """What each format carries, one row per format."""
    tools = ((name, form) for name, form in FORMATS.items() if form.carries)
    rows = (
        (f"`{name}`", *(form.carries[key] for key in CARRIED), form.offsets, form.tested, form.note)
        for name, form in tools
    )
    return table(("format", *CARRIED, "offsets", "tested with", "besides"), rows)


def _distributions(facts: Facts) -> list[str]:
    found = facts.statistics.distributions
    named = {
        "quotes by kind": "quotes.kind",
        "quotes by class of cue": "quotes.cue_class",
        "quotes without a": "quotes.without",
        "quotes with": "quotes.with",
        "speakers by kind": "speakers.kind",
        "mentions by form": "mentions.form",
        "dates by type": "dates.type",
        "dates by what they were resolved against": "dates.anchor",
        "numbers by kind": "numbers.kind",
    }
    return [f"- {title}: {_counted(found[name])}" for title, name in named.items()]


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{value or 'none'} {count:,}" for value, count in sorted(counts.items())) or "none"


def _sources(facts: Facts) -> list[str]:
    """What the citation says of the whole, and the licences that articles name."""
    return [*([facts.citation.message, ""] if facts.citation.message else []), *_licences(facts)]


def _licences(facts: Facts) -> list[str]:
    found = facts.statistics.distributions["articles.licence"]
    rows = ((licence, f"{count:,}") for licence, count in found.most_common())
    return table(("licence of the text", "articles"), rows)


def _citation(facts: Facts) -> list[str]:
    return ["```bibtex", to_bibtex(facts.citation), "```"]
