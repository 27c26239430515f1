"""What brat wants in a folder: the types and how they join (annotation.conf), and how they look (visual.conf)."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.exchange.choices import choices, is_flag
from onrecord.exchange.graph import FIELDS, LABELS, LINKS

_COLOURS = {
    "content": "#ffe9a8",
    "cue": "#f7b26a",
    "source": "#9ec7f3",
    "addressee": "#c9b8ef",
    "marks": "#fff6d9",
    "mention": "#bfe3c0",
    "date": "#f4b6c2",
    "number": "#a9dfd8",
    "modifier": "#d4efec",
    "counted": "#d4efec",
    "segment": "#e8e8e8",
}
_GLYPHS = {
    "content_kind": "(D)|(I)|(M)",
    "content_cue_class": "·|(t)|(d)",
    "mention_form": "(N)|(n)|(p)",
}  # by the values in their order


def attribute(label: str, field: str) -> str:
    """brat's name of a field: attributes of one name have the same values for all types."""
    return f"{label}_{field}"


# By brat's name of an attribute, its label and field.
ATTRIBUTES = {
    attribute(label, field): (label, field)
    for label, names in FIELDS.items()
    for field in names
    if field in choices(label) or is_flag(label, field)
}


def configuration() -> dict[str, bytes]:
    """The files by name."""
    return {
        "annotation.conf": ("\n".join(_annotation()) + "\n").encode(),
        "visual.conf": ("\n".join(_visual()) + "\n").encode(),
    }


def _annotation() -> Iterator[str]:
    yield from ("# Written by onrecord export; values of other fields are in the notes of a span.", "[entities]")
    yield from (label for label in LABELS if label != "sentence")
    yield from ("", "[relations]")
    for label, (start, end) in LINKS.items():
        yield f"{label}\tArg1:{start}, Arg2:{end}"
    yield "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>"
    yield from ("", "[events]", "", "[attributes]")
    for name, (label, field) in ATTRIBUTES.items():
        values = choices(label).get(field)
        yield f"{name}\tArg:{label}" + (f", Value:{'|'.join(values)}" if values else "")


def _visual() -> Iterator[str]:
    yield "[labels]"
    for name, (_, field) in ATTRIBUTES.items():
        yield f"{name} | {field.replace('_', ' ')}"
    yield from ("", "[drawing]", "SPAN_DEFAULT\tfgColor:black, bgColor:#eeeeee, borderColor:darken")
    yield from ("ARC_DEFAULT\tcolor:black, dashArray:-, arrowHead:triangle-5", "ATTRIBUTE_DEFAULT\tglyph:<NONE>")
    for label, colour in _COLOURS.items():
        yield f"{label}\tbgColor:{colour}"
    yield "content_negated\tbox:crossed, glyph:<NONE>, dashArray:<NONE>"
    for name, glyphs in _GLYPHS.items():
        yield f"{name}\tglyph:{glyphs}"
