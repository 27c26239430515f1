"""Questions to git, each a process of its own."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import OnrecordError


@dataclass(frozen=True, slots=True)
class Answer:
    """What git wrote, without its last line's end, and what it complained of."""

    is_good: bool
    out: str
    told: str


def ask(*arguments: str, folder: Path | None = None) -> Answer:
    """The answer of a git command in a folder, or here. Raises `OnrecordError` where git is not installed."""
    place = ["-C", str(folder)] if folder else []
    # In English whatever the user's language, and without a lock that another git would wait for.
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(["git", *place, *arguments], capture_output=True, check=False, env=environment)
    except FileNotFoundError:
        raise OnrecordError("git is not installed, or not on PATH") from None
    out = done.stdout.decode("utf-8", "surrogateescape").removesuffix("\n")
    return Answer(done.returncode == 0, out, done.stderr.decode("utf-8", "replace").strip())
