"""TEI documents: the article's text to the character, each region in its pieces, elements where TEI P5 has them."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from conftest import GOLD
from onrecord.articles import read_article
from onrecord.corpora.markup import read_markup
from onrecord.errors import InputError
from onrecord.exchange.outgoing import to_graph
from onrecord.exchange.tei import to_tei
from onrecord.exchange.tei.elements import datable
from onrecord.layers.segments import find_segments
from onrecord.losses import Losses
from onrecord.model import Date, Number, Published, Quote, Record, Segment, Source, Span
from strategies import records, texts

NAMESPACE = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
POINTERS = ("who", "corresp", "ref", "next", "prev")
# Of TEI P5's content models what concerns the elements that we write: the children of each, text where "#" stands;
# and its attributes beside xml:id, next and prev, which all may have. A schema of TEI is no package to be had.
PHRASE = {"#", "seg", "persName", "orgName", "rs", "date", "time", "num", "measure"}
SPOKEN = {*PHRASE, "said"}  # with model.attributable
MODELS: dict[str, tuple[set[str], str]] = {
    "TEI": ({"teiHeader", "standOff", "text"}, ""),
    "teiHeader": ({"fileDesc", "profileDesc", "revisionDesc"}, ""),
    "fileDesc": ({"titleStmt", "publicationStmt", "sourceDesc"}, ""),
    "titleStmt": ({"title", "respStmt"}, ""),
    "respStmt": ({"resp", "name"}, ""),
    "publicationStmt": ({"p"}, ""),
    "sourceDesc": ({"bibl"}, ""),
    "bibl": ({"idno", "title", "publisher", "date", "availability", "ref", "note"}, ""),
    "availability": ({"licence"}, ""),
    "profileDesc": ({"langUsage"}, ""),
    "langUsage": ({"language"}, ""),
    "revisionDesc": ({"change"}, "status"),
    "standOff": ({"listPerson", "listOrg"}, ""),
    "listPerson": ({"person"}, ""),
    "listOrg": ({"org"}, ""),
    "person": ({"persName", "occupation", "affiliation"}, ""),
    "org": ({"orgName", "desc"}, "type"),
    "text": ({"body"}, LANGUAGE),
    "body": ({"head", "p", "ab"}, ""),
    "head": ({*SPOKEN, "s"}, ""),
    "p": ({*SPOKEN, "s"}, ""),
    "ab": ({*SPOKEN, "s"}, "type"),
    "said": ({*SPOKEN, "s"}, "who direct aloud"),
    "seg": ({*SPOKEN, "s"}, "type corresp"),
    "s": (SPOKEN, ""),
    "persName": (SPOKEN, "ref type"),
    "orgName": (SPOKEN, "ref type"),
    "rs": (SPOKEN, "ref type"),
    "date": ({*SPOKEN, "s"}, "type n when from to notBefore notAfter dur"),
    "time": ({*SPOKEN, "s"}, "type n when from to dur"),
    "num": ({*SPOKEN, "s"}, "type n value atLeast atMost"),
    "measure": ({*SPOKEN, "s"}, "type n quantity atLeast atMost unit"),
    "language": ({"#"}, "ident"),
    "name": ({"#"}, "type"),
    "ref": ({"#"}, "target"),
    **dict.fromkeys("title resp idno publisher licence note change occupation affiliation desc".split(), ({"#"}, "")),
}
ORDER = {
    "TEI": "teiHeader standOff text",
    "fileDesc": "titleStmt publicationStmt sourceDesc",
    "teiHeader": "fileDesc profileDesc revisionDesc",
    "respStmt": "resp name",
}


def check(element: ElementTree.Element, ids: set[str]) -> None:
    """That an element has the children, the text, the attributes and the pointers that it may have."""
    name = element.tag.removeprefix(NAMESPACE)
    allowed, attributes = MODELS[name]
    children = [child.tag.removeprefix(NAMESPACE) for child in element]
    assert set(children) <= allowed, (name, children)
    assert set(element.keys()) - {XML_ID, "next", "prev"} <= set(attributes.split()), (name, element.keys())
    if "#" not in allowed:
        for between in (element.text, *(child.tail for child in element)):
            assert name in ("p", "publicationStmt") or not (between or "").strip(" \t\r\n"), (name, between)
    if name in ORDER:
        order = ORDER[name].split()
        assert [order.index(child) for child in children] == sorted(order.index(child) for child in children)
    if name in ("body", "standOff", "listPerson", "listOrg"):
        assert children and "head" not in children[1:] and children != ["head"]
    for pointer in POINTERS:
        assert element.get(pointer, "#").removeprefix("#") in {"", *ids}
    for child in element:
        check(child, ids)


def body_of(data: bytes) -> ElementTree.Element:
    """The body of a document that keeps to TEI's rules."""
    root = ElementTree.fromstring(data)
    found = [element.get(XML_ID) for element in root.iter() if element.get(XML_ID)]
    assert len(found) == len(set(found))
    check(root, set(found))
    body = root.find(f".//{NAMESPACE}body")
    assert body is not None
    return body


