"""What a user may say of the jobs of a Slurm cluster: `--slurm KEY=VALUE`."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterable, Mapping

from onrecord.errors import OnrecordError
from onrecord.incident import quoted

# What `--slurm KEY=VALUE` takes beside the options of sbatch itself (account, constraint …), and what it is without.
OPTIONS = {
    "time": "24:00:00",
    "partition": "",
    "qos": "",
    "cpus-per-task": "1",
    "mem-per-cpu-gb": "4",
    "tasks-per-job": "",
    "env-command": "",
    "venv": "",
}
_WHOLE = frozenset({"cpus-per-task", "mem-per-cpu-gb", "tasks-per-job"})
_OURS = frozenset({"array", "output", "error", "dependency", "job-name", "requeue", "nodes", "export"})
_KEY = re.compile(r"[a-z][a-z0-9-]*")
UNFIT = re.compile(r'[\x00-\x1f\x7f"\\]')  # what the quotes of a line for sbatch cannot hold


def options_of(settings: Iterable[str]) -> dict[str, str]:
    """`KEY=VALUE` by key. Raises `OnrecordError` for what is no such thing."""
    options = {}
    for setting in settings:
        key, equals, value = setting.partition("=")
        key = key.replace("_", "-")
        if not equals or not _KEY.fullmatch(key):
            raise OnrecordError(f"--slurm {quoted(setting, 60)}: not KEY=VALUE; {', '.join(OPTIONS)}, or sbatch's own")
        if key in _OURS:
            raise OnrecordError(f"--slurm {key}: is set by the crawl itself; leave it out")
        if key in _WHOLE and not re.fullmatch("[1-9][0-9]{0,5}", value):
            raise OnrecordError(f"--slurm {key}={quoted(value, 40)}: not a whole number, 1 or more")
        if UNFIT.search(value) and key != "env-command":
            raise OnrecordError(f"--slurm {key}={quoted(value, 40)}: has a quote, backslash or control character")
        options[key] = value
    return options


def python_of(options: Mapping[str, str]) -> tuple[str, str]:
    """The interpreter of the jobs, and the command that makes its environment: this one, unless another is named."""
    if options["env-command"]:
        return "python", options["env-command"]
    if options["venv"]:
        return "python", f"source {shlex.quote(options['venv'])}/bin/activate"
    return shlex.quote(sys.executable), ""
