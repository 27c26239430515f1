"""One input document on its way through a crawl, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from onrecord.model import Document, Record


class Fate(StrEnum):
    """What becomes of an input document: one of these, and only one."""

    ANNOTATED = "annotated"
    FILTERED = "filtered"  # by the user's choice, or for it is no article
    REJECTED = "rejected"  # it cannot be read or annotated; its bytes are kept


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file with documents: an absolute path or a URL, the key of `sources.SOURCES`, and its size in bytes."""

    path: str
    format: str
    size: int


@dataclass(frozen=True, slots=True)
class Raw:
    """A document as it lies in its file.

    `position` counts the file's documents from 0, `end` the bytes of the file, as it lies, that are read so far;
    `place` is what messages name, `headers` what is said about the document around it. `content` is for the source
    that read it. With a `fault` it is something between documents that cannot be read.
    """

    position: int
    place: str
    content: Any
    end: int
    headers: Mapping[str, str] = field(default_factory=dict)
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """The content of a document that its source is done with: its bytes, where they are wanted."""

    data: Callable[[], bytes]


class UnfitError(Exception):
    """A document that is no article to be annotated: `reason` is one word for the counts, `detail` says what it is."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail


@dataclass(slots=True)
class Item:
    """An input document on its way; steps fill it until its fate is settled."""

    file: int  # the number of its file in the plan
    raw: Raw
    document: Document | None = None
    record: Record | None = None
    fate: Fate | None = None
    reason: str = ""  # one word (kebab-case) for the counts; "" for what is annotated
    detail: str = ""  # for people

    @property
    def is_open(self) -> bool:
        """Whether its fate is not settled yet."""
        return self.fate is None

    @property
    def key(self) -> tuple[int, int]:
        """What it is in the whole crawl: file and position."""
        return self.file, self.raw.position

    def reject(self, reason: str, detail: str) -> None:
        """Settle that it cannot be read or annotated; what was made of it so far is dropped."""
        self.fate, self.reason, self.detail, self.record = Fate.REJECTED, reason, detail, None

    def filter(self, reason: str, detail: str = "") -> None:
        """Settle that it is not wanted."""
        self.fate, self.reason, self.detail, self.record = Fate.FILTERED, reason, detail, None
