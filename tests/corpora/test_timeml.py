"""TimeML to records and back, on documents made for it: tags in tags, anchors, hostile XML, tricky texts."""

from __future__ import annotations

import gzip
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.checks import offsets, references, shape
from onrecord.corpora.timeml import from_timeml, iter_timeml, scan_timeml, to_timeml
from onrecord.errors import InputError
from onrecord.losses import Losses
from onrecord.model import Anchor, Date, Published, Record
from onrecord.timex import bounds
from strategies import texts

HEAD = (
    '<DOCID>dam.01</DOCID>\n<DCT><TIMEX3 tid="t0" type="TIME" value="2016-05-02T09:30" temporalFunction="false" '
    'functionInDocument="CREATION_TIME">05/02/2016</TIMEX3></DCT>\n<TITLE>Dam holds</TITLE>\n<EXTRAINFO>AP</EXTRAINFO>'
)
BODY = (
    '\nThe <EVENT eid="e1" class="OCCURRENCE">flood</EVENT> of <TIMEX3 tid="t7" type="DATE" value="1953">1953</TIMEX3> '
    'began on <TIMEX3 tid="t2" type="DATE" value="2016-05-01" anchorTimeID="t0" temporalFunction="true">'
    '<SIGNAL sid="s1">last</SIGNAL> Sunday</TIMEX3> &amp; lasted <TIMEX3 tid="t3" type="DURATION" value="P2D" '
    'mod="APPROX" beginPoint="t2" endPoint="t4">about two days</TIMEX3><TIMEX3 tid="t4" type="DATE" '
    'value="2016-05-03"/>, until <TIMEX3 tid="t5" type="TIME" value="2016-05-03TMO" anchorTimeID="t4">that morning'
    '</TIMEX3>; <TIMEX3 tid="t6" type="SET" value="P1W" quant="EVERY" freq="2X" anchorTimeID="t7">twice every week'
    "</TIMEX3>.\n"
)


def document(body: str = BODY, head: str = HEAD, start: str = '<?xml version="1.0"?>') -> bytes:
    return f"{start}\n<TimeML>{head}<TEXT>{body}</TEXT><TLINK lid='l1'/></TimeML>\n".encode()


def read(data: bytes, losses: Losses | None = None, name: str = "a.tml") -> Record:
    return from_timeml(data, name, losses)


def findings(record: Record) -> list[object]:
    parsed = msgspec.json.decode(msgspec.json.encode(record))
    return [*shape.check(parsed), *offsets.check(record), *references.check(record)]


def test_a_document_becomes_a_record():
    losses = Losses()
    record = read(document(), losses)
    assert (record.id, record.title) == ("dam.01", "Dam holds")
    assert record.published == Published(date="2016-05-02", earliest="2016-05-02", latest="2016-05-02", basis="given")
    assert record.text.startswith("\nThe flood of 1953 began on last Sunday & lasted about two days, until that")
    assert [(d.id, d.text, d.type, d.value, d.mod, d.quant, d.freq) for d in record.dates] == [
        ("d1", "1953", "DATE", "1953", "", "", ""),
        ("d2", "last Sunday", "DATE", "2016-05-01", "", "", ""),
        ("d3", "about two days", "DURATION", "P2D", "APPROX", "", ""),
        ("d4", "that morning", "TIME", "2016-05-03TMO", "", "", ""),
        ("d5", "twice every week", "SET", "P1W", "", "EVERY", "2X"),
    ]
    assert [d.anchor for d in record.dates] == [
        Anchor(),
        Anchor(basis="published", value="2016-05-02"),
        Anchor(),
        Anchor(basis="date", value="2016-05-03"),
        Anchor(basis="date", value="1953", dates=("d1",)),
    ]
    assert (record.dates[0].earliest, record.dates[0].latest) == ("1953-01-01", "1953-12-31")
    assert findings(record) == []
    assert dict(losses.counts) == {
        "EXTRAINFO elements": 1, "EVENT elements": 1, "SIGNAL elements": 1, "TLINK elements": 1,
        "times of day of document creation times": 1, "beginPoint of TIMEX3": 1, "endPoint of TIMEX3": 1,
        "TIMEX3 without text": 1,
    }  # fmt: skip
    assert "left out: EVENT elements (1, the first at a.tml:6)" in list(losses.lines())


