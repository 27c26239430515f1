"""Articles of two files, the text as `NAME.txt` and its annotations beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from onrecord.errors import InputError
from onrecord.files import STANDARD_STREAM, reading
from onrecord.losses import Losses
from onrecord.model import Record
from onrecord.seeds import identifier

_TEXT = ".txt"
_PACKED = ".gz"


def to_text(record: Record, _: Losses) -> bytes:
    """The `.txt` of a record."""
    return record.text.encode("utf-8")


def scan_pairs(path: str, suffix: str, record_of: Callable[[str, str, Path], Record]) -> Iterator[Record | InputError]:
    """What `record_of` makes of text, annotations and the path of these: for the pair that a path names one file of, or
    for each of a folder by name; both files may be packed (`.gz`). A text alone has no annotations.

    An error stands in the place of each that cannot be read.
    """
    if path != STANDARD_STREAM and Path(path).is_dir():
        names = dict.fromkeys(_annotations(child, suffix) for child in sorted(Path(path).iterdir()))
        pairs = [name for name in names if name]
    else:
        name = _annotations(Path(path), suffix)
        pairs = [name] if name else []
    if not pairs:
        yield InputError(path, f"no {_TEXT} and {suffix}, nor a folder of such", "name one of an article's two files")
    for file in pairs:
        try:
            text = _read(Path(_stem(file, suffix) + _TEXT + _packing(file)))
            if not text.strip():
                raise InputError(str(file), f"its {_TEXT} has no text", "leave it out, or add its text")
            yield record_of(text, _read(file) if file.exists() else "", file)
        except InputError as error:
            yield error


def document_name(path: str | Path, suffix: str) -> str:
    """The id of the article whose annotations a path names."""
    return identifier(Path(_stem(Path(path), suffix)).name)


def _annotations(path: Path, suffix: str) -> Path | None:
    """The file of annotations of the pair that has this file."""
    packing = _packing(path)
    name = str(path).removesuffix(packing)
    if not name.endswith((_TEXT, suffix)):
        return None
    return Path(name.removesuffix(_TEXT).removesuffix(suffix) + suffix + packing)


def _packing(path: Path) -> str:
    return _PACKED if path.name.endswith(_PACKED) else ""


def _stem(path: Path, suffix: str) -> str:
    return str(path).removesuffix(_packing(path)).removesuffix(suffix)


def _read(path: Path) -> str:
    with reading(path) as stream:
        data = stream.read()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{path}:{line}", f"not UTF-8 (byte 0x{data[error.start]:02x})", "convert it") from error
