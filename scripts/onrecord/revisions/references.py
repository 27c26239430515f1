"""The fields by which an annotation names others: what they name, and how they are renamed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from onrecord.revisions.records import Entry

# By layer: the path of a field with an id, or with a list of ids, and the layer that it names.
REFERENCES = {
    "quote": ((("speaker",), "speaker"), (("parent",), "quote")),
    "date": ((("anchor", "dates"), "date"),),
}


def named_by(entry: Entry) -> Iterator[tuple[str, str]]:
    """Layer and id of each annotation that the entry names."""
    for path, layer in REFERENCES.get(entry.layer, ()):
        value = entry.value
        for step in path:
            value = value.get(step, "") if isinstance(value, dict) else ""
        for name in value if isinstance(value, list) else [value]:
            if isinstance(name, str) and name:
                yield layer, name


def rename(entry: Entry, new_name: Callable[[str, str], str]) -> None:
    """Let `new_name(layer, id)` give each id that the entry names; "" takes it out."""
    for path, layer in REFERENCES.get(entry.layer, ()):
        holder = entry.value
        for step in path[:-1]:
            holder = holder.get(step) if isinstance(holder, dict) else None  # type: ignore[assignment]
        if not isinstance(holder, dict):
            continue
        value = holder.get(path[-1])
        if isinstance(value, str) and value:
            holder[path[-1]] = new_name(layer, value)
        elif isinstance(value, list):
            names = [new_name(layer, name) if isinstance(name, str) else name for name in value]
            holder[path[-1]] = [name for name in names if name != ""]
