"""Which corpus a command is about: one of a project, or a folder that stands alone."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.release.layout import Corpus


def add_corpus_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments that say which corpus, and what extends its schema."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="root of the project (default: here)")
    which.add_argument("--corpus", type=Path, metavar="DIR", help="a corpus folder that stands alone")
    parser.add_argument(
        "--extension", action="append", default=[], metavar="FILE", help="schema extension of your own corpus"
    )


def corpus_of(args: argparse.Namespace) -> Corpus:
    """The corpus that the arguments name. Raises `OnrecordError` where there is none."""
    from onrecord.release.layout import Corpus

    return Corpus.of_folder(args.corpus) if args.corpus else Corpus.of_project(args.root)
