"""What the tests of revisions share: article files with fields that the schema does not name, and edits of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from onrecord.revisions.records import FileRecord, scan_lines

CASES = Path(__file__).parent / "cases"
BASE = CASES / "valid" / "base.jsonl"


def record_of(data: bytes) -> FileRecord:
    [record] = scan_lines(enumerate(data.splitlines(keepends=True), 1), "test")
    return record


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]


def write(path: Path, lines: list[dict[str, Any]]) -> Path:
    dumped = (json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)
    path.write_bytes("".join(dumped).encode())
    return path


def line(lines: list[dict[str, Any]], identifier: str) -> dict[str, Any]:
    return next(line for line in lines if line["id"] == identifier)