def test_a_document_without_text_element_is_all_text():
    data = (
        '<TimeML>Paper, <TIMEX3 tid="t9" type="DATE" value="2016-05-02" functionInDocument="CREATION_TIME">May 2'
        "</TIMEX3>"
        '\nIt came <TIMEX3 tid="t1" type="DATE" value="2016-05-01" anchorTimeID="t9">yesterday</TIMEX3>.</TimeML>'
    )
    record = read(data.encode(), name="some/old paper.tml.gz")
    assert (record.id, record.text, record.published.date) == (
        "old-paper",
        "Paper, May 2\nIt came yesterday.",
        "2016-05-02",
    )
    assert [date.anchor.basis for date in record.dates] == ["none", "published"]


def test_tags_in_tags_and_white_space_at_edges():
    record = read(
        document(
            '<TIMEX3 tid="t1" type="DATE" value="2016-05"> early <TIMEX3 tid="t2" type="DATE" value="2016-05-02">May 2'
            "</TIMEX3> </TIMEX3> it was."
        )
    )
    assert [(date.text, date.value) for date in record.dates] == [("early May 2", "2016-05"), ("May 2", "2016-05-02")]
    assert findings(record) == []


@pytest.mark.parametrize(
    ("attributes", "kind"),
    [
        ('type="DATE"', "TIMEX3 without value"),
        ('type="DATE" value=""', "TIMEX3 without value"),
        ('type="date" value="2016"', "TIMEX3 of type 'date'"),
        ('value="2016"', "TIMEX3 of type ''"),
    ],
)
def test_a_timex_that_is_no_date_is_counted(attributes, kind):
    losses = Losses()
    assert read(document(f"In <TIMEX3 {attributes}>2016</TIMEX3>."), losses).dates == ()
    assert losses.places[kind] == "a.tml:5"


def test_what_does_not_fit_is_counted_and_the_rest_kept():
    losses = Losses()
    body = 'In <TIMEX3 tid="t1" type="DATE" value="199X" mod="ROUGHLY" anchorTimeID="t8" comment="?">the 90s</TIMEX3>.'
    [date] = read(document(body), losses).dates
    assert (date.value, date.mod, date.anchor) == ("199X", "", Anchor())
    assert {"mod 'ROUGHLY' of TIMEX3", "comment of TIMEX3", "anchors of TIMEX3 that name none with a value"} <= set(
        losses.counts
    )


@pytest.mark.parametrize("value", ["", "XXXX-XX-XX", "2016-05", "2016-13-40", "2016-05-02-07"])
def test_a_creation_time_that_is_no_day_is_unknown(value):
    losses = Losses()
    head = f'<DCT><TIMEX3 tid="t0" type="DATE" value="{value}" functionInDocument="CREATION_TIME"/></DCT>'
    record = read(document(head=head), losses)
    assert record.published == Published()
    assert record.dates[1].anchor.basis != "published"
    told = "document creation times that name no day" in losses.counts
    assert told == (value not in ("", "XXXX-XX-XX"))


def test_what_people_annotated_is_no_boilerplate():
    body = (
        'It rained hard in the town all day.\n\nCopyright <TIMEX3 tid="t1" type="DATE" value="2016">2016</TIMEX3> AP.'
    )
    record = read(document(body))
    assert [segment.kind for segment in record.segments][-1] == "paragraph"
    assert findings(record) == []