def solid(text: str) -> str:
    return "".join(text.split())


def surfaces(body: ElementTree.Element) -> dict[str, str]:
    """By the id of each region the text of its pieces."""
    by_id = {element.get(XML_ID): element for element in body.iter() if element.get(XML_ID)}
    found: dict[str, str] = {}
    for name, element in by_id.items():
        if "prev" not in element.attrib:
            found[name] = ""
            here: ElementTree.Element | None = element
            while here is not None:
                found[name] += "".join(here.itertext())
                here = by_id.get(here.get("next", "#")[1:])
    return found


@settings(max_examples=80)
@given(records(texts.map(lambda text: re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)).filter(str.strip)))
def test_the_text_comes_out_to_the_character_and_every_region_in_its_pieces(record):
    body = body_of(to_tei(record, Losses()))
    assert "".join(body.itertext()) == record.text
    found = surfaces(body)
    for region in to_graph(record).regions:
        if region.label not in ("segment", "sentence"):
            expected = solid("".join(record.text[start:end] for start, end in region.parts))
            assert solid(found[region.id]) == expected, region


def test_the_written_article():
    record = read_article(GOLD)
    body = body_of(to_tei(record, Losses()))
    assert "".join(body.itertext()) == record.text
    said = body.find(f".//{NAMESPACE}said[@{XML_ID}='q14']")
    assert said is not None and said.attrib == {XML_ID: "q14", "who": "#s5", "direct": "false", "aloud": "true"}
    assert [child.tag.removeprefix(NAMESPACE) for child in body] == ["head", *["p"] * 10, "ab"]
    _, elements = read_markup(to_tei(record, Losses()), "a.xml")
    dates = [e.attributes for e in elements if e.tag == "date" and "xml:id" in e.attributes]
    assert dates[0] == {"xml:id": "d1", "type": "DATE", "n": "2021-04", "when": "2021-04"}
    assert sum(e.tag == "person" for e in elements) == 5 and sum(e.tag == "org" for e in elements) == 3


def test_the_command_writes_a_file_an_article_and_refuses_what_xml_cannot_hold(onrecord, tmp_path):
    done = onrecord("export", "--to", "tei", GOLD, "-o", tmp_path)
    assert done.code == 0 and "left out: anchor links (7" in done.err
    body_of((tmp_path / f"{GOLD.stem}.xml").read_bytes())
    record = Record(id="a", text="It rained.\x0b", segments=find_segments("It rained."))
    for bad in (record, replace(record, text="It rained.", source=Source(publisher="\x00"))):
        with pytest.raises(InputError, match=r"a: U\+00.. at code point"):
            to_tei(bad, Losses())


def test_regions_that_cross_are_in_pieces():
    text = "He said it rains. We know it. They go."
    content = Span.of(text, 8, 29)
    other = Span.of(text, 18, 38)
    quotes = tuple(Quote(id=f"q{i}", kind="indirect", content=(span,)) for i, span in enumerate((content, other), 1))
    record = Record(id="a", text=text, segments=find_segments(text), quotes=quotes)
    written = to_tei(record, Losses()).decode()
    assert (
        '<s>He said <said xml:id="q1" next="#q1.2" direct="false" aloud="true">it rains.</said></s> '
        '<said xml:id="q2" direct="false" aloud="true">'
        '<s><said xml:id="q1.2" prev="#q1" direct="false" aloud="true">We know it.</said></s> '
        "<s>They go.</s></said></p>"
    ) in written


