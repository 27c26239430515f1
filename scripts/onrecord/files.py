"""Files in and out: lines end with LF alone, gzip and zstd by name, `-` for the standard streams, whole writes only."""

from __future__ import annotations

import contextlib
import gzip
import os
import re
import stat
import sys
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import IO, cast

from onrecord.errors import InputError, OnrecordError
from onrecord.incident import quoted

STANDARD_STREAM = "-"
_BUFFER = 2**20  # bytes; a line of records is longer than what Python reads at once
JSONL = (".jsonl", ".jsonl.gz", ".jsonl.zst")
PARQUET = ".parquet"


class NotWholeError(InputError):
    """A packed file that cannot be unpacked to its end."""


class WriteError(OnrecordError):
    """A file that cannot be written; what had its name before is as it was."""


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
        return cast("IO[bytes]", _zstd().ZstdFile(raw))
    return raw


def _zstd() -> ModuleType:
    """The standard library's module, which Python has since 3.14, or its port; imported where it is used."""
    return import_module("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")


def _not_whole(path: str | Path, error: Exception) -> NotWholeError:
    packing = "zstd" if str(path).lower().endswith(".zst") else "gzip"
    return NotWholeError(str(path), f"not a whole {packing} file ({error})", "compress it again")


def iter_lines(path: str | Path) -> Iterator[tuple[int, bytes]]:
    """Number (from 1) and bytes of each line, its LF included. Only LF ends a line: U+2028 and CR stand in texts."""
    with reading(path) as stream:
        yield from enumerate(stream, 1)


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
        with _zstd().ZstdFile(raw, mode="w") as packed:
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
