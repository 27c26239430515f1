"""Turn corpora of others into records.

IN is a file or folder of the format that --from names (- for standard input, where it is one file):

  timeml       a .tml file, or a folder of them: text, date of creation, TIMEX3
  recognizers  a model's case file of Recognizers-Text (NumberModel.json), or a folder of them: numbers
  polnear      a part of PolNeAR, a folder with text/ and attributions/: quotes

Names that end in .gz are unpacked and packed. Ids are the names of documents, with '-' for what an id cannot hold.

examples:
  onrecord import --from timeml TimeBank -o articles/           articles/ID.jsonl, one annotation a line
  onrecord import --from timeml wsj_0006.tml | onrecord show -
  onrecord import --from recognizers NumberModel.json -o numbers.jsonl.gz
  onrecord import --from polnear polnear/dev --to documents -o dev.jsonl

What cannot be read is reported on standard error and left out, and makes the exit code 1. What a record has no place
for (events, links) is counted there, once a kind.
"""

from __future__ import annotations

import argparse

from onrecord.corpora.formats import FORMATS, IMPORTED
from onrecord.corpora.losses import Losses
from onrecord.outputs import add_record_arguments, outputs_of, record_form, report, with_progress, write_records


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", nargs="+", metavar="IN", help="file, folder, or -")
    parser.add_argument("--from", required=True, choices=IMPORTED, dest="source", help="the format of IN")
    add_record_arguments(parser)


def run(args: argparse.Namespace) -> int:
    from onrecord.articles import FORMS
    from onrecord.inputs import scan_all

    form = record_form(args)
    losses = Losses()
    scan = FORMATS[args.source].reader()
    items = scan_all(args.input, lambda path: scan(path, losses))
    failed = write_records(with_progress(outputs_of(items, FORMS[form]), "import"), args, form)
    for line in losses.lines():
        report(line)
    return 1 if failed else 0
