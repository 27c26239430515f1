"""Who does the tasks of a crawl, and which of them: the options of a run that change nothing of what is written."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING

from onrecord.crawl.executors.slurm_options import OPTIONS, options_of
from onrecord.errors import OnrecordError, needing
from onrecord.incident import quoted
from onrecord.outputs import positive
from onrecord.reports.totals import counted

if TYPE_CHECKING:
    from onrecord.crawl.stages import Stage

EXECUTORS = ("local", "slurm", "ray")


@dataclass(frozen=True, slots=True, kw_only=True)
class Workforce:
    """Who does which tasks. Each run of a crawl may have its own, at the same time or later."""

    ranks: range  # of the tasks that the input is dealt out to
    executor: str = "local"
    workers: int | None = None  # at once; none: one process here, on a cluster as many as it has processors
    ray_address: str = "auto"
    slurm: Mapping[str, str] = field(default_factory=dict)  # see `slurm_options`
    submits: bool = True  # to Slurm; if not, the scripts are written only

    def ranks_of(self, stage: Stage) -> range:
        """Its tasks of a stage; those that are not of the input are done by the one who has the first that is."""
        if stage.of_inputs:
            return self.ranks
        return range(stage.tasks if 0 in self.ranks else 0)


def add_arguments(group: argparse._ArgumentGroup) -> None:
    """All that says who does the tasks, and which."""
    group.add_argument(
        "--workers", type=positive, metavar="N", help="tasks at once (default: 1; on a cluster, what it has room for)"
    )
    group.add_argument(
        "--task-range", type=task_range, metavar="A:B", help="do the tasks from A up to, not with, B alone"
    )
    group.add_argument(
        "--executor", choices=EXECUTORS, default=EXECUTORS[0], help=f"where tasks are done (default: {EXECUTORS[0]})"
    )
    group.add_argument("--ray-address", metavar="ADDRESS", help="of a Ray cluster (default: the one that runs here)")
    group.add_argument(
        "--slurm",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help=f"of the jobs: {', '.join(OPTIONS)}, or what sbatch has as --KEY=VALUE (account, constraint …)",
    )
    group.add_argument("--no-submit", action="store_true", help="write the scripts for Slurm, and submit nothing")


def workforce_of(args: argparse.Namespace, tasks: int) -> Workforce:
    """What the arguments say. Raises `OnrecordError`."""
    for option, is_given, executor in (
        ("--ray-address", args.ray_address is not None, "ray"),
        ("--slurm", bool(args.slurm), "slurm"),
        ("--no-submit", args.no_submit, "slurm"),
    ):
        if is_given and args.executor != executor:
            raise OnrecordError(f"{option}: is for --executor {executor}; add that, or leave it out")
    if args.executor == "ray":
        with needing("ray"):
            import_module("ray")  # told before anything is written
    return Workforce(
        ranks=ranks_of(args.task_range, tasks),
        executor=args.executor,
        workers=args.workers,
        ray_address=args.ray_address or "auto",
        slurm=options_of(args.slurm),
        submits=not args.no_submit,
    )


def task_range(value: str) -> tuple[int, int]:
    """The type of an argument A:B, with A before B."""
    first, colon, after = value.partition(":")
    numbers = [int(each) for each in (first, after) if each.isascii() and each.isdigit() and len(each) < 10]
    if not colon or len(numbers) != 2 or numbers[0] >= numbers[1]:
        raise argparse.ArgumentTypeError(f"{quoted(value)} is no range A:B of whole numbers, A before B")
    return numbers[0], numbers[1]


def ranks_of(bounds: tuple[int, int] | None, tasks: int) -> range:
    """The tasks of a range, all of them without one. Raises `OnrecordError` where there are fewer."""
    first, after = bounds or (0, tasks)
    if after > tasks:
        there = f"there {'is' if tasks == 1 else 'are'} {counted(tasks, 'task')}"
        raise OnrecordError(f"--task-range {first}:{after}: {there}, 0 to {tasks - 1:,}")
    return range(first, after)
