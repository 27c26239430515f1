"""Web Annotations: valid by the model, every record comes back, in whatever unit a tool writes positions."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import GOLD, ROOT
from onrecord.articles import from_document_line, read_article
from onrecord.errors import InputError
from onrecord.exchange.pairs import to_text
from onrecord.exchange.side_map import SideMaps, to_side_map
from onrecord.exchange.web_annotation import from_web_annotation, scan_web_annotation, to_web_annotation
from onrecord.losses import Losses
from onrecord.model import Span
from onrecord.offset_units import OffsetUnits
from strategies import records

CASES = ROOT / "tests" / "cases" / "exchange"
NONE = SideMaps()
TEXT = "🇺🇦 “Come,” Ann Lee said. “Come,” she said."
IRI = {"type": "string", "minLength": 1, "format": "iri-reference"}
MOTIVATIONS = {"enum": ["classifying", "linking", "tagging", "describing", "identifying"]}
# The rules of the Web Annotation Data Model for what we write of it: classes, their required and single properties.
MODEL = {
    "type": "object",
    "required": ["@context", "id", "type", "total", "first"],
    "properties": {
        "@context": {"type": "array", "prefixItems": [{"const": "http://www.w3.org/ns/anno.jsonld"}]},
        "id": IRI,
        "type": {"const": "AnnotationCollection"},
        "label": {"type": "string"},
        "total": {"type": "integer", "minimum": 0},
        "offsetUnit": {"type": "string"},
        "first": {
            "required": ["id", "type", "items"],
            "properties": {
                "id": IRI,
                "type": {"const": "AnnotationPage"},
                "startIndex": {"type": "integer", "minimum": 0},
                "items": {"type": "array", "items": {"$ref": "#/$defs/annotation"}},
            },
            "additionalProperties": False,
        },
    },
    "additionalProperties": False,
    "$defs": {
        "annotation": {
            "required": ["id", "type", "target"],
            "properties": {
                "id": IRI,
                "type": {"const": "Annotation"},
                "motivation": MOTIVATIONS,
                "body": {"type": "array", "items": {"$ref": "#/$defs/body"}},
                "target": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/target"}},
            },
            "additionalProperties": False,
        },
        "body": {
            "properties": {
                "type": {"enum": ["TextualBody", "SpecificResource"]},
                "purpose": MOTIVATIONS,
                "value": {"type": "string"},
                "source": IRI,
            },
            "oneOf": [{"required": ["value"]}, {"required": ["source"]}],
            "additionalProperties": False,
        },
        "target": {
            "required": ["source", "selector"],
            "properties": {
                "type": {"const": "SpecificResource"},
                "source": IRI,
                "selector": {
                    "prefixItems": [
                        {
                            "required": ["exact"],
                            "properties": {
                                "type": {"const": "TextQuoteSelector"},
                                **{name: {"type": "string"} for name in ("exact", "prefix", "suffix")},
                            },
                            "additionalProperties": False,
                        },
                        {
                            "required": ["start", "end"],
                            "properties": {
                                "type": {"const": "TextPositionSelector"},
                                **{name: {"type": "integer", "minimum": 0} for name in ("start", "end")},
                            },
                            "additionalProperties": False,
                        },
                    ],
                    "items": False,
                },
            },
            "additionalProperties": False,
        },
    },
}


def read(items: Any, text: str = TEXT, maps: SideMaps = NONE):
    losses = Losses()
    record = from_web_annotation(text, json.dumps(items), "a.jsonld", losses, maps)
    return record, [line.removeprefix("left out: ").split(" (")[0] for line in losses.lines()]


def selected(exact: str, prefix: str = "", suffix: str = "", **position: int) -> dict[str, Any]:
    """A target as Recogito writes it."""
    quote = {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}
    return {
        "source": "http://localhost/a",
        "selector": [quote, {"type": "TextPositionSelector", **position}] if position else [quote],
    }


def annotated(label: str, *targets: dict[str, Any], name: str = "", bodies: tuple[dict[str, Any], ...] = ()):
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": name or f"6a5b-{label}",
        "type": "Annotation",
        "body": [{"type": "TextualBody", "value": label, "purpose": "tagging"}, *bodies],
        "target": list(targets),
        "creator": {"type": "Person", "id": "ann"},
    }


@settings(max_examples=60)
@given(records())
def test_a_record_comes_back(tmp_path_factory, record):
    folder = tmp_path_factory.mktemp("web")
    (folder / "tricky.sidemap").write_bytes(to_side_map(record))
    losses = Losses()
    (folder / "tricky.txt").write_bytes(to_text(record, losses))
    data = to_web_annotation(record, losses)
    (folder / "tricky.jsonld").write_bytes(data)
    assert list(scan_web_annotation(str(folder), losses, SideMaps.beside(folder))) == [record]
    # As Recogito saves it: a list of annotations with positions in UTF-16 units.
    collection = json.loads(data)
    units = OffsetUnits(record.text)
    for item in collection["first"]["items"]:
        for position in (target["selector"][1] for target in item["target"] if target["selector"]):
            position["start"], position["end"] = units.span_to_utf16((position["start"], position["end"]))
    saved = json.dumps(collection["first"]["items"])
    assert from_web_annotation(record.text, saved, "tricky.jsonld", losses, SideMaps.beside(folder)) == record
    assert not losses.counts


@settings(max_examples=20)
@given(records())
def test_what_is_written_is_valid_by_the_model(record):
    jsonschema.validate(json.loads(to_web_annotation(record, Losses())), MODEL)


def test_the_written_article_comes_back_through_the_commands(onrecord, tmp_path):
    done = onrecord("export", "--to", "web-annotation", GOLD, "-o", tmp_path / "web")
    assert (done.code, done.out, done.err) == (0, "", "")
    jsonschema.validate(json.loads((tmp_path / "web" / GOLD.name).with_suffix(".jsonld").read_bytes()), MODEL)
    done = onrecord("import", "--from", "web-annotation", tmp_path / "web", "-o", tmp_path / "back")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert (tmp_path / "back" / GOLD.name).read_bytes() == GOLD.read_bytes()


def test_what_was_changed_in_a_tool_comes_back(tmp_path):
    before = read_article(GOLD)
    (tmp_path / "a.sidemap").write_bytes(to_side_map(before))
    items = json.loads(to_web_annotation(before, Losses()))["first"]["items"]
    by_id = {item["id"]: item for item in items}
    by_id["#q1"]["target"] = [selected("consequences of invading Ukraine", start=27, end=59)]
    deleted = {"#d7", "#d6", "#q8", "#q8.cue", "#q8.addressee"}
    kept = [item for item in items if deleted.isdisjoint({item["id"], item["target"][0]["source"]})]
    next(item for item in kept if item["target"][0]["source"] == "#q2" and item["body"][0]["value"] == "speaker")[
        "body"
    ][1] = "#m3"
    new = annotated("number", selected("im", start=2104, end=2106), name="x#y")
    new["body"].append({"type": "TextualBody", "purpose": "describing", "value": "kind: cardinal; value: 2"})
    losses = Losses()
    name = f"{before.id}.jsonld"
    record = from_web_annotation(before.text, json.dumps([*kept, new]), name, losses, SideMaps.beside(tmp_path / "a"))
    assert list(losses.counts) in ([], ["links to what is no region"])
    quotes = {quote.id: quote for quote in before.quotes if quote.id != "q8"}
    quotes["q1"] = replace(quotes["q1"], content=(Span.of(before.text, 27, 59),))
    quotes["q2"] = replace(quotes["q2"], speaker="s2")
    assert {quote.id: quote for quote in record.quotes} == quotes
    assert record.dates == before.dates[:5]
    assert [(n.id, n.text, n.value) for n in record.numbers] == [
        ("n1", "first", 1),
        ("n2", "92,000", 92000),
        ("n3", "im", 2),
    ]


def test_what_recogito_saved_comes_back_with_what_was_changed_there():
    # Recogito 4.1 in a browser: q3 was removed, and a cue made over "rose", whose position it wrote in UTF-16 units.
    before = from_document_line((CASES / "brat" / "tricky.before.jsonl").read_bytes())
    folder = CASES / "web_annotation"
    assert '"start": 77' in (folder / "tricky.jsonld").read_text("utf-8") and before.text.index("rose") == 74
    losses = Losses()
    (record,) = scan_web_annotation(str(folder / "tricky.jsonld"), losses, SideMaps.beside(folder))
    assert record == replace(before, quotes=before.quotes[:2])
    assert list(losses.counts) == ["cue regions that no link joins to what they belong to"]


def test_a_quote_tells_the_unit_of_its_position_and_where_the_text_has_moved():
    for position in ({"start": 3, "end": 10}, {"start": 5, "end": 12}, {"start": 900, "end": 907}, {}):
        record, told = read([annotated("content", selected("“Come,”", " ", " Ann", **position))])
        assert record.quotes[0].content[0].start == 3
        assert told == ["offsets that were wrong, for which the quote was found"] * (position.get("start") == 900)
    # Three emoji are three units longer: where the surface stands at both places, the context tells.
    for prefix, suffix, expected in (("😀 ", " he", 4), ("he ", "", 7), ("", "", 7)):
        record, _ = read([annotated("mention", selected("he", prefix, suffix, start=7, end=9))], "😀😀😀 he he")
        assert record.speakers[0].mentions[0].start == expected


def test_links_of_others_and_several_targets():
    items = [
        annotated(
            "content", selected("“Come,”", suffix=" Ann"), selected("“Come,”", suffix=" she"), name="http://x/1#q4"
        ),
        annotated("Cue", selected("said", "Lee "), name="c"),
        annotated("mention", selected("Ann Lee"), name="m"),
        {"id": "l", "motivation": "linking", "target": [{"id": "http://x/1#q4"}, {"id": "c"}], "body": []},
        {"id": "k", "motivation": ["linking"], "target": "http://x/1#q4", "body": "m"},
        {"id": "j", "motivation": "linking", "target": "http://x/1#q4", "body": "nowhere"},
        annotated("person", selected("Ann Lee"), name="p"),
        annotated("source", {"source": "b", "selector": {"type": "CssSelector", "value": "p"}}, name="s"),
    ]
    items[2]["body"] += [
        {"type": "TextualBody", "purpose": "commenting", "value": "name: no"},
        {"type": "TextualBody", "purpose": "describing", "value": "name: Ann"},
        {"type": "TextualBody", "purpose": "tagging", "value": "nice"},
    ]
    record, told = read({"type": "AnnotationPage", "items": items, "next": "b"})
    quote = record.quotes[0]
    assert (quote.id, [span.start for span in quote.content], quote.cue[0].start) == ("q4", [3, 25], 19)
    assert (quote.speaker, record.speakers[0].name) == ("s1", "Ann")
    assert [line for line in told if "speakers without" not in line] == [
        *("comments", "tags but the first", "regions labelled 'person'", "targets without a selector of text"),
        "links to what is no region",
    ]


@pytest.mark.parametrize(
    ("items", "message"),
    [
        ({"first": "page1"}, "holds something else than Web Annotations"),
        ([1], "holds something else than Web Annotations"),
        ({"type": "AnnotationCollection", "first": {"items": 3}}, "holds something else"),
        ([annotated("cue", selected("“Come,”"))], "'“Come,”' is not what stands in the text"),
        (
            [annotated("cue", selected("went", start=2, end=6))],
            "'went' is not what stands at 2 to 6, in code points",
        ),
        ([annotated("cue", selected("Ann")), annotated("cue", selected("Lee"))], "the id of another annotation"),
        ([annotated("number", selected("Ann"), bodies=({"value": "value: x"},))], "value is 'x', not a number"),
    ],
)
def test_what_cannot_be_read_is_told(items, message):
    with pytest.raises(InputError) as raised:
        read(items)
    assert message in str(raised.value)


def test_what_is_no_json_is_told():
    for data in ("{", "[" * 100_000, "\n\nx"):
        with pytest.raises(InputError):
            from_web_annotation(TEXT, data, "a.jsonld", Losses(), NONE)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-9, 99)
    | st.sampled_from(["cue", "#q1", "linking", "tagging", "\ud800", "said"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "id type target body selector source exact prefix start end motivation purpose value".split()
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=60)
@given(
    st.lists(
        st.fixed_dictionaries({"target": JSON}, optional={"id": JSON, "body": JSON, "motivation": JSON}), max_size=3
    ),
    st.data(),
)
def test_whatever_stands_in_a_file_gives_a_record_or_an_error(items, data):
    ours = json.loads(to_web_annotation(read_article(GOLD), Losses()))["first"]["items"][12:40]
    part: Any = data.draw(st.sampled_from(ours))
    for step in data.draw(
        st.lists(st.sampled_from(["body", "target", "selector", 0, 1, "value", "start"]), max_size=5)
    ):
        if isinstance(part, list) and isinstance(step, int) and step < len(part) and not isinstance(part[step], str):
            part = part[step]
        elif isinstance(part, dict) and step in part:
            if not isinstance(part[step], dict | list):
                part[step] = data.draw(JSON)
                break
            part = part[step]
    try:
        from_web_annotation(read_article(GOLD).text, json.dumps([*items, *ours]), "a.jsonld", Losses(), NONE)
    except InputError as error:
        assert str(error).startswith("a")
