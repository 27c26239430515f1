"""A Slurm cluster of one machine, this one, with its real daemons."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from servers import free_port

PROGRAMS = ("slurmctld", "slurmd", "sbatch", "srun", "squeue", "scancel", "scontrol")
_SECONDS = 60  # in which the daemons are ready

_CONFIGURATION = """\
ClusterName=tests
SlurmctldHost={host}
SlurmctldPort={ports[0]}
SlurmdPort={ports[1]}
AuthType=auth/none
CredType=cred/none
SlurmUser=root
SlurmdUser=root
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
NodeName={host} CPUs=2 RealMemory=4000 State=UNKNOWN
PartitionName=tests Nodes=ALL Default=YES MaxTime=INFINITE State=UP
"""


def is_possible() -> bool:
    """Whether Slurm is installed and this process may run it."""
    return os.geteuid() == 0 and all(map(shutil.which, PROGRAMS))


@contextlib.contextmanager
def cluster(folder: Path) -> Iterator[dict[str, str]]:
    """The cluster while the block runs: what has to be in the environment of those who use it."""
    for name in ("state", "spool"):
        (folder / name).mkdir()
    configuration = folder / "slurm.conf"
    ports = free_port(), free_port()
    configuration.write_text(_CONFIGURATION.format(host=socket.gethostname(), folder=folder, ports=ports))
    environment = {"SLURM_CONF": str(configuration)}
    with contextlib.ExitStack() as daemons:
        for name in ("slurmctld", "slurmd"):
            daemons.enter_context(_daemon(name, folder, environment))
        _wait(lambda: "idle" in _said(["sinfo", "-h", "-o", "%t"], environment))
        yield environment


def wait_for_jobs(environment: dict[str, str], seconds: float) -> None:
    """Return when no job is left."""
    _wait(lambda: not _said(["squeue", "-h"], environment).strip(), seconds)


@contextlib.contextmanager
def _daemon(name: str, folder: Path, environment: dict[str, str]) -> Iterator[None]:
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen([name, "-D"], stdout=log, stderr=log, env={**os.environ, **environment})
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


def _said(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment}, check=False)
    return done.stdout if not done.returncode else "not ready"


def _wait(is_so, seconds: float = _SECONDS) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, f"waited for {seconds} seconds in vain"
        time.sleep(0.5)
