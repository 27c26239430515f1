"""An article file on disk: read as a whole, looked at again before it is written, never written over unseen."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from onrecord.batches import Batch
from onrecord.errors import InputError, OnrecordError
from onrecord.incident import Incident, ascii_controls
from onrecord.limits import LONGEST_LINE
from onrecord.lines import Line
from onrecord.review.findings import SHAPE
from onrecord.revisions.records import FileRecord, name_of, scan_lines
from onrecord.validation import Choice, examine
from onrecord.writes import write_bytes


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass(slots=True)
class ArticleFile:
    """The file of an article under review; `known` is the digest of what it held when it was last as it is here."""

    path: Path
    choice: Choice
    known: str = ""
    saved: str = ""
    error: str = ""  # why it could not be written, "" once it was

    def load(self) -> bytes:
        """What the file holds. Raises `InputError` where it cannot be read."""
        try:
            return self.path.read_bytes()
        except OSError as error:
            found, mend = f"cannot be read ({error.strerror})", "check the name and the permissions"
            raise InputError(name_of(self.path), found, mend) from error

    def look(self) -> bytes:
        """What the file holds now, b"" where it is gone, or cannot be read."""
        try:
            return self.load()
        except InputError:
            return b""

    def write(self, data: bytes) -> None:
        """Write the file, whole or not at all. Where that fails, `error` says why: the journal has it all."""
        try:
            write_bytes(self.path, data)
        except OnrecordError as error:
            self.error = ascii_controls(str(error))
            return
        self.error = ""
        self.known = digest(data)
        self.saved = datetime.now(UTC).isoformat(timespec="seconds")

    def read(self, data: bytes) -> FileRecord:
        """The record that bytes of the file are. Raises `InputError` for those that cannot be worked on."""
        name = name_of(self.path)
        if len(data) > LONGEST_LINE:
            raise InputError(name, "too long for a review", "review the article in parts")
        if data and not data.lstrip().startswith(b'{"layer"'):
            mend = "onrecord import, or annotate with -o FOLDER, makes article files of it"
            raise InputError(name, "no article file", mend)
        lines = [Line(number, line) for number, line in enumerate(_lines(data), 1)]
        batch = Batch(str(self.path), is_article=True, items=[*lines], size=len(data))
        choice = replace(self.choice, level=SHAPE)
        broken = [found for found in examine(batch, choice).incidents if not _is_form(found)]
        if broken:
            first = broken[0]
            raise InputError(f"{name}:{first.line}:{first.column}", f"{first.found} [{first.test_id}]", first.mend)
        records = list(scan_lines(((line.number, line.data) for line in lines), name))
        if len(records) != 1:
            raise InputError(name, "an empty file", "write an article into it (onrecord annotate)")
        return records[0]


def _lines(data: bytes) -> list[bytes]:
    lines = data.split(b"\n")
    return [line + b"\n" for line in lines[:-1]] + [last for last in lines[-1:] if last]


def _is_form(found: Incident) -> bool:
    """Whether a finding of levels 1 and 2 is about the form alone, which the first step mends."""
    forms = ("byte-order-mark", "line-ending", "no-final-newline", "not-canonical")
    return found.test_id in forms
