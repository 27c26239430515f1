"""A crawl on a Slurm cluster: an array job a stage, each after the one before it, by datatrove's executor.

A submission is a folder, `OUT/state/slurm/001`: of each stage a script, the pickled executor that it starts and the
logs of its jobs, and `submit.sh`, which hands the scripts to Slurm. Nothing in it is changed by the next submission, so
jobs that still wait do what they were submitted for. A job of an array does a few tasks, by the supervised executor,
in as many processes as it has processors.
"""

from __future__ import annotations

import math
import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import dill
from datatrove.executor.slurm import SlurmPipelineExecutor, requeue_handler

from onrecord.crawl.executors.endings import undone_lines
from onrecord.crawl.executors.placement import supervised
from onrecord.crawl.executors.slurm_options import OPTIONS, UNFIT, python_of
from onrecord.crawl.executors.supervision import SupervisedExecutor
from onrecord.crawl.executors.workforce import Workforce
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.plan import Plan, read_plan
from onrecord.crawl.runs import begin, finish
from onrecord.crawl.stages import Stage
from onrecord.errors import OnrecordError
from onrecord.files import write_errors
from onrecord.incident import quoted
from onrecord.outputs import report

_MOST_JOBS = 1000  # of an array; Slurm has a limit of 1001 unless it is configured


class SlurmExecutor(SlurmPipelineExecutor):  # type: ignore[misc]
    """datatrove's executor for Slurm, of one stage; inside a job it has the supervised one do the tasks of this job."""

    def __init__(
        self,
        executor: SupervisedExecutor,
        folder: CrawlFolder,
        workforce: Workforce,
        *,
        stage: Stage,
        before: Stage | None,
        place: Path,
    ) -> None:
        options = {**OPTIONS, **workforce.slurm}
        super().__init__(
            [],
            tasks=stage.tasks,
            time=options["time"],
            partition=options["partition"],
            qos=options["qos"],
            cpus_per_task=int(options["cpus-per-task"]),
            mem_per_cpu_gb=int(options["mem-per-cpu-gb"]),
            workers=workforce.workers or -1,
            job_name=f"onrecord-{stage.name}",
            sbatch_args={key: value for key, value in workforce.slurm.items() if key not in OPTIONS},
            max_array_size=-1,
            logging_dir=str(folder.stage(stage.name).path),
            slurm_logs_folder=str(place),
        )
        self.executor, self.folder, self.stage = executor, folder, stage.name
        self.before = (before.name, before.tasks) if before else None  # what has to be complete
        self.ranks = self.get_incomplete_ranks(executor.ranks)
        self.tasks_per_job = int(options["tasks-per-job"] or math.ceil(len(self.ranks) / _MOST_JOBS))
        self.python, self.environment = python_of(options)

    def write(self) -> Path:
        """Write the pickled executor and its script into the folder of the submission; the script."""
        place = Path(self.slurm_logs_folder)
        pickled, script = place / f"{self.stage}.pickle", place / f"{self.stage}.sh"
        with write_errors(pickled):
            pickled.write_bytes(dill.dumps(self, fmode=dill.CONTENTS_FMODE))
        with write_errors(script):
            script.write_text(self._script(pickled), "utf-8")
        return script

    def run(self) -> None:
        """Inside a job: its tasks. Ends the process with 1 where some are not done."""
        signal.signal(signal.SIGUSR1, requeue_handler)
        if self.before and len(self.folder.stage(self.before[0]).done()) < self.before[1]:
            sys.exit(f"onrecord: stage {self.before[0]} is not complete; when it is, submit with the same command")
        plan = read_plan(self.folder)
        first = int(os.environ["SLURM_ARRAY_TASK_ID"]) * self.tasks_per_job
        self.executor.ranks = self.ranks[first : first + self.tasks_per_job]
        self.executor.workers = self.cpus_per_task
        outcome = self.executor.run()
        for line in undone_lines(outcome.undone):
            report(line)
        if len(self.folder.stage("annotate").done()) == plan.tasks:
            finish(plan, self.folder)
        sys.exit(outcome.code)

    def _script(self, pickled: Path) -> str:
        jobs = math.ceil(len(self.ranks) / self.tasks_per_job)
        options = self.get_sbatch_args(jobs)
        log = str(pickled.parent).replace("%", "%%") + f"/{self.stage}-%A_%a.log"
        options |= {"output": log, "error": log}
        lines = [f'#SBATCH --{key}="{value}"' if value else f"#SBATCH --{key}" for key, value in options.items()]
        command = f"{self.python} -m datatrove.tools.launch_pickled_pipeline {shlex.quote(str(pickled))}"
        return "\n".join(
            [
                "#!/bin/bash",
                *(line for line in lines if line not in ("#SBATCH --partition", "#SBATCH --qos")),
                *filter(None, [self.environment]),
                "set -e",
                "export PYTHONUNBUFFERED=TRUE",
                f"exec srun --ntasks=1 --cpus-per-task={self.cpus_per_task} {command}",
                "",
            ]
        )


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
