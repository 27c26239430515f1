"""Records to DocBins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import msgspec
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from onrecord.errors import InputError
from onrecord.exchange.graph import Values, fragmented
from onrecord.exchange.outgoing import to_graph
from onrecord.losses import Losses
from onrecord.model import Record
from onrecord.spans import Offsets

KEY = "onrecord"
_ANY_LANGUAGE = "xx"


class Kept(msgspec.Struct):
    """What stands in `doc.user_data["onrecord"]`; spaCy gives lists back as tuples."""

    head: Values = msgspec.field(default_factory=dict)
    values: dict[str, Values] = msgspec.field(default_factory=dict)
    links: list[tuple[str, str, str]] = msgspec.field(default_factory=list)
    offsets: dict[str, Offsets] = msgspec.field(default_factory=dict)


def to_docbin(record: Record, losses: Losses) -> bytes:
    """The DocBin of a record, the same bytes each time. Raises `InputError` for a text that spaCy does not keep."""
    graph = fragmented(to_graph(record))
    doc = _tokenizer(record.language.split("-")[0].lower(), record.id, losses)(record.text)
    if doc.text != record.text:
        raise InputError(record.id, "a text that spaCy's tokens do not keep", "export it in another format")
    kept = Kept(head=graph.head, links=[(link.label, link.start, link.end) for link in graph.links])
    for region in graph.regions:
        span = covering(doc, region.parts[0])
        assert span is not None
        if (span.start_char, span.end_char) != region.parts[0]:
            kept.offsets[region.id] = region.parts[0]
        values = dict(region.values)
        entity = values.pop("entity", "")
        if values:
            kept.values[region.id] = values
        group = doc.spans[region.label] if region.label in doc.spans else doc.spans.setdefault(region.label, [])
        group.append(Span(doc, span.start, span.end, label=region.label, kb_id=entity, span_id=region.id))
    doc.user_data[KEY] = msgspec.to_builtins(kept)
    return DocBin(docs=[doc], store_user_data=True).to_bytes()


def join_docbins(parts: Iterable[bytes]) -> Iterator[bytes]:
    """One DocBin of several."""
    whole = DocBin(store_user_data=True)
    for part in parts:
        whole.merge(DocBin(store_user_data=True).from_bytes(part))
    yield whole.to_bytes()


@cache
def _blank(language: str) -> Language | None:
    try:
        return spacy.blank(language)
    except ImportError:  # spaCy does not know it, or it wants a library for it
        return None


def _tokenizer(language: str, place: str, losses: Losses) -> Any:
    pipeline = _blank(language)
    losses.add(f"tokenizer of the language {language}: tokens of no language", place, pipeline is None)
    return (pipeline or spacy.blank(_ANY_LANGUAGE)).tokenizer


def covering(doc: Doc, part: Offsets) -> Span | None:
    """The tokens that a part touches; `None` where it is outside the text."""
    return doc.char_span(*part, alignment_mode="expand") if 0 <= part[0] < part[1] <= len(doc.text) else None
