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
from functools import partial

from onrecord.models import add_model_argument
from onrecord.outputs import (
    add_record_arguments,
    positive,
    record_form,
    report,
    with_progress,
    write_records,
)


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", nargs="+", metavar="INPUT", help="text, JSONL, folder, or -")
    add_record_arguments(parser)
    add_model_argument(parser)
    parser.add_argument(
        "--nested",
        action="store_true",
        help="look for attributions inside the content of others too, in half more time (“I think …,” she said)",
    )
    parser.add_argument("--workers", type=positive, default=1, metavar="N", help="number of processes (default: 1)")


def run(args: argparse.Namespace) -> int:
    from onrecord.engine import annotate_stream
    from onrecord.inputs import scan_all
    from onrecord.seeds import iter_inputs

    form = record_form(args)
    inputs = scan_all(args.input, partial(iter_inputs, warn=report))
    outputs = annotate_stream(inputs, form=form, workers=args.workers, model=args.model, nested=args.nested)
    return 1 if write_records(with_progress(outputs, "annotate"), args, form) else 0
