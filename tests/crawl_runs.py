"""Crawls run in this process, for tests: the same stages, without workers that would take seconds to start."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from datatrove.executor.local import LocalPipelineExecutor
from loguru import logger

from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.manifest import freeze
from onrecord.crawl.plan import Parameters, Plan
from onrecord.crawl.sources.discovery import discovered
from onrecord.crawl.stages import Stage, stages


def write_inputs(folder: Path, files: Mapping[str, Sequence[str | Mapping[str, Any] | bytes]]) -> list[str]:
    """Files of JSONL by name, with their documents: a text, all values of a line, or the line as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, documents in files.items():
        lines = (line(each if not isinstance(each, str) else {"text": each}) for each in documents)
        (folder / name).write_bytes(b"".join(lines))
    return [str(folder / name) for name in files]


def line(document: Mapping[str, Any] | bytes) -> bytes:
    return (document if isinstance(document, bytes) else json.dumps(document).encode()) + b"\n"


def crawl_here(
    inputs: Iterable[str], out: Path, *, tasks: int = 2, model: str = "fast", **parameters: Any
) -> CrawlFolder:
    """Do all that is left of a crawl, stage by stage and task by task."""
    folder = CrawlFolder(out)
    plan = Plan(tuple(discovered(inputs)), tasks, Parameters(model=model, **parameters))
    freeze(plan, folder)
    for stage in stages(plan, folder):
        run_stage(stage, folder)
    return folder


def run_stage(stage: Stage, folder: CrawlFolder, ranks: Iterable[int] | None = None) -> None:
    logger.remove()
    executor = LocalPipelineExecutor(stage.pipeline, tasks=stage.tasks, logging_dir=str(folder.stage(stage.name).path))
    for rank in executor.get_incomplete_ranks(ranks):
        executor.pipeline = deepcopy(stage.pipeline)
        executor._run_for_rank(rank, local_rank=1)


def ledger(folder: CrawlFolder, tasks: int) -> dict[tuple[int, int], str]:
    """By file and position, the fate, with its reason where it has one."""
    rows = list(_rows(folder.ledger(rank) for rank in range(tasks)))
    fates = {(row["file"], row["position"]): ":".join(filter(None, (row["fate"], row["reason"]))) for row in rows}
    assert len(fates) == len(rows)
    return fates


def records(folder: CrawlFolder, tasks: int) -> dict[str, dict[str, Any]]:
    """The annotated documents, by id."""
    return {row["id"]: row for row in _rows(folder.documents(rank) for rank in range(tasks))}


def _rows(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    for path in paths:
        yield from pq.read_table(path).to_pylist()


def contents(folder: CrawlFolder) -> dict[Path, bytes]:
    """The files of all shards, by their path in the folder."""
    kinds = (folder.documents(0), folder.ledger(0), folder.rejected(0), folder.statistics(0))
    return {path.relative_to(folder.path): path.read_bytes() for kind in kinds for path in kind.parent.iterdir()}
