"""Annotate a crawl: millions of articles, in shards, by many processes or machines.

INPUT is Parquet or JSONL with a column of texts, WARC (.warc, .warc.gz) of news pages, .txt, or a folder of such files.

examples:
  onrecord crawl news/ -o crawl/ --workers 8
"""

from __future__ import annotations

import argparse
from pathlib import Path

from onrecord.errors import OnrecordError, needing
from onrecord.models import DEFAULT
from onrecord.outputs import positive, report


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", nargs="*", metavar="INPUT", help="files, folders, or URLs that fsspec reads")
    parser.add_argument("-o", "--out", metavar="OUT", help="the folder of the crawl")
    parser.add_argument("--tasks", type=positive, metavar="N", help="number of shards (default: one a file)")
    parser.add_argument("--workers", type=positive, default=1, metavar="N", help="number of processes (default: 1)")
    parser.add_argument("--task-range", metavar="A:B", help="do the tasks from A up to, not with, B alone")
    parser.add_argument("--model", default=DEFAULT)
    proof = parser.add_argument_group("proof")
    proof.add_argument("--verify", metavar="OUT", help="prove that every input document of a crawl has one fate")
    proof.add_argument("--no-inputs", action="store_true", help="do not count the input anew (where it is gone)")
    parser.add_argument("--column", action="append", default=[], metavar="KEY=COLUMN")


def run(args: argparse.Namespace) -> int:
    if args.verify is not None:
        return _verify(args)
    with needing("scale"):
        from onrecord.crawl.discovery import default_tasks, discovered
        from onrecord.crawl.folder import CrawlFolder
        from onrecord.crawl.plan import Parameters, Plan
        from onrecord.crawl.runs import run as run_crawl
        from onrecord.crawl.supervision import undone_lines

    inputs = discovered(args.input)
    columns = dict(each.split("=", 1) for each in args.column)
    plan = Plan(tuple(inputs), args.tasks or default_tasks(inputs), Parameters(columns=columns, model=args.model))
    outcome = run_crawl(plan, CrawlFolder(Path(args.out)), workers=args.workers, ranks=range(plan.tasks))
    for line in undone_lines(outcome.undone):
        report(line)
    if not inputs:
        raise OnrecordError("no input")
    return 0 if outcome.is_whole else 1


def _verify(args: argparse.Namespace) -> int:
    with needing("scale"):
        from onrecord.crawl.folder import CrawlFolder
        from onrecord.crawl.verification import Verification

    if args.input or args.out:
        raise OnrecordError("--verify takes the folder of a crawl, and neither INPUT nor -o")
    verification = Verification(CrawlFolder(Path(args.verify)), inputs=not args.no_inputs)
    found = 0
    for found, fault in enumerate(verification.faults(), 1):  # noqa: B007
        print(fault)
    print(f"{'not ' * bool(found)}proved: {verification.summary()}" + f"; {found:,} findings" * bool(found))
    return 1 if found else 0
