"""What is completed where somebody marks a stretch: what the layers read there, or as little as the schema allows."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.articles import from_article
from onrecord.completion import completed
from onrecord.layers.segments import find_segments
from onrecord.model import Document, Published, Span
from strategies import apart_in, texts

TEXT = (
    "Mayor Ann Lee said on May 2 that “we need about $3.5 million for 1,200 homes,” and she did not say when.\n"
    "Two days later, “No,” wrote the Kyiv Post."
)
DAY = Published(date="2024-05-03", earliest="2024-05-03", latest="2024-05-03", basis="given")
DOCUMENT = Document(id="x", text=TEXT, published=DAY)


def spans(**surfaces):
    return {role: [Span.of(TEXT, TEXT.index(some), TEXT.index(some) + len(some))] for role, some in surfaces.items()}


def test_a_date_has_its_value_against_the_day_of_publication():
    date = completed(DOCUMENT, "date", spans=spans(span="May 2"))
    assert (date["value"], date["earliest"], date["anchor"]["basis"]) == ("2024-05-02", "2024-05-02", "published")
    assert date["text"] == "May 2" and "id" not in date
    wider = completed(DOCUMENT, "date", spans=spans(span="on May 2"))
    assert (wider["value"], wider["text"]) == ("2024-05-02", "on May 2")


def test_a_date_that_rests_on_others_names_none():
    assert completed(DOCUMENT, "date", spans=spans(span="Two days later"))["anchor"]["dates"] == []


def test_a_date_that_cannot_be_read_is_unknown():
    assert completed(DOCUMENT, "date", spans=spans(span="homes"))["value"] == "XXXX"


def test_a_number_has_value_unit_modifier_and_what_it_counts():
    money = completed(DOCUMENT, "number", spans=spans(span="$3.5 million"))
    assert (money["kind"], money["value"], money["unit"]) == ("money", 3500000, "USD")
    assert money["modifier"] == "about" and [span["text"] for span in money["modifier_spans"]] == ["about"]
    count = completed(DOCUMENT, "number", spans=spans(span="1,200"))
    assert count["value"] == 1200 and [span["text"] for span in count["counted"]] == ["homes"]
    part = completed(DOCUMENT, "number", spans=spans(span="3.5"))
    assert (part["value"], part["unit"]) == (3.5, "")
    assert completed(DOCUMENT, "number", spans=spans(span="homes"))["value"] is None
    assert completed(DOCUMENT, "number", spans=spans(span="1,200", counted="said"))["counted"][0]["text"] == "said"


def test_a_quote_has_kind_marks_class_and_whether_it_is_denied():
    inside = "“we need about $3.5 million for 1,200 homes,”"
    direct = completed(DOCUMENT, "quote", spans=spans(content=inside, cue="said", source="Mayor Ann Lee"))
    assert (direct["kind"], direct["cue_class"], direct["negated"]) == ("direct", "speech", False)
    assert [mark["text"] for mark in direct["marks"]] == [inside]
    mixed = completed(DOCUMENT, "quote", spans=spans(content=f"that {inside}"))
    assert (mixed["kind"], mixed["cue"], mixed["speaker"], mixed["parent"]) == ("mixed", [], "", "")
    denied = completed(DOCUMENT, "quote", spans=spans(content="when", cue="did not say"))
    assert denied["kind"] == "indirect" and denied["negated"] is True


def test_a_speaker_has_name_kind_role_and_form():
    mayor = completed(DOCUMENT, "speaker", spans=spans(span="Mayor Ann Lee"))
    assert (mayor["name"], mayor["kind"], mayor["role"]) == ("Ann Lee", "person", "Mayor")
    assert [(mention["text"], mention["form"]) for mention in mayor["mentions"]] == [("Mayor Ann Lee", "name")]
    assert completed(DOCUMENT, "mention", spans=spans(span="she"))["form"] == "pronoun"


def test_given_fields_win_and_the_span_has_to_be_there():
    assert (
        completed(DOCUMENT, "date", spans=spans(span="May 2"), fields={"value": "2023-05-02"})["value"] == "2023-05-02"
    )
    with pytest.raises(KeyError):
        completed(DOCUMENT, "quote", spans=spans(cue="said"))


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_anywhere_in_any_text_it_keeps_to_the_schema(data):
    text = data.draw(texts)
    places = data.draw(apart_in(text, 0, len(text), 3))
    document = Document(id="x", text=text)
    lines = [{"layer": "document", "schema_version": "1.0.0", "id": "x", "text": text}]
    for number, (layer, role) in enumerate(
        [("date", "span"), ("number", "span"), ("segment", "span"), ("quote", "content"), ("speaker", "span")], 1
    ):
        given = {role: places[:1]} | ({"cue": places[1:2], "source": places[2:]} if layer == "quote" else {})
        made = completed(document, layer, spans=given)
        for mention in made.get("mentions", ()):
            mention["id"] = f"m{number}"
        lines.append({"layer": layer, "id": f"x{number}"} | made)
        assert made.get("text", places[0].text) == places[0].text
    assert from_article(lines).text == text and find_segments(text)
