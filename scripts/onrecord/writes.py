"""Files that are written: whole or not at all, gzip and zstd by name, `-` for standard output."""

from __future__ import annotations

import contextlib
import gzip
import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import IO, cast

from onrecord.errors import OnrecordError
from onrecord.files import STANDARD_STREAM, zstd


class WriteError(OnrecordError):
    """A file that cannot be written; what had its name before is as it was."""


@contextlib.contextmanager
def writing(path: str | Path, *, sync: bool = True) -> Iterator[IO[bytes]]:
    """A stream that becomes the file `path` when the block ends well, and leaves no trace when it does not.

    The bytes go to a temporary file beside it, are synced (not without `sync`: for thousands of files that the next run
    mends) and renamed; `.gz` and `.zst` pack them, the same way each time. What is a device or a pipe (/dev/null) stays
    one and is written to; a link stays, and leads to the new file.
    A file that is replaced hands its permissions on.
    """
    if str(path) == STANDARD_STREAM:
        with write_errors(path):
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        return
    target = Path(path).resolve()
    if target.exists() and not target.is_file():
        with write_errors(path), target.open("wb") as raw, _packed(raw, str(path)) as stream:
            yield stream
        return
    with write_errors(path):
        target.parent.mkdir(parents=True, exist_ok=True)
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as raw:
                with _packed(raw, str(path)) as stream:
                    yield stream
                raw.flush()
                if sync:
                    os.fsync(raw.fileno())
            Path(name).chmod(mode)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def write_bytes(path: str | Path, data: bytes, *, sync: bool = True) -> bool:
    """Write `data` to `path` unless the file holds just that already; whether it was written."""
    target = Path(path)
    if holds(target, data):
        return False
    with writing(target, sync=sync) as stream:
        stream.write(data)
    return True


def write_new(path: Path, data: bytes) -> bool:
    """Write a file that is not there yet; whether it was this call. Of several at once, on any machine, one does it."""
    with write_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).chmod(0o666 & ~_umask())
            try:
                _link(Path(file.name), path)
            except FileExistsError:
                return False
        sync_folder(path.parent)
    return True


def _link(file: Path, path: Path) -> None:
    """Give a file another name. Raises `FileExistsError` where a file has it, unlike a rename."""
    try:
        os.link(file, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without such links: the name is taken first, the content follows
        with path.open("xb") as stream:
            stream.write(file.read_bytes())


def sync_folder(folder: Path) -> None:
    """See that the names of a folder's files outlive a failure of power."""
    with contextlib.suppress(OSError):  # systems and file systems that do not know it
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def holds(path: Path, data: bytes) -> bool:
    """Whether the file is there and has just these bytes."""
    return path.is_file() and path.read_bytes() == data


def write_together(contents: Mapping[Path, bytes]) -> None:
    """Write new files, all of them or none: each is a whole temporary file before the first of them gets its name.

    Raises `OnrecordError` where one of them exists already.
    """
    if existing := next((path for path in contents if path.exists()), None):
        raise OnrecordError(f"{existing}: exists and is left as it is; nothing was written")
    with contextlib.ExitStack() as stack:
        stack.push(partial(_removed_after, contents))
        for path, data in reversed(list(contents.items())):
            stack.enter_context(writing(path)).write(data)


def _removed_after(paths: Iterable[Path], error: object, *_: object) -> None:
    for path in paths if error is not None else ():
        with contextlib.suppress(OSError):  # also where it is not, for what lies above it is no folder
            path.unlink()


@contextlib.contextmanager
def _packed(raw: IO[bytes], name: str) -> Iterator[IO[bytes]]:
    if name.lower().endswith(".gz"):
        with gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as packed:
            yield cast("IO[bytes]", packed)
    elif name.lower().endswith(".zst"):
        with zstd().ZstdFile(raw, mode="w") as packed:
            yield cast("IO[bytes]", packed)
    else:
        yield raw


@contextlib.contextmanager
def write_errors(path: str | Path) -> Iterator[None]:
    """Raise `WriteError` where the file cannot be written; a reader that has gone is no such thing."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        name = "standard output" if str(path) == STANDARD_STREAM else str(path)
        raise WriteError(f"{name}: cannot be written ({error.strerror or error})") from error


@contextlib.contextmanager
def completing(folder: str | Path) -> Iterator[None]:
    """Where a file of a folder cannot be written: say that others are there, and what makes the folder whole."""
    try:
        yield
    except WriteError as error:
        state = f"{folder} may lack files, each that is there is whole"
        mend = f"{state}; make room or mend the rights, then the same command completes it"
        raise OnrecordError(f"{error}; {mend}") from error


@contextlib.contextmanager
def temporary_errors() -> Iterator[None]:
    """Tell where a temporary file cannot be written that it was one, and in which folder."""
    try:
        yield
    except OSError as error:
        found = f"the temporary folder {tempfile.tempdir or ''}".rstrip()
        mend = "make room, or name another folder in the variable TMPDIR"
        raise OnrecordError(f"{found}: cannot be written ({error.strerror or error}); {mend}") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
