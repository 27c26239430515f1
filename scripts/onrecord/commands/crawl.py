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
    parser.add_argument("-o", "--out", required=True, metavar="OUT", help="the folder of the crawl")
    parser.add_argument("--tasks", type=positive, metavar="N", help="number of shards (default: one a file)")
    parser.add_argument("--workers", type=positive, metavar="N", help="tasks at once (default: 1; on a cluster, all)")
    parser.add_argument("--task-range", metavar="A:B", help="do the tasks from A up to, not with, B alone")
    parser.add_argument("--executor", choices=["local", "ray", "slurm"], default="local")
    parser.add_argument(
        "--ray-address", default="auto", metavar="ADDRESS", help="(default: the cluster that runs here)"
    )
    parser.add_argument("--slurm", action="append", default=[], metavar="KEY=VALUE", help="an option of the jobs")
    parser.add_argument("--no-submit", action="store_true", help="write the scripts for Slurm, submit nothing")
    parser.add_argument("--model", default=DEFAULT)
    parser.add_argument("--column", action="append", default=[], metavar="KEY=COLUMN")


def run(args: argparse.Namespace) -> int:
    with needing("scale"):
        from onrecord.crawl.barriers import open_tasks, tasks_named
        from onrecord.crawl.discovery import default_tasks, discovered
        from onrecord.crawl.executors import Workforce, task_range
        from onrecord.crawl.folder import CrawlFolder
        from onrecord.crawl.plan import Parameters, Plan
        from onrecord.crawl.runs import begin
        from onrecord.crawl.runs import run as run_crawl
        from onrecord.crawl.slurm_jobs import submit
        from onrecord.crawl.slurm_options import check, options_of
        from onrecord.crawl.stages import stages
        from onrecord.crawl.supervision import undone_lines

    inputs = discovered(args.input)
    if not inputs:
        raise OnrecordError("no input")
    columns = dict(each.split("=", 1) for each in args.column)
    plan = Plan(tuple(inputs), args.tasks or default_tasks(inputs), Parameters(columns=columns, model=args.model))
    folder = CrawlFolder(Path(args.out).absolute())
    ranks = range(plan.tasks) if args.task_range is None else task_range(args.task_range, plan.tasks)
    workforce = Workforce(
        ranks=ranks,
        executor=args.executor,
        workers=args.workers,
        ray_address=args.ray_address,
        slurm=options_of(args.slurm),
        submits=not args.no_submit,
    )
    if args.executor == "slurm":
        check(workforce, folder)
        for line in submit(begin(plan, folder), folder, workforce):
            report(line)
        return 0
    outcome = run_crawl(plan, folder, workforce)
    for line in undone_lines(outcome.undone):
        report(line)
    if outcome.is_whole and (left := open_tasks(stages(plan, folder)[-1], folder)):
        report(f"{tasks_named(left)} of {plan.tasks:,} are left to others")
    return 0 if outcome.is_whole else 1
