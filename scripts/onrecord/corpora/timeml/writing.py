"""The dates of a record to a TimeML document: `DOCID`, `DCT`, `TITLE`, and the text with its TIMEX3 in it."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.corpora.markup import IN_ATTRIBUTE, IN_TEXT, check_characters
from onrecord.losses import Losses
from onrecord.model import Date, Record
from onrecord.timex import bounds_of

_SCHEMA = "http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd"
_OTHER_LAYERS = ("speakers", "quotes", "numbers")


def to_timeml(record: Record, losses: Losses | None = None) -> bytes:
    """The TimeML document of a record, in UTF-8; `iter_timeml` gives back the text and each date's span and values.

    `losses` counts what TimeML cannot hold: other layers, alternatives, zones, bounds that do not follow from the
    value, anchors but to one date, and dates inside or across others (a TIMEX3 holds text alone). Raises `InputError`
    for a character that XML cannot hold.
    """
    losses = Losses() if losses is None else losses
    check_characters(record.id, "title", record.title)
    check_characters(record.id, "text", record.text)
    for name in _OTHER_LAYERS:
        losses.add(name, record.id, len(getattr(record, name)))
    if record.published.basis == "inferred":
        losses.add("inferred days of publication", record.id)
    day = record.published.date
    head = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="{_SCHEMA}">',
        f"<DOCID>{record.id}</DOCID>",
        '<DCT><TIMEX3 tid="t0" type="DATE" value="'
        f'{day or "XXXX-XX-XX"}" temporalFunction="false" functionInDocument="CREATION_TIME">{day}</TIMEX3></DCT>',
        f"<TITLE>{record.title.translate(IN_TEXT)}</TITLE>",
    ]
    body = "".join(_body(record, losses))
    return ("\n\n".join([*head, f"<TEXT>{body}</TEXT>", "</TimeML>"]) + "\n").encode("utf-8")


def _body(record: Record, losses: Losses) -> Iterator[str]:
    """The text in pieces, tags between them."""
    tids = {date.id: f"t{date.id[1:]}" for date in _apart(record.dates)}
    position = 0
    for date in record.dates:
        if date.id not in tids:
            losses.add("dates inside or across others", f"{record.id} {date.id}")
            continue
        yield record.text[position : date.start].translate(IN_TEXT)
        attributes = "".join(f' {name}="{value}"' for name, value in _attributes(record, date, tids, losses))
        yield f"<TIMEX3{attributes}>{date.text.translate(IN_TEXT)}</TIMEX3>"
        position = date.end
    yield record.text[position:].translate(IN_TEXT)


def _apart(dates: tuple[Date, ...]) -> Iterator[Date]:
    """The dates that begin after the one before them has ended."""
    position = 0
    for date in dates:
        if date.start >= position:
            yield date
            position = date.end


def _attributes(record: Record, date: Date, tids: dict[str, str], losses: Losses) -> Iterator[tuple[str, str]]:
    place = f"{record.id} {date.id}"
    yield "tid", tids[date.id]
    for name in ("type", "value", "mod", "quant", "freq"):
        if value := getattr(date, name):
            check_characters(record.id, f"{name} of {date.id}", value)
            yield name, value.translate(IN_ATTRIBUTE)
    yield "temporalFunction", "false" if date.anchor.basis == "none" else "true"
    yield "functionInDocument", "NONE"
    named = [tids[name] for name in date.anchor.dates if name in tids]
    if date.anchor.basis == "published" and record.published.date:
        yield "anchorTimeID", "t0"
    elif date.anchor.basis == "date" and len(named) == 1:
        yield "anchorTimeID", named[0]
    elif date.anchor.basis != "none":
        losses.add("anchors but to one date", place)
    losses.add("alternatives", place, len(date.alternatives))
    losses.add("zones", place, bool(date.zone))
    implied = bounds_of(date.type, date.value)
    losses.add("bounds that do not follow from the value", place, (date.earliest, date.latest) != implied)
