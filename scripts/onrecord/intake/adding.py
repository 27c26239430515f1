"""A received file into a corpus: seed, text, sidecar and draft article, all of them or none."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from onrecord.articles import to_article
from onrecord.errors import InputError, OnrecordError
from onrecord.files import jsonl_in, stem
from onrecord.incident import quoted
from onrecord.intake.duplicates import Known, most_similar, read_known
from onrecord.intake.sources import Received
from onrecord.pipeline import annotate_document
from onrecord.progress import with_bar
from onrecord.seeds import document_of
from onrecord.sidecars import Sidecar, read_sidecar, sidecar_of
from onrecord.writes import write_together


class Corpus:
    """The corpus under a root: its articles, and the ids that are taken.

    Raises `OnrecordError` for a folder that is none, and for an article file or sidecar that cannot be read.
    """

    def __init__(self, root: Path) -> None:
        self.seeds, self.articles = root / "seeds", root / "corpus" / "articles"
        if not self.seeds.is_dir() and not self.articles.is_dir():
            mend = f"run it at the root of a corpus, use --root, or begin one: mkdir {self.seeds}"
            raise OnrecordError(f"{root}: neither seeds/ nor corpus/articles/ is here; {mend}")
        known = read_known(self.articles)
        self.known = list(with_bar(known, "read the corpus"))
        # By what each id is taken. Case is left out of account, as it is in names of files on some systems.
        self._ids: dict[str, Path] = {}
        for path in sorted(self.seeds.glob("*")):
            names = [path.stem, *([read_sidecar(path).id] if path.suffix == ".json" else [])]
            self._ids |= dict.fromkeys(map(str.casefold, names), path)
        for path in jsonl_in(self.articles):
            self._ids[stem(path).casefold()] = path

    def taken(self, identifier: str) -> str:
        """Why an article cannot have this id; "" if it can."""
        try:
            sidecar_of("id", {"id": identifier})
        except InputError as error:
            return str(error)
        by = self._ids.get(identifier.casefold())
        return f"the id {quoted(identifier, 200)} is taken by {by}" if by else ""

    def refuse_twice(self, received: Received) -> None:
        """Raise `InputError` where the corpus has the article already, or one that is much like it."""
        similar = most_similar(_known("", received), self.known)
        if similar is None:
            return
        alike = f"{similar.share:.0%} of the shorter text is in both"
        found = f"the same file as {similar.id}" if similar.is_same_file else f"much like {similar.id}: {alike}"
        raise InputError(received.place, found, "leave it out, or add it all the same by --force")

    def add(self, received: Received, values: Mapping[str, str]) -> list[Path]:
        """Write the files of a new article, of which `values` has the id and what is known; their paths, the article's
        last. Raises `InputError` for a text or values that are none, `OnrecordError` where files cannot be written.
        """
        place, identifier = received.place, values["id"]
        seed = self.seeds / f"{identifier}{received.suffix}"
        known = dict(values)
        if not received.is_text:
            known |= {"seed": seed.name, "extractor": received.extracted.extractor}
        sidecar = sidecar_of(place, known)
        document = document_of(received.extracted.text, sidecar, place=place, seed=(seed.name, received.data))
        contents = {
            seed.with_suffix(".json"): _sidecar_bytes(known),
            seed: received.data,
            seed.with_suffix(".txt"): received.data if received.is_text else document.text.encode(),
            self.articles / f"{identifier}.jsonl": to_article(annotate_document(document, nested=True)),
        }
        write_together(contents)
        self._ids[identifier.casefold()] = seed
        self.known.append(_known(identifier, received))
        return list(contents)


def _known(identifier: str, received: Received) -> Known:
    return Known.of(identifier, hashlib.sha256(received.data).hexdigest(), received.extracted.text)


def _sidecar_bytes(known: Mapping[str, str]) -> bytes:
    ordered = {key: known[key] for key in Sidecar.__slots__ if known.get(key)}
    return (json.dumps(ordered, ensure_ascii=False, indent=2) + "\n").encode()
