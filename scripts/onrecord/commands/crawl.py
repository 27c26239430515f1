"""Annotate a crawl: millions of articles, in shards, by many processes or machines.

INPUT is Parquet or JSONL (.gz, .zst) with a column of texts, WARC (.warc, .warc.gz) of news pages, .txt files with or
without sidecars, a folder of such files at any depth, or a URL that fsspec reads (s3://, hf://, https://). Each record
is the one that `onrecord annotate` makes of the same article.

OUT becomes a folder that `load_dataset` loads: a Parquet file a task in data/documents/, in rejected/ what could not be
read or annotated, with the reason and its bytes, in ledger/ what became of each document, and counts in
statistics.json. A run that was stopped or killed, in whatever way, is gone on with by the same command; other inputs or
options are refused.

examples:
  onrecord crawl news.jsonl.gz -o crawl/
  onrecord crawl CC-NEWS-*.warc.gz -o crawl/ --workers 8 --language en --duplicates minhash --min-characters 300
  onrecord crawl hf://datasets/OWNER/NAME/data -o crawl/ --column text=body --column published=date --column language=
  onrecord crawl news/ -o crawl/ --workers 8 --task-range 0:500        on one machine, and on another one
  onrecord crawl news/ -o crawl/ --workers 8 --task-range 500:1000     with the same folder
  onrecord crawl news/ -o crawl/ --executor slurm --slurm partition=cpu --slurm time=12:00:00 --workers 200
  onrecord crawl news/ -o crawl/ --executor ray                        on the Ray cluster that runs here
  onrecord crawl --watch crawl/                                        how far they are
  onrecord crawl --verify crawl/                                       whether every document has one fate

Exit codes: 0 all tasks of this run are done, 1 some are not, 2 wrong use or a run that could not go on, 128 + N
stopped by signal N.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.crawl.arguments import add_arguments, plan_of
from onrecord.crawl.executors.workforce import Workforce, workforce_of
from onrecord.crawl.executors.workforce import add_arguments as add_workforce_arguments
from onrecord.errors import OnrecordError, needing
from onrecord.outputs import positive, report
from onrecord.reports.totals import counted
from onrecord.writes import completing

if TYPE_CHECKING:
    from onrecord.crawl.folder import CrawlFolder
    from onrecord.crawl.plan import Plan


def register(parser: argparse.ArgumentParser) -> None:
    add_arguments(parser)
    running = parser.add_argument_group("running")
    running.add_argument("--tasks", type=positive, metavar="N", help="number of shards (default: one a file)")
    add_workforce_arguments(running)
    running.add_argument(
        "--every",
        type=positive,
        default=60,
        metavar="SECONDS",
        help="between lines of progress, in JSON, where standard error is no terminal (default: 60)",
    )
    running.add_argument("--watch", metavar="OUT", help="show how far a crawl is that others do, and do nothing")
    proof = parser.add_argument_group("proof")
    proof.add_argument("--verify", metavar="OUT", help="prove that every input document of a crawl has one fate")
    proof.add_argument("--no-inputs", action="store_true", help="do not count the input anew (where it is gone)")


def run(args: argparse.Namespace) -> int:
    if args.verify is not None:
        return _verify(args)
    if args.watch is not None:
        return _watch(args)
    if args.no_inputs:
        raise OnrecordError("--no-inputs goes with --verify OUT")
    with needing("scale"):
        from onrecord.crawl.folder import CrawlFolder
        from onrecord.crawl.inspection import inspect

    plan = plan_of(args)
    workforce = workforce_of(args, plan.tasks)
    folder = CrawlFolder(Path(args.out) if workforce.executor == "local" else Path(args.out).absolute())
    for line in inspect(plan):
        report(line)
    return _submit(plan, folder, workforce) if workforce.executor == "slurm" else _run(plan, folder, workforce, args)


def _run(plan: Plan, folder: CrawlFolder, workforce: Workforce, args: argparse.Namespace) -> int:
    with needing("scale"):
        from onrecord.crawl.output.totals import read_totals
        from onrecord.crawl.progress.display import showing
        from onrecord.crawl.progress.summary import left, summary, work
        from onrecord.crawl.runs import run as run_crawl

    begin, before = time.monotonic(), folder.stage("annotate").done()
    with completing(folder.path):
        outcome = run_crawl(plan, folder, workforce, show=showing(plan, folder, workforce, every=args.every))
    done = (folder.stage("annotate").done() - before) & set(workforce.ranks)
    for line in summary(plan, folder, read_totals(folder)):
        report(line)
    if done or not outcome.code:
        report(work(plan, done, time.monotonic() - begin))
    for line in left(plan, folder, outcome, workforce.ranks):
        report(line)
    return outcome.code


def _submit(plan: Plan, folder: CrawlFolder, workforce: Workforce) -> int:
    with needing("scale"):
        from onrecord.crawl.executors.slurm_submission import submit

    for line in submit(plan, folder, workforce):
        report(line)
    return 0


def _watch(args: argparse.Namespace) -> int:
    with needing("scale"):
        from onrecord.crawl.folder import CrawlFolder
        from onrecord.crawl.progress.watching import watch

    if args.input or args.out or args.no_inputs:
        raise OnrecordError("--watch takes the folder of a crawl, and neither INPUT nor -o nor --no-inputs")
    watch(CrawlFolder(Path(args.watch)), every=args.every)
    report("all tasks are done")
    return 0


def _verify(args: argparse.Namespace) -> int:
    with needing("scale"):
        from onrecord.crawl.folder import CrawlFolder
        from onrecord.crawl.proof.verification import Verification

    if args.input or args.out or args.watch is not None:
        raise OnrecordError("--verify takes the folder of a crawl, and neither INPUT nor -o nor --watch")
    verification = Verification(CrawlFolder(Path(args.verify)), inputs=not args.no_inputs)
    found = 0
    for fault in verification.faults():
        found += 1
        print(fault)
    print(f"not proved ({counted(found, 'finding')}): " if found else "proved: ", verification.summary(), sep="")
    return 1 if found else 0
