"""Files that are read: their names, gzip and zstd by name, `-` for standard input, lines that end with LF alone."""

from __future__ import annotations

import contextlib
import gzip
import os
import re
import sys
import zlib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import IO, cast

from onrecord.errors import InputError
from onrecord.incident import quoted

STANDARD_STREAM = "-"
_BUFFER = 2**20  # bytes; a line of records is longer than what Python reads at once
JSONL = (".jsonl", ".jsonl.gz", ".jsonl.zst")
PARQUET = ".parquet"


class NotWholeError(InputError):
    """A packed file that cannot be unpacked to its end."""


def shown_name(path: str | Path) -> str:
    """The path as messages name it."""
    return "<stdin>" if str(path) == STANDARD_STREAM else str(path)


def is_jsonl(name: str) -> bool:
    """Whether a file of that name is JSONL, packed or not; capitals make no difference."""
    return name.lower().endswith(JSONL)


def stem(path: str | Path) -> str:
    """The name of a file of JSONL without what says its form and packing."""
    return re.sub(r"\.jsonl(\.gz|\.zst)?\Z", "", Path(path).name, flags=re.IGNORECASE)


def by_name(path: Path) -> tuple[str, str]:
    """The key by which a folder's files are in the order of the ids that name them: a before a-b, though "." is after
    "-".
    """
    return stem(path), path.name


def check_named(path: str | Path, mend: str = "check the name") -> None:
    """Raise `InputError` where a path, given by a user, names nothing that is there; `-` is standard input."""
    if not str(path):
        raise InputError("''", "an empty name", "name a file or a folder (. is the one here)")
    if str(path) != STANDARD_STREAM and not os.path.lexists(path):
        raise InputError(quoted(str(path), 200), "no such file or folder", mend)


def record_files(path: str | Path, *, parquet: bool = False) -> list[str]:
    """The file that a path names, or the JSONL of a folder at any depth, links to folders not followed; with `parquet`
    its Parquet where there is no JSONL. What annotators made of the articles of a corpus (`annotators/` beside
    `articles/`) is the same articles again, and left out. Raises `InputError` for what is not there, or holds none.
    """
    check_named(path)
    shown = quoted(str(path), 200)
    if not Path(path).is_dir():
        return [str(path)]
    inside = sorted(_inside(path))
    found = [file for file in inside if is_jsonl(file)]
    if parquet and not found:
        found = [file for file in inside if file.endswith(PARQUET)]
    if odd := [file for file in found if Path(file).exists() and not Path(file).is_file()]:
        # To open a pipe would be to wait for a writer.
        raise InputError(quoted(odd[0], 200), "not a file but a pipe, socket or device", "remove it from the folder")
    if not found:
        raise InputError(shown, "a folder without .jsonl files", "name article files, document JSONL, or their folder")
    return found


def jsonl_in(folder: str | Path) -> list[Path]:
    """The JSONL that `record_files` finds in a folder, in the order of the ids that name it; none where none is."""
    return sorted(map(Path, filter(is_jsonl, _inside(folder))), key=by_name)


def _inside(path: str | Path) -> Iterator[str]:
    for folder, folders, names in os.walk(path):
        if "articles" in folders:
            folders[:] = [name for name in folders if name != "annotators"]
        yield from (str(Path(folder, name)) for name in names)


@contextlib.contextmanager
def reading(path: str | Path) -> Iterator[IO[bytes]]:
    """The file's bytes, unpacked where its name ends in `.gz` or `.zst`; standard input for `-`."""
    if str(path) == STANDARD_STREAM:
        yield sys.stdin.buffer
        return
    with read_errors(path), Path(path).open("rb", buffering=_BUFFER) as raw:
        yield unpacked(raw, str(path))


@contextlib.contextmanager
def read_errors(path: str | Path) -> Iterator[None]:
    """Raise `InputError` where the file cannot be read, and `NotWholeError` where it cannot be unpacked."""
    try:
        yield
    except OSError as error:
        if isinstance(error, gzip.BadGzipFile):
            raise _not_whole(path, error) from error
        raise InputError(
            str(path), f"cannot be read ({error.strerror})", "check the name and the permissions"
        ) from error
    except (EOFError, zlib.error) as error:
        raise _not_whole(path, error) from error
    except Exception as error:
        if type(error).__name__ != "ZstdError":
            raise
        raise _not_whole(path, error) from error


def unpacked(raw: IO[bytes], name: str) -> IO[bytes]:
    """The stream as it is, or unpacked where the name ends in `.gz` or `.zst`."""
    if name.lower().endswith(".gz"):
        return cast("IO[bytes]", gzip.GzipFile(fileobj=raw))
    if name.lower().endswith(".zst"):
        return cast("IO[bytes]", zstd().ZstdFile(raw))
    return raw


def zstd() -> ModuleType:
    """The standard library's module, which Python has since 3.14, or its port; imported where it is used."""
    return import_module("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")


def _not_whole(path: str | Path, error: Exception) -> NotWholeError:
    packing = "zstd" if str(path).lower().endswith(".zst") else "gzip"
    return NotWholeError(str(path), f"not a whole {packing} file ({error})", "compress it again")


def iter_lines(path: str | Path) -> Iterator[tuple[int, bytes]]:
    """Number (from 1) and bytes of each line, its LF included. Only LF ends a line: U+2028 and CR stand in texts."""
    with reading(path) as stream:
        yield from enumerate(stream, 1)
