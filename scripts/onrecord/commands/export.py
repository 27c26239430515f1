"""Write records in the formats of others.

IN is an article file, a file of document records (one a line; .gz by name), a folder of either, or - for document
records on standard input.

  timeml       a TimeML document an article: the text, the day of publication, the dates as TIMEX3

OUT is a folder, which gets a file ID.tml an article; for a single article also a file by that ending (.tml, .tml.gz),
or - for standard output.

examples:
  onrecord export --to timeml corpus/articles -o timeml/
  onrecord export --to timeml corpus/articles/ukrinform-nato-chief-warns-moscow.jsonl
  onrecord annotate news.jsonl | onrecord export --to timeml - -o timeml/

What cannot be written is reported on standard error and left out, and makes the exit code 1. What the format has no
place for (quotes, speakers, the zone of a time) is counted there, once a kind.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator

from onrecord.corpora.formats import EXPORTED, FORMATS
from onrecord.corpora.losses import Losses
from onrecord.errors import OnrecordError
from onrecord.files import STANDARD_STREAM
from onrecord.outputs import Output, outputs_of, report, with_progress, write_folder, write_stream


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", nargs="+", metavar="IN", help="article file, document JSONL, folder, or -")
    parser.add_argument("--to", required=True, choices=EXPORTED, dest="target", help="the format of OUT")
    parser.add_argument("-o", "--out", default=STANDARD_STREAM, metavar="OUT", help="folder, file, or - (the default)")
    parser.add_argument("--force", action="store_true", help="overwrite files that exist in the folder OUT")


def run(args: argparse.Namespace) -> int:
    from onrecord.inputs import scan_all, scan_records

    form = FORMATS[args.target]
    losses = Losses()
    write = form.writer()
    outputs = outputs_of(scan_all(args.input, scan_records), lambda record: write(record, losses))
    outputs = with_progress(outputs, "export")
    if args.out == STANDARD_STREAM or args.out.endswith((form.suffix, f"{form.suffix}.gz")):
        failed = write_stream(_single(outputs), args.out)
    else:
        failed = write_folder(outputs, args.out, form.suffix, force=args.force)
    for line in losses.lines():
        report(line)
    return 1 if failed else 0


def _single(outputs: Iterable[Output]) -> Iterator[Output]:
    """The outputs, when no more than one is a document: two in a file would be none. Raises `OnrecordError`."""
    document: Output | None = None
    for output in outputs:
        if output.error:
            yield output
        elif document:
            raise OnrecordError(f"{document.id} and {output.id} cannot go into one file: add -o FOLDER")
        else:
            document = output
    if document:
        yield document
