"""A small crawl, run in the process of the tests: what is tested is what it leaves in its folder."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path

from onrecord.crawl.card import card
from onrecord.crawl.discovery import discovered
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.plan import Parameters, Plan, freeze
from onrecord.crawl.runs import write_totals
from onrecord.crawl.stages import stages
from onrecord.crawl.supervision import SupervisedExecutor

TEXT = "“We will win {} games,” Anna Smith said on Monday. Bob Jones paid $5 million for it."


def write_lines(path: Path, name: str, count: int = 4) -> None:
    """JSONL of so many articles, and a line that is none."""
    lines = [json.dumps({"id": f"{name}-{i}", "text": TEXT.format(i)}) for i in range(count)]
    path.write_text("\n".join([*lines[:2], "no JSON", *lines[2:]]) + "\n")


def planned(inputs: list[Path], tasks: int, **parameters: object) -> Plan:
    return Plan(tuple(discovered(map(str, inputs))), tasks, Parameters(model="fast", **parameters))


def crawl_here(plan: Plan, out: Path) -> CrawlFolder:
    """Do the tasks that are not done, one after the other."""
    folder = CrawlFolder(out)
    freeze(plan, folder)
    folder.card.write_bytes(card(plan))
    for stage in stages(plan, folder):
        logs = folder.stage(stage.name).path
        for rank in range(stage.tasks):
            SupervisedExecutor(deepcopy(stage.pipeline), tasks=stage.tasks, workers=1, logging_dir=logs)._run_for_rank(
                rank, local_rank=1
            )
    write_totals(plan, folder)
    return folder
