"""Records as UIMA CAS for INCEpTION, which is not run here.

Of its files in tests/cases, `tricky.xmi` was edited and saved by the Java library of UIMA that it stands on (2.10.2);
`lee.xmi` is written by hand in its manner.
"""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace

import cassis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import GOLD, ROOT
from exchange_cases import read, write, written
from onrecord.articles import from_document_line, read_article, write_article
from onrecord.corpora.markup import check_characters
from onrecord.errors import InputError
from onrecord.exchange.cas.layers import CUSTOM, LAYERS_FILE, TYPE_SYSTEM_FILE, TYPES, files_beside_xmi
from onrecord.formats import FORMATS
from onrecord.losses import Losses
from onrecord.model import Span
from strategies import records

CASES = ROOT / "tests" / "cases" / "exchange" / "cas"
SUFFIX = {"cas-xmi": ".xmi", "cas-json": ".json"}
EACH = pytest.mark.parametrize("name", SUFFIX)


@pytest.fixture(scope="module")
def gold():
    return read_article(GOLD)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("cas")


def loaded(path):
    """The CAS of a file, as users of cassis load it."""
    if path.suffix == ".json":
        return cassis.load_cas_from_json(path.read_text())
    return cassis.load_cas_from_xmi(path, cassis.load_typesystem(types().decode()))


def write_all(folder, *records):
    for record in records:
        write_article(record, folder)
    return folder


def types():
    return files_beside_xmi()[TYPE_SYSTEM_FILE]


@EACH
def test_the_written_article_comes_back(name, gold, tmp_path):
    gold = replace(gold, numbers=tuple(replace(number, value=0) for number in gold.numbers))
    path = write(name, [gold], tmp_path / f"other{SUFFIX[name]}")
    for file, data in FORMATS[name].files_beside().items():
        (tmp_path / file).write_bytes(data)
    assert read(name, tmp_path) == ([gold], [])
    assert written(name, read(name, path)[0][0]) == path.read_bytes()


def test_the_commands_leave_out_what_xml_cannot_hold(onrecord, gold, tmp_path):
    tricky = replace(gold, id="tricky", title="\x00", source=replace(gold.source, publisher="\x85\u2028"))
    articles = write_all(tmp_path / "articles", gold, tricky)
    done = onrecord("export", "--to", "cas-xmi", articles, "-o", tmp_path / "xmi")
    assert done.code == 1 and "tricky: U+0000 at code point 0" in done.err and "as cas-json" in done.err
    assert {path.name for path in (tmp_path / "xmi").iterdir()} == {TYPE_SYSTEM_FILE, LAYERS_FILE, f"{gold.id}.xmi"}
    assert onrecord("export", "--to", "cas-json", articles, "-o", tmp_path / "json").code == 0
    done = onrecord("import", "--from", "cas-json", tmp_path / "json", "-o", tmp_path / "back")
    assert (done.code, done.out, done.err) == (0, "", "")
    for path in articles.iterdir():
        assert (tmp_path / "back" / path.name).read_bytes() == path.read_bytes()


@settings(max_examples=25)
@given(records())
def test_a_record_comes_back(folder, record):
    path = write("cas-json", [record], folder / "a.json")
    assert read("cas-json", path) == ([record], [])
    try:
        check_characters("", "", record.text)
    except InputError:
        with pytest.raises(InputError, match="write the article as cas-json"):
            written("cas-xmi", record)
    else:
        assert read("cas-xmi", write("cas-xmi", [record], folder / "a.xmi")) == ([record], [])


@EACH
def test_others_read_it_with_offsets_in_utf16(name, tmp_path):
    text = "\N{FAMILY} “Come,” Ann\ttold us.\r\nIt rained."
    record = replace(read_article(GOLD), text=text, segments=(), speakers=(), quotes=(), dates=(), numbers=())
    path = write(name, [record], tmp_path / f"a{SUFFIX[name]}")
    cas = loaded(path)
    assert cas.sofa_string == text
    about = cas.get_document_annotation()
    assert (about.documentId, about.language, about.end) == (record.id, "en", len(text))
    last = f'"end": {len(text) + 1}' if name == "cas-json" else f'end="{len(text) + 1}"'
    assert last in path.read_text()


