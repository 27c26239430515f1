"""Explain a field, a layer, a check or an item: the schema, and the passages of the guidelines that govern it.

TOPIC is a layer (quote), a field of one (quote.kind, annotation.status), a passage of schema/GUIDELINES.md by its
number (3.2), a check by its id (status-proof), or an item of an article file (ARTICLE.jsonl#q3, or the id of an article
in corpus/articles in place of the file): its fields with their values, and the passages of its layer. Without a topic,
all topics are listed. The output is plain Markdown where it is no terminal.

examples:
  onrecord explain
  onrecord explain quote.kind
  onrecord explain 3.2 status-proof
  onrecord explain ukrinform-nato-chief-warns-moscow#q3
  onrecord explain date.value --format json | jq .passages
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from onrecord.errors import InputError
from onrecord.incident import quoted


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("topic", nargs="*", metavar="TOPIC", help="layer, field, number, check, or ARTICLE#ITEM")
    parser.add_argument(
        "--format", choices=["text", "json"], default="text", help="text, or a JSON object a topic (default: text)"
    )


def run(args: argparse.Namespace) -> int:
    from onrecord.guidelines import Explanation, as_json, explain, topics

    explained = [_item(topic) if "#" in topic else ({}, explain(topic)) for topic in args.topic]
    if args.format == "json":
        explained = explained or [({}, Explanation(topic, about, ())) for topic, about in topics().items()]
        for item, explanation in explained:
            found = as_json(explanation) | ({"item": item} if item else {})
            sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
        return 0

    from rich.console import Console

    from onrecord.explanation_text import print_explanation, print_topics, print_values

    console = Console()
    if not explained:
        print_topics(_all_topics(), console)
    for item, explanation in explained:
        if item:
            print_values(item, console)
        print_explanation(explanation, console)
    return 0


def _all_topics() -> dict[str, str]:
    """Every topic with its line: of the schema, the checks, and the guidelines' passages."""
    from onrecord.checks import TESTS
    from onrecord.guidelines import passages, topics

    checks = {test_id: f"check: {rule.text}" for test_id, rule in TESTS.items() if test_id not in topics()}
    return topics() | checks | {number: passage.title for number, passage in passages().items()}


def _item(topic: str) -> tuple[dict[str, Any], Any]:
    """The item that `ARTICLE#ID` names, and the explanation of its layer."""
    import msgspec

    from onrecord.articles import LAYERS, read_article
    from onrecord.guidelines import explain
    from onrecord.inputs import article_path

    name, _, identifier = topic.rpartition("#")
    record = read_article(article_path(name))
    items: list[tuple[str, Any]] = [
        (layer, item) for layer, (items, _) in LAYERS.items() for item in getattr(record, items)
    ]
    items += [("mention", mention) for speaker in record.speakers for mention in speaker.mentions]
    for layer, item in items:
        if item.id == identifier:
            return {"layer": layer, **msgspec.to_builtins(item)}, explain(layer)
    raise InputError(name, f"no item {quoted(identifier)}", "name one by its id, such as #q1 or #d2")
