"""An agreement for readers: tables for people, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from onrecord.scoring.agreement import Agreement, Attribute, PairAgreement
from onrecord.scoring.coefficients import alpha, kappa, mean
from onrecord.scoring.counts import Key
from onrecord.scoring.layout import Table, percent, to_markdown, to_text, whole

Figures = dict[str, Any]


def figures(agreement: Agreement) -> Figures:
    """All figures, as they stand in JSON: shares from 0 to 1, coefficients to 1, null for what is not defined."""
    pairs = [_pair_figures(pair) for pair in agreement.pairs]
    tokens = [
        {"layer": layer, "labels": labels, "tokens": sum(units.values()), "alpha": alpha(units)}
        for (layer, labels), units in agreement.units.items()
    ]
    return {
        "annotators": agreement.annotators,
        "articles": len(agreement.articles),
        "spans": _means(pairs, "spans", ("strict", "overlap", "agr")),
        "relations": _means(pairs, "relations", ("strict", "overlap")),
        "attributes": [
            {**row, "alpha": alpha(agreement.attributes[row["layer"], row["part"], row["attribute"]])}
            for row in _means(pairs, "attributes", ("agreement", "kappa"))
        ],
        "tokens": tokens,
        "pairs": pairs,
        "disagreements": len(agreement.disagreements),
    }


def _pair_figures(pair: PairAgreement) -> Figures:
    spans, relations = [], []
    total = pair.tally.total()
    for key, counts in total.items():
        if key.measure == "strict" and not key.attribute:
            overlap = total[key._replace(measure="overlap")]
            row: Figures = {"layer": key.layer, "part": key.part, "items": [int(counts.gold), int(counts.predicted)]}
            row |= {"strict": counts.defined["f1"], "overlap": overlap.defined["f1"]}
            if key.is_relation:
                relations.append(row)
            else:
                spans.append(row | _agr(pair, key))
    attributes = [_attribute(attribute, labels) for attribute, labels in pair.labels.items()]
    articles = len(pair.tally.articles)
    return {
        "annotators": list(pair.annotators),
        "articles": articles,
        "spans": spans,
        "relations": relations,
        "attributes": attributes,
    }


def _agr(pair: PairAgreement, key: Key) -> Figures:
    """agr of the first against the second, of the second against the first, and their mean."""
    ratios = pair.tally.total().get(key._replace(measure="agr"))
    both = (ratios.defined["recall"], ratios.defined["precision"]) if ratios else (None, None)
    return {"agr": mean(both) if None not in both else None, "agr_both": list(both)}


def _attribute(attribute: Attribute, labels: Mapping[tuple[Any, Any], int]) -> Figures:
    layer, part, name = attribute
    matched = sum(labels.values())
    same = sum(times for (ours, theirs), times in labels.items() if ours == theirs)
    share = same / matched if matched else None
    figures = {"matched": matched, "agreement": share, "kappa": kappa(labels)}
    return {"layer": layer, "part": part, "attribute": name, **figures}


def _means(pairs: Sequence[Figures], section: str, names: Sequence[str]) -> list[Figures]:
    """The mean over the pairs of annotators of each figure, of those pairs for which it is defined."""
    rows: dict[tuple[str, ...], list[Figures]] = {}
    for pair in pairs:
        for row in pair[section]:
            rows.setdefault((row["layer"], row["part"], row.get("attribute", "")), []).append(row)
    return [
        {
            **{name: value for name, value in zip(("layer", "part", "attribute"), what, strict=True) if value},
            **{name: mean([row[name] for row in found]) for name in names},
        }
        for what, found in rows.items()
    ]


def tables(agreement: Agreement) -> list[Table]:
    """The tables of each pair, of the means over pairs where there are several, and of the tokens of all."""
    found = figures(agreement)
    number = f"{found['articles']:,} article{'s' * (found['articles'] != 1)}"
    shown = [table for pair in found["pairs"] for table in _pair_tables(pair)]
    if len(found["pairs"]) > 1:
        shown += _mean_tables(found)
    tokens = Table(
        f"tokens, all {len(found['annotators'])} annotators, {number}", ("layer", "labels", "tokens", "α"), 2
    )
    tokens.rows = [(r["layer"], r["labels"], whole(r["tokens"]), coefficient(r["alpha"])) for r in found["tokens"]]
    return [*shown, tokens]


def coefficient(value: float | None) -> str:
    """α or κ; a dash for one that is not defined."""
    return "–" if value is None else f"{value:.3f}"


def _pair_tables(pair: Figures) -> Iterator[Table]:
    first, second = pair["annotators"]
    number = f"{pair['articles']:,} article{'s' * (pair['articles'] != 1)}"
    head = ("layer", "spans", "A", "B", "strict F1", "overlap F1", "agr A‖B", "agr B‖A", "agr")
    spans = Table(f"A is {first}, B is {second}; {number}", head, 2)
    spans.rows = [
        (*_start(row), *map(percent, (row["strict"], row["overlap"], *row["agr_both"], row["agr"])))
        for row in pair["spans"]
        if any(row["items"])
    ]
    relations = Table("", ("layer", "relation", "A", "B", "strict F1", "overlap F1"), 2)
    relations.rows = [
        (*_start(row), percent(row["strict"]), percent(row["overlap"]))
        for row in pair["relations"]
        if any(row["items"])
    ]
    attributes = Table("", ("layer", "spans", "attribute", "matched", "same", "κ"), 3)
    attributes.rows = [
        (*_named(row), whole(row["matched"]), percent(row["agreement"]), coefficient(row["kappa"]))
        for row in pair["attributes"]
    ]
    yield from (spans, relations, attributes)


def _named(row: Figures) -> tuple[str, ...]:
    return row["layer"], row["part"], row["attribute"]


def _start(row: Figures) -> tuple[str, ...]:
    return (row["layer"], row["part"], *map(whole, row["items"]))


def _mean_tables(found: Figures) -> Iterator[Table]:
    spans = Table(f"mean of the {len(found['pairs'])} pairs", ("layer", "spans", "strict F1", "overlap F1", "agr"), 2)
    spans.rows = [
        (row["layer"], row["part"], *map(percent, (row["strict"], row["overlap"], row["agr"])))
        for row in found["spans"]
    ]
    attributes = Table("", ("layer", "spans", "attribute", "same", "κ", "α of all"), 3)
    attributes.rows = [
        (*_named(row), percent(row["agreement"]), coefficient(row["kappa"]), coefficient(row["alpha"]))
        for row in found["attributes"]
    ]
    yield from (spans, attributes)


FORMS: dict[str, Callable[[Agreement], str]] = {
    "text": lambda agreement: to_text(tables(agreement)),
    "markdown": lambda agreement: to_markdown(tables(agreement)),
    "json": lambda agreement: json.dumps(figures(agreement), ensure_ascii=False, indent=1) + "\n",
}
