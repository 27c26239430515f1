"""Seeds and articles to the dataset repository: drafts for new seeds, the views, and all that tells of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any

from onrecord import catalogue
from onrecord.articles import read_articles, to_article
from onrecord.checks import LEVELS
from onrecord.errors import OnrecordError
from onrecord.files import jsonl_in
from onrecord.incident import Incident, some
from onrecord.intake.sources import SUFFIXES
from onrecord.model import Document, Record
from onrecord.parsed import Reader
from onrecord.pipeline import annotate_document
from onrecord.release import layout
from onrecord.release.blocks import Facts, made
from onrecord.release.changes import Changes
from onrecord.release.checksums import digest, to_checksums
from onrecord.release.citation import read_citation
from onrecord.release.croissant import Contents, to_croissant
from onrecord.release.datasheet import rai_properties
from onrecord.release.front_matter import metadata
from onrecord.release.layout import Corpus
from onrecord.release.markdown import FRONT_MATTER, refresh, with_front_matter
from onrecord.release.plain_text import opening
from onrecord.release.statistics import values
from onrecord.release.view_files import Files, others, write_views
from onrecord.seeds import decoded, read_text
from onrecord.validation import Choice, validate

_TEMPLATE = package_files("onrecord") / "release" / "card.md"  # of a corpus that has no card yet

Progress = Callable[[Iterable[Record]], Iterable[Record]]


def build(
    corpus: Corpus,
    *,
    extensions: tuple[str, ...] = (),
    dry: bool = False,
    say: Callable[[str], None] = lambda _: None,
    progress: Progress = iter,
) -> tuple[Changes, list[Incident]]:
    """Bring a corpus up to date; what was changed, or the incidents that prevent it.

    Articles are never overwritten, and files whose content stays the same are not touched. The fields of schema
    extensions are checked and stay in the articles: the views hold those of the record's schema alone.
    Raises `OnrecordError` for a seed that cannot be read, for a text with generated parts that are not known, for
    articles that have no place in a release, and where there are views of articles and no article.
    """
    _check_articles(corpus)
    changes = Changes(dry)
    drafts = _drafts(corpus, changes, say)
    choice = Choice(reader=Reader(extensions=extensions))
    is_any = bool(jsonl_in(corpus.articles))
    if incidents := list(validate([corpus.articles], choice=choice)) if is_any else []:
        return changes, incidents
    if not is_any and not drafts:
        _check_views(corpus)

    def articles() -> Iterator[Record]:
        """All of them by id; those whose file was not written, where nothing is, from memory."""
        if drafts and dry:
            yield from sorted((*drafts, *read_articles(corpus.articles)), key=lambda record: record.id)
        else:
            yield from read_articles(corpus.articles)

    _catalogue(corpus, changes)
    _release(corpus, articles, changes, progress)
    for path in others(corpus.folder):
        if path not in changes.removed:
            say(f"kept: {path}, which no build wrote and no release holds")
    return changes, []


def _check_articles(corpus: Corpus) -> None:
    if strays := corpus.strays():
        names = some(path.relative_to(corpus.articles) for path in strays)
        mend = "unpack, rename or move what is an article, and put the rest elsewhere"
        raise OnrecordError(f"{corpus.articles}: only ID.jsonl is an article of a release, and here is {names}; {mend}")


def _check_views(corpus: Corpus) -> None:
    """Raise `OnrecordError` where a corpus without an article has views of some: they are the last trace of them."""
    if views := sorted(corpus.folder.glob("data/*/*.parquet")):
        names = some(path.relative_to(corpus.folder) for path in views)
        found = f"{corpus.articles}: no article is here, but views of some are ({names})"
        raise OnrecordError(f"{found}; put the articles back, or remove data/, and build again")


def _drafts(corpus: Corpus, changes: Changes, say: Callable[[str], None]) -> list[Record]:
    drafts: dict[str, Record] = {}
    for path in sorted(corpus.seeds.glob("*")) if corpus.seeds else []:
        if path.suffix in SUFFIXES and not path.with_suffix(".txt").exists():
            say(f"{path}: left out, for its text is not beside it; onrecord add brings such files in")
        if path.suffix != ".txt":
            continue
        document: Document = read_text(path)
        target = corpus.articles / f"{document.id}.jsonl"
        if document.id in drafts:
            raise OnrecordError(f"{path}: the id {document.id!r} for a second time; give its sidecar another id")
        if not target.exists():
            say(f"draft of {path.name}: {target}")
            drafts[document.id] = annotate_document(document, nested=True)
            changes.write(target, to_article(drafts[document.id]))
    return list(drafts.values())


def _release(corpus: Corpus, articles: Callable[[], Iterator[Record]], changes: Changes, progress: Progress) -> None:
    """Views, statistics, texts, copies, Croissant and checksums: each follows from what was written before it."""
    place = corpus.home / layout.CITATION
    citation = read_citation(changes.read(place), str(place))
    files, counted, rows = write_views(corpus.folder, progress(articles()), changes)
    version = citation.config_version(rows)
    numbers = {"version": citation.version, "config_version": version, **counted.as_json()}
    changes.write(corpus.folder / layout.STATISTICS, json.dumps(numbers, indent=2, ensure_ascii=False).encode() + b"\n")
    facts = Facts(citation=citation, statistics=counted, articles=articles, annotators=corpus.folder / "annotators")
    _texts(corpus, facts, (files, numbers), changes)
    for source, target in corpus.copies():
        changes.write(target, changes.read(source) or b"")
    _croissant(corpus, facts, (files, version), changes)
    _checksums(corpus, changes)


def _texts(corpus: Corpus, facts: Facts, counted: tuple[Files, dict[str, Any]], changes: Changes) -> None:
    """The card, and the texts of the project around it, with their generated parts made anew."""
    files, numbers = counted
    blocks = made(facts)
    flat = values(numbers)
    known = partial(metadata, files, numbers["config_version"], facts.statistics, facts.citation)
    for path in corpus.documents():
        text = _decoded(path.read_bytes(), path) if path.is_file() else _TEMPLATE.read_text("utf-8")
        text = refresh(text, blocks, flat, str(path))
        if path == corpus.folder / layout.CARD:
            text = with_front_matter(text, f"---\n{known()}---\n")
        changes.write(path, text.encode())
    if corpus.project:
        changes.write(corpus.project / layout.CONFIGS, known(prefix=f"{corpus.folder.name}/").encode())


def _croissant(corpus: Corpus, facts: Facts, loaded: tuple[Files, str], changes: Changes) -> None:
    """What the views' files hold, with what card and datasheet say of them."""
    files, version = loaded
    datasheet = corpus.home / layout.DATASHEET
    title, description = opening(FRONT_MATTER.sub("", _text(corpus.folder / layout.CARD, changes), count=1))
    paths = [path for splits in files.values() for path in splits.values()]
    contents = Contents(
        title=facts.citation.title or title or "onrecord",
        description=facts.citation.abstract or description or title or "onrecord",
        citation=facts.citation,
        config_version=version,
        languages=tuple(sorted(facts.statistics.distributions["articles.language"])),
        rai=rai_properties(_text(datasheet, changes), str(datasheet)),
        files=files,
        stored={path: _stored(corpus.folder / path, changes) for path in paths},
    )
    changes.write(corpus.folder / layout.CROISSANT, to_croissant(contents))


