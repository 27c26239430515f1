"""CAT's XML to records, on a document of our own in the form of MEANTIME: detokenisation, anchors, entities, faults."""

from __future__ import annotations

import gzip
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from onrecord.corpora.meantime import from_cat, iter_meantime, scan_meantime
from onrecord.errors import InputError
from onrecord.losses import Losses
from onrecord.model import Anchor

CASE = ROOT / "tests" / "cases" / "corpora" / "meantime"


def document(sentences: list[list[str]], markables: str = "", relations: str = "", head: str = "") -> bytes:
    tokens, number = [], 0
    for sentence, words in enumerate(sentences):
        for word in words:
            escaped = word.replace("&", "&amp;").replace("<", "&lt;")
            tokens.append(f'<token t_id="{number + 1}" sentence="{sentence}" number="{number}">{escaped}</token>')
            number += 1
    parts = [f'<Document doc_name="a.txt" {head}>', *tokens, "<Markables>", markables, "</Markables>"]
    return "\n".join([*parts, "<Relations>", relations, "</Relations>", "</Document>"]).encode()


def read(data: bytes, losses: Losses | None = None):
    return from_cat(data, "a.xml", losses)


def test_a_document_becomes_a_record():
    losses = Losses()
    [record] = iter_meantime(CASE, losses)
    assert (record.id, record.title, record.language) == ("7_Dam_holds", "Dam holds, mayor says", "en")
    assert (record.published.date, record.source.publisher) == ("2016-05-02", "Wikinews")
    assert record.text.split("\n")[2:4] == [
        'Mayor Ann Lee told reporters on Sunday that the dam "will hold" and cost $3.5 million.',
        "The city's engineers (two of them from Norway) checked it twice a week in April, 20% more often than a year "
        "earlier.",
    ]
    assert [(d.text, d.type, d.value, d.mod, d.freq) for d in record.dates] == [
        ("May 2, 2016", "DATE", "2016-05-02", "", ""),
        ("Sunday", "DATE", "2016-05-01", "", ""),
        ("twice a week", "SET", "P1W", "", "2X"),
        ("April", "DATE", "2016-04", "APPROX", ""),
        ("a year earlier", "DATE", "2015-04", "", ""),
        ("5 p.m. and 7 p.m. yesterday", "TIME", "2016-05-01T17:00", "", ""),
    ]
    assert record.dates[1].anchor == Anchor(basis="published", value="2016-05-02")
    assert record.dates[4].anchor == Anchor(basis="date", value="2016-04", dates=("d4",))
    assert [(n.text, n.kind, n.value, n.unit) for n in record.numbers] == [
        ("$3.5 million", "money", 3500000, "USD"),
        ("two", "cardinal", 2, ""),
        ("20%", "percent", 20, "%"),
        ("help", "percent", None, "%"),
    ]
    assert [(s.name, s.kind, [(m.text, m.form) for m in s.mentions]) for s in record.speakers] == [
        ("Ann Lee", "person", [("mayor", "nominal"), ("Mayor Ann Lee", "name"), ("She", "pronoun")]),
        ("engineers", "unnamed", [("engineers", "nominal")]),
        ("the Harbour Board", "organisation", [("the Harbour Board", "name")]),
    ]
    assert record.quotes == ()
    assert losses.counts["EVENT_MENTION of speech or thought, whose content has no extent"] == 2


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Is it so ? Yes ; I do n't .", "Is it so? Yes; I don't."),
        ("the boys ' ( and girls ' ) [ sic ] game", "the boys' (and girls') [sic] game"),
        ('He said " no , " and " yes " .', 'He said "no," and "yes".'),
        ("“ No , ” he said …", "“No,” he said…"),
        ("`` No '' , €  5 , 20 % , £ 3 , 5 - 6 , $ 1,099", "``No'', €5, 20%, £3, 5 - 6, $1,099"),
        ('( " a " )', '("a")'),
    ],
)
def test_tokens_are_put_together_by_rule(words, text):
    assert read(document([words.split()])).text == text


def test_marks_open_and_close_within_a_sentence():
    assert read(document([['"', "a", "b"], ['"', "c", '"', "d"]])).text == '"a b\n"c" d'


words = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Cn", "Zs", "Zl", "Zp"]), min_size=1, max_size=4)


