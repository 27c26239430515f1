"""Bring articles into a corpus: seed, sidecar and draft at once.

SOURCE is a text (.txt, UTF-8), a saved web page (.html, .mhtml), a Word document (.docx), or - for standard input. The
file is kept in seeds/ byte for byte. Of a page or document the text is extracted into seeds/ID.txt, and the sidecar
says by what. The draft article is written to corpus/articles/. All files of an article appear together, or none of
them; a source that cannot be added is told and left out, and makes the exit code 1.

What is known about the article is given by options. At a terminal you are asked for the rest, and shown what the file
says about itself; without one, or with --yes, what is not given stays open, unless --accept-metadata takes what the
file says. An article that the corpus has already, or one much like it, is refused. Pages are read by trafilatura:
pip install 'onrecord[add]'.

examples:
  onrecord add article.txt --title "NATO chief warns Moscow" --publisher Ukrinform --published 2021-11-26
  onrecord add page.html                          asks at a terminal
  onrecord add saved/*.html --yes --accept-metadata
  curl -s https://example.org/news/1 | onrecord add - --from html --url https://example.org/news/1 --id news-1
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import InputError, OnrecordError
from onrecord.incident import ascii_controls, quoted
from onrecord.outputs import report

if TYPE_CHECKING:
    from onrecord.intake.adding import Corpus
    from onrecord.intake.sources import Received

_OF_ONE = ("id", "title", "url")
_OPTIONS = {
    "title": "the article's title, as it stands in the text",
    "publisher": "who published it",
    "language": "BCP 47, such as en-GB (default: en)",
    "licence": "licence or terms of its text",
    "published": "day of publication, YYYY-MM-DD",
    "url": "where it was published",
    "origin": "received or written (default: received)",
    "split": "train, validation or test (default: train)",
    "id": "of the article, and the name of its files (default: made of the title or the name of the file)",
}


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", nargs="+", metavar="SOURCE", help="text, saved page, Word document, or -")
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="root of the corpus (default: here)")
    parser.add_argument(
        "--from",
        dest="form",
        choices=["text", "html", "mhtml", "docx"],
        default="",
        help="what SOURCE is (default: by its name; text on standard input)",
    )
    for name, about in _OPTIONS.items():
        parser.add_argument(f"--{name}", metavar="TEXT", help=about)
    parser.add_argument("--yes", action="store_true", help="ask nothing; what is not given stays open")
    parser.add_argument("--accept-metadata", action="store_true", help="take what the file says about itself")
    parser.add_argument("--force", action="store_true", help="add it even if the corpus has one much like it")


def run(args: argparse.Namespace) -> int:
    from onrecord.intake.adding import Corpus
    from onrecord.intake.questions import checked

    values = {name: " ".join(value.split()) for name in _OPTIONS if (value := getattr(args, name)) is not None}
    if len(args.source) > 1 and (own := [name for name in _OF_ONE if name in values]):
        raise OnrecordError(f"--{own[0]} is of one article, and {len(args.source)} are given; add them one by one")
    for name, value in values.items():
        checked(name, value, f"--{name}")
    corpus = Corpus(args.root)
    failed = 0
    for source in args.source:
        try:
            _add(source, values, corpus, args)
        except InputError as error:
            failed += 1
            report(ascii_controls(str(error)))
    return 1 if failed else 0


def _add(source: str, values: Mapping[str, str], corpus: Corpus, args: argparse.Namespace) -> None:
    from onrecord.intake.questions import is_terminal
    from onrecord.intake.sources import read_source

    received = read_source(source, args.form)
    if not args.force:
        corpus.refuse_twice(received)
    if not received.is_text:
        _tell_text(received)
    known = dict(values)
    if args.accept_metadata:
        known = {key: said.value for key, said in received.extracted.proposals.items()} | known
    known = _completed(known, received, corpus, asks=not args.yes and is_terminal())
    paths = corpus.add(received, {key: value for key, value in known.items() if value})
    for path in paths:
        print(f"written: {path}")
    print(f"next: onrecord review {paths[-1]}", flush=True)


def _completed(known: dict[str, str], received: Received, corpus: Corpus, *, asks: bool) -> dict[str, str]:
    """What is known, with an id that is free, and the answers to questions where somebody is asked."""
    from onrecord.intake.questions import ask, ask_id
    from onrecord.seeds import slug

    said = received.extracted.proposals
    if asks:
        known = ask(known, said)
    else:
        open_ = [f"{key} {quoted(said[key].value, 200)} ({said[key].where})" for key in said if key not in known]
        if open_:
            said_it = f"{received.place}: says {', '.join(open_)}: not taken; --accept-metadata takes it"
            report(ascii_controls(said_it))
    title = known.get("title") or received.name
    identifier = known.get("id") or (slug(title) if title else "")
    if asks and "id" not in known:
        identifier = ask_id(identifier, corpus.taken)
    if not identifier:
        raise InputError(received.place, "no title to make an id of", "give it an id: --id news-1")
    if taken := corpus.taken(identifier):
        raise InputError(received.place, taken, "give it another: --id")
    return {**known, "id": identifier}


def _tell_text(received: Received) -> None:
    """What was extracted, for a person to see whether it is the article."""
    lines = received.extracted.text.split("\n")
    ends = " … ".join(quoted(line) for line in dict.fromkeys((lines[0], lines[-1])))
    print(ascii_controls(f"{received.place}: {len(lines)} lines of text: {ends}"), file=sys.stderr)