def test_sentences_and_tokens_hold_every_annotation(gold):
    """INCEpTION shows nothing that is outside of sentences, and refuses tokens that cross them."""
    cas = cassis.load_cas_from_json(written("cas-json", gold).decode())
    sentences = cas.select(TYPES["sentence"])
    edges = {place for sentence in sentences for place in (sentence.begin, sentence.end)}
    assert all(any(s.begin <= a.begin < s.end for s in sentences) for label in CUSTOM for a in cas.select(TYPES[label]))
    tokens = cas.select("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token")
    assert tokens and not any(token.begin < edge < token.end for token in tokens for edge in edges)


def test_the_layers_of_inception_are_those_of_the_type_system(gold):
    known_types = cassis.load_typesystem(types().decode())
    layers = json.loads(FORMATS["cas-json"].files_beside()[LAYERS_FILE])
    assert [layer["name"] for layer in layers] == [*(TYPES[label] for label in CUSTOM), "webanno.custom.Article"]
    for layer in layers:
        declared = known_types.get_type(layer["name"])
        names = {feature.name: feature for feature in declared.features}
        assert names.keys() == {feature["name"] for feature in layer["features"]}
        for feature in layer["features"]:
            known = names[feature["name"]]
            if feature["link_mode"] == "NONE":
                assert known.rangeType.name == feature["type"]
            else:
                link = known_types.get_type(feature["link_type_name"])
                assert (known.rangeType.name, known.elementType.name) == ("uima.cas.FSArray", feature["link_type_name"])
                assert link.get_feature("target").rangeType.name == feature["type"] == "uima.tcas.Annotation"


@pytest.mark.parametrize("suffix", [".xmi", ".zip", ".json"])
def test_a_file_of_inception(tmp_path, suffix):
    names = ["lee.xmi", TYPE_SYSTEM_FILE]
    path = tmp_path / f"lee{suffix}"
    if suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            for name in names:
                archive.write(CASES / name, name)
    elif suffix == ".xmi":
        for name in names:
            (tmp_path / name).write_bytes((CASES / name).read_bytes())
    else:
        known_types = cassis.load_typesystem(CASES / TYPE_SYSTEM_FILE)
        cassis.load_cas_from_xmi(CASES / "lee.xmi", known_types).to_json(path)
    (record,), told = read("cas-json" if suffix == ".json" else "cas-xmi", path)
    assert (record.id, record.language, record.annotation.status) == ("lee", "en", "draft")
    first, second = record.quotes
    assert (first.id, first.content[0].text, first.cue[0].text, first.source[0].text) == (
        "q1",
        "“Come!”",
        "told",
        "Lee",
    )
    assert (second.id, second.kind, [span.text for span in second.content]) == ("q2", "indirect", ["it", "rains"])
    assert second.negated and second.parent == "q1" and second.speaker == record.speakers[0].id
    assert record.numbers[0].value == 0.1
    assert [line.removeprefix("left out: ").split(" (")[0] for line in told] == [
        "views but the first",
        "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity annotations",
        "links to or from annotations that a record has no place for",
        "webanno.custom.Mood annotations",
        "sentences of texts without segments, which are split anew",
        "speakers without a name or kind, which are taken from their mentions",
    ]


def test_a_file_that_the_java_library_edited():
    """A part of a content moved, a cue added and linked in place of another, a number deleted, a date changed."""
    before = from_document_line((CASES / "tricky.before.jsonl").read_bytes())
    (back,), told = read("cas-xmi", CASES / "tricky.xmi")
    quote, (date,) = before.quotes[0], before.dates
    content = (Span.of(before.text, quote.content[0].start, quote.content[0].end - 1), quote.content[1])
    changed = replace(quote, content=content, cue=(Span.of(before.text, 0, 1),))
    assert back.quotes[0] == replace(changed, marks=back.quotes[0].marks)
    assert back == replace(
        before,
        quotes=(back.quotes[0], before.quotes[1]),
        dates=(replace(date, value="2021-12", earliest="2021-12-01", latest="2021-12-31"),),
        numbers=(),
    )
    assert [line.split(" (")[0] for line in told] == [
        "left out: bounds of dates that do not follow from the value, which are replaced",
        "left out: cue regions that no link joins to what they belong to",
    ]


