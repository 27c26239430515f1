"""Bring a corpus up to date: drafts for new seeds, views, card and datasheet.

A seed in seeds/ without an article file gets a draft; article files are never overwritten. The views in corpus/data,
the front matter and generated parts of README.md and those of DATASHEET.md follow from corpus/articles. An
unchanged corpus gives unchanged files. Fields of a schema extension stay in corpus/articles; the views leave them out.

examples:
  onrecord build                 in the root of the corpus
  onrecord build --root corpora/mine
  onrecord build --extension acme.json
  onrecord build --check         change nothing; exit code 1 if something is out of date
"""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="root of the corpus (default: here)")
    parser.add_argument(
        "--extension", action="append", default=[], metavar="FILE", help="schema extension of your own corpus"
    )
    parser.add_argument("--check", action="store_true", help="only tell what is out of date")


def run(args: argparse.Namespace) -> int:
    from onrecord.reports.text import shown

    try:
        from onrecord.build import build
    except ModuleNotFoundError as error:
        if error.name not in ("datasets", "pyarrow", "yaml"):
            raise
        print(f"onrecord: build needs {error.name}: pip install 'onrecord[build]'", file=sys.stderr)
        return 2

    extensions = tuple(args.extension)
    say = partial(print, file=sys.stderr)
    changes, incidents = build(args.root, extensions=extensions, dry=args.check, say=say)
    sys.stdout.writelines(map(shown, incidents))
    if incidents:
        print(f"onrecord: {len(incidents)} findings; mend them, then build again", file=sys.stderr)
        return 1
    if extensions:
        say("onrecord: the fields of your schema extension stay in corpus/articles; the views leave them out")
    for path in changes.paths:
        print(f"{'out of date' if args.check else 'written'}: {path}")
    if not changes.paths:
        print("everything is up to date", file=sys.stderr)
    return 1 if args.check and changes.paths else 0
