"""Records as graphs: nothing is lost on the way there and back, in whole regions and in regions of one part."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from conftest import GOLD
from onrecord.articles import read_article
from onrecord.exchange.graph import LABELS, LINKS, Graph, Link, Region, defragmented, fragmented
from onrecord.exchange.incoming import from_graph
from onrecord.exchange.outgoing import to_graph
from onrecord.exchange.side_map import SideMaps, to_side_map
from onrecord.losses import Losses
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


def test_the_written_article_comes_back():
    record = read_article(GOLD)
    assert read_back(to_graph(record)) == (record, [])


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
    assert maps.restored(changed, losses, values=False) == changed
    assert list(losses.lines()) == [f"left out: side maps of another text (1, the first at {record.id})"]
