"""The plan of a crawl: its input files, the number of its tasks, and all that makes its output what it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from onrecord.crawl.items import InputFile
from onrecord.models import DEFAULT


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """What is done with each document. A bound of 0 characters is none; seconds and mebibytes are for one document."""

    columns: Mapping[str, str] = field(default_factory=dict)
    model: str = DEFAULT
    digest: str = ""  # of the model, where it is a folder: see `onrecord.models.model_digest`
    nested: bool = False
    min_characters: int = 0
    max_characters: int = 0
    language: str = ""
    duplicates: str = ""
    seconds: float = 60
    mebibytes: int = 2048


@dataclass(frozen=True, slots=True)
class Plan:
    """The input files, in their order, are dealt out to the tasks, one at a time (datatrove's rule)."""

    inputs: tuple[InputFile, ...]
    tasks: int
    parameters: Parameters

    def files_of(self, rank: int) -> Iterator[tuple[int, InputFile]]:
        """Number and file of each input of a task."""
        return ((number, self.inputs[number]) for number in range(rank, len(self.inputs), self.tasks))

    def size_of(self, rank: int) -> int:
        """The bytes of a task's input."""
        return sum(file.size for _, file in self.files_of(rank))
