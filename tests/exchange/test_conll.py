"""CoNLL-U Plus: read by a library of others, tags in IOB2, what does not fit into columns told."""

from __future__ import annotations

from dataclasses import replace

import conllu
from hypothesis import given, settings

from conftest import GOLD
from onrecord.articles import read_article, to_document_line
from onrecord.exchange.conll import joined, to_conll
from onrecord.layers.segments import find_segments
from onrecord.losses import Losses
from onrecord.model import Number, Quote, Record, Span
from onrecord.spans import touch
from strategies import records

CHUNKS = ["quote", "quote2", "quote3", "cue", "source", "addressee", "mention", "date", "number"]


def parsed(data: bytes):
    return conllu.parse(data.decode())


def chunks(sentences, column: str) -> list[tuple[str, int, int]]:
    """The chunks of a column, as (type, start, end), where each sentence is IOB2."""
    found: list[tuple[str, int, int]] = []
    for sentence in sentences:
        before = "O"
        for token in sentence:
            tag = token[f"onrecord:{column}"]
            end = int(token["onrecord:end"])
            if tag.startswith("B-"):
                found.append((tag[2:], int(token["onrecord:start"]), end))
            elif tag != "O":
                assert tag[:2] == "I-" and before in (f"B-{tag[2:]}", tag), (before, tag)
                found[-1] = (*found[-1][:2], end)
            before = tag
    return found


def told(record: Record) -> dict[str, int]:
    losses = Losses()
    to_conll(record, losses)
    return dict(losses.counts)


def test_the_written_article():
    record = read_article(GOLD)
    sentences = parsed(to_conll(record, Losses()))
    assert sentences[0].metadata["newdoc id"] == record.id and sentences[0].metadata["title"] == record.title
    assert [s.metadata["sent_id"] for s in sentences][:3] == ["g1.1", "g2.1", "g3.1"]
    contents = [chunk for column in CHUNKS[:3] for chunk in chunks(sentences, column)]
    assert sorted(contents) == sorted((q.kind, span.start, span.end) for q in record.quotes for span in q.content)
    assert chunks(sentences, "cue") == sorted(
        ((q.cue_class, span.start, span.end) for q in record.quotes for span in q.cue), key=lambda chunk: chunk[1]
    )
    assert chunks(sentences, "date") == [(date.type, date.start, date.end) for date in record.dates]
    assert chunks(sentences, "number") == [(number.kind, number.start, number.end) for number in record.numbers]
    mentions = [(s.kind, m.start, m.end) for s in record.speakers for m in s.mentions]
    assert chunks(sentences, "mention") == sorted(mentions, key=lambda chunk: chunk[1])
    misc = [token["misc"] for sentence in sentences for token in sentence if token["misc"]]
    assert misc[:3] == [{"Source": "q1", "Mention": "s1"}, {"Cue": "q1"}, {"Addressee": "q1"}]
    assert {"Number": "92000"} in misc and {"Date": "2021-04"} in misc
    assert told(record)["parent links"] == 5


@settings(max_examples=60)
@given(records())
def test_tokens_are_the_text_and_tags_are_iob2(record):
    losses = Losses()
    sentences = parsed(to_conll(record, losses))
    tokens = [token for sentence in sentences for token in sentence]
    for token in tokens:
        assert record.text[int(token["onrecord:start"]) : int(token["onrecord:end"])] == token["form"]
    assert "".join(token["form"] for token in tokens) == "".join(
        "".join(segment.text.split()) for segment in record.segments
    )
    found = {column: chunks(sentences, column) for column in CHUNKS}
    for column in ("date", "number"):
        expressions = getattr(record, f"{column}s")
        if not any("token" in kind or "sentences" in kind or "across" in kind for kind in losses.counts):
            assert [chunk[1:] for chunk in found[column]] == [(e.start, e.end) for e in expressions]
    if not any(kind.startswith("content") for kind in losses.counts):
        contents = [chunk[1:] for column in CHUNKS[:3] for chunk in found[column]]
        assert all(touch([(span.start, span.end)], contents) for q in record.quotes for span in q.content)


def test_what_finds_no_column_or_comes_out_otherwise_is_told():
    text = "We think they say he knows that she hopes it ends. Then it rained-off 92."
    at = text.index
    quotes = tuple(
        Quote(id=f"q{i}", kind="indirect", content=(Span.of(text, at(word), 49),))
        for i, word in enumerate(("they", "he knows", "she", "it"), 1)
    )
    two = Quote(id="q5", kind="indirect", content=(Span.of(text, at("Then"), at("it r")), Span.of(text, at("off"), 73)))
    over = Span.of(text, at("ends"), at(" it rained"))
    record = Record(
        id="a",
        text=text,
        segments=find_segments(text),
        quotes=(*quotes, replace(two, source=(over,))),
        numbers=(Number(id="n1", start=70, end=71, text="9", kind="cardinal"),),
    )
    kinds = told(record)
    assert kinds["content regions inside or across others"] == 1
    assert kinds["discontinuous regions, as chunks apart"] == 1
    assert kinds["regions over sentences, as a chunk in each"] == 1
    assert kinds["regions that begin or end inside a token"] == 2
    assert chunks(parsed(to_conll(record, Losses())), "number") == [("cardinal", 70, 72)]


def test_several_articles_in_one_file(onrecord, tmp_path):
    record = read_article(GOLD)
    documents = [to_conll(one, Losses()) for one in (record, replace(record, id="b"))]
    whole = b"".join(joined(documents))
    assert whole.count(b"global.columns") == 1 and len(parsed(whole)) == 2 * len(parsed(documents[0]))
    lines = b"".join(map(to_document_line, (record, replace(record, id="b"))))
    done = onrecord("export", "--to", "conll", "-", stdin=lines)
    assert done.code == 0 and done.out.encode() == whole and "left out: parent links (10" in done.err
    done = onrecord("export", "--to", "conll", "-", "-o", tmp_path, stdin=lines)
    assert (tmp_path / "b.conllup").read_bytes() == documents[1]
