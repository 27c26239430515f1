"""Tools that run as servers, each from an environment of its own in .venv-tools/ (made by scripts/test --tools)."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from conftest import ROOT

USER, PASSWORD, TOKEN = "a@example.org", "secret-word", "0123456789abcdef0123456789abcdef01234567"
_SECONDS = 300  # that a server may take to start on a busy machine


def programs_of(name: str) -> Path:
    """The folder of the programs of a tool's environment."""
    folder = ROOT / ".venv-tools" / name / "bin"
    assert folder.is_dir(), f"{folder} is not there: run scripts/test --tools, which makes it"
    return folder


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def served(command: list[object], url: str, *, folder: Path, environment: dict[str, str]) -> Iterator[str]:
    """A server while the block runs, from when `url` answers; all its processes end with the block."""
    log = folder / "server.log"
    with log.open("wb") as output:
        # Nothing of this environment: a tool that finds the tests' packages first does not start.
        known = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=known | environment,
            start_new_session=True,
        )
        try:
            _wait(process, url, log)
            yield url
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _wait(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    last = time.monotonic() + _SECONDS
    while time.monotonic() < last:
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5):
            return
        time.sleep(0.2)
    raise AssertionError(f"{url} does not answer:\n{log.read_text('utf-8', 'replace')[-4000:]}")
