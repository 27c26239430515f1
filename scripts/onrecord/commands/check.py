"""Tell what is legal in records and yet most often a mistake.

PATH is what onrecord validate takes. Records are validated first; in those that are valid come a pair of quotation
marks in no quote, a verb of speech in no cue, a year in no date, a figure in no number and the like. Each test is in
schema/CHECKS.md, level 6. A suspicion may be unfounded: look at the place, and leave what is right.

examples:
  onrecord check corpus/articles
  onrecord check drafts.jsonl.gz --only uncued-verb
  onrecord check corpus/articles --strict --format github

Exit codes: 0 valid (with --strict: and nothing suspicious), 1 findings, 2 a path that cannot be read or wrong use.
"""

from __future__ import annotations

import argparse

from onrecord.checks import LEVELS, VALID
from onrecord.commands.validate import add_arguments, report_on

_ALL = max(LEVELS)


def register(parser: argparse.ArgumentParser) -> None:
    add_arguments(parser, _ALL)
    parser.add_argument("--strict", action="store_true", help="end with exit code 1 for suspicions too")


def run(args: argparse.Namespace) -> int:
    totals = report_on(args, _ALL)
    is_invalid = any(level <= VALID for level in totals.by_level)
    return 1 if is_invalid or (args.strict and totals.findings) else 0
