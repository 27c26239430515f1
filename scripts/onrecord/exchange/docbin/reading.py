"""DocBins to records, as onrecord and pipelines of spaCy write them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import spacy
import srsly
from spacy.attrs import ENT_IOB, ORTH
from spacy.tokens import Doc, DocBin, Span

from onrecord.corpora.foreign_files import check_size, read_whole, scan_files, stem
from onrecord.errors import InputError
from onrecord.exchange.docbin.writing import KEY, Kept, covering
from onrecord.exchange.graph import CONTINUES, LABELS, Graph, Link, Region, defragmented, fragmented
from onrecord.exchange.heads import head_of
from onrecord.exchange.incoming import record_of
from onrecord.exchange.side_map import SideMaps
from onrecord.files import shown_name
from onrecord.incident import quoted
from onrecord.limits import LARGEST_FILE
from onrecord.losses import Losses
from onrecord.model import Record
from onrecord.spans import Offsets

_SUFFIXES = (".spacy",)
_BEGINS_ENTITY = 3


def scan_docbin(path: str | Path, losses: Losses, maps: SideMaps) -> Iterator[Record | InputError]:
    """The records of a DocBin, or of each in a folder; an error in the place of a document that cannot be read."""

    def read(file: str) -> Iterator[Record | InputError]:
        place = shown_name(file)
        docs = _loaded(read_whole(file), place)
        for number, doc in enumerate(_docs(docs, place, losses), 1):
            at = place if len(docs) == 1 else f"{place}, document {number}"
            name = stem(file, _SUFFIXES) + ("" if len(docs) == 1 else f"-{number}")
            try:
                yield doc if isinstance(doc, InputError) else _Document(doc, at, losses, maps).record(name)
            except InputError as error:
                yield error

    return scan_files(path, _SUFFIXES, read)


def _bad(place: str, error: Exception) -> InputError:
    found = f"not a DocBin that can be read ({type(error).__name__}: {quoted(str(error), 200)})"
    return InputError(place, found, "write it once more with DocBin(store_user_data=True).to_disk")


def _loaded(data: bytes, place: str) -> DocBin:
    try:
        unpacking = zlib.decompressobj()
        check_size(len(unpacking.decompress(data, LARGEST_FILE + 1)), place)
        return DocBin().from_bytes(data)
    except InputError:
        raise
    except Exception as error:  # spaCy does not check what it reads: any error of Python's can come
        raise _bad(place, error) from error


def _docs(docs: DocBin, place: str, losses: Losses) -> Iterator[Doc | InputError]:
    """The documents of a DocBin: words, spaces, spans and user data. What else tokens hold is not ours, and a head
    outside the text would lead spaCy there: only entities are looked for, and counted as losses.
    """
    vocab = spacy.vocab.Vocab(strings=sorted(docs.strings))
    for number in range(len(docs)):
        try:
            tokens = docs.tokens[number]
            words = [vocab.strings[int(word)] for word in tokens[:, docs.attrs.index(ORTH)]]
            is_spaced = not docs.flags[number].get("has_unknown_spaces")
            doc = Doc(vocab, words=words, spaces=docs.spaces[number][:, 0].tolist() if is_spaced else None)
            losses.add("white space between words, which the DocBin does not know", place, not is_spaced)
            if ENT_IOB in docs.attrs:
                entities = tokens[:, docs.attrs.index(ENT_IOB)] == _BEGINS_ENTITY
                losses.add("entities in doc.ents", place, int(entities.sum()))
            losses.add("categories of documents", place, len(docs.cats[number]))
            doc.spans.from_bytes(docs.span_groups[number])
            for group in doc.spans.values():
                list(group)  # a span outside the document raises when it is made
            if docs.user_data[number] is not None:
                doc.user_data.update(srsly.msgpack_loads(docs.user_data[number]))
            yield doc
        except Exception as error:
            yield _bad(place, error)


class _Document:
    """A `Doc` on its way to a record."""

    def __init__(self, doc: Doc, place: str, losses: Losses, maps: SideMaps) -> None:
        self.doc, self.place, self.losses, self.maps = doc, place, losses, maps
        self.text: str = doc.text
        self.is_kept = KEY in doc.user_data

    def record(self, name: str) -> Record:
        name = self.maps.id_of(self.text) or name
        kept = self._kept(name)
        regions = tuple(self._regions(kept))
        present = {region.id for region in regions}
        links = tuple(Link(*link) for link in kept.links if self.is_kept or {*link[1:]} <= present)
        head = head_of(str(kept.head.get("id") or name), kept.head, self.place, self.losses)
        graph = defragmented(Graph(head=head, text=self.text, regions=regions, links=links))
        graph = self.maps.restored(graph, self.losses, values=self.is_kept, links=self.is_kept)
        return record_of(graph, self.losses, self.place)

    def _kept(self, name: str) -> Kept:
        """What the document keeps of its record; where it keeps none, of what the side map has what spans do not."""
        if self.is_kept:
            try:
                return msgspec.convert(self.doc.user_data[KEY], Kept)
            except msgspec.ValidationError as error:
                found = f"user_data[{KEY!r}] is not what was exported ({error})"
                raise InputError(self.place, found, "leave it as it is, or delete it") from error
        exported = self.maps.exported(name, self.text)
        if exported is None:
            return Kept()
        graph = fragmented(exported)
        links = [(link.label, link.start, link.end) for link in graph.links if link.label == CONTINUES]
        return Kept(links=links, offsets={region.id: region.parts[0] for region in graph.regions})

    def _regions(self, kept: Kept) -> Iterator[Region]:
        taken: set[str] = set()
        for key, group in self.doc.spans.items():
            for span in group:
                known = [label for label in (self._string(span.label), key) if label in LABELS]
                self.losses.add(f"spans of the group {quoted(str(key), 40)}", self.place, not known)
                self.losses.add("spans without tokens", self.place, span.start == span.end)
                if not known or span.start == span.end:
                    continue
                name = self._string(span.id)
                if not name or name.startswith("#") or name in taken:
                    name = f"#{len(taken)}"
                taken.add(name)
                values = dict(kept.values.get(name, {}))
                if entity := self._string(span.kb_id):
                    values["entity"] = entity
                yield Region(id=name, label=known[0], parts=(self._part(span, kept.offsets.get(name)),), values=values)

    def _string(self, key: int) -> str:
        strings: Any = self.doc.vocab.strings
        return str(strings[key]) if key and key in strings else ""

    def _part(self, span: Span, exact: Offsets | None) -> Offsets:
        """The offsets of a span: the exact ones that it was exported with, where it still covers just their tokens."""
        covered = covering(self.doc, exact) if exact else None
        if exact and covered is not None and (covered.start, covered.end) == (span.start, span.end):
            return exact
        last = self.doc[span.end - 1]
        return self.doc[span.start].idx, last.idx + len(last)
