"""An array job of Slurm for a stage of a crawl, by datatrove's executor; `slurm_submission` hands it over."""

from __future__ import annotations

import math
import os
import shlex
import signal
import sys
from pathlib import Path

import dill
from datatrove.executor.slurm import SlurmPipelineExecutor, requeue_handler

from onrecord.crawl.executors.endings import undone_lines
from onrecord.crawl.executors.slurm_options import OPTIONS, python_of
from onrecord.crawl.executors.supervision import SupervisedExecutor
from onrecord.crawl.executors.workforce import Workforce
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.manifest import read_plan
from onrecord.crawl.runs import finish
from onrecord.crawl.stages import Stage
from onrecord.outputs import report
from onrecord.writes import write_errors

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
