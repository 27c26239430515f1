"""Show an article: in the terminal, its spans coloured and its speakers named, or as a page of HTML.

ARTICLE is an article file, an id in corpus/articles, or a file of document records (- for standard input). The
output is plain where it is no terminal or NO_COLOR is set. With --html it is one page for any browser, light or dark,
that needs no network and runs no script: the text with its spans marked and linked to notes beside it.

examples:
  onrecord show ukrinform-nato-chief-warns-moscow
  onrecord annotate article.txt | onrecord show -
  onrecord show --color corpus/articles/ukrinform-nato-chief-warns-moscow.jsonl | less -R
  onrecord show --html saltness-night-ferry -o ferry.html
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.errors import OnrecordError, raising

if TYPE_CHECKING:
    from onrecord.model import Record


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", nargs="+", metavar="ARTICLE", help="article file, id, document JSONL, or -")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--color", action="store_true", help="colour the output even where it is no terminal")
    form.add_argument("--html", action="store_true", help="one page of HTML, of all articles")
    parser.add_argument("-o", "--out", metavar="FILE", help="where the page goes (default: standard output)")


def run(args: argparse.Namespace) -> int:
    from onrecord.inputs import article_path, scan_all, scan_records

    if args.html:
        _write_page(raising(scan_all(map(article_path, args.article), scan_records)), args.out)
        return 0
    if args.out:
        raise OnrecordError("-o is where a page of HTML goes: add --html, or redirect the output")
    from rich.console import Console

    from onrecord.terminal import print_record

    console = Console(force_terminal=True if args.color else None)
    for name in args.article:
        for record in raising(scan_records(article_path(name))):
            print_record(record, console)
    return 0


def _write_page(records: Iterator[Record], out: str | None) -> None:
    from onrecord.files import STANDARD_STREAM
    from onrecord.html.article import standalone_page
    from onrecord.progress import with_bar
    from onrecord.writes import writing

    page = standalone_page(with_bar(records, "show"))
    with writing(out or STANDARD_STREAM) as stream:
        stream.write(page.encode("utf-8"))
