"""brat's files: every record comes back, also after brat has saved it, and what annotators changed there with it."""

from __future__ import annotations

import gzip
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import GOLD, ROOT
from onrecord.articles import from_document_line, read_article
from onrecord.errors import InputError
from onrecord.exchange.brat import configuration, from_brat, scan_brat, to_annotations
from onrecord.exchange.notes import from_note, to_note
from onrecord.exchange.pairs import to_text
from onrecord.exchange.side_map import SideMaps, to_side_map
from onrecord.exchange.typed_values import FieldError
from onrecord.losses import Losses
from onrecord.model import Annotation, Quote, Span
from strategies import records

# As brat's server wrote them: in `tricky` a content over a line end was made with its cue, the date moved and its note
# edited, and q3 deleted; in the other the first content was moved over a line end.
SAVED = ROOT / "tests" / "cases" / "exchange" / "brat"
TEXT = "“Come,” Ann Lee said.\r\n\r\n“We 🇺🇦 go\u2028now.”\n"
NONE = SideMaps()


def exported(record, tmp_path: Path) -> tuple[str, str, SideMaps]:
    (tmp_path / "a.sidemap").write_bytes(to_side_map(record))
    losses = Losses()
    annotations = to_annotations(record, losses).decode()
    assert not losses.counts
    return to_text(record, losses).decode(), annotations, SideMaps.beside(tmp_path / "a.ann")


def read(annotations: str, text: str = TEXT, maps: SideMaps = NONE):
    losses = Losses()
    record = from_brat(text, annotations, "a.ann", losses, maps)
    return record, [line.removeprefix("left out: ").split(" (")[0] for line in losses.lines()]


@settings(max_examples=60)
@given(records())
def test_a_record_comes_back(tmp_path_factory, record):
    text, annotations, maps = exported(record, tmp_path_factory.mktemp("brat"))
    losses = Losses()
    assert from_brat(text, annotations, f"{record.id}.ann", losses, maps) == record
    assert not losses.counts
    # Without the side map, what the file holds: all but segments and the document's fields.
    bare = from_brat(text, annotations, f"{record.id}.ann", losses, NONE)
    for name in ("speakers", "dates", "numbers"):
        assert getattr(bare, name) == getattr(record, name)
    assert [(q.id, q.kind, q.speaker, q.parent, q.negated) for q in bare.quotes] == [
        (q.id, q.kind, q.speaker, q.parent, q.negated) for q in record.quotes
    ]


@settings(max_examples=60)  # the first that reads a date loads the vocabularies
@given(records(), st.data())
def test_a_broken_file_gives_an_error_and_nothing_else(record, data):
    broken = bytearray(to_annotations(record, Losses()))
    for place in data.draw(st.lists(st.integers(0, max(0, len(broken) - 1)), min_size=1, max_size=4)):
        broken[place : place + 1] = data.draw(st.binary(max_size=2) | st.sampled_from([b"9", b"\t", b";", b"\n", b'"']))
    try:
        from_brat(record.text, broken.decode("utf-8", "replace"), "a.ann", Losses(), NONE)
    except InputError as error:
        assert "a.ann" in str(error) or str(error).startswith("a: ")


def test_the_written_article_comes_back_through_the_commands(onrecord, tmp_path):
    done = onrecord("export", "--to", "brat", GOLD, "-o", tmp_path / "brat")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert sorted(path.suffix for path in (tmp_path / "brat").iterdir()) == [
        *(".ann", ".conf", ".conf", ".sidemap", ".txt"),
    ]
    done = onrecord("import", "--from", "brat", tmp_path / "brat", "-o", tmp_path / "back")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert (tmp_path / "back" / GOLD.name).read_bytes() == GOLD.read_bytes()
    done = onrecord("export", "--to", "brat", GOLD)
    assert done.code == 2 and "add -o FOLDER" in done.err