def _stored(path: Path, changes: Changes) -> tuple[int, str]:
    """Size and SHA-256 of a file after the build."""
    data = changes.read(path) or b""
    return len(data), digest(data)


def _text(path: Path, changes: Changes) -> str:
    return _decoded(changes.read(path) or b"", path)


def _decoded(data: bytes, path: Path) -> str:
    return decoded(data, str(path)).replace("\r\n", "\n")


def _checksums(corpus: Corpus, changes: Changes) -> None:
    published = {corpus.folder / name for name in corpus.published()} | set(changes.pending())
    digests = {}
    for path in published:
        data = changes.read(path)
        name = path.relative_to(corpus.folder).as_posix() if path.is_relative_to(corpus.folder) else ""
        if data is not None and name and name != layout.CHECKSUMS:
            digests[name] = digest(data)
    changes.write(corpus.folder / layout.CHECKSUMS, to_checksums(digests))


def _findings_of_case(case: Path) -> Iterator[Incident]:
    """What all checks find in a case, against the seeds that lie in it."""
    seeds = case / "seeds"
    return validate([case], choice=Choice(level=max(LEVELS), seeds=str(seeds) if seeds.is_dir() else ""))


def _catalogue(corpus: Corpus, changes: Changes) -> None:
    """The page of all checks, where the cases are from which it is made: in the repository of the checks themselves."""
    cases = corpus.project / "tests" / "cases" if corpus.project else None
    if corpus.project and cases and (cases / "invalid").is_dir():
        page = catalogue.page(cases, _findings_of_case)
        changes.write(corpus.project / "schema" / "CHECKS.md", page.encode())
