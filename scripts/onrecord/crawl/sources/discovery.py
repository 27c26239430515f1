"""What a user names as input to input files: files, folders at any depth, and URLs of what fsspec reads."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import IO, Any, NoReturn, cast

from onrecord.crawl.items import InputFile
from onrecord.crawl.sources import SOURCES, format_of
from onrecord.errors import InputError, OnrecordError
from onrecord.files import check_named
from onrecord.incident import ascii_controls, cut, quoted

_TEXTS_A_TASK = 1000
_BUFFER = 2**20  # bytes
_ENDINGS = ", ".join(ending for endings in SOURCES.values() for ending in endings)


def discovered(paths: Iterable[str]) -> list[InputFile]:
    """The files at the paths in the order of the names, each once; of a folder, those that have a form that is read.

    Raises `InputError` for what is not there, and for what has no such form.
    """
    found: dict[str, InputFile] = {}
    for path in paths:
        for file in _remote(path) if "://" in path else _local(path):
            found.setdefault(file.path, file)
    return list(found.values())


def default_tasks(inputs: Iterable[InputFile]) -> int:
    """A task a file; of plain texts, one a thousand."""
    formats = [file.format for file in inputs]
    texts = formats.count("texts")
    return len(formats) - texts + -(-texts // _TEXTS_A_TASK)


@contextmanager
def opened(file: InputFile) -> Iterator[IO[bytes]]:
    """The file's bytes as they lie. Raises `InputError` for a file that cannot be read, or is no more what it was."""
    try:
        with _stream(file) as stream:
            _check_size(file)
            yield stream
            _check_size(file)  # it may have grown meanwhile
    except OSError as error:
        raise _not_read(file, error.strerror or str(error)) from error
    except OnrecordError:
        raise
    except Exception as error:  # each remote file system has errors of its own
        if "://" not in file.path:
            raise
        raise _not_read(file, f"{type(error).__name__}: {error}") from error


def _not_read(file: InputFile, reason: str) -> InputError:
    """Not one document's fault, and perhaps mended by the next run: a share that is away, rights."""
    return InputError(
        quoted(file.path, 200), f"cannot be read ({cut(ascii_controls(reason), 200)})", "mend that, then run again"
    )


def _stream(file: InputFile) -> IO[bytes]:
    if "://" not in file.path:
        return Path(file.path).open("rb", buffering=_BUFFER)
    import fsspec

    # Not all of fsspec's files read a line up to so many bytes; the buffer of a local file does for theirs too.
    return cast("IO[bytes]", BufferedReader(fsspec.open(file.path, "rb").open(), _BUFFER))


def _check_size(file: InputFile) -> None:
    """Raise `InputError` where it is another one than when the crawl began."""
    if "://" in file.path:
        import fsspec

        size = _size(*fsspec.core.url_to_fs(file.path))
    else:
        size = Path(file.path).stat().st_size
    if size != file.size:
        found = f"{size:,} bytes, and {file.size:,} when the crawl began"
        raise InputError(quoted(file.path, 200), found, "restore it, or begin anew in another folder")


def _local(path: str) -> Iterator[InputFile]:
    check_named(path)
    if not Path(path).is_dir():
        yield _local_file(Path(path))
        return
    wanted = sorted(filter(format_of, _files(path)))
    if not wanted:
        raise InputError(quoted(path, 200), "a folder without files that are read", f"it needs {_ENDINGS}")
    yield from map(_local_file, map(Path, wanted))


def _files(top: str) -> Iterator[str]:
    """The files of a folder at any depth, but those that are hidden. Links to folders are followed, each folder once.

    Raises `InputError` for a folder that cannot be listed: what is in it would be left out.
    """
    seen = {os.path.realpath(top)}
    for folder, inner, names in os.walk(top, onerror=_raise_unlisted, followlinks=True):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in inner.copy():
            real = os.path.realpath(Path(folder, name))
            if real in seen:
                inner.remove(name)
            seen.add(real)
        yield from (str(Path(folder, name)) for name in names if not name.startswith("."))


def _raise_unlisted(error: OSError) -> NoReturn:
    found = f"a folder that cannot be listed ({error.strerror})"
    raise InputError(quoted(str(error.filename), 200), found, "mend its rights, or name those that you mean") from error


def _local_file(path: Path) -> InputFile:
    shown = quoted(str(path), 200)
    if not path.exists():
        raise InputError(shown, "a link that leads nowhere", "mend or remove it")
    if not path.is_file():  # it could not be read a second time
        raise InputError(shown, "not a file but a pipe, socket or device", "write what it gives into a file")
    return _file(str(path.resolve()), path.stat().st_size)


def _remote(path: str) -> Iterator[InputFile]:
    import fsspec

    try:
        system, root = fsspec.core.url_to_fs(path)
        infos = system.find(root, detail=True) if system.isdir(root) else {root: system.info(root)}
        named = {system.unstrip_protocol(name): name for name in sorted(infos)}
        wanted = {url: name for url, name in named.items() if len(named) == 1 or format_of(url)}
        files = [_file(url, infos[name]["size"] or _size(system, name)) for url, name in wanted.items()]
    except ImportError as error:
        raise OnrecordError(f"{path}: {error}; install with pip what fsspec needs for it") from error
    except OnrecordError:
        raise
    except Exception as error:  # each file system has errors of its own
        found = f"cannot be read ({str(error) or type(error).__name__})"
        raise InputError(quoted(path, 200), found, "check the URL, the network and the rights") from error
    if not files:
        raise InputError(quoted(path, 200), "nothing there that is read", f"it needs {_ENDINGS}")
    yield from files


def _size(system: Any, path: str) -> int:
    """Of a file of one of fsspec's file systems, where it tells it; a listing may not, though it does for one."""
    return int(system.info(path)["size"] or 0)


def _file(path: str, size: int) -> InputFile:
    if not (format_ := format_of(path)):
        raise InputError(quoted(path, 200), "a file of no form that is read", f"it needs one of {_ENDINGS}")
    try:
        path.encode()
    except UnicodeEncodeError as error:
        raise InputError(quoted(path, 200), "a name that is not UTF-8", "give the file another name") from error
    return InputFile(path, format_, size)
