"""brat folders of others by a map: what each kind of line becomes, maps that are none, and a map to start from."""

from __future__ import annotations

import shutil
import tomllib

import pytest

from conftest import ROOT
from onrecord.articles import ordered
from onrecord.corpora.polnear import iter_polnear
from onrecord.corpora.standoff import find_types, read_map, scan_mapped
from onrecord.corpora.standoff.lines import read_standoff
from onrecord.errors import InputError, raising
from onrecord.exchange.brat import scan_brat
from onrecord.exchange.side_map import SideMaps
from onrecord.losses import Losses
from onrecord.model import Record

CASES = ROOT / "tests" / "cases"
NEWS = CASES / "corpora" / "brat" / "news"
MAP = CASES / "corpora" / "brat" / "map.toml"


def records(folder, known=MAP, losses: Losses | None = None) -> list[Record]:
    return list(raising(scan_mapped(str(folder), losses or Losses(), read_map(known))))


def texts(spans) -> list[str]:
    return [span.text for span in spans]


def test_each_kind_of_line_becomes_what_the_map_says():
    losses = Losses()
    record, other = records(NEWS, losses=losses)
    assert (record.id, other.id, other.text) == ("a", "local-b", "It rained.\n")
    assert [
        (texts(q.content), texts(q.cue), texts(q.source), texts(q.addressee), q.negated) for q in record.quotes
    ] == [
        (["Dam will hold"], ["says"], ["mayor"], [], False),
        (["the dam", ", would hold"], ["said"], ["Mayor Ann Lee"], [], False),
        (["“We are", "ready,”"], ["told"], ["she"], ["Le Monde"], False),
        (["that it leaks"], ["did not say"], ["She"], [], True),
    ]
    [speaker] = record.speakers
    assert (speaker.name, speaker.kind, len(speaker.mentions)) == ("Mayor Ann Lee", "person", 4)
    assert {quote.speaker for quote in record.quotes} == {speaker.id}
    assert [(d.text, d.type, d.value) for d in record.dates] == [("Sunday", "DATE", "2016-05-01")]
    assert [(n.text, n.value, n.unit) for n in record.numbers] == [("$3.5 million", 3500000, "USD")]
    assert {kind: number for kind, number in losses.counts.items() if "which is taken" not in kind} == {
        "spans of type 'Words'": 1, "spans of type 'Place'": 1, "events of type 'Flood'": 1,
        "relations of type 'LivesIn'": 1, "attributes 'Mood'": 1, "notes 'AnnotatorNotes'": 1,
        "normalizations 'Reference'": 1, "speakers without a name or kind, which are taken from their mentions": 1,
    }  # fmt: skip


def beside(tmp_path):
    """PolNeAR's small part as brat has it: text and annotations side by side."""
    shutil.copy(CASES / "polnear" / "text" / "local_2016-05-02_dam.txt", tmp_path)
    name = "local_2016-05-02_dam.ann"
    shutil.copy(CASES / "polnear" / "attributions" / "local_2016-05-02_dam_aa11.ann", tmp_path / name)
    return tmp_path


def test_polnear_is_such_a_map(tmp_path):
    [record] = records(beside(tmp_path), MAP.with_name("polnear.toml"))
    [by_recipe] = iter_polnear(CASES / "polnear")
    assert record.quotes == ordered(by_recipe).quotes


def test_types_that_are_not_ours_are_listed(tmp_path):
    [error] = scan_brat(str(beside(tmp_path)), Losses(), SideMaps())
    assert isinstance(error, InputError)
    assert "entities Source 3, Cue 3, Content 3; events Attribution 3; notes AnnotatorNotes 1" in str(error)
    assert "--write-map FILE" in str(error) and "--map FILE" in str(error)


def test_the_map_to_start_from_is_one(tmp_path):
    written = tmp_path / "map.toml"
    written.write_text(find_types([str(beside(tmp_path))]).to_map())
    assert tomllib.loads(written.read_text())["events"] == {
        "Attribution": {"Content": "content", "Cue": "cue", "Source": "source"}
    }
    assert len(records(tmp_path, written)[0].quotes) == 3
    shown = find_types([str(NEWS)]).to_map()
    assert '# Speech = { trigger = "", What = "", Who = "", Hearer = "" }  # 4' in shown
    assert 'PER = "mention"  # 4' in shown and '# Words = ""  # 5' in shown
    assert set(tomllib.loads(shown)) == {*("entities", "events", "relations", "attributes", "notes", "normalizations")}
    odd = tmp_path / "odd"
    odd.mkdir()
    (odd / "a.ann").write_text('T1\tA"=#.person 0 1\tx\n')
    assert tomllib.loads(find_types([str(odd)]).to_map())["entities"] == {'A"=#.person': "mention"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no type is mapped; name types in"),
        ("[entities]\nA = ", "not TOML"),
        ("[spans]\nA = 'cue'", "section is 'spans'; use one of entities, events, relations"),
        ("entities = 3", r"entities is no table; write \[entities\]"),
        ("[entities]\nA = 'quote'", "label of A is 'quote'; use one of content, cue, source, addressee, mention"),
        (
            "[entities]\nA = { label = 'date', kind = 'x' }",
            "field of entities.A.kind is 'kind'; use one of type, value",
        ),
        (
            "[entities]\nA = { label = 'date', type = 'DAY' }",
            "entities.A.type is 'DAY'; write a value that the type of",
        ),
        ("[entities]\nA = { label = 'cue', type = 'DAY' }", "field of entities.A.type is 'type'; use one of none"),
        ("[events]\nA = 'content'", "events.A is no table"),
        ("[events]\nA = { B = 'cue' }", "events.A has no argument that is the content"),
        ("[events]\nA = { B = 'date' }", "argument B of A is 'date'"),
        ("[entities]\nA = 'cue'\n[relations]\nB = 'near'", "relation B is 'near'; use one of cue, source, addressee"),
        ("[entities]\nA = 'cue'\n[attributes]\nB = 'date'", "field of attributes.B is ''"),
        ("[entities]\nA = 'cue'\n[notes]\nB = 'word.value'", "label of notes.B is 'word'"),
        (
            "[entities]\nA = 'date'\n[attributes]\nB = { field = 'date.type', values = { x = 'DAY' } }",
            "is 'DAY'; write a",
        ),
        ("[entities]\nA = 'date'\n[attributes]\nB = { field = 'date.type', value = 3 }", "attributes.B is"),
    ],
)
def test_maps_that_are_none_are_told(tmp_path, text, message):
    path = tmp_path / "map.toml"
    path.write_text(text)
    with pytest.raises(InputError, match=message):
        read_map(path)


