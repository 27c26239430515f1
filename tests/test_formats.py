"""What the table of formats says each of them carries is what it does, as far as a record can show it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from conftest import GOLD
from exchange_cases import TRICKY, random_records, read, write
from onrecord.articles import from_document_line, read_article, to_document_line
from onrecord.exchange.side_map import SUFFIX
from onrecord.formats import CARRIED, FORMATS, HOLDERS
from onrecord.losses import Losses
from onrecord.release.blocks import formats_table

TOOLS = [name for name, form in FORMATS.items() if form.carries]
# By what a format does not hold, a word of the losses that tell it.
TOLD = {
    "spans": "inside a token|over sentences",
    "nested": "inside or across",
    "discontinuous": "discontinuous",
    "values": "further values",
    "links": "links",
    "document": "documents",
    "ids": "ids of",
}


def test_formats_say_no_more_than_there_is_to_say():
    for name in TOOLS:
        form = FORMATS[name]
        assert tuple(form.carries) == CARRIED and set(form.carries.values()) <= set(HOLDERS), name
        assert form.offsets in ("code points", "UTF-16", "tokens", "inline"), name
        assert form.tested in ("the real tool", "its library", "its documented form"), name
        assert form.note or not {"part", "no"} & set(form.carries.values()), name
        assert form.has_map == ("side map" in (*form.carries.values(), *re.findall("side map", form.note))), name
        assert bool(form.read) != bool({"part", "no"} & set(form.carries.values())), name
    assert {name for name, form in FORMATS.items() if form.read and not form.write} == {
        *("recognizers", "polnear", "meantime", "tempeval3")
    }
    table = "\n".join(formats_table())
    assert table.count("\n") == len(TOOLS) + 1


@pytest.mark.parametrize("name", TOOLS)
def test_what_a_format_does_not_hold_is_told(name):
    losses = Losses()
    for record in (read_article(GOLD), read_article(TRICKY), *random_records(6)):
        if "\0" not in record.text and name not in ("tei", "cas-xmi"):
            FORMATS[name].writers()[FORMATS[name].suffix](record, losses)
    if name in ("tei", "cas-xmi"):  # control characters cannot be in XML
        FORMATS[name].writers()[FORMATS[name].suffix](read_article(GOLD), losses)
    for key, holder in FORMATS[name].carries.items():
        is_told = any(re.search(TOLD[key], kind) for kind in losses.counts)
        assert is_told == (holder in ("part", "no")), (key, list(losses.counts))


def parts(record) -> dict[str, object]:
    """What of a record stands for some of what formats carry."""
    return {
        "values": [(date.value, date.anchor.basis) for date in record.dates] + [s.role for s in record.speakers],
        "links": [(quote.cue, quote.source, bool(quote.speaker), bool(quote.parent)) for quote in record.quotes],
        "document": (record.published, record.source, record.annotation.status),
        "ids": [quote.id for quote in record.quotes],
    }


@pytest.mark.parametrize("name", [name for name in TOOLS if FORMATS[name].read])
def test_the_tools_file_alone_holds_what_is_said_and_the_side_map_the_rest(name, tmp_path):
    line = re.sub(rb'"q(\d+)"', rb'"q10\1"', to_document_line(read_article(GOLD)))
    record = from_document_line(line)
    if name in ("brat", "web-annotation"):
        (tmp_path / "a.txt").write_bytes(record.text.encode())
    path = write(name, [replace(record, id="a")], tmp_path / f"a{FORMATS[name].suffix}")
    assert read(name, path) == ([replace(record, id="a")], [])
    (tmp_path / f"{path.name}{SUFFIX}").unlink(missing_ok=True)
    (alone,), _ = read(name, path)
    for key, expected in parts(record).items():
        assert (parts(alone)[key] == expected) == (FORMATS[name].carries[key] == "yes"), key