def test_what_brat_saved_comes_back_with_what_was_changed_there():
    before = from_document_line((SAVED / "tricky.before.jsonl").read_bytes())
    losses = Losses()
    (record,) = scan_brat(str(SAVED / "tricky.ann"), losses, SideMaps.beside(SAVED))
    date = before.dates[0]
    moved = Span.of(before.text, 52, 60)
    date = replace(date, start=52, end=60, text=moved.text, value="2024-05-02", alternatives=(), mod="APPROX")
    dates = (replace(date, earliest="2024-05-02", latest="2024-05-02"),)  # which follow from the value
    new = Quote(id="q4", kind="indirect", content=(Span.of(before.text, 64, 78),), cue=(Span.of(before.text, 74, 78),))
    assert record == replace(before, quotes=(*before.quotes[:2], new), dates=dates)
    assert list(losses.lines()) == [f"left out: remarks in notes (1, the first at {SAVED / 'tricky.ann'}:28)"]


def test_a_surface_that_brat_has_torn_at_a_line_end_is_read(tmp_path):
    before = read_article(GOLD)
    for suffix, data in ((".txt", before.text.encode()), (".sidemap", to_side_map(before))):
        (tmp_path / f"{before.id}{suffix}").write_bytes(data)
    shutil.copy(SAVED / f"{before.id}.ann", tmp_path)
    (record,) = scan_brat(str(tmp_path), Losses(), SideMaps.beside(tmp_path))
    quote = replace(before.quotes[0], content=(Span.of(before.text, 24, 64),), cue_class="thought")
    assert record == replace(before, quotes=(quote, *before.quotes[1:]))


def test_contents_stay_apart_at_the_end_of_a_paragraph_and_other_regions_are_one_over_line_ends():
    record, told = read(
        "T1\tcontent 25 34;35 40;0 7\t“We 🇺🇦 go now.” “Come,”\nT2\tsource 26 34;35 38\tWe 🇺🇦 go now\n"
        "T3\tcue 8 11;12 20\tAnn Lee said\nR1\tsource Arg1:T1 Arg2:T2\n"
    )
    quote = record.quotes[0]
    assert [span.text for span in quote.content] == ["“Come,”", "“We 🇺🇦 go", "now.”"]
    assert [span.text for span in quote.source] == ["We 🇺🇦 go\u2028now"]
    assert (record.id, record.annotation) == ("a", Annotation(status="draft", guidelines=""))
    assert told == ["cue regions that no link joins to what they belong to"]


def test_what_others_annotated_is_read_as_far_as_it_goes():
    record, told = read(
        "E1\tAttribution:T1 Cue:T2\nR1\tcue Arg1:T2 Arg2:T1\t\nT1\tContent 0 7\t“Come,”\r\nT2\tCue 16 20\n"
        "T3\tPerson 8 15\tAnn Lee\nT4\tmention 8 15\tAnn Lee\nT5\tmention 26 28\tWe\n*\tCoreference T4 T5\n"
        "*\tEquiv T1 T2\nN1\tReference T4 Wikidata:Q42\t\tAnn Lee\nA1\tMood T1 glad\nM1\tcontent_negated T1\n"
        "A2\tcontent_kind T1 mixed\n"
        "#1\tAnnotatorNotes T4\t\tsee page 2; name: Ann; kind: person; role: head; note: x; id: m7\n"
        "#2\tSTATUS T1\tdone\n"
    )
    quote = record.quotes[0]
    assert (quote.cue[0].text, quote.negated, quote.kind) == ("said", True, "mixed")
    assert [(mention.id, mention.text) for mention in record.speakers[0].mentions] == [("m7", "Ann Lee"), ("m8", "We")]
    assert (record.speakers[0].name, record.speakers[0].role) == ("Ann", "head")
    assert told == [
        *("regions labelled 'person'", "events", "equivalences", "normalizations", "attributes 'Mood'"),
        *("remarks in notes", "notes but those of annotators on regions"),
    ]


