"""Whether a corpus can be published as it is: what is in the way, each with how to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.articles import read_articles
from onrecord.build import Progress, build
from onrecord.incident import Incident, some
from onrecord.parsed import Reader
from onrecord.release import layout
from onrecord.release.citation import UNKNOWN, Citation, read_citation
from onrecord.release.layout import Corpus
from onrecord.release.tracking import commit_of, uncommitted
from onrecord.validation import Choice, validate

_UNRELEASED = re.compile(r"unreleased|not (?:yet )?released", re.IGNORECASE)


def examine(
    corpus: Corpus, extensions: tuple[str, ...] = (), *, progress: Progress = iter
) -> tuple[list[Incident], list[Path]]:
    """What validation finds in the articles and in what annotators made of them, and which files are out of date.

    Raises `OnrecordError` as `build` does.
    """
    changes, incidents = build(corpus, extensions=extensions, dry=True, progress=progress)
    choice = Choice(reader=Reader(extensions=extensions))
    for folder in sorted({path.parent for path in (corpus.folder / "annotators").glob("*/*.jsonl")}):
        incidents += validate([folder], choice=choice)  # one annotator a run: the same articles are in each folder
    return incidents, changes.paths


def obstacles(corpus: Corpus, stale: Iterable[Path], *, tag: bool, allow_dirty: bool) -> Iterator[str]:
    """Why a valid corpus cannot be published, an obstacle a line; `stale` are its files that are out of date."""
    if files := list(map(str, stale)):
        yield f"out of date: {some(files)}; run onrecord build, and commit what it writes"
    if links := sorted(path.name for path in corpus.articles.glob("*.jsonl") if corpus.is_link(path)):
        yield f"articles/: links, whose articles the views hold: {some(links)}; put the files in their place"
    if not any(record.annotation.status != "draft" for record in read_articles(corpus.articles)):
        yield "no article is reviewed or gold: drafts alone are no corpus; review one (onrecord review), then build"
    if tag:
        yield from _not_told(corpus)
    if not allow_dirty:
        yield from _dirty(corpus)


def citation_of(corpus: Corpus) -> Citation:
    """What CITATION.cff of the corpus says, version 0.0.0 where there is none."""
    place = corpus.home / layout.CITATION
    return read_citation(place.read_bytes() if place.is_file() else None, str(place))


@dataclass(frozen=True, slots=True)
class Licences:
    """Of how many texts the article names no licence, and how many there are."""

    unknown: int
    texts: int

    @property
    def are_unknown(self) -> bool:
        """Whether that is so of all."""
        return self.unknown == self.texts


def licences_of(corpus: Corpus) -> Licences:
    """What the articles say of the licences of their texts."""
    named = [bool(record.source.licence) for record in read_articles(corpus.articles)]
    return Licences(named.count(False), len(named))


def heading(changelog: str, version: str) -> str:
    """The heading of the changelog that names the version, `## 1.2.0` or `## [v1.2.0] - 2026-11-26`; "" without one."""
    pattern = rf"^#{{1,6}}[ \t](?:.*[^\w.+-])?\[?v?{re.escape(version)}(?![\w+-]|\.\w).*"
    found = re.search(pattern, changelog, re.MULTILINE)
    return found[0].strip() if found else ""


def _not_told(corpus: Corpus) -> Iterator[str]:
    citation = citation_of(corpus)
    version, place = citation.version, corpus.home / layout.CITATION
    if version == UNKNOWN:
        yield f"{place}: no version, which the tag names; write it as MAJOR.MINOR.PATCH, then build"
        return
    if not citation.released:
        yield f"{place}: no date-released; write the day of the release as YYYY-MM-DD, then build"
    changelog = corpus.home / layout.CHANGELOG
    text = changelog.read_text("utf-8", errors="replace") if changelog.is_file() else ""
    if not (found := heading(text, version)):
        yield f"{changelog}: no heading names {version}; write what is new under ## {version}, then onrecord build"
    elif _UNRELEASED.search(found):
        yield f"{changelog}: {found!r}; put the day of the release there, then onrecord build"


def _dirty(corpus: Corpus) -> Iterator[str]:
    if commit_of(corpus) is None:
        yield (
            f"{corpus.folder}: in no git repository, so nobody could say later what was published; "
            "commit it to one, or publish it all the same with --allow-dirty"
        )
    elif files := uncommitted(corpus):
        yield f"not committed: {some(files)}; commit them, or publish them all the same with --allow-dirty"
