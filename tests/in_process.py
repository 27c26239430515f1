"""Runs of the command without a process each: most of the time of one is that of its start and its imports.

As a script it takes such runs from standard input, a line of JSON each (arguments, and what to set in the environment),
and writes a line for each: for tests in which the library of the Hub must be imported with an environment of their own.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from onrecord import validation
from onrecord.__main__ import main


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


@contextlib.contextmanager
def _standard_input(data: bytes) -> Iterator[None]:
    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(data), encoding="utf-8")
    try:
        yield
    finally:
        sys.stdin = before


def run(*arguments: object, stdin: bytes = b"", cwd: Path | None = None) -> Result:
    """Run the command here; an exception that a user would see as a traceback goes through."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    streams = contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), _standard_input(stdin)
    validation._seed_folder.cache_clear()  # by the path, under which another run has other files
    with contextlib.chdir(cwd or Path.cwd()), streams[0], streams[1], streams[2]:
        try:
            code = main([*map(str, arguments)])
        except SystemExit as end:
            code = int(end.code or 0)
    return Result(code, *(stream.buffer.getvalue().decode("utf-8") for stream in (out, err)))


if __name__ == "__main__":
    for line in sys.stdin:
        given = json.loads(line)
        os.environ |= given["environment"]
        print(json.dumps(asdict(run(*given["arguments"]))), flush=True)
