"""Annotations of others and of ours to records."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from onrecord.corpora.foreign_files import stem
from onrecord.errors import InputError
from onrecord.exchange.graph import Graph
from onrecord.exchange.heads import head_of
from onrecord.exchange.incoming import record_of
from onrecord.exchange.pairs import scan_pairs
from onrecord.exchange.side_map import SideMaps
from onrecord.exchange.web_annotation.items import Items, items_of, string_of
from onrecord.losses import Losses
from onrecord.model import Record
from onrecord.offset_units import OffsetUnits

SUFFIX = ".jsonld"


def scan_web_annotation(path: str, losses: Losses, maps: SideMaps) -> Iterator[Record | InputError]:
    """The record of a `.jsonld` file and the `.txt` beside it, or of each such pair of a folder by name, as
    `scan_pairs` finds them.
    """
    return scan_pairs(path, SUFFIX, lambda text, data, file: from_web_annotation(text, data, file, losses, maps))


def from_web_annotation(text: str, data: str, path: str | Path, losses: Losses, maps: SideMaps) -> Record:
    """The record of a text and its annotations: a collection with its page in it, a page, a list, or one annotation;
    `path` is that of the annotations. Raises `InputError`.
    """
    try:
        value = json.loads(data or "[]")
    except (ValueError, RecursionError) as error:
        line = f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise InputError(f"{path}{line}", f"not JSON ({error})", "write the annotations from the tool again") from error
    title = string_of(value.get("label")) if isinstance(value, dict) else ""
    head = head_of(stem(path, (SUFFIX,)), {"title": title} if title else {}, str(path), losses)
    regions, links = Items(str(path), OffsetUnits(text), losses).read(items_of(value, str(path), losses))
    graph = Graph(head=head, text=text, regions=regions, links=links)
    return record_of(maps.restored(graph, losses, links=bool(links)), losses, str(path))
