"""What a command makes of its inputs: written in their order, errors told on standard error, progress shown there."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import InputError, OnrecordError
from onrecord.files import JSONL, STANDARD_STREAM
from onrecord.incident import quoted
from onrecord.writes import completing, holds, write_bytes, writing

if TYPE_CHECKING:
    from onrecord.model import Record


@dataclass(frozen=True, slots=True)
class Output:
    """What became of one input: its bytes in the form asked for, or the error that stands in their place."""

    id: str
    data: bytes = b""
    error: str = ""
    characters: int = 0
    beside: Mapping[str, bytes] = field(default_factory=dict)  # further files of the same record, by their suffix


def outputs_of(
    items: Iterable[Record | InputError],
    write: Callable[[Record], bytes],
    beside: Callable[[Record], Mapping[str, bytes]] = lambda record: {},
) -> Iterator[Output]:
    """An output an item, in their order: the bytes that `write` makes of a record, or the error in its place."""
    for item in items:
        try:
            if isinstance(item, InputError):
                raise item
            yield Output(id=item.id, data=write(item), characters=len(item.text), beside=beside(item))
        except InputError as error:
            yield Output(id="", error=str(error))


def add_record_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of a command whose output is records: where they go, and in which form."""
    parser.add_argument(
        "--to",
        choices=["articles", "documents"],
        help="article files into the folder OUT, or document records as JSONL (default: by the name of OUT)",
    )
    parser.add_argument("-o", "--out", default=STANDARD_STREAM, metavar="OUT", help="folder or JSONL file (default: -)")
    parser.add_argument("--force", action="store_true", help="overwrite article files that exist")


def record_form(args: argparse.Namespace) -> str:
    """The form that is asked for, a key of `articles.FORMS`; article files need a folder (`OnrecordError`)."""
    is_stream = args.out == STANDARD_STREAM or args.out.endswith(JSONL)
    form: str = args.to or ("documents" if is_stream else "articles")
    if form == "articles" and args.out == STANDARD_STREAM:
        raise OnrecordError("article files need a folder: add -o FOLDER, or --to documents for JSONL")
    return form


def write_records(outputs: Iterable[Output], args: argparse.Namespace, form: str) -> int:
    """Write records where `args` say; returns how many inputs gave none."""
    if form == "articles":
        return write_folder(outputs, args.out, ".jsonl", force=args.force)
    return write_stream(outputs, args.out)


def with_progress(outputs: Iterable[Output], name: str) -> Iterator[Output]:
    """Pass `outputs` on, with a bar on standard error after two seconds if that is a terminal; report the errors."""
    from tqdm import tqdm

    with tqdm(unit="char", unit_scale=True, delay=2, disable=None, desc=name) as bar:
        for output in outputs:
            bar.update(output.characters)
            if output.error:
                report(output.error)
            yield output


def write_stream(outputs: Iterable[Output], out: str) -> int:
    """Write all to one file or stream, one after the other; returns how many have an error instead of bytes."""
    failed = 0
    with writing(out) as stream:
        for output in outputs:
            failed += bool(output.error)
            stream.write(output.data)
    return failed


def write_folder(outputs: Iterable[Output], folder: str, suffix: str, *, force: bool = False) -> int:
    """Write each to `folder/ID` + `suffix`; returns how many have an error, or a file that exists and stays.

    A file that is what would be written is no such file, so that a run that was stopped can be run again. With `force`
    files that exist are overwritten. An id that can be no name of a file (`../a`) is an error.
    """
    from onrecord.seeds import identifier

    failed = 0
    for output in outputs:
        path = Path(folder) / f"{output.id}{suffix}"
        contents = {Path(folder) / f"{output.id}{other}": data for other, data in output.beside.items()}
        contents[path] = output.data  # the last to be there
        if output.error:
            failed += 1
        elif identifier(output.id) != output.id:
            failed += 1
            report(f"{quoted(output.id, 60)}: the id can be no name of a file; run onrecord validate on the document")
        elif path.exists() and not force and (other := _corrected(contents)):
            failed += 1
            report(f"{other}: exists and may hold corrections; left as it is (--force overwrites it)")
        else:
            with completing(folder):
                for file, data in contents.items():
                    write_bytes(file, data)
    return failed


def _corrected(contents: Mapping[Path, bytes]) -> Path | None:
    """The last of the files that exists and is not what would be written."""
    found = (file for file, data in contents.items() if file.exists() and not holds(file, data))
    return next(reversed(list(found)), None)


def positive(value: str) -> int:
    """The type of an argument that counts something, 1 or more."""
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{quoted(value)} is not a whole number, 1 or more")
    return number


def report(message: str) -> None:
    """A line for the user on standard error."""
    print(f"onrecord: {message}", file=sys.stderr)
