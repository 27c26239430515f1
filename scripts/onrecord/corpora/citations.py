"""The corpora that `onrecord import` has a recipe for: who made them, under which licence, and what to cite."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A publication; authors are written "Family, Given"."""

    title: str
    authors: tuple[str, ...]
    year: int
    venue: str
    url: str = ""

    def reference(self) -> str:
        """The work on a line, as a list of references has it."""
        families = [author.partition(",")[0] for author in self.authors]
        names = " and ".join(filter(None, [", ".join(families[:-1]), families[-1]]))
        return f"{names} ({self.year}). {self.title}. {self.venue}." + (f" {self.url}" if self.url else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """A corpus of others; `licence` is what its owners state, `spdx` its identifier where it has one, `works` are what
    to cite, the first before all.
    """

    title: str
    url: str
    licence: str
    works: tuple[Work, ...]
    spdx: str = ""
    doi: str = ""
    authors: tuple[str, ...] = field(default=())

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Corpus:
        """The corpus of a table of `formats.toml`."""
        works = tuple(Work(**{**work, "authors": tuple(work["authors"])}) for work in table["works"])
        return cls(**{**table, "works": works, "authors": tuple(table.get("authors", ()))})

    def lines(self) -> Iterator[str]:
        """What a user has to know of it, on two lines."""
        yield f"{self.title} ({self.url}); licence: {self.licence}"
        yield "cite: " + "; ".join(work.reference() for work in self.works)

    def to_cff(self) -> bytes:
        """A CITATION.cff (Citation File Format 1.2.0) for records that were made of the corpus."""
        message = (
            f"These are records made of a copy of {self.title}. Cite that corpus, and keep to its licence. "
            f"Licence, as its owners state it: {self.licence}."
        )
        first, *others = self.works
        values: dict[str, Any] = {
            "cff-version": "1.2.0",
            "message": message,
            "title": self.title,
            "type": "dataset",
            "authors": _people(self.authors or first.authors),
            "url": self.url,
        }
        values |= {"doi": self.doi} if self.doi else {}
        values |= {"license": self.spdx} if self.spdx else {}
        values |= {"preferred-citation": _work(first)}
        values |= {"references": [_work(work) for work in others]} if others else {}
        return "".join(f"{line}\n" for line in _yaml(values)).encode("utf-8")


def _yaml(value: Any) -> Iterator[str]:
    """The lines of tables, lists and scalars; a string in JSON's marks is one of YAML too."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, dict | list):
                yield f"{key}:"
                yield from (f"  {line}" for line in _yaml(inner))
            else:
                yield f"{key}: {json.dumps(inner, ensure_ascii=False)}"
    else:
        for item in value:
            first, *rest = _yaml(item)
            yield f"- {first}"
            yield from (f"  {line}" for line in rest)


def _people(authors: tuple[str, ...]) -> list[dict[str, str]]:
    parts = (author.partition(", ") for author in authors)
    return [{"family-names": family, "given-names": given} for family, _, given in parts]


def _work(work: Work) -> dict[str, Any]:
    values: dict[str, Any] = {"type": "conference-paper", "title": work.title, "authors": _people(work.authors)}
    values |= {"year": work.year, "collection-title": work.venue}
    return values | ({"url": work.url} if work.url else {})
