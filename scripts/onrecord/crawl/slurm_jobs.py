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
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import dill
from datatrove.executor.slurm import SlurmPipelineExecutor, requeue_handler

from onrecord.crawl.barriers import open_tasks, tasks_named
from onrecord.crawl.executors import Workforce
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.plan import read_plan
from onrecord.crawl.slurm_options import OPTIONS, python_of
from onrecord.crawl.stages import Stage
from onrecord.crawl.supervision import SupervisedExecutor, undone_lines
from onrecord.crawl.totals import write_totals
from onrecord.errors import OnrecordError
from onrecord.files import write_errors
from onrecord.outputs import report

_MOST_JOBS = 1000  # of an array; Slurm has a limit of 1001 unless it is configured


class SlurmExecutor(SlurmPipelineExecutor):  # type: ignore[misc]
    """datatrove's executor for Slurm, of one stage. `run`, inside a job, does the tasks of this job of the array."""

    def __init__(
        self, stage: Stage, folder: CrawlFolder, workforce: Workforce, *, before: Stage | None, place: Path
    ) -> None:
        options = {**OPTIONS, **workforce.slurm}
        super().__init__(
            stage.pipeline,
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
        self.folder, self.stage, self.before = folder, stage, before
        self.to_run = self.get_incomplete_ranks(workforce.ranks_of(stage))
        self.tasks_per_job = int(options["tasks-per-job"] or math.ceil(len(self.to_run) / _MOST_JOBS))
        self.python, self.environment = python_of(options)

    def write(self) -> Path:
        """Write the pickled executor and its script into the folder of the submission; the script."""
        place = Path(self.slurm_logs_folder)
        pickled, script = place / f"{self.stage.name}.pickle", place / f"{self.stage.name}.sh"
        with write_errors(pickled):
            pickled.write_bytes(dill.dumps(self, fmode=dill.CONTENTS_FMODE))
        with write_errors(script):
            script.write_text(self._script(pickled), "utf-8")
        return script

    def run(self) -> None:
        """Inside a job: its tasks. Ends the process with 1 where some are not done."""
        if self.before and (left := open_tasks(self.before, self.folder)):
            sys.exit(f"onrecord: stage {self.before.name} is not complete ({tasks_named(left)}); submit again")
        signal.signal(signal.SIGUSR1, requeue_handler)
        first = int(os.environ["SLURM_ARRAY_TASK_ID"]) * self.tasks_per_job
        ranks = self.to_run[first : first + self.tasks_per_job]
        executor = SupervisedExecutor(
            self.pipeline,
            tasks=self.tasks,
            workers=self.cpus_per_task,
            logging_dir=self.folder.stage(self.stage.name).path,
            ranks=ranks,
        )
        outcome = executor.run()
        for line in undone_lines(outcome.undone):
            report(line)
        if self.stage.name == "annotate" and not open_tasks(self.stage, self.folder):
            write_totals(read_plan(self.folder), self.folder)
        sys.exit(0 if outcome.is_whole else 1)

    def _script(self, pickled: Path) -> str:
        jobs = math.ceil(len(self.to_run) / self.tasks_per_job)
        options = self.get_sbatch_args(jobs)
        log = str(pickled.parent).replace("%", "%%") + f"/{self.stage.name}-%A_%a.log"
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


def submit(stages: list[Stage], folder: CrawlFolder, workforce: Workforce) -> Iterator[str]:
    """Write what Slurm needs for the tasks that are not done, and hand it over; yields what is to be told.

    Raises `OnrecordError` where there is no Slurm, or it refuses.
    """
    place = _new_place(folder)
    executors = [
        SlurmExecutor(stage, folder, workforce, before=before, place=place)
        for before, stage in zip([None, *stages], stages, strict=False)
    ]
    wanted = [executor for executor in executors if executor.to_run]
    if not wanted:
        yield "nothing to submit: all tasks are done"
        return
    script = place / "submit.sh"
    with write_errors(script):
        script.write_text(_submission({each.stage.name: each.write() for each in wanted}), "utf-8")
    if workforce.submits:
        yield from _submitted(script)
    else:
        yield f"written, not submitted: sh {shlex.quote(str(script))}"
    yield f"logs will be in {place}; when the jobs have ended, the same command submits what is not done"


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
