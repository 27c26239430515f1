"""Sources to entities: names, titles, offices, outlets, unnamed officials and pronouns."""

from __future__ import annotations

import pytest
from hypothesis import given

from conftest import ROOT
from onrecord.articles import read_article
from onrecord.layers.quotes import find_quotes
from onrecord.layers.segments import find_segments
from onrecord.layers.speakers import find_speakers
from onrecord.models import load_model
from onrecord.pipeline import annotate
from strategies import texts


def speakers(text: str):
    segments = find_segments(text)
    return find_speakers(text, segments, find_quotes(text, segments, load_model()))


def test_the_seed_has_one_entity_for_all_forms_of_a_name(seed_text):
    found, _ = speakers(seed_text)
    nato = "the NATO secretary general"
    [chief] = [speaker for speaker in found if speaker.name == "Jens Stoltenberg"]
    assert [mention.text for mention in chief.mentions] == [
        *("NATO chief", "NATO Secretary General Jens Stoltenberg", nato, "Stoltenberg", "Stoltenberg", nato)
    ]
    assert [m.form for m in chief.mentions] == ["nominal", "name", "nominal", "name", "name", "nominal"]
    assert (chief.role, chief.affiliation, chief.kind) == ("Secretary General", "NATO", "person")


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Mayor Ann Lee said no.", ("Ann Lee", "person", "Mayor", "")),
        ("President Ann Lee of Ruritania said no.", ("Ann Lee", "person", "President", "Ruritania")),
        ("Ann Lee, head of the City Council, said no.", ("Ann Lee", "person", "head", "City Council")),
        ("Secretary of the City Council, Ann Lee, said no.", ("Ann Lee", "person", "Secretary", "City Council")),
        ("NATO Secretary General Ann Lee said no.", ("Ann Lee", "person", "Secretary General", "NATO")),
        ("Ann Lee, a professor of law at Ost University, said no.",
         ("Ann Lee", "person", "professor of law", "Ost University")),
        ("Ursula van der Berg said no.", ("Ursula van der Berg", "person", "", "")),
        ("Ban Ki-moon said no.", ("Ban Ki-moon", "person", "", "")),
        ("Mr. Lee said no.", ("Lee", "person", "", "")),
        ("The Evening Post reported that it rained.", ("The Evening Post", "organisation", "", "")),
        ("Newsline reports that it rained.", ("Newsline", "organisation", "", "")),
        ("The Ministry of Defence said it rained.", ("Ministry of Defence", "organisation", "", "")),
        ("Sources among the U.S. and EU officials said no.",
         ("sources among the U.S. and EU officials", "unnamed", "officials", "U.S. and EU")),
        ("A senior official said no.", ("senior official", "unnamed", "senior official", "")),
        ("Critics said no.", ("critics", "group", "", "")),
    ],
)  # fmt: skip
def test_one_speaker(text, expected):
    [speaker], quotes = speakers(text)
    assert (speaker.name, speaker.kind, speaker.role, speaker.affiliation) == expected
    assert [quote.speaker for quote in quotes] == ["s1"]


@pytest.mark.parametrize(
    "text, name, kind",
    [
        ("Rep. Bobby Lee (D-Ga.) said it rained.", "Bobby Lee", "person"),
        ("“Yes,” said Cole. He was in Lem when he heard of his prize. Cole and his wife left.", "Cole", "person"),
        ("The Herald’s Ann Lee said no.", "Ann Lee", "person"),
        ("About 45% of voters said no.", "about 45% of voters", "group"),
        ("Other doctors said no.", "other doctors", "group"),
        ("A 21-year-old said no.", "21-year-old", "unnamed"),
        ("The news agency Harbinger said it rained.", "Harbinger", "organisation"),
    ],
)
def test_who_is_a_person(text, name, kind):
    found, _ = speakers(text)
    assert [(speaker.name, speaker.kind) for speaker in found] == [(name, kind)]


def test_a_place_is_nobody_who_can_be_he():
    text = "Tom Cole lost in South Lem, and then in South Lem again. He said it rained."
    found, [quote] = speakers(text)
    assert [speaker.name for speaker in found] == ["Tom Cole"] and quote.speaker == "s1"


def test_the_first_word_of_a_campaign_is_no_other_body():
    text = "The Cole campaign was small. Mr. Cole said yes. Cole said no."
    found, quotes = speakers(text)
    assert {quote.speaker for quote in quotes} == {"s1"} and found[0].kind == "person"


def test_surnames_and_offices_lead_to_the_person():
    text = "President Ann Lee came. Lee said it rained.\nThe president said it would stop.\nMr. Cole said no."
    found, quotes = speakers(text)
    by_id = {speaker.id: speaker.name for speaker in found}
    assert [by_id[quote.speaker] for quote in quotes] == ["Ann Lee", "Ann Lee", "Cole"]
    assert [mention.text for mention in found[0].mentions] == ["President Ann Lee", "Lee", "The president"]


def test_two_people_of_one_surname_stay_two():
    found, _ = speakers("Ann Lee said yes. Bob Lee said no.")
    assert [speaker.name for speaker in found] == ["Ann Lee", "Bob Lee"]


def test_a_pronoun_means_the_last_person_whom_it_fits():
    found, quotes = speakers("Mr. Cole met Ms. Lee. Ms. Lee said yes. Mr. Cole said no. She said it rained.")
    by_id = {speaker.id: speaker.name for speaker in found}
    assert [by_id[quote.speaker] for quote in quotes] == ["Lee", "Cole", "Lee"]
    assert [m.form for s in found if s.name == "Lee" for m in s.mentions][-1] == "pronoun"


def test_a_pronoun_without_an_antecedent_is_left_open():
    found, quotes = speakers("She said it rained.")
    assert found == () and [quote.speaker for quote in quotes] == [""]


def test_a_name_inside_another_name_is_no_mention():
    found, _ = speakers("NATO Secretary General Ann Lee said yes.\nNATO said no.")
    [alliance] = [speaker for speaker in found if speaker.name == "NATO"]
    assert len(alliance.mentions) == 1 and alliance.mentions[0].start > 30


def test_a_speaker_of_whom_nothing_but_an_article_is_read_has_that_for_a_name():
    article = (
        ROOT / "tests" / "expressions" / "tuning" / "nasal-vaccine-cut-symptomatic-covid-19-in-midsize-trial.jsonl"
    )
    assert all(speaker.name for speaker in annotate(read_article(article).text, nested=True, model="fast").speakers)


@given(texts)
def test_speakers_of_any_text_keep_their_invariants(text):
    found, quotes = speakers(text)
    assert [speaker.id for speaker in found] == [f"s{n}" for n in range(1, len(found) + 1)]
    ids = [mention.id for speaker in found for mention in speaker.mentions]
    assert len(ids) == len(set(ids))
    for speaker in found:
        assert speaker.name and speaker.mentions
        end = 0
        for mention in speaker.mentions:
            assert text[mention.start : mention.end] == mention.text == mention.text.strip() != ""
            assert mention.start >= end
            end = mention.end
    assert {quote.speaker for quote in quotes} - {""} <= {speaker.id for speaker in found}
