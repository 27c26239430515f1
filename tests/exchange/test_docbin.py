"""Records as spaCy's DocBin, written and edited by spaCy."""

from __future__ import annotations

import zlib
from dataclasses import replace

import pytest
import spacy
import srsly
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import DocBin, Span

from conftest import GOLD
from exchange_cases import read, write, written
from onrecord.articles import read_article, to_document_line
from onrecord.errors import InputError
from onrecord.exchange.docbin import to_docbin
from onrecord.exchange.side_map import SUFFIX, SideMaps
from onrecord.formats import FORMATS
from onrecord.losses import Losses
from strategies import records

VOCAB = spacy.blank("en").vocab


@pytest.fixture(scope="module")
def gold():
    return read_article(GOLD)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("spacy")


def docs_of(path):
    return list(DocBin().from_disk(path).get_docs(VOCAB))


def save(docs, path, **arguments):
    DocBin(docs=docs, **{"store_user_data": True} | arguments).to_disk(path)
    return path


def test_the_written_article_comes_back(gold, tmp_path):
    other = replace(gold, id="other", language="tlh-Latn")
    path = write("spacy", [gold, other], tmp_path / "a.spacy")
    assert read("spacy", path) == ([gold, other], [])
    assert write("spacy", [gold, other], tmp_path / "b.spacy").read_bytes() == path.read_bytes()
    losses = Losses()
    to_docbin(other, losses)
    assert "tokenizer of the language tlh" in next(losses.lines())


def test_the_commands_write_one_file_with_its_side_map(onrecord, gold, tmp_path):
    lines = b"".join(to_document_line(replace(gold, id=name)) for name in ("a", "b"))
    path = tmp_path / "quotes.spacy"
    done = onrecord("export", "--to", "spacy", "-", "-o", path, stdin=lines)
    assert (done.code, done.err) == (0, "") and len(docs_of(path)) == 2
    done = onrecord("import", "--from", "spacy", path)
    assert (done.code, done.out.encode(), done.err) == (0, lines, "")


def test_pipelines_of_spacy_find_spans_and_ids(gold, tmp_path):
    (doc,) = docs_of(write("spacy", [gold], tmp_path / "a.spacy"))
    assert doc.text == gold.text and not doc.ents
    contents = {span.id_: span.text for span in doc.spans["content"]}
    assert contents.items() >= {quote.id: quote.content[0].text for quote in gold.quotes[:3]}.items()
    mentions = {mention.id: speaker.id for speaker in gold.speakers for mention in speaker.mentions}
    assert {span.id_: span.kb_id_ for span in doc.spans["mention"]} == mentions
    assert doc.spans["date"][0].label_ == "date"
    assert len(spacy.blank("en").pipe([doc]).__next__().spans["content"]) >= len(gold.quotes)


@settings(max_examples=25)
@given(records())
def test_a_record_comes_back(folder, record):
    path = write("spacy", [record], folder / "a.spacy")
    assert read("spacy", path) == ([record], [])
    docs = docs_of(path)
    # without what spans have no place for, the side map has it
    docs[0].user_data.clear()
    assert read("spacy", save(docs, path, store_user_data=False)) == ([record], [])


def test_edits_come_back(gold, tmp_path):
    """A content off the tokens, moved; a cue added and linked; a number deleted; a value changed; a speaker's id."""
    start = gold.quotes[0].content[0].start
    cut = replace(gold.quotes[0], content=(type(gold.quotes[0].content[0]).of(gold.text, start + 1, start + 12),))
    record = replace(gold, quotes=(cut, *gold.quotes[1:]))
    path = write("spacy", [record], tmp_path / "a.spacy")
    assert read("spacy", path) == ([record], [])
    (doc,) = docs_of(path)
    assert doc.user_data["onrecord"]["offsets"]
    group = [span for span in doc.spans["content"] if span.id_ != cut.id]
    old = next(span for span in doc.spans["content"] if span.id_ == cut.id)
    group.append(Span(doc, old.start, old.end + 1, label="content", span_id=cut.id))
    doc.spans["content"] = group
    doc.spans["cue"].append(Span(doc, 0, 1, label="cue", span_id="new"))
    kept = {key: dict(value) if isinstance(value, dict) else value for key, value in doc.user_data["onrecord"].items()}
    links = [link for link in kept["links"] if link[:2] != ("cue", cut.id)]
    doc.user_data["onrecord"] = kept | {"links": [*links, ("cue", cut.id, "new")]}
    kept["values"]["d1"] = {"type": "DATE", "value": "2021-12"}
    doc.spans["number"] = [span for span in doc.spans["number"] if span.id_ != gold.numbers[0].id]
    (back,), _ = read("spacy", save([doc], path))
    quote = next(quote for quote in back.quotes if quote.id == cut.id)
    assert (quote.content[0].start, quote.content[0].end) == (old.start_char, doc[old.end].idx + len(doc[old.end]))
    assert [span.text for span in quote.cue] == [doc[0].text]
    assert {number.id for number in gold.numbers} - {number.id for number in back.numbers} == {gold.numbers[0].id}
    assert next(date for date in back.dates if date.id == "d1").value == "2021-12"
    others = [quote for quote in back.quotes if quote.id != cut.id]
    assert others == list(gold.quotes[1:]) and back.speakers == gold.speakers


