"""Records as graphs: nothing is lost on the way there and back, in whole regions and in regions of one part."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given

from conftest import GOLD
from onrecord.articles import read_article
from onrecord.checks.shape import check
from onrecord.errors import InputError
from onrecord.exchange.choices import choices, is_flag, is_list, is_number
from onrecord.exchange.graph import LABELS, LINKS, Graph, Link, Region, defragmented, fragmented
from onrecord.exchange.incoming import from_graph
from onrecord.exchange.nearby import near
from onrecord.exchange.outgoing import to_graph
from onrecord.exchange.side_map import SideMaps, to_side_map
from onrecord.losses import Losses
from onrecord.model import Record
from strategies import records


def read_back(graph: Graph):
    losses = Losses()
    record = from_graph(graph, losses)
    return record, list(losses.lines())


@given(records())
def test_a_record_comes_back(record):
    graph = to_graph(record)
    assert {region.label for region in graph.regions} <= set(LABELS)
    assert {link.label for link in graph.links} <= set(LINKS)
    assert read_back(graph) == (record, [])
    assert read_back(defragmented(fragmented(graph))) == (record, [])
    assert read_back(near(graph)) == (record, [])


def test_the_written_article_comes_back():
    record = read_article(GOLD)
    assert read_back(to_graph(record)) == (record, [])


def test_links_to_what_stands_near():
    record = read_article(GOLD)
    graph = near(to_graph(record))
    assert read_back(graph) == (record, [])
    links = {(link.label, link.start): link.end for link in graph.links}
    assert links["coreference", "m6"] == "m5" and links["coreference", "m2"] == "m1"
    assert links["speaker", "q4"] == "m5" and links["speaker", "q6"] == "m6"  # the mentions in their sources
    parted = replace(graph, links=tuple(link for link in graph.links if link != Link("coreference", "m6", "m5")))
    (line,) = read_back(parted)[1][:1]
    assert "speakers whose mentions are no longer linked, which are several now (1," in line


def test_what_a_person_added_in_a_tool_gets_ids_and_values():
    text = "“Come,” Ann Lee told us on May 2, 2024. She has 92,000 followers."
    parts = {"“Come,”": "content", "Ann Lee": "source", "told": "cue", "May 2, 2024": "date", "92,000": "number"}
    regions = [
        Region(id=f"T{i}", label=label, parts=((text.index(surface), text.index(surface) + len(surface)),))
        for i, (surface, label) in enumerate(parts.items(), 1)
    ]
    regions.append(Region(id="T6", label="mention", parts=((8, 16),)))  # with the blank after it
    links = (Link("", "T1", "T2"), Link("cue", "T3", "T1"), Link("speaker", "T1", "T6"), Link("cue", "T4", "T5"))
    record, told = read_back(Graph(head={"id": "a"}, text=text, regions=tuple(regions), links=links))
    quote, speaker, date, number = record.quotes[0], record.speakers[0], record.dates[0], record.numbers[0]
    assert (quote.id, quote.kind, quote.cue[0].text, quote.source[0].text) == ("q1", "direct", "told", "Ann Lee")
    assert (quote.speaker, speaker.name, speaker.kind, speaker.mentions[0].text) == (
        "s1",
        "Ann Lee",
        "person",
        "Ann Lee",
    )
    assert (date.id, date.value, number.id, number.value) == ("d1", "2024-05-02", "n1", 92000)
    assert record.segments
    assert [line.split(" (")[0].removeprefix("left out: ") for line in told] == [
        "white space at the edges of regions",
        "links that join nothing that a record joins",
        "speakers without a name or kind, which are taken from their mentions",
        "dates without a value, which is taken as the dates layer reads it",
        "numbers without a kind, which is taken as the numbers layer reads it",
    ]


def test_a_side_map_brings_back_what_a_format_does_not_hold(tmp_path):
    record = read_article(GOLD)
    (tmp_path / "a.sidemap").write_bytes(to_side_map(record))
    graph = to_graph(record)
    bare = [replace(region, id=f"T{i}", values={}) for i, region in enumerate(graph.regions)]
    poor = Graph(head={"id": record.id}, text=record.text, regions=tuple(bare))
    losses = Losses()
    maps = SideMaps.beside(tmp_path / "a.conll")
    assert from_graph(maps.restored(poor, losses, values=False, links=False), losses) == record
    assert not losses.counts
    changed = replace(poor, text=poor.text + "!")
    restored = maps.restored(changed, losses, values=False)
    assert replace(restored, used=frozenset()) == changed and {"q1", "s1"} <= restored.used
    assert list(losses.lines()) == [f"left out: side maps of another text (1, the first at {record.id})"]


def test_a_side_map_is_found_beside_names_with_dots_and_brings_back_what_a_format_is_without(tmp_path):
    record = replace(read_article(GOLD), id="a.b")
    (tmp_path / "a.b.sidemap").write_bytes(to_side_map(record))
    maps = SideMaps.beside(tmp_path / "a.b.ann.gz")
    graph = to_graph(record)
    without = replace(graph, regions=tuple(r for r in graph.regions if r.label not in ("segment", "sentence")))
    losses = Losses()
    assert from_graph(maps.restored(without, losses, without=("segment", "sentence")), losses) == record
    # A segment of the tool's own is one that somebody made there: then all are the tool's.
    own = replace(without, regions=(*without.regions, graph.regions[0]))
    assert len(from_graph(maps.restored(own, losses, without=("segment", "sentence")), losses).segments) == 1
    assert maps.exported("a.b", record.text) == graph
    assert maps.exported("a.b", "") is None and maps.exported("a", record.text) is None


@pytest.mark.parametrize("bad", ["x", "{}", "[" * 100_000, '{"id":"a","text_sha256":"","ids":[],"record":3}'])
def test_what_is_no_side_map_is_told(tmp_path, bad):
    (tmp_path / "a.sidemap").write_text(bad)
    with pytest.raises(InputError, match="not a line of a side map"):
        SideMaps.beside(tmp_path)


def test_a_side_map_that_holds_no_record_is_told(tmp_path):
    line = json.loads(to_side_map(read_article(GOLD)))
    line["record"]["title"] = 3
    (tmp_path / "a.sidemap").write_text(json.dumps(line))
    with pytest.raises(InputError, match="holds no record"):
        SideMaps.beside(tmp_path).exported(line["id"], read_article(GOLD).text)


def test_choices_are_those_of_the_schema():
    assert choices("content") == {"kind": ("direct", "indirect", "mixed"), "cue_class": ("speech", "thought", "deed")}
    assert choices("mention")["kind"][0] == "person" and choices("mention")["form"][0] == "name"
    assert choices("date")["anchor_basis"] == ("published", "date", "inferred")
    assert "" not in choices("date")["mod"] and choices("cue") == {}
    assert is_number("number", "terms") and is_number("number", "low") and not is_number("date", "value")
    assert is_list("date", "alternatives") and is_flag("content", "negated") and not is_flag("mention", "entity")


@pytest.mark.parametrize(
    ("broken", "error"),
    [
        ({"content": []}, "a: content 'q1' is nowhere in the text; run onrecord validate on it"),
        ({"cue": [{"start": 3, "end": 99, "text": "x"}]}, "a: cue 'q1.cue' is nowhere in the text"),
        ({"parent": "q9"}, "a: parent of 'q1': there is no 'q9'"),
        ({"id": "d1"}, "a: the id 'd1' twice"),
        ({}, "a: a speaker without mentions"),
    ],
)
def test_records_that_are_none_have_no_graph(broken, error):
    quote = {"id": "q1", "kind": "indirect", "content": [{"start": 0, "end": 4, "text": "Rain"}]}
    date = {"id": "d1", "start": 0, "end": 4, "text": "Rain", "type": "DATE", "value": "2024"}
    record = {"id": "a", "text": "Rain", "quotes": [quote | broken], "dates": [date]}
    if not broken:
        record["speakers"] = [{"id": "s1", "name": "x", "kind": "person"}]
    with pytest.raises(InputError, match=re.escape(error)):
        to_graph(msgspec.convert(record, Record))


def test_no_record_has_an_id_that_leads_elsewhere():
    with pytest.raises(InputError, match="no name for an article"):
        read_back(Graph(head={"id": "../a"}, text="Rain."))


def test_what_is_new_gets_no_id_that_was_in_use(tmp_path):
    """Guidelines 1.6, as far as the side map knows: the last quote, date, mention and speaker were deleted."""
    record = read_article(GOLD)
    (tmp_path / "a.sidemap").write_bytes(to_side_map(record))
    maps = SideMaps.beside(tmp_path)
    last = record.speakers[-1]
    gone = {record.quotes[-1].id, record.dates[-1].id, *(mention.id for mention in last.mentions)}
    graph = to_graph(record)
    kept = tuple(region for region in graph.regions if region.id.partition(".")[0] not in gone)
    new = [Region(id=f"x{i}", label=label, parts=((0, 4),)) for i, label in enumerate(("content", "mention"))]
    for text in (record.text, record.text + " More."):
        poor = Graph(head=graph.head, text=text, regions=(*kept, *new), links=graph.links)
        back = from_graph(maps.restored(poor, Losses()), Losses())
        assert {quote.id for quote in back.quotes} == {q.id for q in record.quotes[:-1]} | {
            f"q{len(record.quotes) + 1}"
        }
        assert {speaker.id for speaker in back.speakers} - {speaker.id for speaker in record.speakers[:-1]} == {"s9"}
        assert not gone & {mention.id for speaker in back.speakers for mention in speaker.mentions}
    bare = from_graph(Graph(head=graph.head, text=record.text, regions=(*kept, *new)), Losses())
    assert record.quotes[-1].id in {quote.id for quote in bare.quotes}  # without a side map nothing can be known


def test_values_that_the_schema_does_not_know_are_told_and_the_layers_read_them():
    text = "“Come,” Ann Lee told us on May 2, 2024. She has 92,000 followers."
    parts = {"“Come,”": "content", "Ann Lee": "mention", "May 2, 2024": "date", "92,000": "number"}
    wrong = [
        {"kind": "Direct", "cue_class": "shout"},
        {"kind": "woman", "form": "nmae", "name": "Ann"},
        {"type": "DAY", "value": "2024-05-02", "mod": "ABOUT", "zone": "CET", "anchor_basis": "none"},
        {"kind": 5, "value": 92000},
    ]
    regions = [
        Region(id=f"T{i}", label=label, values=values, parts=((text.index(words), text.index(words) + len(words)),))
        for i, ((words, label), values) in enumerate(zip(parts.items(), wrong, strict=True), 1)
    ]
    losses = Losses()
    record = from_graph(Graph(head={"id": "a"}, text=text, regions=tuple(regions)), losses)
    quote, speaker, date, number = record.quotes[0], record.speakers[0], record.dates[0], record.numbers[0]
    assert (quote.kind, quote.cue_class, speaker.kind, speaker.mentions[0].form) == (
        *("direct", "speech", "person", "name"),
    )
    assert (date.type, date.value, date.mod, date.zone) == ("DATE", "2024-05-02", "", "")
    assert (number.kind, number.value) == ("cardinal", 92000)
    assert not list(check(msgspec.to_builtins(record)))
    lines = [line.removeprefix("left out: ") for line in losses.lines()]
    known = "direct, indirect, mixed"
    assert lines[0] == f"values of content kind but {known} (1, the first at a, T1 '“Come,”': 'Direct')"
    assert sum(line.startswith("values of ") for line in lines) == 8
    assert any(line.startswith("values of date zone that the schema does not know (1, the") for line in lines)


@pytest.mark.parametrize("day", ["2024005-03", "2024-02-30", "soon"])
def test_fields_of_a_document_that_the_schema_does_not_know_are_told(day):
    region = Region(id="T1", label="date", parts=((11, 17),))
    head = {"id": "a", "published": {"date": day}, "language": "?", "split": "dev", "title": "Rain"}
    losses = Losses()
    record = from_graph(Graph(head=head, text="It rained, Monday.", regions=(region,)), losses)
    assert (record.published.date, record.language, record.split, record.title) == ("", "en", "train", "Rain")
    assert not list(check(msgspec.to_builtins(record)))
    told = [line for line in losses.lines() if "that the schema does not know" in line]
    expected = f"values of published that the schema does not know (1, the first at a, published.date: '{day}')"
    assert len(told) == 3 and told[0] == f"left out: {expected}"
