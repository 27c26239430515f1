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

from onrecord.errors import raising


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", nargs="+", metavar="ARTICLE", help="article file, id, document JSONL, or -")
    parser.add_argument("--color", action="store_true", help="colour the output even where it is no terminal")


def run(args: argparse.Namespace) -> int:
    from rich.console import Console

    from onrecord.inputs import article_path, scan_records
    from onrecord.terminal import print_record

    console = Console(force_terminal=True if args.color else None)
    for name in args.article:
        for record in raising(scan_records(article_path(name))):
            print_record(record, console)
    return 0
