"""A crawl on a Slurm cluster: an array job a stage, each after the one before it, by datatrove's executor.

A submission is a folder, `OUT/state/slurm/001`: of each stage a script, the pickled executor that it starts and the
logs of its jobs, and `submit.sh`, which hands the scripts to Slurm. Nothing in it is changed by the next submission, so
jobs that still wait do what they were submitted for. A job of an array does a few tasks, by the supervised executor,
in as many processes as it has processors.
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from onrecord.crawl.executors.placement import supervised
from onrecord.crawl.executors.slurm_jobs import SlurmExecutor
from onrecord.crawl.executors.slurm_options import UNFIT
from onrecord.crawl.executors.workforce import Workforce
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.plan import Plan
from onrecord.crawl.runs import begin
from onrecord.errors import OnrecordError
from onrecord.incident import quoted
from onrecord.writes import write_errors


def submit(plan: Plan, folder: CrawlFolder, workforce: Workforce) -> Iterator[str]:
    """Write what Slurm needs for the tasks that are not done, and hand it over; yields what is to be told.

    Raises `OnrecordError` where there is no Slurm, before anything is written, and where it refuses.
    """
    _check(folder, workforce)
    stages = begin(plan, folder)
    executors = [supervised(stage, plan, folder, workforce) for stage in stages]
    if not any(executor.get_incomplete_ranks(executor.ranks) for executor in executors):
        yield "nothing to submit: all tasks are done"
        return
    place = _new_place(folder)
    jobs = [
        SlurmExecutor(executor, folder, workforce, stage=stage, before=before, place=place)
        for before, stage, executor in zip([None, *stages[:-1]], stages, executors, strict=True)
    ]
    wanted = [job for job in jobs if job.ranks]
    script = place / "submit.sh"
    with write_errors(script):
        script.write_text(_submission({each.stage: each.write() for each in wanted}), "utf-8")
    if workforce.submits:
        yield from _submitted(script)
    else:
        yield f"written, not submitted; to submit: sh {shlex.quote(str(script))}"
    yield f"logs will be in {place}; when the jobs have ended, the same command submits what is not done"


def _check(folder: CrawlFolder, workforce: Workforce) -> None:
    if UNFIT.search(str(folder.path)):
        found = "Slurm cannot be told a name with a quote, a backslash or a control character"
        raise OnrecordError(f"{quoted(str(folder.path), 200)}: {found}; name another folder with -o")
    if workforce.submits and not shutil.which("sbatch"):
        mend = "run this where jobs are submitted, or write the scripts alone with --no-submit"
        raise OnrecordError(f"sbatch is not found, so there is no Slurm to submit to; {mend}")


def _submission(scripts: Mapping[str, Path]) -> str:
    """The script that hands each stage to Slurm, to begin when all of the stage before it ended well."""
    lines = [
        "#!/bin/sh",
        "# Hands the stages of a crawl to Slurm, each to begin when the one before it is done.",
        "set -eu",
    ]
    before = ""
    for name, script in scripts.items():
        variable = name.replace("-", "_")
        after = f' --dependency="afterok:${{{before}%%;*}}" --kill-on-invalid-dep=yes' if before else ""
        lines.append(f"{variable}=$(sbatch --parsable{after} {shlex.quote(str(script))})")
        lines.append(f'echo "{name}: job ${{{variable}%%;*}}"')
        before = variable
    return "\n".join([*lines, ""])


def _submitted(script: Path) -> Iterator[str]:
    done = subprocess.run(["sh", str(script)], capture_output=True, text=True, check=False)
    yield from (f"submitted {line}" for line in done.stdout.splitlines())
    if done.returncode:
        told = " ".join(done.stderr.split()) or f"code {done.returncode}"
        raise OnrecordError(f"Slurm refused the jobs ({told}); see {script}, mend the --slurm options and submit again")


def _new_place(folder: CrawlFolder) -> Path:
    """A new folder for a submission."""
    parent = folder.path / "state" / "slurm"
    parent.mkdir(parents=True, exist_ok=True)
    number = 1 + max((int(each.name) for each in parent.iterdir() if each.name.isdigit()), default=0)
    place = parent / f"{number:03d}"
    place.mkdir()
    return place