HOSTILE = {
    "laughs": ('<!DOCTYPE TimeML [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>', r"a\.tml:2: declares the entity 'a'"),
    "external": ('<!DOCTYPE TimeML [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "declares the entity 'a'"),
    "parameter": ('<!DOCTYPE TimeML [<!ENTITY % a SYSTEM "http://example.org/a"> %a;]>', "declares the entity 'a'"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_entities_are_refused(name):
    declaration, message = HOSTILE[name]
    with pytest.raises(InputError, match=message):
        read(document(start=f'<?xml version="1.0"?>\n{declaration}'))


def test_a_document_type_is_allowed_but_what_it_would_define_is_not_dropped():
    start = '<?xml version="1.0"?>\n<!DOCTYPE TimeML SYSTEM "TimeML.dtd">'
    assert read(document(start=start)).dates
    with pytest.raises(InputError, match="uses the entity 'nbsp' of a DTD, which is not read"):
        read(document("May&nbsp;2", start=start))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<TimeML>\n<TEXT>a</TimeML>", r"a\.tml:2: not well-formed XML \(mismatched tag"),
        (b"", "no element found"),
        (b"<TimeML><TEXT>\xff</TEXT></TimeML>", "not well-formed"),
        (b'<?xml version="1.0" encoding="klingon"?><TimeML/>', "unknown encoding: klingon"),
        (b"<html><p>May 2</p></html>", r"a\.tml:1: the document is a html"),
        (b"<TimeML><TEXT> \n</TEXT></TimeML>", "nothing but white space"),
        (b"<TimeML/>", "no text"),
    ],
)
def test_faults_are_told(data, message):
    with pytest.raises(InputError, match=message):
        read(data)


def test_deep_nesting_is_read():
    assert read(document("<a>" * 20_000 + "May" + "</a>" * 20_000)).text == "May"


def test_a_folder_gives_its_files_by_name_and_errors_in_their_place(tmp_path):
    (tmp_path / "b.tml").write_bytes(b"<TimeML>")
    (tmp_path / "a.tml").write_bytes(document())
    (tmp_path / "c.tml.gz").write_bytes(gzip.compress(document("Rain.", head="")))
    (tmp_path / "d.txt").write_text("no")
    items = list(scan_timeml(tmp_path, Losses()))
    assert [getattr(item, "id", "error") for item in items] == ["dam.01", "error", "c"]
    with pytest.raises(InputError):
        list(iter_timeml(tmp_path))


def test_a_folder_without_files_is_told(tmp_path):
    with pytest.raises(InputError, match=r"no \.tml in it"):
        list(iter_timeml(tmp_path))


# Export --------------------------------------------------------------------------------------------------------------
VALUES = [
    *(
        ("DATE", value)
        for value in ("2021-11-21", "2021-11", "199", "XXXX-11-21", "2021-W47-WE", "PRESENT_REF", 'a"&<b')
    ),
    *(("TIME", "2021-11-21T14:30"), ("DURATION", "PXW"), ("SET", "XXXX-WXX-1")),
]
MODS = ("", "APPROX", "START", "EQUAL_OR_MORE")
storable = texts.map(lambda text: re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "?", text)).filter(str.strip)


@st.composite
def dated(draw) -> Record:
    """A record of a tricky text whose dates lie apart."""
    text = draw(storable)
    solid = [i for i, character in enumerate(text) if not character.isspace()]
    edges = sorted(draw(st.sets(st.sampled_from(solid), max_size=8)))
    made = []
    for number, (start, last) in enumerate(zip(edges[::2], edges[1::2], strict=False), 1):
        kind, value = draw(st.sampled_from(VALUES))
        earliest, latest = bounds(value) if kind in ("DATE", "TIME") else ("", "")
        made.append(
            Date(
                id=f"d{number}", start=start, end=last + 1, text=text[start : last + 1], type=kind, value=value,
                mod=draw(st.sampled_from(MODS)), quant=draw(st.sampled_from(["", "EVERY", " é\t\n"])),
                freq=draw(st.sampled_from(["", "2X"])), earliest=earliest, latest=latest,
                anchor=draw(st.sampled_from([Anchor(), Anchor(basis="published", value="2021-11-26")])),
            )
        )  # fmt: skip
    day = "2021-11-26"
    published = Published(date=day, earliest=day, latest=day, basis="given")
    return Record(
        id="tricky", title=draw(st.sampled_from(["", "A & <B>"])), text=text, published=published, dates=tuple(made)
    )


@given(dated())
def test_text_and_dates_come_back(record):
    losses = Losses()
    back = read(to_timeml(record, losses))
    assert (back.id, back.title, back.text, back.published) == (record.id, record.title, record.text, record.published)
    assert back.dates == record.dates
    assert not losses.counts


@pytest.mark.parametrize(
    "text", ["\r\n a \r\n", "\u2028a\u2028", "a\u0085", "\ufeffa", "👩‍👩‍👧 שלום", "]]>a", "a\rb", "\t a"]
)
def test_texts_come_back_to_the_character(text):
    assert read(to_timeml(Record(id="a", text=text))).text == text


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1b", "\ufffe", "\uffff"])
def test_what_xml_cannot_hold_is_told(character):
    with pytest.raises(
        InputError, match=rf"a: U\+{ord(character):04X} at code point 3 of the text cannot stand in XML"
    ):
        to_timeml(Record(id="a", text=f"May{character}"))
    with pytest.raises(InputError, match="of the title"):
        to_timeml(Record(id="a", title=character, text="May"))
    odd = Date(id="d1", start=0, end=3, text="May", type="DATE", value=character)
    with pytest.raises(InputError, match="of the value of d1"):
        to_timeml(Record(id="a", text="May", dates=(odd,)))


def test_what_timeml_has_no_place_for_is_counted():
    def date(number: int, start: int, end: int, **more: object) -> Date:
        return Date(id=f"d{number}", start=start, end=end, text=TEXT[start:end], type="DATE", value="2021", **more)

    dates = (
        date(1, 0, 5, zone="Z", alternatives=("2020", "2019"), earliest="2021-01-01", latest="2021-12-31"),
        date(2, 3, 8),
        date(3, 8, 9, anchor=Anchor(basis="inferred", value="2021", dates=("d1",))),
        date(4, 9, 10, anchor=Anchor(basis="date", value="2021", dates=("d1", "d3"))),
        date(5, 10, 11, anchor=Anchor(basis="date", value="2021", dates=("d1",))),
    )
    losses = Losses()
    inferred = Published(earliest="2021-01-01", latest="2021-02-01", basis="inferred")
    back = read(to_timeml(Record(id="a", text=TEXT, dates=dates, published=inferred), losses))
    assert dict(losses.counts) == {
        "inferred days of publication": 1, "alternatives": 2, "zones": 1, "dates inside or across others": 1,
        "anchors but to one date": 2, "bounds that do not follow from the value": 3,
    }  # fmt: skip
    assert [date.anchor.dates for date in back.dates] == [(), (), (), ("d1",)]
    assert back.published == Published()


TEXT = "abcdefghijklmnop"

# The part of TimeML 1.2.1's DTD that concerns TIMEX3.
ELEMENTS = {"TimeML": {"DOCID", "DCT", "TITLE", "TEXT"}, "DCT": {"TIMEX3"}, "TEXT": {"TIMEX3"}}
ATTRIBUTES = {
    "tid": r"t\d+", "type": "DATE|TIME|DURATION|SET", "value": r"(?s).+", "quant": r"(?s).*", "freq": r"(?s).*",
    "mod": "BEFORE|AFTER|ON_OR_BEFORE|ON_OR_AFTER|LESS_THAN|MORE_THAN|EQUAL_OR_LESS|EQUAL_OR_MORE|START|MID|END|APPROX",
    "temporalFunction": "true|false", "functionInDocument": "CREATION_TIME|NONE", "anchorTimeID": r"t\d+",
}  # fmt: skip


@given(dated())
def test_documents_keep_to_the_dtd(record):
    root = ElementTree.fromstring(to_timeml(record))
    times = list(root.iter("TIMEX3"))
    tids = [time.get("tid") for time in times]
    assert len(set(tids)) == len(tids) and tids[0] == "t0"
    for element in root.iter():
        assert {child.tag for child in element} <= ELEMENTS.get(element.tag, set())
    for time in times:
        assert {"tid", "type", "value"} <= set(time.keys())
        assert all(re.fullmatch(ATTRIBUTES[name], value) for name, value in time.items())
        assert time.get("anchorTimeID", "t0") in tids


def test_a_record_without_published_has_a_creation_time_without_value():
    record = replace(read(document()), published=Published())
    assert b'value="XXXX-XX-XX"' in to_timeml(record)
