"""Turn texts into draft records.

INPUT is a .txt file (with or without a sidecar NAME.json beside it), a .jsonl file with one document a line
({"id", "text"} and, if known, "title", "published", "language", "publisher", "url", "licence"), a folder of
such files, or - for JSONL on standard input. Names that end in .gz are unpacked and packed. Records come out in
the order of the inputs.

examples:
  onrecord annotate article.txt                         one document record on standard output
  onrecord annotate article.txt -o articles/            articles/ARTICLE.jsonl, one annotation a line
  onrecord annotate news.jsonl.gz --workers 4 -o records.jsonl.gz
  onrecord annotate news.jsonl.gz --model fast -o records.jsonl.gz
  zcat news.jsonl.gz | onrecord annotate - > records.jsonl

An input that cannot be read is reported on standard error and left out; the run goes on and ends with exit code 1.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import OnrecordError
from onrecord.files import STANDARD_STREAM, write_bytes, writing
from onrecord.models import DEFAULT, MODELS

if TYPE_CHECKING:
    from onrecord.engine import Output
    from onrecord.seeds import Input


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", nargs="+", metavar="INPUT", help="text, JSONL, folder, or -")
    parser.add_argument(
        "--to",
        choices=["articles", "documents"],
        help="article files into the folder OUT, or document records as JSONL (default: by the name of OUT)",
    )
    parser.add_argument("-o", "--out", default=STANDARD_STREAM, metavar="OUT", help="folder or JSONL file (default: -)")
    parser.add_argument(
        "--model",
        default=DEFAULT,
        metavar="MODEL",
        help=f"what reads the attributions: {' or '.join(MODELS)}, or a folder that `onrecord train` wrote "
        f"(default: {DEFAULT})",
    )
    parser.add_argument(
        "--nested",
        action="store_true",
        help="look for attributions inside the content of others too, in half more time (“I think …,” she said)",
    )
    parser.add_argument("--workers", type=_positive, default=1, metavar="N", help="number of processes (default: 1)")
    parser.add_argument("--force", action="store_true", help="overwrite article files that exist")


def run(args: argparse.Namespace) -> int:
    from onrecord.engine import annotate_stream

    form = args.to or _form(args.out)
    if form == "articles" and args.out == STANDARD_STREAM:
        raise OnrecordError("article files need a folder: add -o FOLDER, or --to documents for JSONL")
    outputs = annotate_stream(
        _inputs(args.input), form=form, workers=args.workers, model=args.model, nested=args.nested
    )
    write = _write_articles if form == "articles" else _write_documents
    failed = write(_progress(outputs), args)
    return 1 if failed else 0


def _positive(value: str) -> int:
    number = int(value) if value.isascii() and value.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{value!r} is not a number of processes, 1 or more")
    return number


def _form(out: str) -> str:
    return "documents" if out == STANDARD_STREAM or out.endswith((".jsonl", ".jsonl.gz")) else "articles"


def _inputs(paths: Iterable[str]) -> Iterator[Input]:
    """The documents of all inputs; an id that came before is an error in place of its document."""
    from onrecord.errors import InputError
    from onrecord.seeds import iter_inputs

    seen: set[str] = set()
    for path in paths:
        for item in iter_inputs(path, _report):
            if isinstance(item, InputError):
                yield item
            elif item.id in seen:
                yield InputError(
                    str(path), f"the id {item.id!r} for a second time", "give each document an id of its own"
                )
            else:
                seen.add(item.id)
                yield item


def _progress(outputs: Iterator[Output]) -> Iterator[Output]:
    """Pass `outputs` on, with a bar on standard error after two seconds if that is a terminal; report the errors."""
    from tqdm import tqdm

    bar = tqdm(unit="char", unit_scale=True, delay=2, disable=None, desc="annotate")
    with bar:
        for output in outputs:
            bar.update(output.characters)
            if output.error:
                _report(output.error)
            yield output


def _write_documents(outputs: Iterator[Output], args: argparse.Namespace) -> int:
    failed = 0
    with writing(args.out) as stream:
        for output in outputs:
            failed += bool(output.error)
            stream.write(output.data)
    return failed


def _write_articles(outputs: Iterator[Output], args: argparse.Namespace) -> int:
    failed = 0
    for output in outputs:
        path = Path(args.out) / f"{output.id}.jsonl"
        if output.error:
            failed += 1
        elif path.exists() and not args.force:
            failed += 1
            _report(f"{path}: exists and may hold corrections; left as it is (--force overwrites it)")
        else:
            write_bytes(path, output.data)
    return failed


def _report(message: str) -> None:
    print(f"onrecord: {message}", file=sys.stderr)
