"""Runs of the command without a process each: what it imports for the Hub and for data sets takes seconds.

As a script it takes such runs from standard input, a line of JSON each (arguments, and what to set in the environment),
and writes a line for each: for tests in which the library of the Hub must be imported with an environment of their own.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from dataclasses import asdict, dataclass

from onrecord.__main__ import main


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


def run(*arguments: object) -> Result:
    """Run the command here; an exception that a user would see as a traceback goes through."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
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
