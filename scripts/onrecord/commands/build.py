"""Bring a corpus up to date: drafts for new seeds, views, card, statistics, Croissant, checksums.

A seed in seeds/ without an article file gets a draft; article files are never overwritten. All else in the corpus
folder follows from its articles: the views in data/, the front matter and generated parts of README.md, which is the
card, statistics.json, croissant.json and SHA256SUMS. In a project, corpus/ is that folder; the generated parts of the
project's README.md and DATASHEET.md are made too, and its documents and schema are copied into corpus/. The folder is
then the dataset repository as it is published: load_dataset reads it, and onrecord publish uploads it.

Views that no article has a row for are removed; files that no build wrote are kept. An unchanged corpus gives
unchanged files. Fields of a schema extension stay in the articles; the views leave them out.

examples:
  onrecord build                 in the root of the project
  onrecord build --root corpora/mine
  onrecord build --corpus polnear/   a folder with articles/ in it, as onrecord import --corpus writes it
  onrecord build --extension acme.json
  onrecord build --check         change nothing; exit code 1 if something is out of date
"""

from __future__ import annotations

import argparse
import sys
from functools import partial

from onrecord.corpus_arguments import add_corpus_arguments, corpus_of
from onrecord.errors import needing


def register(parser: argparse.ArgumentParser) -> None:
    add_corpus_arguments(parser)
    parser.add_argument("--check", action="store_true", help="only tell what is out of date")


def run(args: argparse.Namespace) -> int:
    from onrecord.progress import with_bar
    from onrecord.reports.text import shown
    from onrecord.reports.totals import counted

    with needing("build"):
        from onrecord.build import build

    extensions = tuple(args.extension)
    say = partial(print, file=sys.stderr)
    progress = partial(with_bar, name="views")
    corpus = corpus_of(args)
    changes, incidents = build(corpus, extensions=extensions, dry=args.check, say=say, progress=progress)
    sys.stdout.writelines(map(shown, incidents))
    if incidents:
        print(f"onrecord: {counted(len(incidents), 'finding')} to mend; then build again", file=sys.stderr)
        return 1
    if extensions:
        say("onrecord: the fields of your schema extension stay in corpus/articles; the views leave them out")
    for path in changes.paths:
        done = "removed" if path in changes.removed else "written"
        print(f"{'out of date' if args.check else done}: {path}")
    if not changes.paths:
        print("everything is up to date", file=sys.stderr)
    return 1 if args.check and changes.paths else 0