def test_a_map_that_is_not_there_is_told(tmp_path):
    with pytest.raises(InputError, match=r"cannot be read \(No such file or directory\)"):
        read_map(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("T1\tA 0 99\tIt rained.", r"a\.ann:1: offsets 0 99 in a text of 11 characters; mend them"),
        ("T1\tA 3 2\t", "offsets 3 2 in a text"),
        ("T1\tA 0 2\tHe", "'It' stands at 0 2, where the file has 'He'"),
        ("T1\tA 0 2\tIt\nT1\tB 3 9\trained", r"a\.ann:2: the id of a line above 'T1'; mend it, or remove the line"),
        ("E1\tA:T1", r"a\.ann:1: a line that names what is not there, 'T1'"),
        ("T1\tA 0 2\tIt\nE1\tA:T1 B:T2", r"a\.ann:2: a line that names what is not there, 'T2'"),
        ("T1\tA 0 2\tIt\nE1\tA:T1\nE1\tA:T1", "the id of a line above 'E1'"),
        ("R1\tA Arg1:T1 Arg2:T1", "names what is not there"),
        ("Q1\tA 0 2\tIt", "not a line of brat's"),
        ("T1\tA 0 2\tIt\n\nX9\tgarbage\nT2\tA 3 9\trained", r"a\.ann:3: not a line of brat's 'X9"),
        ("T1\tA 0 2\tIt\nwhatever", r"a\.ann:2: not a line of brat's 'whatever'"),
        ("T1\tA 0 2\tHe\nwhatever", r"a\.ann:1: 'It' stands at 0 2"),
        ("T1 A 0 2 It", "not a span of brat's"),
        ("E1 A T1", "not an event of brat's"),
        ("R1\tA T1", "not a relation of brat's"),
        ("*\tA", "not an equivalence of brat's"),
        ("A1\tA", "none of the attributes of brat's"),
        ("N1\tA T1", "none of the normalizations of brat's"),
    ],
)
def test_lines_that_are_none_are_told(lines, message):
    with pytest.raises(InputError, match=message):
        read_standoff(lines, "It rained.\n", "a.ann")


def test_where_surfaces_are_cut_a_line_that_is_none_is_told_too():
    for lines, place in (("T1\tA 0 10\tIt\nX9\tgarbage", "a.ann:2: not a line"), ("T1\tA 0 10\tHe\nX9", "a.ann:1: ")):
        with pytest.raises(InputError, match=place):
            read_standoff(lines, "It rained.\n", "a.ann", is_cut=True)


def test_surfaces_go_on_over_line_ends():
    text = "It\n\nThe rain.\n"
    found = read_standoff("#\tNote T1\tx\nT1\tA 0 12\tIt\n\nThe rain\nT2\tA 4 7\tThe\r\n\n", text, "a.ann")
    assert [(span.id, span.line) for span in found.spans.values()] == [("T1", 2), ("T2", 5)]
    assert found.remarks[0].target == "T1"


def test_faults_of_files_stand_in_their_place_and_the_rest_goes_on(tmp_path):
    shutil.copytree(NEWS, tmp_path / "news")
    (tmp_path / "news" / "alone.ann").write_text("T1\tPER 0 1\tx\n")
    (tmp_path / "news" / "bad.txt").write_bytes(b"\xff")
    (tmp_path / "news" / "bad.ann").write_text("")
    (tmp_path / "news" / "worse.txt").write_text("It rained.")
    (tmp_path / "news" / "worse.ann").write_text("T1\tPER 0 2\tHe\n")
    items = list(scan_mapped(str(tmp_path / "news"), Losses(), read_map(MAP)))
    assert [item.id for item in items if isinstance(item, Record)] == ["a", "local-b"]
    told = [str(item).removeprefix(f"{tmp_path}/news/") for item in items if isinstance(item, InputError)]
    assert [line.split(";")[0] for line in told] == [
        "alone.ann: has no text alone.txt beside it",
        "bad.txt:1: not UTF-8 (byte 0xff at offset 0)",
        "worse.ann:1: 'It' stands at 0 2, where the file has 'He'",
    ]


def test_a_value_that_its_field_cannot_hold_is_told(tmp_path):
    (tmp_path / "a.txt").write_text("Five came.")
    (tmp_path / "a.ann").write_text("T1\tNum 0 4\tFive\nA1\tAmount T1 many\n")
    (tmp_path / "map.toml").write_text("[entities]\nNum = 'number'\n[attributes]\nAmount = 'number.value'\n")
    [error] = scan_mapped(str(tmp_path), Losses(), read_map(tmp_path / "map.toml"))
    assert "a.ann:2: value is 'many', not a number" in str(error)
