"""Level 4: ids and what points to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.incident import Finding, Path, quoted


def check(record: dict[str, Any]) -> Iterator[Finding]:
    """Findings of level 4 inside one record."""
    yield from _unique_ids(record)
    speakers = {speaker["id"]: speaker for speaker in record["speakers"]}
    parents = {quote["id"]: quote["parent"] for quote in record["quotes"]}
    for i, quote in enumerate(record["quotes"]):
        if quote["speaker"] and quote["speaker"] not in speakers:
            yield _unknown("unknown-speaker", ("quotes", i, "speaker"), quote["speaker"], speakers)
        elif quote["speaker"]:
            yield from _mention_under_source(i, quote, speakers[quote["speaker"]])
        if quote["parent"] and quote["parent"] not in parents:
            yield _unknown("unknown-parent", ("quotes", i, "parent"), quote["parent"], parents)
        elif _in_cycle(quote["id"], parents):
            found = f"{quote['id']} is nested in itself by way of {quote['parent']}"
            mend = 'name the enclosing quote, or ""'
            yield Finding(test_id="parent-cycle", path=("quotes", i, "parent"), found=found, mend=mend)
    dates = {date["id"]: date for date in record["dates"]}
    for i, date in enumerate(record["dates"]):
        for j, name in enumerate(date["anchor"]["dates"]):
            if name not in dates:
                yield _unknown("unknown-date", ("dates", i, "anchor", "dates", j), name, dates)


def _unique_ids(record: dict[str, Any]) -> Iterator[Finding]:
    seen: set[str] = set()
    for name in ("segments", "speakers", "quotes", "dates", "numbers"):
        for i, annotation in enumerate(record[name]):
            owners: list[tuple[Path, str]] = [(("id",), annotation["id"])]
            owners += [(("mentions", j, "id"), m["id"]) for j, m in enumerate(annotation.get("mentions", []))]
            for path, identifier in owners:
                if identifier in seen:
                    found = f"the id {identifier} for a second time"
                    mend = f"give it a new one, after the highest {identifier[0]} number in use"
                    yield Finding(test_id="duplicate-id", path=(name, i, *path), found=found, mend=mend)
                seen.add(identifier)


def _unknown(test_id: str, path: Path, name: str, known: dict[str, Any]) -> Finding:
    some = ", ".join(list(known)[:8]) or "none here"
    return Finding(test_id=test_id, path=path, found=f"{name} does not exist", mend=f"use one of: {some}")


def _in_cycle(start: str, parents: dict[str, str]) -> bool:
    """Whether the chain of parents comes back to its start."""
    seen: set[str] = set()
    current = parents[start]
    while current in parents and current not in seen:
        if current == start:
            return True
        seen.add(current)
        current = parents[current]
    return False


def _mention_under_source(i: int, quote: dict[str, Any], speaker: dict[str, Any]) -> Iterator[Finding]:
    for j, source in enumerate(quote["source"]):
        held = any(
            (source["start"] <= m["start"] and m["end"] <= source["end"])
            or (m["start"] <= source["start"] and source["end"] <= m["end"])
            for m in speaker["mentions"]
        )
        if not held:
            found = f"{quoted(source['text'])} holds no mention of {speaker['id']} ({quoted(speaker['name'])})"
            mend = "add the mention to the speaker, or name another speaker"
            yield Finding(test_id="source-mention", path=("quotes", i, "source", j), found=found, mend=mend)
