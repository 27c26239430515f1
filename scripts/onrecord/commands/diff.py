"""Compare two versions of records, annotation by annotation.

A and B are article files, document JSONL or folders of them; records are compared by their ids, annotations by theirs.
+ is in B only, - in A only, ~ differs, = is the same under another id. Where the text was edited, offsets that only
moved along are no difference. As git's diff driver: see `onrecord git`. Exit code 1 where something differs.

examples:
  onrecord diff old.jsonl new.jsonl
  onrecord diff --format json corpus/articles ../other/corpus/articles
  onrecord diff --color always old.jsonl new.jsonl | less -R
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from onrecord.revisions.version_pairs import Pair


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="A B", help="two files or folders")
    parser.add_argument("--format", choices=["text", "json"], default="text", help="lines for people, or JSON Lines")
    parser.add_argument("--color", choices=["auto", "always", "never"], default="auto", help="default: on a terminal")
    parser.add_argument("--git", action="store_true", help="called by git as its external diff, with its arguments")
    parser.add_argument("--textconv", action="store_true", help="called by git: one file as lines of text")


def run(args: argparse.Namespace) -> int:
    from onrecord.errors import OnrecordError
    from onrecord.revisions.version_pairs import pairs

    if args.textconv:
        return _convert(args.paths[-1])
    console = _console(args.color)
    if args.git:
        return _external(args.paths, console)
    if len(args.paths) != 2:
        raise OnrecordError(f"{len(args.paths)} paths; name two: A and B")
    differ = False
    for pair in pairs(*args.paths):
        if pair.differs:
            differ = True
            _tell(pair, console, as_json=args.format == "json")
    return int(differ)


def _console(color: str) -> Console:
    from rich.console import Console

    in_pager = os.environ.get("GIT_PAGER_IN_USE") and "NO_COLOR" not in os.environ
    forced = {"always": True, "never": False}.get(color, True if in_pager else None)
    return Console(force_terminal=forced, no_color=True if color == "never" else None, highlight=False)


def _tell(pair: Pair, console: Console, *, as_json: bool, name: str = "") -> None:
    """The differences of two versions of a record."""
    from rich.text import Text

    from onrecord.revisions.canonical import printable
    from onrecord.revisions.difference_text import edit_line, line_of, object_of

    if as_json:
        place = {"file": pair.file, "article": pair.id}
        for edit in pair.edits:
            value = place | {"change": "text", "offset": edit.offset, "before": edit.before, "after": edit.after}
            print(printable(value))
        for difference in pair.differences:
            for value in object_of(difference, place):
                print(printable(value))
        return
    lines = [Text(f"{name or pair.shown} ({pair.summary})", style="bold")]
    _print([*lines, *map(edit_line, pair.edits), *map(line_of, pair.differences)], console)


def _external(arguments: list[str], console: Console) -> int:
    """As git calls it: path, old file, its hash and mode, new file, its hash and mode, and more of a renamed one."""
    from onrecord.errors import InputError
    from onrecord.revisions.records import name_of
    from onrecord.revisions.version_pairs import pairs, raw_diff

    name = name_of(arguments[0])
    if len(arguments) < 7:
        _print([f"{name}: not merged yet"], console)
        return 0
    if len(arguments) > 7:
        name = f"{name} → {name_of(arguments[7])}"
    if arguments[3] != arguments[6] and "." not in (arguments[3], arguments[6]):
        _print([f"{name}: mode {arguments[3]} → {arguments[6]}"], console)
    try:
        for pair in pairs(arguments[1], arguments[4]):
            if pair.differs:
                _tell(pair, console, as_json=False, name=name)
    except InputError as error:
        _print([f"{name}: by lines, because one side is no record ({error.args[1]})"], console)
        _print(raw_diff(arguments[1], arguments[4]), console)
    return 0


def _print(lines: Iterable[Text | str], console: Console) -> None:
    for line in lines:
        console.print(line, soft_wrap=True, markup=False)


def _convert(path: str) -> int:
    """A file as the lines that git compares."""
    from onrecord.files import iter_lines
    from onrecord.revisions.entry_text import text_lines

    sys.stdout.writelines(f"{line}\n" for line in text_lines(iter_lines(path)))
    return 0
