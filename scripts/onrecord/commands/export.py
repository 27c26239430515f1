"""Write records in the formats of others.

IN is an article file, a file of document records (one a line; .gz by name), a folder of either, or - for document
records on standard input. The formats:

{formats}

OUT is a folder, which gets a file (of brat and web-annotation: two) an article, and what the tool wants beside them; or
a file by the ending of the format (.gz too), or - for standard output: for a single article, and for all where the
format holds several in a file.

examples:
  onrecord export --to brat corpus/articles -o brat/
  onrecord export --to label-studio corpus/articles -o tasks.json
  onrecord export --to timeml corpus/articles/ukrinform-nato-chief-warns-moscow.jsonl
  onrecord annotate news.jsonl | onrecord export --to timeml - -o timeml/

What cannot be written is reported on standard error and left out, and makes the exit code 1. What the format has no
place for (quotes in TimeML, the zone of a time) is counted there, once a kind. Formats of annotation tools have a side
map beside their files, NAME.sidemap, which holds what the tool does not: keep it, and `onrecord import` brings it back.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import OnrecordError
from onrecord.files import STANDARD_STREAM
from onrecord.formats import EXPORTED, FORMATS, Format, Join, listed
from onrecord.losses import Losses
from onrecord.outputs import Output, outputs_of, report, with_progress, write_folder, write_stream
from onrecord.writes import write_bytes, writing

if TYPE_CHECKING:
    from onrecord.model import Record

__doc__ = __doc__.format(formats=listed(EXPORTED))


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", nargs="+", metavar="IN", help="article file, document JSONL, folder, or -")
    parser.add_argument("--to", required=True, choices=EXPORTED, dest="target", help="the format of OUT")
    parser.add_argument("-o", "--out", default=STANDARD_STREAM, metavar="OUT", help="folder, file, or - (the default)")
    parser.add_argument("--force", action="store_true", help="overwrite files that exist in the folder OUT")


def run(args: argparse.Namespace) -> int:
    from onrecord.inputs import scan_all, scan_records

    form = FORMATS[args.target]
    losses = Losses()
    main, *others = form.writers().items()

    def beside(record: Record) -> dict[str, bytes]:
        return {suffix: write(record, losses) for suffix, write in others}

    items = scan_all(args.input, scan_records)
    outputs = with_progress(outputs_of(items, lambda record: main[1](record, losses), beside), "export")
    if args.out == STANDARD_STREAM or args.out.endswith((form.suffix, f"{form.suffix}.gz")):
        failed = _write_file(outputs, args.out, form)
    else:
        failed = write_folder(_alone(outputs, form.joiner()), args.out, form.suffix, force=args.force)
        for name, data in form.files_beside().items():
            write_bytes(Path(args.out) / name, data)
    for line in losses.lines():
        report(line)
    return 1 if failed else 0


def _alone(outputs: Iterable[Output], join: Join | None) -> Iterator[Output]:
    """The outputs as files of one document each."""
    for output in outputs:
        yield output if output.error or not join else replace(output, data=b"".join(join([output.data])))


def _write_file(outputs: Iterable[Output], out: str, form: Format) -> int:
    """Write one file for all, its side map and what the tool wants beside it; returns how many have an error."""
    from onrecord.exchange.side_map import SUFFIX

    if len(form.write) > 1:
        raise OnrecordError(f"an article takes several files ({', '.join(form.write)}): add -o FOLDER")
    join = form.joiner()
    outputs = outputs if join else _single(outputs)
    if not form.has_map or out == STANDARD_STREAM:
        return write_stream(_joined(outputs, join), out)
    with writing(f"{out}{SUFFIX}") as maps:

        def mapped() -> Iterator[Output]:
            for output in outputs:
                maps.write(output.beside.get(SUFFIX, b""))
                yield output

        failed = write_stream(_joined(mapped(), join), out)
    for name, data in form.files_beside().items():
        write_bytes(Path(out).parent / name, data)
    return failed


def _joined(outputs: Iterable[Output], join: Join | None) -> Iterator[Output]:
    """Pieces of the one file that holds all, and the errors; the outputs as they are where nothing joins them."""
    if join is None:
        yield from outputs
        return
    errors: list[Output] = []

    def documents() -> Iterator[bytes]:
        for output in outputs:
            if output.error:
                errors.append(output)
            else:
                yield output.data

    for data in join(documents()):
        yield Output(id="", data=data)
    yield from errors


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
