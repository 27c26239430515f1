"""`onrecord publish` several times in one process: reads lists of arguments as JSON, writes what each run said."""

from __future__ import annotations

import contextlib
import io
import json
import sys

from onrecord.__main__ import main


def run(arguments: list[str]) -> dict[str, object]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main(["publish", *arguments])
        except SystemExit as end:
            code = int(end.code or 0)
    return {"code": code, "out": out.getvalue(), "err": err.getvalue()}


if __name__ == "__main__":
    print(json.dumps([run(arguments) for arguments in json.load(sys.stdin)]))
