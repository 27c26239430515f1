"""Turn corpora of others into records.

IN is a file or folder of the format that --from names (- for standard input, where it is one file):

{formats}

Names that end in .gz are unpacked and packed. Ids are the names of documents, with '-' for what an id cannot hold.

examples:
  onrecord import --from timeml TimeBank -o articles/           articles/ID.jsonl, one annotation a line
  onrecord import --from timeml wsj_0006.tml | onrecord show -
  onrecord import --from recognizers NumberModel.json -o numbers.jsonl.gz
  onrecord import --from polnear polnear/dev --to documents -o dev.jsonl
  onrecord import --from brat brat/ -o articles/
  onrecord import --from label-studio project-1.json --side-map tasks.json.sidemap -o articles/

What cannot be read is reported on standard error and left out, and makes the exit code 1. What a record has no place
for (events, links) is counted there, once a kind. A side map that `onrecord export` left beside IN (NAME.sidemap)
brings back what the tool has no place for; --side-map names it where the tool's file has another name.
"""

from __future__ import annotations

import argparse

from onrecord.formats import FORMATS, IMPORTED, listed
from onrecord.losses import Losses
from onrecord.outputs import add_record_arguments, outputs_of, record_form, report, with_progress, write_records

__doc__ = __doc__.format(formats=listed(IMPORTED))


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
    add_record_arguments(parser)


def run(args: argparse.Namespace) -> int:
    from onrecord.articles import FORMS
    from onrecord.exchange.side_map import SideMaps
    from onrecord.inputs import scan_all

    form = record_form(args)
    losses = Losses()
    named = SideMaps.read(args.side_map)
    scan = FORMATS[args.source].reader(lambda path: named if args.side_map else SideMaps.beside(path))
    items = scan_all(args.input, lambda path: scan(path, losses))
    failed = write_records(with_progress(outputs_of(items, FORMS[form]), "import"), args, form)
    for line in losses.lines():
        report(line)
    return 1 if failed else 0
