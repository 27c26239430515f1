"""A document of CAT: the text that its tokens make, what is annotated in it, and the relations between that."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NoReturn

from onrecord.corpora.markup import Element, read_markup
from onrecord.errors import InputError
from onrecord.incident import quoted
from onrecord.spans import Offsets

Tell = Callable[[str, int], None]  # told a loss and the line of the file
_CLOSING = re.compile(r"(?:[,.;:?!…)\]}%’”»]|''|n[’']t|[’'](?:s|S|re|ve|ll|d|m)?)\Z")
_OPENING = re.compile(r"(?:[(\[{$£€¥“‘«#]|``)\Z")


@dataclass(frozen=True, slots=True)
class Markable:
    """What is annotated: an element with its id, its attributes that say something, and the span from its first token
    to its last, `None` where it has no tokens; `gaps` says whether tokens between these are not of it.
    """

    tag: str
    id: str
    attributes: dict[str, str]
    line: int
    span: Offsets | None
    gaps: bool


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation from some markables to one, by their ids."""

    tag: str
    line: int
    sources: tuple[str, ...]
    target: str


@dataclass(frozen=True, slots=True)
class CatDocument:
    """A document; `title` is its first sentence."""

    attributes: dict[str, str]
    text: str
    title: str
    markables: tuple[Markable, ...]
    relations: tuple[Relation, ...]


def read_document(data: bytes, place: str) -> CatDocument:
    """The document of a CAT file; `place` names it in errors (`InputError`)."""
    return _Reader(place, *read_markup(data, place)).document()


class _Reader:
    def __init__(self, place: str, characters: str, elements: Sequence[Element]) -> None:
        self.place, self.characters, self.elements = place, characters, elements
        self.order: dict[str, int] = {}  # of tokens, by their ids
        self.spans: list[Offsets] = []

    def document(self) -> CatDocument:
        root = self.elements[0]
        if root.tag != "Document":
            self._refuse(root, f"the document is a {quoted(root.tag)}", "name a CAT file: its root is Document")
        text, title = self._text()
        within = self._within()
        markables = tuple(self._markable(owner, children) for owner, children in within["Markables"])
        self._check_ids(markables)
        relations = tuple(self._relation(owner, children) for owner, children in within["Relations"])
        return CatDocument(root.attributes, text, title, markables, relations)

    def _text(self) -> tuple[str, str]:
        """The text and its first line; fills `order` and `spans`."""
        pieces: list[str] = []
        position, sentence, is_open, before, title = 0, None, False, "", ""
        for token in (element for element in self.elements if element.tag == "token"):
            name = token.attributes.get("t_id", "")
            if not name or name in self.order:
                self._refuse(token, f"a token with the id {quoted(name)}", "give each token a t_id of its own")
            surface = " ".join(self.characters[token.start : token.end].split())
            between = ""
            if token.attributes.get("sentence") != sentence:
                title = title or "".join(pieces)
                between, is_open = "\n" if pieces else "", False
            elif surface and not _joins(before, surface, is_open):
                between = " "
            sentence = token.attributes.get("sentence")
            pieces += [between, surface]
            position += len(between)
            self.order[name] = len(self.spans)
            self.spans.append((position, position + len(surface)))
            position += len(surface)
            is_open = is_open != (surface == '"')
            before = ('"' if is_open else "") if surface == '"' else surface or before
        text = "".join(pieces)
        return text, title or text

    def _within(self) -> dict[str, list[tuple[Element, list[Element]]]]:
        """The elements in Markables and in Relations, each with those in it."""
        found: dict[str, list[tuple[Element, list[Element]]]] = {"Markables": [], "Relations": []}
        where = ""
        for element in self.elements:
            if element.tag in found:
                where = element.tag
            elif element.tag in ("token_anchor", "source", "target"):
                if not where or not found[where]:
                    self._refuse(element, f"a {element.tag} outside of what it belongs to", "mend the markup there")
                found[where][-1][1].append(element)
            elif where:
                found[where].append((element, []))
        return found

    def _markable(self, element: Element, children: list[Element]) -> Markable:
        tokens = sorted({self._token(child) for child in children if child.tag == "token_anchor"})
        known = {name: value for name, value in element.attributes.items() if value.strip()}
        span = (self.spans[tokens[0]][0], self.spans[tokens[-1]][1]) if tokens else None
        gaps = bool(tokens) and tokens[-1] - tokens[0] >= len(tokens)
        return Markable(element.tag, known.get("m_id", ""), known, element.line, span, gaps)

    def _token(self, anchor: Element) -> int:
        name = anchor.attributes.get("t_id", "")
        if name not in self.order:
            self._refuse(anchor, f"an anchor to the token {quoted(name)}, which is not there", "mend its t_id")
        return self.order[name]

    def _check_ids(self, markables: Sequence[Markable]) -> None:
        seen: set[str] = set()
        for markable in markables:
            if not markable.id or markable.id in seen:
                found = f"a {quoted(markable.tag)} with the m_id {quoted(markable.id)}, which is none or another's"
                raise InputError(f"{self.place}:{markable.line}", found, "give each markable an m_id of its own")
            seen.add(markable.id)

    def _relation(self, element: Element, children: list[Element]) -> Relation:
        ends: dict[str, list[str]] = {"source": [], "target": []}
        for child in children:
            if child.tag in ends:
                ends[child.tag].append(child.attributes.get("m_id", ""))
        return Relation(element.tag, element.line, tuple(ends["source"]), next(iter(ends["target"]), ""))

    def _refuse(self, element: Element, found: str, mend: str) -> NoReturn:
        raise InputError(f"{self.place}:{element.line}", found, mend)


def _joins(before: str, surface: str, is_open: bool) -> bool:
    """Whether a token stands close to the one before it, in which `"` stands for a mark that opens."""
    if surface == '"':
        return is_open or bool(_OPENING.match(before))
    return before == '"' or bool(_CLOSING.match(surface) or _OPENING.match(before))


def named(markables: Sequence[Markable], tag: str) -> Iterator[Markable]:
    """Those with a tag."""
    return (markable for markable in markables if markable.tag == tag)
