"""Check article files, document JSONL and Parquet of the documents view.

examples:
  onrecord validate corpus/articles
"""

from __future__ import annotations

import argparse
import sys


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", nargs="+", metavar="PATH", help="article file, document JSONL, folder, or -")
    parser.add_argument(
        "--level", type=int, choices=[1, 2, 3, 4, 5], default=5, help="stop after this level (default: 5)"
    )
    parser.add_argument("--engine", default="jsonschema-rs")
    parser.add_argument("--workers", type=int, default=1)


def run(args: argparse.Namespace) -> int:
    from tqdm import tqdm

    from onrecord.validation import Choice, Reader, Seen, validate

    seen = Seen()
    count = 0
    with tqdm(unit="B", unit_scale=True, delay=2, disable=None, desc="validate") as bar:
        for incident in validate(
            args.path,
            seen,
            choice=Choice(level=args.level, reader=Reader(engine=args.engine)),
            progress=bar.update,
            workers=args.workers,
        ):
            count += 1
            if count < 20:
                print(incident)
    findings, records = f"{count} finding{'s' * (count != 1)}", f"{seen.records} record{'s' * (seen.records != 1)}"
    print(f"onrecord: {findings} in {records}", file=sys.stderr)
    return 1 if count else 0