@pytest.mark.parametrize(
    ("annotations", "message"),
    [
        ("T1\tcue 35 39\tthen", "a.ann:1: 'now.' stands at 35 39, where the file has 'then'; the text or the offsets"),
        ("T1\tcue 37 41\tnow.", "the offsets count UTF-16 units: write them in code points"),
        ("T1\tcue 33 37\tnow.", "the offsets count CR LF as one"),
        ("T1\tcue 49 53\tnow.", "the offsets count bytes of UTF-8"),
        ("\nT1\tcue 34 99999", "a.ann:2: offsets 34 99999 in a text of"),
        ("\nT1 cue 34 38\tnow.", "a.ann:2: not a span of brat's 'T1 cue 34 38\\tnow.'"),
        ("T1\tcue 16 20\tsaid\nT1\tcue 16 20\tsaid", "a.ann:2: the id of a line above 'T1'"),
        ("R1\tcue Arg1:T1 Arg2:T2", "a.ann:1: a line that names what is not there, 'T1'"),
        ("R1\tcue Arg1:T1", "not a relation of brat's"),
        ("A1\tcue", "none of the attributes of brat's"),
        ("hello", "not a line of brat's 'hello'"),
        ("T1\tnumber 16 20\tsaid\n#1\tAnnotatorNotes T1\tvalue: many", "a.ann:2: value is 'many', not a number"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told(annotations, message):
    with pytest.raises(InputError) as raised:
        read(annotations)
    assert message in str(raised.value)


def test_values_that_would_not_come_back_as_they_stand_are_json():
    values = {"name": "A; “B”\u2028", "role": " x", "affiliation": '"', "value": "€ 5"}
    note = to_note(values)
    assert note == 'name: "A; “B”\\u2028"; role: " x"; affiliation: "\\""; value: € 5'
    assert from_note("mention", note) == ({key: values[key] for key in ("name", "role", "affiliation")}, ["value: € 5"])
    assert from_note("number", "terms: 12, 3; low: 1.5; high: 2e3; unit: [degF]") == (
        {"terms": [12, 3], "low": 1.5, "high": 2000.0, "unit": "[degF]"},
        [],
    )
    assert from_note("date", "alternatives: 2024, 2025; value: 2024") == (
        {"alternatives": ["2024", "2025"], "value": "2024"},
        [],
    )
    for note in ("value: NaN", "value: true", "value: 1e999", "low: [1]", 'terms: [["1"]]', "high: " + "9" * 5000):
        with pytest.raises(FieldError):
            from_note("number", note)
    with pytest.raises(FieldError):
        from_note("mention", "name: [1]")


def test_a_text_without_annotations_and_files_that_are_not_there(tmp_path):
    (tmp_path / "b.c.txt").write_text("It rained.")
    (tmp_path / "d.ann").write_text("")
    (tmp_path / "e.txt").write_bytes(b"\n\xff")
    found = list(scan_brat(str(tmp_path), Losses(), NONE))
    assert [item.id for item in found if not isinstance(item, InputError)] == ["b.c"]
    assert [str(item).split(": ", 1)[1] for item in found if isinstance(item, InputError)] == [
        "has no text d.txt beside it; put the text there",
        "not UTF-8 (byte 0xff at offset 1); convert it to UTF-8",
    ]
    for name in ("b.c.txt", "b.c.ann"):
        (tmp_path / f"{name}.gz").write_bytes(gzip.compress(b"T1\tcue 3 9" if name.endswith("ann") else b"It rained."))
    (packed,) = scan_brat(str(tmp_path / "b.c.ann.gz"), Losses(), NONE)
    assert packed.id == "b.c"
    for path in ("-", str(tmp_path / "x.json"), str(tmp_path / "none.ann")):
        assert isinstance(next(scan_brat(path, Losses(), NONE)), InputError)


def test_the_configuration_has_all_types_with_their_values():
    files = configuration()
    assert b"\ncontent_kind\tArg:content, Value:direct|indirect|mixed\n" in files["annotation.conf"]
    assert b"\nparent\tArg1:content, Arg2:content\n" in files["annotation.conf"]
    assert b"\n<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>\n" in files["annotation.conf"]
    assert b"\ncontent_negated\tArg:content\n" in files["annotation.conf"]
