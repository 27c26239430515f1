"""Seeds and articles to the data set: drafts for new seeds, the views, the card and the datasheet."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord import card, catalogue
from onrecord.articles import read_articles, to_article
from onrecord.checks import LEVELS
from onrecord.errors import OnrecordError
from onrecord.files import write_bytes
from onrecord.incident import Incident
from onrecord.intake.sources import SUFFIXES
from onrecord.model import Document, Record
from onrecord.parsed import Reader
from onrecord.pipeline import annotate_document
from onrecord.seeds import read_text
from onrecord.tables import table, to_parquet
from onrecord.validation import Choice, validate
from onrecord.views import VIEWS

SPLITS = ("train", "validation", "test")


@dataclass(slots=True)
class Changes:
    """The files that a build wrote or removed, or would have; `dry` builds only tell."""

    dry: bool = False
    paths: list[Path] = field(default_factory=list)

    def write(self, path: Path, data: bytes) -> None:
        if path.is_file() and path.read_bytes() == data:
            return
        self.paths.append(path)
        if not self.dry:
            write_bytes(path, data)

    def remove(self, path: Path) -> None:
        self.paths.append(path)
        if not self.dry:
            path.unlink()


def build(
    root: Path, *, extensions: tuple[str, ...] = (), dry: bool = False, say: Callable[[str], None] = lambda _: None
) -> tuple[Changes, list[Incident]]:
    """Bring the corpus under `root` up to date; what was changed, or the incidents that prevent it.

    Articles are never overwritten, and files whose content stays the same are not touched. The fields of schema
    extensions are checked and stay in the articles: the views hold those of the record's schema alone.
    Raises `OnrecordError` for a folder that is no corpus, and for a seed that cannot be read.
    """
    if not (root / "seeds").is_dir() and not (root / "corpus").is_dir():
        raise OnrecordError(
            f"{root}: neither seeds/ nor corpus/ is here; run it at the root of a corpus, or use --root"
        )
    changes = Changes(dry)
    articles = root / "corpus" / "articles"
    drafts = _drafts(root / "seeds", articles, changes, say)
    choice = Choice(reader=Reader(extensions=extensions))
    incidents = list(validate([articles], choice=choice)) if any(articles.glob("*.jsonl")) else []
    if incidents:
        return changes, incidents
    known = {record.id: record for record in (*drafts, *read_articles(articles))}
    records = [known[identifier] for identifier in sorted(known)]
    files, version = _views(root, records, changes)
    _pages(root, records, files, version, changes)
    _catalogue(root, changes)
    return changes, []


def _drafts(seeds: Path, articles: Path, changes: Changes, say: Callable[[str], None]) -> list[Record]:
    drafts: dict[str, Record] = {}
    for path in sorted(seeds.glob("*")) if seeds.is_dir() else []:
        if path.suffix in SUFFIXES and not path.with_suffix(".txt").exists():
            say(f"{path}: left out, for its text is not beside it; onrecord add brings such files in")
        if path.suffix != ".txt":
            continue
        document: Document = read_text(path)
        target = articles / f"{document.id}.jsonl"
        if document.id in drafts:
            raise OnrecordError(f"{path}: the id {document.id!r} for a second time; give its sidecar another id")
        if not target.exists():
            say(f"draft of {path.name}: {target}")
            drafts[document.id] = annotate_document(document, nested=True)
            changes.write(target, to_article(drafts[document.id]))
    return list(drafts.values())


def _views(root: Path, records: Sequence[Record], changes: Changes) -> tuple[card.Files, str]:
    """Write each view's Parquet files; the files that hold rows, and a version that changes whenever a row does."""
    files: card.Files = {}
    digest = hashlib.sha256()
    for view in VIEWS.values():
        folder = root / "corpus" / "data" / view.name
        wanted = []
        for split in SPLITS:
            rows = table(view, (record for record in records if record.split == split))
            if not rows.num_rows:
                continue
            path = folder / f"{split}.parquet"
            wanted.append(path)
            files.setdefault(view.name, {})[split] = path.relative_to(root).as_posix()
            digest.update(repr((view.name, split, rows.to_pylist())).encode())
            if not _holds(path, rows):
                changes.write(path, to_parquet(rows))
        for path in sorted(set(folder.glob("*.parquet")) - set(wanted)):
            changes.remove(path)
    return files, f"1.0.{int(digest.hexdigest(), 16) % 10**10}"


def _holds(path: Path, rows: pa.Table) -> bool:
    """Whether the file holds these rows and this schema already; another version of pyarrow may write other bytes."""
    if not path.is_file():
        return False
    try:
        found = pq.read_table(path)
    except pa.ArrowInvalid:
        return False
    return bool(found.equals(rows)) and bool(found.schema.equals(rows.schema, check_metadata=True))


def _pages(root: Path, records: Sequence[Record], files: card.Files, version: str, changes: Changes) -> None:
    blocks = card.blocks(records)
    for name in ("README.md", "DATASHEET.md"):
        path = root / name
        if path.is_file():
            text = card.refresh(path.read_text("utf-8"), blocks, name)
            if name == "README.md":
                text = card.with_front_matter(text, card.front_matter(files, version, records))
            changes.write(path, text.encode())


def _findings_of_case(case: Path) -> Iterator[Incident]:
    """What all checks find in a case, against the seeds that lie in it."""
    seeds = case / "seeds"
    return validate([case], choice=Choice(level=max(LEVELS), seeds=str(seeds) if seeds.is_dir() else ""))


def _catalogue(root: Path, changes: Changes) -> None:
    """The page of all checks, where the cases are from which it is made: in the repository of the checks themselves."""
    cases = root / "tests" / "cases"
    if (cases / "invalid").is_dir():
        page = catalogue.page(cases, _findings_of_case)
        changes.write(root / "schema" / "CHECKS.md", page.encode())
