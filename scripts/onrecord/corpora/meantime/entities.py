"""The entities of a CAT document that a record has a place for: persons and organisations, with their mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from onrecord.completion import form_of
from onrecord.corpora.meantime.documents import CatDocument, Markable, Tell, named
from onrecord.incident import quoted
from onrecord.model import Mention, Span, Speaker

_KINDS = {"PER": "person", "PERSON": "person", "ORG": "organisation", "ORGANIZATION": "organisation"}
_FORMS = {"NAM": "name", "PRE.NAM": "name", "PRO": "pronoun"}
_COREFERENCE = ("REFERS_TO", "COREFERENCE")


def find_speakers(document: CatDocument, tell: Tell) -> tuple[Speaker, ...]:
    """The speakers, in the order in which their first mentions stand."""
    mentions = _mentions(document, tell)
    found: list[tuple[Markable, list[tuple[Span, str]]]] = []
    for entity in named(document.markables, "ENTITY"):
        kind = entity.attributes.get("ent_type", "").strip().upper()
        spans = mentions.pop(entity.id, [])
        if kind not in _KINDS:
            tell(f"ENTITY of type {quoted(kind)}", entity.line)
            for markable in spans:
                tell(f"ENTITY_MENTION of an ENTITY of type {quoted(kind)}", markable.line)
        elif not spans:
            tell("ENTITY without a mention in the text", entity.line)
        else:
            found.append((entity, sorted(((_span(document, one), _form(document, one)) for one in spans), key=_place)))
    for lost in mentions.values():
        for markable in lost:
            tell("ENTITY_MENTION that refers to no ENTITY", markable.line)
    found.sort(key=lambda pair: (pair[1][0][0].start, pair[1][0][0].end))
    return tuple(_numbered(found))


def _mentions(document: CatDocument, tell: Tell) -> dict[str, list[Markable]]:
    """The mentions with a text, by the id of what they refer to; what is referred to a second time is told."""
    target: dict[str, str] = {}
    entities = {entity.id for entity in named(document.markables, "ENTITY")}
    for relation in document.relations:
        if relation.tag in _COREFERENCE and relation.target in entities:
            for source in relation.sources:
                if target.setdefault(source, relation.target) != relation.target:
                    tell("references of an ENTITY_MENTION to a second ENTITY", relation.line)
    found: dict[str, list[Markable]] = defaultdict(list)
    for mention in named(document.markables, "ENTITY_MENTION"):
        if mention.span is None or not document.text[slice(*mention.span)].strip():
            tell("ENTITY_MENTION without text", mention.line)
        else:
            found[target.get(mention.id, "")].append(mention)
    return found


def _span(document: CatDocument, mention: Markable) -> Span:
    assert mention.span is not None  # those without are told
    return Span.stripped(document.text, *mention.span)


def _place(mention: tuple[Span, str]) -> tuple[int, int]:
    return mention[0].start, mention[0].end


def _form(document: CatDocument, mention: Markable) -> str:
    kind = mention.attributes.get("syntactic_type", "").strip().upper()
    return _FORMS.get(kind, "nominal") if kind else form_of(_span(document, mention).text)


def _numbered(found: list[tuple[Markable, list[tuple[Span, str]]]]) -> Iterator[Speaker]:
    count = 0
    for number, (entity, spans) in enumerate(found, 1):
        mentions = []
        for span, form in spans:
            count += 1
            mentions.append(Mention(id=f"m{count}", start=span.start, end=span.end, text=span.text, form=form))
        names = [mention.text for mention in mentions if mention.form == "name"]
        kind = _KINDS[entity.attributes["ent_type"].strip().upper()]
        name = _name(entity, names or [mention.text for mention in mentions])
        is_unnamed = kind == "person" and not names
        yield Speaker(id=f"s{number}", name=name, kind="unnamed" if is_unnamed else kind, mentions=tuple(mentions))


def _name(entity: Markable, surfaces: list[str]) -> str:
    """The name that annotators gave the entity where a mention holds it, which leaves out titles; else the longest."""
    given = " ".join(entity.attributes.get("TAG_DESCRIPTOR", "").split())
    return given if given and any(given in surface for surface in surfaces) else max(surfaces, key=len)
