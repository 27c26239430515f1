"""Bring files of records into canonical form: key order, order of lines and spans, LF, no needless escapes.

PATH is an article file, a file of document records (.gz and .zst by name), a folder of either, or - for standard input,
which goes to standard output. The JSON stays the same, with fields that the schema does not know; a file that is not
JSON, or has a key twice, is told and left as it is (exit code 2), and the others go on.

examples:
  onrecord fmt corpus/articles
  onrecord fmt --check corpus/articles
  onrecord fmt --diff --check corpus/articles/ukrinform-nato-chief-warns-moscow.jsonl
  git show HEAD:corpus/articles/a.jsonl | onrecord fmt -
"""

from __future__ import annotations

import argparse
import sys

from onrecord.files import STANDARD_STREAM


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", nargs="+", metavar="PATH", help="article file, document JSONL, folder, or -")
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if something would change")
    parser.add_argument("--diff", action="store_true", help="show what changes, line by line")


def run(args: argparse.Namespace) -> int:
    from onrecord.errors import InputError
    from onrecord.files import record_files
    from onrecord.outputs import report
    from onrecord.progress import with_bar

    changed, failed = 0, 0
    for path in args.path:
        try:
            for file in with_bar(record_files(path), "fmt", unit="files"):
                try:
                    changed += _format(file, args)
                except InputError as error:
                    failed += 1
                    report(f"{error}; left as it is")
        except InputError as error:
            failed += 1
            report(str(error))
    verb = "would be formatted" if args.check else "formatted"
    if STANDARD_STREAM not in args.path:
        print(f"onrecord: {changed} file{'s' * (changed != 1)} {verb}, {failed} refused", file=sys.stderr)
    return 2 if failed else int(bool(changed and args.check))


def _format(file: str, args: argparse.Namespace) -> bool:
    """Format one file, or tell that it would be; whether it was in another form."""
    from onrecord.revisions.formatting import formatted_stream, formatting_diff, is_formatted, write_formatted
    from onrecord.revisions.records import name_of

    if file == STANDARD_STREAM:
        data, changed = formatted_stream()
        sys.stdout.buffer.write(b"" if args.check else data)
        return changed
    if is_formatted(file):
        return False
    if args.diff:
        for line in formatting_diff(file):
            print(line)
    if not args.check:
        write_formatted(file)
    print(f"{'would format' if args.check else 'formatted'} {name_of(file)}")
    return True