def test_what_stands_between_paragraphs_and_where_a_headline_is_not_the_first():
    text = "\u2028Read\u00a0\n\nNews\r\n\u2029\n\nIt rained."
    kinds = [("boilerplate", "Read"), ("headline", "News"), ("paragraph", "It rained.")]
    segments = tuple(
        Segment(id=f"g{i}", start=text.index(words), end=text.index(words) + len(words), text=words, kind=kind)
        for i, (kind, words) in enumerate(kinds, 1)
    )
    body = body_of(to_tei(Record(id="a", text=text, segments=segments), Losses()))
    assert [(child.tag.removeprefix(NAMESPACE), child.get("type"), child.text) for child in body] == [
        ("ab", "boilerplate", "\u2028Read\u00a0"),
        ("ab", "headline", "News\r\n\u2029"),
        ("p", None, "It rained."),
    ]
    bare = Record(id="a", text=text)
    assert "".join(body_of(to_tei(bare, Losses())).itertext()) == text
    only = Record(id="a", text="News", segments=(Segment(id="g1", start=0, end=4, text="News", kind="headline"),))
    assert body_of(to_tei(only, Losses()))[0].tag == f"{NAMESPACE}ab"


def test_values_of_dates_and_numbers():
    text = "a b c d e f g h i"
    dates = [
        ("DATE", "2021-W47", {"earliest": "2021-11-22", "latest": "2021-11-28"}),
        ("TIME", "2024-05-02T14:30", {"zone": "-05:00"}),
        ("DURATION", "P2DT3H", {}),
        ("DURATION", "P2W", {}),
        ("SET", "XXXX-WXX-1", {"quant": "EVERY"}),
    ]
    numbers = [
        ("money", {"value": 0.5, "unit": "USD"}),
        ("percent", {"low": 5, "high": 10.5, "unit": "%"}),
        ("score", {"terms": (12, 3)}),
        ("cardinal", {}),
    ]
    place = [{"start": at, "end": at + 1, "text": text[at]} for at in range(0, 17, 2)]
    record = Record(
        id="a",
        text=text,
        published=Published(date="2024-05-02", earliest="2024-05-02", latest="2024-05-02", basis="given"),
        source=Source(url="https://example.org/1", licence="CC BY"),
        dates=tuple(
            Date(id=f"d{i}", **place[i], type=kind, value=v, **more) for i, (kind, v, more) in enumerate(dates)
        ),
        numbers=tuple(Number(id=f"n{i}", **place[i + 5], kind=kind, **more) for i, (kind, more) in enumerate(numbers)),
    )
    losses = Losses()
    data = to_tei(record, losses)
    paragraph = body_of(data)[0]
    found = [
        (child.tag.removeprefix(NAMESPACE), {k: v for k, v in child.items() if k != XML_ID}) for child in paragraph
    ]
    assert found == [
        ("date", {"type": "DATE", "n": "2021-W47", "from": "2021-11-22", "to": "2021-11-28"}),
        ("time", {"type": "TIME", "n": "2024-05-02T14:30", "when": "2024-05-02T14:30:00-05:00"}),
        ("date", {"type": "DURATION", "n": "P2DT3H", "dur": "P2DT3H"}),
        ("date", {"type": "DURATION", "n": "P2W"}),
        ("date", {"type": "SET", "n": "XXXX-WXX-1"}),
        ("measure", {"type": "money", "quantity": "0.5", "unit": "USD"}),
        ("num", {"type": "percentage", "atLeast": "5", "atMost": "10.5"}),
        ("num", {"type": "score", "n": "12 3"}),
        ("num", {"type": "cardinal"}),
    ]
    assert b'<date when="2024-05-02">2024-05-02</date><availability><licence>CC BY</licence></availability>' in data
    assert b'<ref target="https://example.org/1">' in data
    assert losses.counts["further values of date regions"] == 1
    for value in ("2024-02-30", "202", "XXXX-05-02", "2024-13", "2024-05-02T24", "PRESENT_REF", "0000-01", "2024-5"):
        assert datable(value) == ""
    assert [datable(v) for v in ("2024", "2024-12", "0001-01", "2024-02-29")] == [
        "2024",
        "2024-12",
        "0001-01",
        "2024-02-29",
    ]
