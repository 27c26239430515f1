"""Show an article in the terminal, its spans coloured and its speakers named.

ARTICLE is an article file, an id in corpus/articles, or a file of document records (- for standard input). The
output is plain where it is no terminal or NO_COLOR is set.

examples:
  onrecord show ukrinform-nato-chief-warns-moscow
  onrecord annotate article.txt | onrecord show -
  onrecord show --color corpus/articles/ukrinform-nato-chief-warns-moscow.jsonl | less -R
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import OnrecordError
from onrecord.files import STANDARD_STREAM

if TYPE_CHECKING:
    from onrecord.model import Record


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", nargs="+", metavar="ARTICLE", help="article file, id, document JSONL, or -")
    parser.add_argument("--color", action="store_true", help="colour the output even where it is no terminal")


def run(args: argparse.Namespace) -> int:
    from rich.console import Console

    from onrecord.terminal import print_record

    console = Console(force_terminal=True if args.color else None)
    for name in args.article:
        for record in _records(name):
            print_record(record, console)
    return 0


def _records(name: str) -> Iterator[Record]:
    from onrecord.articles import iter_documents, read_article
    from onrecord.files import iter_lines

    if name == STANDARD_STREAM:
        yield from iter_documents(name)
        return
    places = [Path(name), Path("corpus", "articles", f"{name}.jsonl")]
    path = next((place for place in places if place.is_file()), None)
    if path is None:
        raise OnrecordError(f"{name}: no such file, and no such id in corpus/articles")
    _, first = next(iter_lines(path), (0, b""))
    if first.startswith(b'{"layer"'):
        yield read_article(path)
    else:
        yield from iter_documents(path)