@EACH
def test_edits_come_back(name, gold, tmp_path):
    """A content moved, a cue added and linked, a number deleted, a value changed: with the types of the file itself."""
    path = write(name, [gold], tmp_path / f"a{SUFFIX[name]}")
    cas = loaded(path)
    quote = next(quote for quote in gold.quotes if quote.cue and len(quote.content) == 1)
    content = next(a for a in cas.select(TYPES["content"]) if a.identifier == quote.id)
    content.end -= 1
    cue = cas.typesystem.get_type(TYPES["cue"])(begin=0, end=4)
    cas.add(cue)
    link = next(link for link in content.links.elements if link.role == "cue")
    link.target = cue
    cas.remove(next(a for a in cas.select(TYPES["number"]) if a.identifier == gold.numbers[0].id))
    date = cas.select(TYPES["date"])[0]
    date.value = "2021-12"
    (cas.to_json if name == "cas-json" else cas.to_xmi)(path)
    (back,), told = read(name, path)
    moved = next(q for q in back.quotes if q.id == quote.id)
    assert moved.content[0].end == quote.content[0].end - 1
    assert [span.text for span in moved.cue] == [gold.text[:4]]
    assert {number.id for number in gold.numbers} - {number.id for number in back.numbers} == {gold.numbers[0].id}
    assert back.dates[0].value == "2021-12"
    others = lambda record: [q for q in record.quotes if q.id != quote.id]  # noqa: E731
    assert others(back) == others(gold) and back.speakers == gold.speakers
    assert any("cue regions that no link joins" in line for line in told)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("<xmi:XMI", '<!DOCTYPE a [<!ENTITY b "c">]>\n<xmi:XMI'), ":2: declares the entity 'b'"),
        (('begin="11"', 'begin="0x7"'), "not a CAS that can be read (ValueError"),
        (('end="14"', 'end="9000"'), "an offset outside the text, or inside a character"),
        (('value="0.1"', 'value="many"'), "number '\N{FAMILY}': value is 'many', not a number; correct it in the tool"),
        (("</xmi:XMI>", ""), "not well-formed XML"),
        (('<?xml version="1.0"', '<?xml version="1.1"'), "XMI in XML 1.1"),
        (('kind="indirect"', 'kind="loud" tone="x"'), "not a CAS that can be read (TypeError"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path, change, told):
    data = (CASES / "lee.xmi").read_text()
    assert change[0] in data
    (tmp_path / TYPE_SYSTEM_FILE).write_bytes((CASES / TYPE_SYSTEM_FILE).read_bytes())
    path = tmp_path / "a.xmi"
    path.write_text(data.replace(*change, 1))
    (found,), _ = read("cas-xmi", path)
    assert isinstance(found, InputError) and told in str(found)


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"%FEATURE_STRUCTURES":[],"%VIEWS":{}}', b"\xff", b"[" * 9999])
def test_json_that_is_no_cas(tmp_path, data):
    path = tmp_path / "a.json"
    path.write_bytes(data)
    (found,), _ = read("cas-json", path)
    assert isinstance(found, InputError)


@settings(max_examples=60)
@given(st.data())
def test_spoilt_files_give_errors_and_nothing_else(folder, gold, data):
    name = data.draw(st.sampled_from(list(SUFFIX)))
    spoilt = bytearray(written(name, replace(gold, text=gold.text[:60], segments=gold.segments[:1], **EMPTY)))
    for _ in range(data.draw(st.integers(1, 4))):
        spoilt[data.draw(st.integers(0, len(spoilt) - 1))] = data.draw(
            st.sampled_from(b'0123456789"<>{}[],:%@ax&\x00\xff')
        )
    path = folder / f"spoilt{SUFFIX[name]}"
    path.write_bytes(spoilt)
    list(FORMATS[name].reader(lambda path: None)(str(path), Losses()))


EMPTY = {"speakers": (), "quotes": (), "dates": (), "numbers": ()}
