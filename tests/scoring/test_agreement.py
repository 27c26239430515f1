"""Agreement of annotators on examples by hand: what one finds of the other's, tokens, attributes, several of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.errors import OnrecordError
from onrecord.model import Mention, Quote, Record, Span, Speaker
from onrecord.scoring import agree
from onrecord.scoring.agreement_report import figures
from onrecord.scoring.coefficients import alpha

TEXT = "Lee said it rained . Cole fears floods ."  # a token a word


def quote(content: str, cue: str, source: str, **more: str) -> Quote:
    spans = {
        role: tuple(Span.of(TEXT, TEXT.index(w), TEXT.index(w) + len(w)) for w in [words] if w)
        for role, words in (("content", content), ("cue", cue), ("source", source))
    }
    return Quote(id=f"q{TEXT.index(content)}", kind=more.pop("kind", "indirect"), **spans, **more)


def record(*quotes: Quote, identifier: str = "a", speakers: tuple[Speaker, ...] = ()) -> Record:
    return Record(id=identifier, text=TEXT, quotes=quotes, speakers=speakers)


SAID, FEARS = quote("it rained", "said", "Lee"), quote("floods", "fears", "Cole", cue_class="thought")


def row(rows: list[dict], **wanted: object) -> dict:
    [found] = [row for row in rows if wanted.items() <= row.items()]
    return found


def test_agr_is_directed():
    """Of Ann's two contents Bob's one touches both; of Bob's one all is found by Ann."""
    long = quote("it rained . Cole fears floods", "said", "Lee")
    [pair] = figures(agree({"ann": [record(SAID, FEARS)], "bob": [record(long)]}))["pairs"]
    content = row(pair["spans"], part="content")
    assert (content["agr_both"], content["agr"], content["items"]) == ([1.0, 1.0], 1.0, [2, 1])
    assert (content["strict"], content["overlap"]) == (0.0, pytest.approx(2 / 3))
    assert row(pair["spans"], part="whole")["agr_both"] == [0.5, 1.0]  # the other has another cue and source
    assert row(pair["spans"], part="source")["agr_both"] == [0.5, 1.0]


def test_kappa_of_attributes_and_what_is_not_defined():
    other = replace(FEARS, cue_class="speech")
    [pair] = figures(agree({"ann": [record(SAID, FEARS)], "bob": [record(SAID, other)]}))["pairs"]
    assert row(pair["attributes"], attribute="kind") | {"agreement": 1.0, "kappa": None} == row(
        pair["attributes"], attribute="kind"
    )
    assert row(pair["attributes"], attribute="cue_class")["kappa"] == 0.0  # half agree, as by chance
    assert not [row for row in pair["attributes"] if row["layer"] == "dates"]


def test_tokens_of_all_annotators_with_some_missing():
    ann, bob, cat = record(SAID, FEARS), record(SAID), record(SAID, FEARS)
    other = replace(ann, id="b")
    found = agree({"ann": [ann, other], "bob": [bob, replace(bob, id="b")], "cat": [cat]}, common=True)
    units = found.units["quotes", "role"]
    assert units.total() == 2 * 9 and found.articles == ["a", "b"]
    assert units["content", "content", "content"] == units["content", "content", None] == 2  # it, rained
    assert units["cue", "", "cue"] == units["source", "", None] == 1
    covered = found.units["quotes", "cue"]
    assert covered == {
        (False, False, False): 7,
        (True, True, True): 1,
        (True, False, True): 1,
        (False, False, None): 7,
        (True, True, None): 1,
        (True, False, None): 1,
    }
    assert row(figures(found)["tokens"], labels="role")["alpha"] == alpha(units)
    assert row(figures(found)["tokens"], layer="dates", labels="span")["alpha"] is None


def test_attributes_of_all_annotators_with_some_missing():
    other = replace(FEARS, cue_class="speech")
    sides = {"ann": [record(SAID, FEARS)], "bob": [record(SAID, other)], "cat": [record(FEARS)]}
    found = agree(sides)
    units = found.attributes["quotes", "content", "cue_class"]
    assert units == {("speech", "speech", None): 1, ("thought", "speech", "thought"): 1}
    [row_of_all] = [row for row in figures(found)["attributes"] if row["attribute"] == "cue_class"]
    assert row_of_all["alpha"] == alpha(units) and row_of_all["kappa"] == 0.0  # twice 0, one pair has no κ


def test_means_over_pairs_leave_out_what_is_not_defined():
    found = figures(agree({"ann": [record(SAID)], "bob": [record(SAID, FEARS)], "cat": [record()]}))
    strict = [row(pair["spans"], part="content")["strict"] for pair in found["pairs"]]
    assert strict == [pytest.approx(2 / 3), 0.0, 0.0]
    assert row(found["spans"], part="content")["strict"] == pytest.approx(2 / 9)
    assert row(found["spans"], part="content")["agr"] == 0.75  # nobody can be found in, or found by, no quotes at all


def test_entities_are_the_same_by_their_mentions():
    def named(name: str) -> tuple[Speaker, ...]:
        return (
            Speaker(
                id="s1", name=name, kind="person", mentions=(Mention(id="m1", start=0, end=3, text="Lee", form="name"),)
            ),
        )

    sides = [record(replace(SAID, speaker="s1"), speakers=named(name)) for name in ("Lee", "Ann Lee")]
    found = agree({"ann": [sides[0]], "bob": [sides[1]]})
    assert [told.differs for told in found.disagreements] == [("name",)]
    [pair] = figures(found)["pairs"]
    assert row(pair["attributes"], attribute="speaker")["agreement"] == 1.0


def test_lacks_and_other_texts_are_refused():
    with pytest.raises(OnrecordError, match="bob lacks 1 article: 'b'; add what is missing"):
        agree({"ann": [record(), record(identifier="b")], "bob": [record()]})
    with pytest.raises(OnrecordError, match=r"'a': the texts differ from offset 3 on, ann has U.0020 in 'Lee said"):
        agree({"ann": [record()], "bob": [replace(record(), text="Lee, " + TEXT)]})
    with pytest.raises(OnrecordError, match="ann and bob have no article in common"):
        agree({"ann": [record()], "bob": [record(identifier="b")]}, common=True)
    with pytest.raises(OnrecordError, match="ann: the id 'a' for a second time"):
        agree({"ann": [record(), record()], "bob": [record()]})
