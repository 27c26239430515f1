"""Records to tasks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from onrecord.errors import InputError
from onrecord.exchange.graph import Graph, Region, fragmented
from onrecord.exchange.label_studio.controls import controls
from onrecord.exchange.outgoing import to_graph
from onrecord.losses import Losses
from onrecord.model import Record

Entry = dict[str, Any]


def to_label_studio(record: Record, losses: Losses) -> bytes:
    """The task of a record, on one line; nothing of it is lost.

    Raises `InputError` for U+0000 in the text, which the page leaves out: all offsets after it would be off by one.
    """
    if "\0" in record.text:
        found = f"U+0000 at code point {record.text.index(chr(0))} of the text, which Label Studio's page leaves out"
        raise InputError(record.id, found, "remove it, or keep to JSONL for this article")
    graph = fragmented(to_graph(record))
    meta = dict(graph.head)
    data = {name: meta.pop(name) for name in ("id", "title")} | {"text": graph.text}
    result = [*(entry for region in graph.regions for entry in _entries(graph, region)), *_relations(graph)]
    task: dict[str, Any] = {"data": data, "meta": meta}
    if record.annotation.status == "draft":
        task["predictions"] = [{"model_version": _drafter(record), "result": result}]
    else:
        task["annotations"] = [{"ground_truth": record.annotation.status == "gold", "result": result}]
    return msgspec.json.encode(task)


def _drafter(record: Record) -> str:
    """The name and version of what made a draft."""
    for annotator in record.annotation.annotators:
        return f"{annotator.name} {annotator.version}".strip()
    return "draft"


def _entries(graph: Graph, region: Region) -> Iterator[Entry]:
    """The entry of a region, then one for each of its values."""
    (start, end), surface = region.parts[0], shown(graph.surface(region))
    place = {"start": start, "end": end, "text": surface}

    def entry(name: str, kind: str, value: Entry) -> Entry:
        return {"id": region.id, "from_name": name, "to_name": "text", "type": kind, "value": place | value}

    yield entry("label", "labels", {"labels": [region.label]})
    for field, value in region.values.items():
        control = controls()[f"{region.label}_{field}"]
        yield entry(control.name, control.kind, control.written(value))


def _relations(graph: Graph) -> Iterator[Entry]:
    for link in graph.links:
        ends = {"from_id": link.start, "to_id": link.end}
        yield {"type": "relation", **ends, "direction": "right", "labels": [link.label]}


def shown(surface: str) -> str:
    """The text of a region as Label Studio repeats it: CR and LF each as the two characters `\\n`."""
    return surface.replace("\r", "\\n").replace("\n", "\\n")
