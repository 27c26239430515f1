"""Move the annotations of an article to its edited text, by alignment of the old text with the new one.

Edit the "text" in the article file, then run this: the old text is put together from the surfaces of the spans, or
taken from OLD (--base), an earlier version of the file or the old text itself. Or leave the file as it is and name the
new text with --text. A span moves, changes with its text, or is lost when less than half of it is left; each of them is
told. When one is lost nothing is written (exit code 1), unless --drop-lost leaves it out and tells what it held. A
value or kind that no longer fits a changed span is for you to correct. Ids stay.

examples:
  onrecord rebase corpus/articles/ukrinform-nato-chief-warns-moscow.jsonl
  git show HEAD:corpus/articles/a.jsonl | onrecord rebase corpus/articles/a.jsonl --base -
  onrecord rebase a.jsonl --text a.txt --drop-lost
  onrecord rebase a.jsonl --text a.txt --dry-run
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, TextIO

from onrecord.files import STANDARD_STREAM

if TYPE_CHECKING:
    from onrecord.revisions.rebasing import Rebased
    from onrecord.revisions.records import FileRecord


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", metavar="ARTICLE", help="article file, document JSONL, or -")
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--text", metavar="FILE", help="the new text, a .txt file; ARTICLE has the old one")
    source.add_argument("--base", metavar="OLD", help="an earlier version of ARTICLE, or its text as .txt; or -")
    parser.add_argument("--drop-lost", action="store_true", help="leave out what has no place in the new text")
    parser.add_argument("--dry-run", action="store_true", help="tell what would happen, write nothing")
    parser.add_argument("-o", "--out", metavar="OUT", help="write to OUT (default: ARTICLE)")


def run(args: argparse.Namespace) -> int:
    from onrecord.errors import OnrecordError
    from onrecord.revisions.records import scan, to_bytes
    from onrecord.writes import writing

    out = args.out or args.article
    told = sys.stderr if out == STANDARD_STREAM else sys.stdout
    records = list(scan(args.article))
    if args.text and len(records) != 1:
        raise OnrecordError(f"{args.article}: {len(records)} records; --text is for a file with one")
    results = [_rebased(record, args) for record in records]
    for result in results:
        _tell(result, args, told)
    lost = sum(move.after is None for result in results for move in result.moves)
    if lost and not args.drop_lost:
        print(f"onrecord: {lost} lost; nothing was written (--drop-lost leaves them out)", file=sys.stderr)
        return 1
    if not args.dry_run:
        with writing(out) as stream:
            stream.writelines(to_bytes(result.record) for result in results)
    moves = [move.kind for result in results for move in result.moves]
    counts = ", ".join(f"{moves.count(kind)} {kind}" for kind in ("moved", "changed", "lost"))
    print(f"onrecord: {counts}{'; nothing was written' if args.dry_run else ''}", file=sys.stderr)
    return 0


def _rebased(record: FileRecord, args: argparse.Namespace) -> Rebased:
    """The record on its new text."""
    from onrecord.revisions.rebasing import rebase, reconstructed
    from onrecord.revisions.records import name_of
    from onrecord.seeds import read_text

    if args.text:
        return rebase(record, record.text, read_text(args.text).text)
    if args.base:
        return rebase(record, _old_text(record, args.base), record.text)
    return rebase(record, reconstructed(record, f"{name_of(args.article)}:{record.line}"), record.text)


def _old_text(record: FileRecord, base: str) -> str:
    """The text that the record had in the file `base`: of the record with its id, or of the only one."""
    from onrecord.errors import InputError
    from onrecord.revisions.records import name_of, scan
    from onrecord.seeds import read_text

    if base.endswith((".txt", ".txt.gz")):
        return read_text(base).text
    records = list(scan(base))
    for old in records:
        if old.id == record.id or len(records) == 1:
            return old.text
    raise InputError(name_of(base), f"no record {record.id}", "name a version of the same file")


def _tell(result: Rebased, args: argparse.Namespace, stream: TextIO) -> None:
    """Each span that did not stay, what else is to be known, and all that a lost annotation held."""
    from onrecord.revisions.canonical import printable
    from onrecord.revisions.records import name_of

    name = name_of(args.article)
    for told in (*result.moves, *result.notes):
        print(f"{name}:{told}", file=stream)
    for entry in result.lost:
        verb = "dropped" if args.drop_lost else "would be dropped"
        print(f"{name}:{entry.line}: {verb}: {printable({'layer': entry.layer} | entry.value)}", file=stream)
