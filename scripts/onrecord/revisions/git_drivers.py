"""`onrecord` as git's diff and merge driver: git's configuration, and the attributes that say for which files.

git runs a driver through sh, at the top of the working tree, where `onrecord` need not be on PATH: so this interpreter
is named in full, quoted, and told (-P) not to import what lies in the working tree.
"""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from onrecord.errors import OnrecordError
from onrecord.git import ask
from onrecord.revisions.merged_files import CONFLICT_IN_GIT
from onrecord.writes import write_bytes

ATTRIBUTES = "text eol=lf diff=onrecord merge=onrecord"
PATTERN = "/corpus/articles/*.jsonl"
# Where `onrecord` cannot run, or a side is no record: otherwise git would take ours, without marks.
_BY_LINES = "git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B"
_SECTIONS = ("diff.onrecord", "merge.onrecord")


def settings() -> dict[str, str]:
    """What git's configuration must hold."""
    command = f"{shlex.quote(sys.executable)} -P -m onrecord"
    merge = command.replace("%", "%%")  # git replaces %A and its like
    return {
        "diff.onrecord.command": f"{command} diff --git --",
        # What git shows where it runs no external diff: git log -p, git show.
        "diff.onrecord.textconv": f"{command} diff --textconv --",
        "merge.onrecord.name": "records, by annotation and field",
        "merge.onrecord.driver": (
            f"{merge} merge --git=%P --marker-size=%L -o %A -- %O %A %B; "
            f"case $? in 0) exit 0;; {CONFLICT_IN_GIT}) exit 1;; *) {_BY_LINES};; esac"
        ),
        # A conflict between common ancestors would put marks into the base: take the older ancestor instead.
        "merge.onrecord.recursive": "binary",
    }


def configured(scope: str) -> dict[str, str]:
    """What git's configuration holds of `settings()`; `scope` is --local or --global."""
    values = {key: _git("config", scope, "--get", key, may_fail=True) for key in settings()}
    return {key: value for key, value in values.items() if value is not None}


def missing_settings(scope: str) -> list[str]:
    """The keys whose values are not those of `settings()`."""
    now = configured(scope)
    return [key for key, value in settings().items() if now.get(key) != value]


def configure(scope: str) -> list[str]:
    """Write what is missing or differs; returns the keys that were written."""
    missing = missing_settings(scope)
    for key in missing:
        _git("config", scope, key, settings()[key])
    return missing


def unconfigure(scope: str) -> list[str]:
    """Remove all that `configure` wrote; returns the sections that were there."""
    present = [name for name in _SECTIONS if any(key.startswith(name) for key in configured(scope))]
    for name in present:
        _git("config", scope, "--remove-section", name)
    return present


def attributes_file() -> Path | None:
    """`.gitattributes` at the top of the working tree; `None` outside of one."""
    top = _git("rev-parse", "--show-toplevel", may_fail=True)
    return Path(top) / ".gitattributes" if top else None


def attributes_line(pattern: str) -> str:
    """The line for the files that `pattern` names. Raises `OnrecordError` for what git takes for no pattern."""
    if not pattern or pattern.startswith("!") or not pattern.isprintable():
        raise OnrecordError(f"{pattern!r}: no pattern for .gitattributes; write one like {PATTERN}")
    if set(pattern) & set(' "\\') or pattern.startswith("#"):
        escaped = pattern.replace("\\", "\\\\").replace('"', '\\"')
        pattern = f'"{escaped}"'
    return f"{pattern} {ATTRIBUTES}"


def has_line(file: Path, line: str) -> bool:
    return file.is_file() and line.encode() in [found.strip() for found in file.read_bytes().split(b"\n")]


def add_line(file: Path, line: str) -> bool:
    """Append the line unless it is there; whether it was written. All other lines stay."""
    if has_line(file, line):
        return False
    before = file.read_bytes() if file.is_file() else b""
    return write_bytes(file, before + b"\n" * (before[-1:] not in (b"", b"\n")) + line.encode() + b"\n")


def remove_line(file: Path, line: str) -> bool:
    """Take the line out; whether it was there."""
    if not has_line(file, line):
        return False
    kept = [found for found in file.read_bytes().split(b"\n") if found.strip() != line.encode()]
    if any(kept):
        return write_bytes(file, b"\n".join(kept))
    file.unlink()
    return True


def _git(*arguments: str, may_fail: bool = False) -> str | None:
    """What a git command wrote; `None` where it failed and may."""
    answer = ask(*arguments)
    if answer.is_good:
        return answer.out
    if may_fail:
        return None
    raise OnrecordError(f"git {arguments[0]}: {answer.told}; run this inside a repository, or with --global")
