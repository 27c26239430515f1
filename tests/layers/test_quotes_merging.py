"""Which of a model's reading and a rule's holds: made by hand, so that no model has to be right for it."""

from __future__ import annotations

from dataclasses import replace

from onrecord.layers.quotes.attribution import Attribution
from onrecord.layers.quotes.edges import behind
from onrecord.layers.quotes.merging import merge
from onrecord.layers.quotes.nesting import cross, nest
from onrecord.layers.quotes.words import Stretch, to_paragraphs
from onrecord.layers.segments import find_segments
from onrecord.model import Span


def attribution(text: str, content: str, cue: str, source: str = "", pattern: str = "", addressee: str = ""):
    def span(part: str) -> tuple[Span, ...]:
        return (Span.of(text, text.index(part), text.index(part) + len(part)),) if part else ()

    parts = {"content": span(content), "cue": span(cue), "source": span(source), "addressee": span(addressee)}
    return Attribution(**parts, pattern=pattern)


def merged(text: str, read: list, ruled: list) -> list[tuple[str, str, str]]:
    return [
        (q.content[0].text, q.cue[0].text, q.parent and "nested") for q in nest(text, merge(read, ruled), regions=[])
    ]


def test_a_model_holds_against_most_rules():
    text = "Lee said the dam would hold on Monday."
    read = attribution(text, "the dam would hold", "said", "Lee")
    rule = attribution(text, "the dam would hold on Monday", "said", "Lee", "clause")
    assert merged(text, [read], [rule]) == [("the dam would hold", "said", "")]


def test_a_trusted_rule_holds_against_a_model():
    text = "The dam, according to Lee, will hold."
    read = attribution(text, "will hold", "according to", "Lee")
    rule = attribution(text, "The dam", "according to", "Lee", "according")
    assert merged(text, [read], [rule]) == [("The dam", "according to", "")]


def test_an_addressee_that_only_a_rule_saw_is_added():
    text = "Lee told the council that the dam would hold."
    read = attribution(text, "that the dam would hold", "told", "Lee")
    rule = attribution(text, "that the dam would hold", "told", "Lee", "clause", addressee="the council")
    [found] = merge([read], [rule])
    assert [span.text for span in found.addressee] == ["the council"] and found.pattern == ""


def test_a_report_around_a_report_nests_it():
    text = "Lee said the dam would hold, the Herald reports."
    read = attribution(text, "the dam would hold", "said", "Lee")
    rule = attribution(text, "Lee said the dam would hold", "reports", "the Herald", "closing")
    assert merged(text, [read], [rule]) == [
        ("the dam would hold", "said", "nested"),
        ("Lee said the dam would hold", "reports", ""),
    ]


def test_a_report_inside_indirect_content_is_nested_and_an_unnamed_one_is_not():
    text = "Lee said that Cole believes that the dam is safe."
    outer = attribution(text, "that Cole believes that the dam is safe", "said", "Lee")
    inner = attribution(text, "that the dam is safe", "believes", "Cole", "clause")
    assert merged(text, [outer], [inner])[1] == ("that the dam is safe", "believes", "nested")
    assert len(merge([outer], [attribution(text, "that the dam is safe", "believes", "", "sourceless")])) == 1


def test_a_rule_alone_is_left_out_where_nothing_says_that_it_is_right():
    text = "Lee wants to go."
    assert merge([], [attribution(text, "to go", "wants", "Lee", "clause")]) == []


def test_two_sources_of_one_content():
    text = "The Herald wrote citing officials that the dam broke."
    read = attribution(text, "that the dam broke", "wrote citing", "The Herald")
    rule = attribution(text, "that the dam broke", "citing", "officials", "citing")
    assert merged(text, [read], [rule]) == [
        ("that the dam broke", "wrote", ""),
        ("that the dam broke", "citing", "nested"),
    ]


def test_a_signed_quotation_is_all_that_there_is_to_its_paragraph():
    text = "“I think that they lied.” — Ann Lee"
    read = attribution(text, "that they lied", "think", "I")
    rule = attribution(text, "“I think that they lied.”", "—", "Ann Lee", "signed")
    assert merged(text, [read], [rule]) == [("“I think that they lied.”", "—", "")]


def test_an_addressee_at_the_end_of_a_cue_leaves_it():
    text = "Lee told the court that the dam would hold."
    read = attribution(text, "that the dam would hold", "told the court", "Lee")
    rule = attribution(text, "that the dam would hold", "told", "Lee", "clause", "the court")
    [quote] = nest(text, merge([read], [rule]), regions=[])
    assert (quote.cue[0].text, quote.addressee[0].text) == ("told", "the court")


def test_parts_of_a_quote_share_no_text():
    text = "The poll shows Lee leading."
    [quote] = nest(text, [attribution(text, "Lee leading", "shows", "The poll", addressee="Lee")], regions=[])
    assert (quote.content[0].text, quote.addressee) == ("Lee leading", ())


def test_what_holds_a_piece_of_another_content_crosses_it():
    text = "“One,” said Lee, a lawyer. “Two.”"
    whole = attribution(text, "“One,” said Lee, a lawyer", "lawyer. “")
    pieces = attribution(text, "“One,”", "said", "Lee")
    pieces = replace(pieces, content=(*pieces.content, *attribution(text, "“Two.”", "said").content))
    assert cross(whole, pieces) and cross(pieces, whole) and not cross(whole, whole)
    assert len(nest(text, [whole, pieces], regions=[])) == 1


def test_the_inner_one_of_two_contents_that_reach_as_far_is_nested():
    text = "The loopholes he cited are wide, The Herald reported."
    outer = attribution(text, "The loopholes he cited are wide", "reported", "The Herald")
    inner = attribution(text, "The loopholes", "cited", "he")
    inner = replace(inner, content=(*inner.content, *attribution(text, "are wide", "cited").content))
    quotes = nest(text, [inner, outer], regions=[])
    assert [(quote.cue[0].text, quote.parent) for quote in quotes] == [("cited", "q2"), ("reported", "")]


def test_a_name_with_a_hyphen_is_not_cut_by_its_cue():
    text = "Ban Ki-moon condemned the test."
    [(paragraph, _)] = to_paragraphs(text, find_segments(text))
    cue, source = Stretch(paragraph, 3, 5), Stretch(paragraph, 0, 4)
    assert (cue.words, behind(cue, source).words) == (["moon", "condemned"], ["condemned"])
