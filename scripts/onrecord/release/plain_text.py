"""Markdown as plain text, for places that show no Markdown: a line a paragraph, blank lines between."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onrecord.release.markdown import without_comments

_LINK = re.compile(r"!?\[([^\]\[]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_MARKS = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_]+?)(?<=[^\s*_])\1(?![\w*])")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+")


def opening(text: str) -> tuple[str, str]:
    """The first heading of a page and the first paragraph under it, as plain text; "" for what it does not have."""
    title = re.search(r"^# +(.+)$", text, re.MULTILINE)
    body = plain_text(text[title.end() :] if title else text, table="").strip()
    paragraph = body.split("\n\n")[0]
    return (_inline(title[1].strip()) if title else "", "" if paragraph.startswith("#") else paragraph)


def plain_text(text: str, *, table: str) -> str:
    """`text` without its marks, comments and hard line breaks; `table` stands where it has a table."""
    return "\n\n".join(_paragraphs(without_comments(text).splitlines(), table))


def _paragraphs(lines: Iterable[str], table: str) -> Iterator[str]:
    """The paragraphs, items of a list on lines of their own."""
    items: list[str] = []
    in_table = False
    for line in [*lines, ""]:
        is_row = line.startswith("|")
        if items and (is_row or not line.strip()):
            yield "\n".join(map(_inline, items))
            items = []
        if is_row and not in_table:
            yield table
        in_table = is_row
        if is_row or not line.strip():
            continue
        if items and not _ITEM.match(line):
            items[-1] += f" {line.strip()}"
        else:
            items.append(line.strip())


def _inline(text: str) -> str:
    return _EMPHASIS.sub(r"\2", _MARKS.sub(r"\2", _LINK.sub(r"\1", text)))
