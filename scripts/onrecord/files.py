"""Files in and out: lines end with LF alone, gzip by name, `-` for the standard streams, whole writes or none."""

from __future__ import annotations

import contextlib
import gzip
import os
import sys
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from onrecord.errors import InputError, OnrecordError

STANDARD_STREAM = "-"


def is_gzip(path: str | Path) -> bool:
    return str(path).endswith(".gz")


@contextlib.contextmanager
def reading(path: str | Path) -> Iterator[IO[bytes]]:
    """The file's bytes, unpacked where its name ends in `.gz`; standard input for `-`."""
    if str(path) == STANDARD_STREAM:
        yield sys.stdin.buffer
        return
    try:
        with Path(path).open("rb") as raw:
            yield cast("IO[bytes]", gzip.GzipFile(fileobj=raw)) if is_gzip(path) else raw
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InputError(str(path), f"not a whole gzip file ({error})", "compress it again") from error
    except OSError as error:
        raise InputError(
            str(path), f"cannot be read ({error.strerror})", "check the name and the permissions"
        ) from error


def iter_lines(path: str | Path) -> Iterator[tuple[int, bytes]]:
    """Number (from 1) and bytes of each line, its LF included. Only LF ends a line: U+2028 and CR stand in texts."""
    with reading(path) as stream:
        yield from enumerate(stream, 1)


@contextlib.contextmanager
def writing(path: str | Path) -> Iterator[IO[bytes]]:
    """A stream that becomes the file `path` when the block ends well, and leaves no trace when it does not.

    The bytes go to a temporary file beside it, are synced and renamed; `.gz` packs them, with the same bytes each time.
    """
    if str(path) == STANDARD_STREAM:
        with _write_errors(path):
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        return
    target = Path(path)
    with _write_errors(path):
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as raw:
                if is_gzip(path):
                    with gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as packed:
                        yield cast("IO[bytes]", packed)
                else:
                    yield raw
                raw.flush()
                os.fsync(raw.fileno())
            Path(name).chmod(0o666 & ~_umask())
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def write_bytes(path: str | Path, data: bytes) -> bool:
    """Write `data` to `path` unless the file holds just that already; whether it was written."""
    target = Path(path)
    if target.is_file() and target.read_bytes() == data:
        return False
    with writing(target) as stream:
        stream.write(data)
    return True


@contextlib.contextmanager
def _write_errors(path: str | Path) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        name = "standard output" if str(path) == STANDARD_STREAM else str(path)
        reason = error.strerror or str(error)
        raise OnrecordError(f"{name}: cannot be written ({reason}); nothing was left half-written") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
