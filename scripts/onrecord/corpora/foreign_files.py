"""Files and folders of others: which of a folder are read, and how much of each, so that none fills the memory."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from onrecord.errors import InputError
from onrecord.files import STANDARD_STREAM, reading, shown_name
from onrecord.limits import LARGEST_FILE, LONGEST_LINE
from onrecord.model import Record

Items = Iterable[Record | InputError]
_PACKINGS = ("", ".gz", ".zst")


def scan_files(
    path: str | Path,
    suffixes: tuple[str, ...],
    read: Callable[[str], Items],
    *,
    mend: str = "name a folder that holds such files, or a file",
    is_meant: Callable[[Path], bool] = bool,
    deep: bool = False,
) -> Iterator[Record | InputError]:
    """What `read` finds in a file (`-`: on standard input), or in each file of a folder, by name, that ends in one of
    the suffixes, packed or not, and that `is_meant`; an error in the place of a file that cannot be read. With `deep`
    also in those of the folders in it, links to folders not followed.
    """
    files = [str(path)]
    if str(path) != STANDARD_STREAM and Path(path).is_dir():
        endings = tuple(suffix + packing for suffix in suffixes for packing in _PACKINGS)
        children = [child for child in _children(Path(path), deep=deep) if child.name.endswith(endings)]
        files = [str(child) for child in children if is_meant(child) and child.is_file()]
        if not files:
            yield InputError(str(path), f"no {' or '.join(suffixes)} in it", mend)
    for file in files:
        try:
            yield from read(file)
        except InputError as error:
            yield error


def _children(folder: Path, *, deep: bool) -> list[Path]:
    if not deep:
        return sorted(folder.iterdir())
    return sorted(Path(place, name) for place, _, names in os.walk(folder) for name in names)


def scan_lines(
    path: str | Path, suffix: str, read: Callable[[bytes, str, int], Items], *, mend: str
) -> Iterator[Record | InputError]:
    """What `read` finds in each line that is not blank, with its file and its number, of the files that `scan_files`
    finds; an error in the place of a line that cannot be read.
    """

    def read_file(file: str) -> Iterator[Record | InputError]:
        for number, line in iter_lines(file):
            try:
                if line.strip():
                    yield from read(line, file, number)
            except InputError as error:
                yield error

    return scan_files(path, (suffix,), read_file, mend=mend)


def stem(path: str | Path, suffixes: tuple[str, ...]) -> str:
    """The name of a file without its packing and the suffix that it has of these."""
    name = Path(shown_name(path)).name
    endings = (suffix + packing for suffix in suffixes for packing in reversed(_PACKINGS))
    return next((name.removesuffix(ending) for ending in endings if name.endswith(ending)), name)


def read_whole(path: str | Path) -> bytes:
    """The bytes of a file, unpacked. Raises `InputError` for one that is too large."""
    with reading(path) as stream:
        data = stream.read(LARGEST_FILE + 1)
    check_size(len(data), shown_name(path))
    return data


def check_size(size: int, place: str) -> None:
    """Raises `InputError` where a file, unpacked, is larger than what is read at once."""
    if size > LARGEST_FILE:
        raise InputError(place, f"more than {LARGEST_FILE >> 20} MiB", "export fewer documents at a time")


def iter_lines(path: str | Path) -> Iterator[tuple[int, bytes]]:
    """As `files.iter_lines`; raises `InputError` for a line that is too long."""
    number = 0
    with reading(path) as stream:
        while line := stream.readline(LONGEST_LINE + 1):
            number += 1
            if len(line) > LONGEST_LINE:
                found = f"a line of more than {LONGEST_LINE >> 20} MiB"
                raise InputError(f"{shown_name(path)}:{number}", found, "export it as a document a line")
            yield number, line
