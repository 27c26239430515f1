"""Check article files and document JSONL: form, schema, offsets, references.

PATH is an article file, a file of document records (one a line; .gz by name), a folder of either, or - for
standard input.
Each finding is a line: file:line:column, the test's id, the JSON path, what was found, and how to mend it.

examples:
  onrecord validate corpus/articles
  onrecord validate records.jsonl.gz
  onrecord annotate news.jsonl | onrecord validate -
"""

from __future__ import annotations

import argparse
import sys


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", nargs="+", metavar="PATH", help="article file, document JSONL, folder, or -")
    parser.add_argument("--level", type=int, choices=[1, 2, 3, 4], default=4, help="stop after this level (default: 4)")


def run(args: argparse.Namespace) -> int:
    from tqdm import tqdm

    from onrecord.checks import TESTS
    from onrecord.validation import Seen, validate

    seen = Seen()
    explained: set[str] = set()
    count = 0
    with tqdm(unit="B", unit_scale=True, delay=2, disable=None, desc="validate") as bar:
        for incident in validate(args.path, seen, level=args.level, progress=bar.update):
            count += 1
            print(incident)
            if incident.test_id not in explained:
                explained.add(incident.test_id)
                print(f"    {incident.test_id}: {TESTS[incident.test_id][1]}")
    findings, records = f"{count} finding{'s' * (count != 1)}", f"{seen.records} record{'s' * (seen.records != 1)}"
    print(f"onrecord: {findings} in {records}", file=sys.stderr)
    return 1 if count else 0
