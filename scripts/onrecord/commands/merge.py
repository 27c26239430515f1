"""Merge two versions of a file of records that come from a third: by annotation and field, not by line.

Where each side changed another annotation, or another field of one, both changes are taken. What both changed in
their own way, or one deleted and the other needs, stays between <<<<<<< ours, ======= and >>>>>>> theirs for you to
choose (exit code 1); `validate` refuses a file with such marks. An id that both sides gave to something new is told
apart. Where one side edited the text, the other side's offsets move along. As git's merge driver: `onrecord git`.

examples:
  onrecord merge base.jsonl ours.jsonl theirs.jsonl -o merged.jsonl
  onrecord merge base.jsonl ours.jsonl theirs.jsonl
"""

from __future__ import annotations

import argparse

from onrecord.files import STANDARD_STREAM


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("base", metavar="BASE", help="the version that both come from; an empty file if there is none")
    parser.add_argument("ours", metavar="OURS", help="our version")
    parser.add_argument("theirs", metavar="THEIRS", help="their version")
    parser.add_argument("-o", "--out", default=STANDARD_STREAM, metavar="OUT", help="where to write (default: -)")
    parser.add_argument("--marker-size", type=int, default=7, metavar="N", help="length of the marks (default: 7)")
    parser.add_argument("--git", metavar="NAME", help="called by git for the file NAME; conflicts are exit code 3")


def run(args: argparse.Namespace) -> int:
    from onrecord.errors import InputError
    from onrecord.outputs import report
    from onrecord.revisions.merged_files import CONFLICT_IN_GIT, merge_files
    from onrecord.revisions.records import name_of
    from onrecord.revisions.three_way import Three
    from onrecord.writes import writing

    name = name_of(args.git or args.out)
    try:
        merged = merge_files(Three(args.base, args.ours, args.theirs), marker_size=args.marker_size)
    except InputError as error:
        if not args.git:
            raise
        report(f"{name}: merged by lines, because one side is no record ({error.args[1]})")
        return 2
    with writing(args.out) as stream:
        stream.write(merged.data)
    for note in merged.notes:
        report(f"{name}: {note}")
    return (CONFLICT_IN_GIT if args.git else 1) if merged.conflicts else 0
