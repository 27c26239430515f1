"""The layout of a corpus folder, which is the dataset repository as it is published.

    README.md             the card: prose by people, front matter and marked blocks generated
    DATASHEET.md LICENSE CITATION.cff CHANGELOG.md
    articles/ID.jsonl     the truth
    annotators/NAME/ID.jsonl    what each annotator made of an article before they were adjudicated
    data/CONFIG/SPLIT.parquet
    schema/               the record's JSON Schema, the guidelines, the table of checks
    croissant.json statistics.json SHA256SUMS

In a project (this repository: `seeds/`, `schema/` and documents beside `corpus/`) the documents are copied into it, for
they are written once, at the root. Elsewhere a corpus folder stands alone, and its documents are its own.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from onrecord.arrow import choices
from onrecord.errors import OnrecordError
from onrecord.files import jsonl_in
from onrecord.schema import schema_folder
from onrecord.views import VIEWS

CARD = "README.md"
CONFIGS = ".huggingface.yaml"  # of the project, so that load_dataset takes its root as it takes the corpus folder
DATASHEET = "DATASHEET.md"
CITATION = "CITATION.cff"
CHANGELOG = "CHANGELOG.md"
STATISTICS = "statistics.json"
CROISSANT = "croissant.json"
CHECKSUMS = "SHA256SUMS"
SPLITS = tuple(choices("split"))
# Copied into the corpus folder from the project around it.
DOCUMENTS = (DATASHEET, "LICENSE", CITATION, CHANGELOG)
SCHEMA = "schema/record.schema.json"
SCHEMA_DOCUMENTS = (SCHEMA, "schema/GUIDELINES.md", "schema/CHECKS.md")
# All that is published, and nothing else: a file that no pattern names stays here.
ALLOWED = (
    *(CARD, *DOCUMENTS, *SCHEMA_DOCUMENTS, STATISTICS, CROISSANT, CHECKSUMS),
    *("articles/*.jsonl", "annotators/*/*.jsonl"),
    *(f"data/{view}/{split}.parquet" for view in VIEWS for split in SPLITS),
)


def is_allowed(path: str) -> bool:
    """Whether what stands at this path of a corpus folder, or of a repository, is published: `*` is within a name."""
    return any(
        path.count("/") == pattern.count("/") and all(map(fnmatchcase, path.split("/"), pattern.split("/")))
        for pattern in ALLOWED
    )


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus folder, and the root of the project that it lies in, `None` where it stands alone."""

    folder: Path
    project: Path | None = None

    @classmethod
    def of_project(cls, root: Path) -> Corpus:
        """The corpus of a project. Raises `OnrecordError` for a folder that is none."""
        if not (root / "seeds").is_dir() and not (root / "corpus").is_dir():
            mend = "run it at the root of a corpus, use --root, or --corpus for a folder of articles"
            raise OnrecordError(f"{root}: neither seeds/ nor corpus/ is here; {mend}")
        return cls(root / "corpus", root)

    @classmethod
    def of_folder(cls, folder: Path) -> Corpus:
        """A corpus folder that stands alone, or that of the project whose corpus it is. Raises `OnrecordError`."""
        if not (folder / "articles").is_dir():
            raise OnrecordError(
                f"{folder}: no articles/ in it; put article files there (onrecord import --corpus does)"
            )
        root = folder.absolute().parent
        is_project = folder.absolute().name == "corpus" and (root / "seeds").is_dir()
        return cls(folder, root if is_project else None)

    @property
    def home(self) -> Path:
        """Where the documents are that people write: at the root of the project, or in a folder that stands alone."""
        return self.project or self.folder

    @property
    def articles(self) -> Path:
        return self.folder / "articles"

    @property
    def seeds(self) -> Path | None:
        """The seeds that articles are drafted from; `None` where there are none."""
        folder = self.project / "seeds" if self.project else None
        return folder if folder and folder.is_dir() else None

    def strays(self) -> list[Path]:
        """Files in `articles/` that are read as articles, and have no place in a release: packed ones, and others that
        are not called `articles/ID.jsonl`.
        """
        return [p for p in jsonl_in(self.articles) if p.parent != self.articles or p.suffix != ".jsonl"]

    def copies(self) -> Iterator[tuple[Path, Path]]:
        """What stands elsewhere and is published too: source and target of each file."""
        if self.project:
            names = (*DOCUMENTS, *SCHEMA_DOCUMENTS)
            found = ((self.project / name, self.folder / name) for name in names)
            yield from (pair for pair in found if pair[0].is_file())
        else:
            yield schema_folder() / Path(SCHEMA).name, self.folder / SCHEMA

    def documents(self) -> list[Path]:
        """The texts that people write and a build refreshes: the card, there or not yet, and others that are there."""
        others = [self.project / CARD, self.project / DATASHEET] if self.project else [self.folder / DATASHEET]
        return [self.folder / CARD, *(path for path in others if path.is_file())]

    def published(self) -> list[str]:
        """The files that are published, by their paths in the folder, in order; links are never followed."""
        found = (path for pattern in ALLOWED for path in self.folder.glob(pattern))
        return sorted(p.relative_to(self.folder).as_posix() for p in found if p.is_file() and not self.is_link(p))

    def is_link(self, path: Path) -> bool:
        """Whether it is a link, or lies in a folder that is one."""
        inside = path.relative_to(self.folder)
        return any((self.folder / part).is_symlink() for part in (inside, *inside.parents[:-1]))

    def staying(self) -> Iterator[str]:
        """What lies in the folder and is not published: files, links, and whole folders (with a slash at the end)."""
        published = set(self.published())
        folders = {parent.as_posix() for path in published for parent in Path(path).parents}
        for place, names, files in os.walk(self.folder):
            inside = Path(place).relative_to(self.folder)
            others = [name for name in sorted(names) if (inside / name).as_posix() not in folders]
            names[:] = [name for name in names if name not in others]
            yield from (f"{(inside / name).as_posix()}/" for name in others if name != ".git")
            yield from sorted({(inside / name).as_posix() for name in files} - published)
