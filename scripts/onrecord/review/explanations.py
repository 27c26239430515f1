"""What the schema and the guidelines say of a layer or a field, as plain text in blocks: never Markdown or HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from onrecord.incident import quoted
from onrecord.review.choices import choices
from onrecord.review.refusals import RefusedError
from onrecord.schema import schema_folder

# The passages of the guidelines by topic; a field that is not here has those of its layer.
_PASSAGES = {
    "segment": ("1", "2"),
    "quote": ("3", "3.1", "3.7"),
    "quote.content": ("3.1",),
    "quote.kind": ("3.2",),
    "quote.marks": ("3.2",),
    "quote.cue": ("3.3",),
    "quote.negated": ("3.3",),
    "quote.source": ("3.4",),
    "quote.addressee": ("3.4",),
    "quote.speaker": ("3.4", "4"),
    "quote.parent": ("3.5",),
    "quote.cue_class": ("3.6",),
    "speaker": ("4",),
    "mention": ("4",),
    "date": ("5",),
    "number": ("6",),
    "document": ("7",),
    "document.published": ("5",),
}
_HEADING = re.compile(r"#{1,6} (?:(?P<number>\d+(?:\.\d+)*)\.? )?(?P<title>.*)")
_ITEM = re.compile(r"(?P<marker>\d+\.|-) (?P<text>.*)")
_STRONG = re.compile(r"\*\*(.+?)\*\*|(?<!\w)\*([^*\s](?:[^*]*[^*\s])?)\*(?!\w)|`([^`]+)`")


def explanation(topic: str, extensions: tuple[str, ...] = ()) -> dict[str, Any]:
    """The description of a topic and its passages. Raises `RefusedError` for what is no topic."""
    layer, _, name = topic.partition(".")
    known = choices(extensions)
    if layer not in known or (name and name not in known[layer]):
        mend = "ask for a layer, or LAYER.FIELD"
        raise RefusedError(f"the topic {quoted(topic)}", f"one of {', '.join(known)}", mend, status=404)
    numbers = _PASSAGES.get(topic, _PASSAGES.get(f"{layer}.{name.split('.')[0]}", _PASSAGES[layer]))
    passages = _passages()
    field = known[layer][name].get("description", "") if name else ""
    return {"topic": topic, "field": field, "passages": [passages[number] for number in numbers if number in passages]}


@cache
def _passages() -> dict[str, dict[str, Any]]:
    """The numbered passages of the guidelines, each up to the next heading."""
    found: dict[str, dict[str, Any]] = {}
    lines: list[str] = []
    for line in (schema_folder() / "GUIDELINES.md").read_text("utf-8").splitlines():
        heading = _HEADING.match(line)
        if heading is None:
            lines.append(line)
            continue
        lines = []
        if heading["number"]:
            title = _plain(heading["title"])
            found[heading["number"]] = {"number": heading["number"], "title": title, "blocks": lines}
    return {number: {**passage, "blocks": list(_blocks(passage["blocks"]))} for number, passage in found.items()}


def _blocks(lines: list[str]) -> Iterator[dict[str, Any]]:
    block: dict[str, Any] | None = None
    for i, line in enumerate(lines):
        item = _ITEM.match(line)
        if line.startswith("|"):
            if set(line) <= set("|-: "):
                continue
            cells = [_plain(cell.strip()) for cell in line.strip().strip("|").split("|")]
            is_header = i + 1 < len(lines) and lines[i + 1].startswith("|-")
            yield from _done(block)
            block = None
            yield {"type": "header" if is_header else "row", "cells": cells}
        elif item:
            yield from _done(block)
            block = {"type": "item", "marker": item["marker"], "text": item["text"]}
        elif not line.strip():
            yield from _done(block)
            block = None
        elif block:
            block["text"] += f" {line.strip()}"
        else:
            block = {"type": "paragraph", "text": line.strip()}
    yield from _done(block)


def _done(block: dict[str, Any] | None) -> Iterator[dict[str, Any]]:
    if block:
        yield block | {"text": _plain(block["text"])}


def _plain(text: str) -> str:
    """The text without the marks of Markdown."""
    return _STRONG.sub(lambda match: next(group for group in match.groups() if group is not None), text)