@given(st.lists(st.lists(words, min_size=1, max_size=5), min_size=1, max_size=4), st.data())
def test_every_span_holds_its_tokens(sentences, data):
    tokens = [word for sentence in sentences for word in sentence]
    first = data.draw(st.integers(0, len(tokens) - 1))
    last = data.draw(st.integers(first, len(tokens) - 1))
    anchors = "".join(f'<token_anchor t_id="{i + 1}"/>' for i in range(last, first - 1, -1))
    markable = f'<TIMEX3 m_id="1" type="DATE" value="2016">{anchors}</TIMEX3>'
    record = read(document(sentences, markable))
    assert "".join(record.text.split()) == "".join("".join(tokens).split())
    assert "".join(record.dates[0].text.split()) == "".join("".join(tokens[first : last + 1]).split())


def test_what_is_nowhere_in_the_text_is_counted_once():
    markables = (
        '<TIMEX3 m_id="1" type="DATE" value="2016-05-02" functionInDocument="CREATION_TIME" />'
        '<TIMEX3 m_id="2" TAG_DESCRIPTOR="Empty_Mark" type="DATE" value="2016" /><VALUE m_id="3" type="MONEY" />'
        '<ENTITY_MENTION m_id="4" /><ENTITY m_id="5" ent_type="PER" /><ENTITY m_id="6" />'
        '<TIMEX3 m_id="7" type="DATE" value="2016-05-01" anchorTimeID="1"><token_anchor t_id="1"/></TIMEX3>'
        '<ENTITY_MENTION m_id="8"><token_anchor t_id="1"/></ENTITY_MENTION>'
    )
    relations = '<REFERS_TO r_id="9"><source m_id="8"/><target m_id="5"/></REFERS_TO>'
    relations += '<REFERS_TO r_id="10"><source m_id="8"/><target m_id="6"/></REFERS_TO>'
    losses = Losses()
    record = read(document([["Yesterday"]], markables, relations), losses)
    assert record.published.date == "2016-05-02" and record.dates[0].anchor.basis == "published"
    assert [speaker.name for speaker in record.speakers] == ["Yesterday"]
    assert dict(losses.counts) == {
        "TIMEX3 without text": 1, "VALUE without text": 1, "ENTITY_MENTION without text": 1, "ENTITY of type ''": 1,
        "references of an ENTITY_MENTION to a second ENTITY": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<Document>\n<token", r"a\.xml:2: not well-formed XML"),
        (b"<TimeML/>", r"a\.xml:1: the document is a 'TimeML'; name a CAT file: its root is Document"),
        (b'<!DOCTYPE D [<!ENTITY a "b">]><Document/>', "declares the entity 'a'"),
        (b"<Document/>", "no text"),
        (b'<Document><token t_id="1">a</token>\n<token t_id="1">b</token></Document>', r":2: a token with the id '1'"),
        (b"<Document><token>a</token></Document>", "a token with the id ''; give each token a t_id of its own"),
        (
            document([["a"]], '<VALUE m_id="1"><token_anchor t_id="9"/></VALUE>'),
            "an anchor to the token '9', which is not there; mend its t_id",
        ),
        (document([["a"]], '<VALUE m_id="1"/><TIMEX3 m_id="1"/>'), "the m_id '1', which is none or another's"),
        (document([["a"]], "<VALUE/>"), "the m_id '', which is none or another's"),
        (b'<Document><token t_id="1">a</token><token_anchor t_id="1"/></Document>', "outside of what it belongs to"),
        (b'<Document><token t_id="1">\xff</token></Document>', "not well-formed"),
    ],
)
def test_faults_are_told(data, message):
    with pytest.raises(InputError, match=message):
        read(data)


def test_a_folder_of_both_annotations_is_read_once_and_the_rest_goes_on(tmp_path):
    for name in ("intra-doc_annotation", "intra_cross-doc_annotation"):
        shutil.copytree(CASE, tmp_path / name)
    (tmp_path / "intra_cross-doc_annotation" / "a.xml").write_bytes(b"<D/>")
    (tmp_path / "b.xml.gz").write_bytes(gzip.compress(document([["Rain"]], head='lang="italian"')))
    losses = Losses()
    items = list(scan_meantime(tmp_path, losses))
    assert [getattr(item, "id", "error") for item in items] == ["a", "error", "7_Dam_holds"]
    assert items[0].language == "it"
    assert (
        losses.counts["files of intra-doc_annotation beside intra_cross-doc_annotation, which has the same documents"]
        == 1
    )
    assert [record.id for record in iter_meantime(tmp_path / "intra-doc_annotation")] == ["7_Dam_holds"]
