"""A state in the making: what an operation changes, and what it touched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

import msgspec

from onrecord import model
from onrecord.incident import quoted
from onrecord.review.operations.requests import Stretch
from onrecord.review.refusals import RefusedError, unknown_id
from onrecord.review.work import PREFIXES, Work, highest, mentions_of
from onrecord.revisions.canonical import canonical, line_shape
from onrecord.revisions.records import Entry, order_key
from onrecord.revisions.references import REFERENCES, rename
from onrecord.revisions.spans import Fields, extent_of, stands

Mark = Literal["edited", "kept", "off"]


@dataclass
class Draft:
    """A copy of a state to change. Entries are replaced, never changed, for the state before shares them.

    `edited` are the ids that count as checked by whom edits them, `accepted` those that were asked to be checked.
    """

    work: Work
    edited: list[str] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.head: Fields = dict(self.work.head)
        self.entries = dict(self.work.entries)
        self.checked = dict(self.work.checked)
        self.decided = dict(self.work.decided)
        self.highest = dict(self.work.highest)

    @cached_property
    def document(self) -> model.Document:
        """The document as the layers take it."""
        return msgspec.convert(self.head, model.Document)

    @property
    def text(self) -> str:
        return self.work.text

    def done(self) -> Work:
        """The state that came of it."""
        head = self.work.head if self.head == self.work.head else self.head
        checked = {name: by for name, by in self.checked.items() if name in self.entries}
        entries = self.entries if self.entries.keys() != self.work.entries.keys() else self._if_changed()
        return replace(
            self.work, head=head, entries=entries, checked=checked, decided=self.decided, highest=self.highest
        )

    def _if_changed(self) -> Any:
        is_same = all(self.work.entries[name] is entry for name, entry in self.entries.items())
        return self.work.entries if is_same else self.entries

    def entry(self, identifier: str) -> Entry:
        """The annotation of an id. Raises `RefusedError`."""
        if identifier not in self.entries:
            raise unknown_id(identifier)
        return self.entries[identifier]

    def speaker_of(self, mention: str) -> Entry:
        """The speaker who has a mention. Raises `RefusedError`."""
        for entry in self.entries.values():
            if any(one["id"] == mention for one in mentions_of(entry)):
                return entry
        raise unknown_id(mention)

    def put(self, layer: str, value: Fields, *, mark: Mark = "edited") -> Entry:
        """Let an annotation be so, or add it. Its mark: as somebody edited it, as it was, or off, to be looked at."""
        entry = Entry(layer, canonical({"layer": layer} | value, line_shape(layer)))
        del entry.value["layer"]
        refuse_out_of_shape(entry)
        self.entries[entry.id] = entry
        self.highest = highest([entry], self.highest)
        if mark == "edited":
            self.edited.append(entry.id)
        elif mark == "off":
            self.checked.pop(entry.id, None)
        self.shown.append(entry.id)
        return entry

    def change(self, identifier: str, fields: Fields, *, mark: Mark = "edited") -> Entry:
        """Give fields of an annotation other values."""
        entry = self.entry(identifier)
        return self.put(entry.layer, entry.value | fields, mark=mark)

    def remove(self, identifier: str) -> Entry:
        """Take an annotation out."""
        entry = self.entry(identifier)
        del self.entries[identifier]
        self.edited = [name for name in self.edited if name != identifier]
        return entry

    def rename(self, new_name: Callable[[str, str], str], *, mark: Mark) -> None:
        """Let `new_name(layer, id)` give each id that annotations name, "" for none."""
        for entry in list(self.entries.values()):
            if entry.layer in REFERENCES:
                other = Entry(entry.layer, copied(entry.value))
                rename(other, new_name)
                if other.value != entry.value:
                    self.put(entry.layer, other.value, mark=mark)

    def new_id(self, layer: str) -> str:
        """An id that nothing ever had."""
        prefix = PREFIXES[layer]
        self.highest[prefix] = self.highest.get(prefix, 0) + 1
        return f"{prefix}{self.highest[prefix]}"

    def spans(self, stretches: Iterable[Stretch], role: str) -> list[Fields]:
        """Spans of the text in its order. Raises `RefusedError` where the text holds something else there."""
        found = []
        for one in stretches:
            span = {"start": one.start, "end": one.end, "text": one.text}
            if not stands(span, self.text):
                there = self.text[max(one.start, 0) : max(one.end, 0)][:200]
                mend = "load the article again, and mark the words again"
                raise RefusedError(f"{one.text[:200]!r} at {one.start} as {role}", f"{there!r}, what is there", mend)
            found.append(span)
        return sorted(found, key=extent_of)


def refuse_out_of_shape(entry: Entry) -> None:
    """Raises `RefusedError` for an annotation whose fields are not of the types that the model has."""
    try:
        order_key(entry)
    except (msgspec.ValidationError, ValueError) as error:
        mend = "send values of the types that the choices name"
        raise RefusedError(quoted(str(error), 200), f"a {entry.layer} that keeps to the schema", mend) from error


def copied(value: Fields) -> Fields:
    """A copy whose fields that name others can be changed."""
    return {key: dict(child) if isinstance(child, dict) else child for key, child in value.items()}


def as_spans(spans: Sequence[Fields]) -> tuple[model.Span, ...]:
    return tuple(model.Span(*extent_of(span), span["text"]) for span in spans)