def test_a_docbin_of_somebody_else(tmp_path):
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Ann"}])
    doc = nlp("“Come,” Ann told us.\r\nShe has 92,000 followers.")
    doc.spans["sc"] = [doc[0:4], Span(doc, 5, 6, label="cue"), Span(doc, 4, 5, label="PERSON")]
    doc.spans["number"] = [Span(doc, 11, 12)]
    doc.cats["news"] = 1.0
    empty = nlp("")
    path = save([doc, empty], tmp_path / "Train set.spacy", store_user_data=False)
    (record, error), told = read("spacy", path)
    assert (record.id, record.annotation.status, record.numbers[0].value) == ("Train-set-1", "draft", 92000)
    assert str(error).startswith(f"{path}, document 2: no text")
    assert [line.removeprefix("left out: ").split(" (")[0] for line in told] == [
        "entities in doc.ents",
        "categories of documents",
        "spans of the group 'sc'",
        "characters of names of documents that an id cannot hold",
        "numbers without a kind, which is taken as the numbers layer reads it",
        "cue regions that no link joins to what they belong to",
    ]


def test_a_span_outside_the_text_and_user_data_of_others_are_told(gold, tmp_path):
    path = write("spacy", [gold], tmp_path / "a.spacy")
    (doc,) = docs_of(path)
    for wrong in ({"links": 5}, [], {"offsets": {"q1": [1]}}):
        doc.user_data["onrecord"] = wrong
        (found,), _ = read("spacy", save([doc], path))
        assert isinstance(found, InputError), wrong
    doc.user_data["onrecord"] = {"offsets": {"q1": [-5, 10**9]}}
    (found,), _ = read("spacy", save([doc], path))
    assert found.quotes
    message = srsly.msgpack_loads(zlib.decompress(path.read_bytes()))
    shorter = len(message["tokens"]) // 2 // 8 // len(message["attrs"])
    message["tokens"] = message["tokens"][: shorter * 8 * len(message["attrs"])]
    message["spaces"] = message["spaces"][:shorter]
    message["lengths"] = shorter.to_bytes(4, "little")
    path.write_bytes(zlib.compress(srsly.msgpack_dumps(message)))
    (found,), _ = read("spacy", path)
    assert "not a DocBin that can be read (IndexError" in str(found)


@pytest.fixture(scope="module")
def whole(gold):
    return zlib.decompress(written("spacy", replace(gold, segments=gold.segments[:2], speakers=(), numbers=())))


@settings(max_examples=60)
@given(st.data())
def test_spoilt_files_give_errors_and_nothing_else(folder, whole, data):
    spoilt = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        spoilt[data.draw(st.integers(0, len(spoilt) - 1))] = data.draw(st.integers(0, 255))
    path = folder / "spoilt.spacy"
    path.write_bytes(zlib.compress(bytes(spoilt)))
    (folder / f"spoilt.spacy{SUFFIX}").unlink(missing_ok=True)
    list(FORMATS["spacy"].reader(SideMaps.beside)(str(path), Losses()))


@pytest.mark.parametrize("data", [b"", b"\x00" * 40, zlib.compress(b"\xc0"), zlib.compress(b"\x80"), b"x\x9c"])
def test_what_is_no_docbin_is_told(tmp_path, data):
    (tmp_path / "a.spacy").write_bytes(data)
    (found,), _ = read("spacy", tmp_path / "a.spacy")
    assert "not a DocBin that can be read" in str(found)
