"""Articles of two files, the text as `NAME.txt` and its annotations beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from onrecord.corpora.foreign_files import read_whole, scan_files
from onrecord.errors import InputError
from onrecord.losses import Losses
from onrecord.model import Record
from onrecord.seeds import check_text, decoded

_TEXT = ".txt"


def to_text(record: Record, _: Losses) -> bytes:
    """The `.txt` of a record."""
    return record.text.encode("utf-8")


def scan_pairs(
    path: str, suffix: str, record_of: Callable[[str, str, Path], Record], *, deep: bool = False
) -> Iterator[Record | InputError]:
    """What `record_of` makes of text, annotations and the path of these: for the pair that a path names one file of, or
    for each of a folder by name, with `deep` of the folders in it too; both files may be packed (`.gz`). A text alone
    has no annotations.

    An error stands in the place of each that cannot be read.
    """
    seen: set[Path] = set()

    def read(file: str) -> Iterator[Record]:
        annotations = _of_pair(file, suffix, suffix)
        if annotations not in seen:
            seen.add(annotations)
            beside = _of_pair(file, suffix, _TEXT)
            if annotations.exists() and not beside.exists():
                raise InputError(str(annotations), f"has no text {beside.name} beside it", "put the text there")
            text = _text(beside)
            check_text(text, str(annotations))
            yield record_of(text, _text(annotations) if annotations.exists() else "", annotations)

    return scan_files(path, (suffix, _TEXT), read, deep=deep)


def _of_pair(file: str, suffix: str, wanted: str) -> Path:
    """The file with the suffix that is wanted, of the pair that has this one."""
    plain = file.removesuffix(".gz").removesuffix(".zst")
    if not plain.endswith((_TEXT, suffix)):
        found = f"no {_TEXT} and {suffix}, nor a folder of such"
        raise InputError(file, found, "name one of an article's two files")
    return Path(plain.removesuffix(_TEXT).removesuffix(suffix) + wanted + file[len(plain) :])


def _text(path: Path) -> str:
    return decoded(read_whole(path), str(path), encoding="utf-8")
