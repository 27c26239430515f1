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
import sys

from onrecord.files import STANDARD_STREAM


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("base", metavar="BASE", help="the version that both come from; an empty file if there is none")
    parser.add_argument("ours", metavar="OURS", help="our version")
    parser.add_argument("theirs", metavar="THEIRS", help="their version")
    parser.add_argument("-o", "--out", default=STANDARD_STREAM, metavar="OUT", help="where to write (default: -)")
    parser.add_argument("--marker-size", type=int, default=7, metavar="N", help="length of the marks (default: 7)")
    parser.add_argument(
        "--git", metavar="NAME", help="as git's driver for the file NAME: merge as text what is no record"
    )


def run(args: argparse.Namespace) -> int:
    from onrecord.errors import InputError
    from onrecord.files import writing
    from onrecord.outputs import report
    from onrecord.revisions.merged_files import merge_files
    from onrecord.revisions.records import name_of
    from onrecord.revisions.three_way import Three

    name = name_of(args.git or args.out)
    try:
        merged = merge_files(Three(args.base, args.ours, args.theirs), marker_size=args.marker_size)
    except InputError as error:
        if not args.git:
            raise
        report(f"{name}: merged as text, because one side is no record ({error.args[1]})")
        return _as_text(args)
    with writing(args.out) as stream:
        stream.write(merged.data)
    for note in merged.notes:
        report(f"{name}: {note}")
    return int(bool(merged.conflicts))


def _as_text(args: argparse.Namespace) -> int:
    """What git does without a driver: a merge by lines, with marks."""
    import subprocess

    from onrecord.files import writing

    labels = [part for label in ("ours", "base", "theirs") for part in ("-L", label)]
    command = ["git", "merge-file", "-p", f"--marker-size={args.marker_size}", *labels, "--"]
    done = subprocess.run([*command, args.ours, args.base, args.theirs], stdout=subprocess.PIPE, check=False)
    if done.returncode < 0 or done.returncode > 127:
        print("onrecord: git merge-file failed", file=sys.stderr)
        return 1
    with writing(args.out) as stream:
        stream.write(done.stdout)
    return int(bool(done.returncode))
