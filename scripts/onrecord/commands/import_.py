"""Turn corpora of others into records.

IN is a file or folder of the format that --from names (- for standard input, where it is one file):

{formats}

Names that end in .gz are unpacked and packed. Ids are the names of documents, with '-' for what an id cannot hold.

Recipes for corpora make records that `onrecord validate` passes; what does not fit our rules is mended or left out,
and counted. Cite the corpus, and keep to its licence:

{corpora}

examples:
  onrecord import --from polnear PolNeAR/data --corpus mine     mine/articles/ID.jsonl and mine/CITATION.cff; its splits
  onrecord import --from polnear polnear/dev --to documents -o dev.jsonl
  onrecord import --from tempeval3 TBAQ-cleaned --corpus mine
  onrecord import --from meantime meantime_newsreader_english_oct15 --corpus mine --split test
  onrecord import --from timeml wsj_0006.tml | onrecord show -
  onrecord import --from recognizers NumberModel.json -o numbers.jsonl.gz
  onrecord import --from brat brat/ -o articles/
  onrecord import --from brat theirs/ --write-map map.toml      the types that are found there, to say what they are
  onrecord import --from brat theirs/ --map map.toml -o articles/
  onrecord import --from label-studio project-1.json --side-map tasks.json.sidemap -o articles/

A map for the types of others in brat's files is TOML. Types that it does not name are counted:

  [entities]         a span: content, cue, source, addressee, mention, date, number; values that all of a type have
  DATE = {{ label = "date", type = "DATE" }}
  [events]           an event makes a quote of its arguments, and of its trigger
  Attribution = {{ Content = "content", Source = "source", trigger = "cue" }}
  [relations]        and equivalences: cue, source, addressee, speaker, parent, coreference, anchor, modifier, counted
  SaidBy = "source"
  [attributes]       a value by its field; [notes] and [normalizations] likewise
  Polarity = {{ field = "content.negated", values = {{ neg = true, pos = false }} }}
  TimexValue = "date.value"

What cannot be read is reported on standard error and left out, and makes the exit code 1. What a record has no place
for (events, links) is counted there, once a kind. A side map that `onrecord export` left beside IN (NAME.sidemap)
brings back what the tool has no place for; --side-map names it where the tool's file has another name.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import InputError, OnrecordError
from onrecord.files import STANDARD_STREAM, check_named
from onrecord.formats import FORMATS, IMPORTED, Scan, listed, listed_corpora
from onrecord.losses import Losses
from onrecord.outputs import add_record_arguments, outputs_of, record_form, report, with_progress, write_records
from onrecord.sidecars import CHOICES
from onrecord.writes import write_bytes, writing

if TYPE_CHECKING:
    from onrecord.corpora.citations import Corpus
    from onrecord.model import Record
    from onrecord.outputs import Output

__doc__ = __doc__.format(formats=listed(IMPORTED), corpora=listed_corpora())


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", nargs="+", metavar="IN", help="file, folder, or -")
    parser.add_argument("--from", required=True, choices=IMPORTED, dest="source", help="the format of IN")
    parser.add_argument(
        "--side-map",
        action="append",
        default=[],
        metavar="FILE",
        help="side map of the export, or a folder of them (default: beside IN)",
    )
    parser.add_argument("--map", metavar="FILE", help="what the types of others are, in brat's files")
    parser.add_argument("--write-map", metavar="FILE", help="write a map to start from, of the types in IN, and end")
    parser.add_argument("--split", choices=CHOICES["split"], help="of all records (default: that of the corpus)")
    parser.add_argument(
        "--corpus",
        metavar="DIR",
        help="write DIR/articles/ID.jsonl and, of a corpus, DIR/CITATION.cff where there is none; in place of -o",
    )
    add_record_arguments(parser)


def run(args: argparse.Namespace) -> int:
    from onrecord.articles import FORMS
    from onrecord.inputs import scan_all

    _check(args)
    for path in args.input:
        check_named(path)
    if args.write_map:
        return _write_map(args)
    form = record_form(args)
    losses = Losses()
    scan = _reader(args)
    corpus = FORMATS[args.source].corpus
    for line in corpus.lines() if corpus else ():
        report(line)
    given = {"licence": corpus.spdx if corpus else "", "split": args.split}
    items = (_completed(item, **given) for item in scan_all(args.input, lambda path: scan(path, losses)))
    outputs = with_progress(outputs_of(items, FORMS[form]), "import")
    if args.corpus and corpus:
        outputs = _cited(outputs, Path(args.corpus, "CITATION.cff"), corpus)
    failed = write_records(outputs, args, form)
    for line in losses.lines():
        report(line)
    return 1 if failed else 0


def _cited(outputs: Iterator[Output], citation: Path, corpus: Corpus) -> Iterator[Output]:
    """Pass `outputs` on, with a citation before the first of them that is a record: none is ever without."""
    for output in outputs:
        if not output.error and not citation.exists():
            write_bytes(citation, corpus.to_cff())
        yield output


def _check(args: argparse.Namespace) -> None:
    """Raise `OnrecordError` for arguments that do not go together; --corpus becomes the folder of its articles."""
    if (args.map or args.write_map) and args.source != "brat":
        raise OnrecordError("--map and --write-map are for brat's files: add --from brat")
    if args.corpus:
        if args.out != STANDARD_STREAM or args.to == "documents":
            raise OnrecordError("--corpus writes article files into DIR/articles: leave out -o and --to")
        args.out, args.to = str(Path(args.corpus, "articles")), "articles"


def _reader(args: argparse.Namespace) -> Scan:
    if args.map:
        from onrecord.corpora.standoff import read_map, scan_mapped

        known = read_map(args.map)
        return lambda path, losses: scan_mapped(path, losses, known)
    from onrecord.exchange.side_map import SideMaps

    named = SideMaps.read(args.side_map)
    return FORMATS[args.source].reader(lambda path: named if args.side_map else SideMaps.beside(path))


def _completed(item: Record | InputError, *, licence: str, split: str | None) -> Record | InputError:
    """The record with the split that is asked for, and the licence of its corpus where it names none of its text."""
    if isinstance(item, InputError):
        return item
    source = replace(item.source, licence=item.source.licence or licence)
    return replace(item, source=source, split=split or item.split)


def _write_map(args: argparse.Namespace) -> int:
    from onrecord.corpora.standoff import find_types

    found = find_types(args.input)
    if not found.counts:
        raise InputError(args.input[0], "no annotations of brat's in it", "name an .ann file, or a folder of such")
    if args.write_map != STANDARD_STREAM and Path(args.write_map).exists() and not args.force:
        raise OnrecordError(f"{args.write_map}: exists and may have been edited; --force overwrites it")
    with writing(args.write_map) as stream:
        stream.write(found.to_map().encode("utf-8"))
    return 0
