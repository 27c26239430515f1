"""The datasheet as data: its answers as plain text, and the properties that are made of them."""

from __future__ import annotations

import json
import re
import tomllib

import pytest
from markdown_it import MarkdownIt

from conftest import ROOT
from onrecord.errors import OnrecordError
from onrecord.release.datasheet import answers, rai_properties
from onrecord.release.plain_text import opening, plain_text

TEXT = (ROOT / "DATASHEET.md").read_text("utf-8")
# All of RAI 1.0.
PROPERTIES = """
dataCollection dataCollectionType dataCollectionMissingData dataCollectionRawData dataCollectionTimeframe
dataImputationProtocol dataManipulationProtocol dataPreprocessingProtocol dataAnnotationProtocol dataAnnotationPlatform
dataAnnotationAnalysis dataReleaseMaintenancePlan personalSensitiveInformation dataSocialImpact dataBiases
dataLimitations dataUseCases annotationsPerItem annotatorDemographics machineAnnotationTools""".split()


def words(text):
    """The text as a parser of Markdown has it, in one line."""
    tokens = MarkdownIt("commonmark").enable("table").parse(re.sub(r"<!--.*?-->", "", text))
    parts = [token.children or () for token in tokens if token.type == "inline"]
    return " ".join("".join(" " if part.type == "softbreak" else part.content for part in some) for some in parts)


def test_every_property_is_in_the_file_and_says_what_the_datasheet_says():
    told = rai_properties(TEXT, "DATASHEET.md")
    assert list(told) == PROPERTIES
    page = words(TEXT)
    for name, text in told.items():
        for part in re.split(r"\n+", text):
            answer = part.partition("? ")[2] if "? " in part and part.partition("? ")[0] + "?" in asked() else part
            answer = answer.removeprefix("- ")
            assert answer.startswith("(A table") or answer in page, (name, answer)
    described = json.loads((ROOT / "corpus" / "croissant.json").read_text("utf-8"))
    assert {key.removeprefix("rai:"): value for key, value in described.items() if key.startswith("rai:")} == told


def asked():
    table = tomllib.loads((ROOT / "scripts" / "onrecord" / "release" / "datasheet.toml").read_text("utf-8"))
    return {question for entries in table.values() for _, question in entries}


def test_the_questions_are_those_of_the_datasheet():
    assert len(answers(TEXT)) > 60 and all(answers(TEXT).values())


def test_a_datasheet_of_another_form_tells_nothing_and_a_data_statement_can_be_missing():
    assert (
        rai_properties("", "x") == {} == rai_properties("# Datasheet\n\n## Motivation\n\n- **Purpose.** None.\n", "x")
    )
    without = rai_properties(TEXT.partition("## Data statement")[0], "x")
    assert [name for name in PROPERTIES if name not in without] == ["annotatorDemographics"]


def test_an_answer_of_its_own_stands_for_those_that_questions_make():
    told = rai_properties(TEXT, "DATASHEET.md")
    assert re.fullmatch(
        r"By language models, .*\n\nAnnotators of each item, .*: 2 \(in \d+ articles\)\.", told["annotationsPerItem"]
    )
    assert re.search(
        r"F1 of one annotator against another .*: contents of quotes \d+\.\d, ", told["dataAnnotationAnalysis"]
    )
    shorter = rai_properties(TEXT.replace("**annotationsPerItem**: ", "Items: "), "DATASHEET.md")
    assert shorter["annotationsPerItem"].startswith("Are there any errors, sources of noise,")
    assert "Items: By language models" in shorter["dataManipulationProtocol"]


@pytest.mark.parametrize(
    ("found", "other", "what"),
    [
        ("### Is there an erratum?", "### Errata", "'Is there an erratum?' is not asked under 'Maintenance'"),
        ("### D. Annotator Demographic", "### D.", "'D. Annotator Demographic' is not asked under 'Data statement'"),
        ("## Uses\n", "", "is not asked under 'Uses'"),
        ("### Is there an erratum?", "### Is there an erratum?\n\n### And", "is not answered under 'Maintenance'"),
    ],
)
def test_a_question_that_is_missing_is_told(found, other, what):
    assert found in TEXT
    with pytest.raises(OnrecordError, match=r"^DATASHEET\.md: ") as told:
        rai_properties(TEXT.replace(found, other), "DATASHEET.md")
    assert what in str(told.value) and "write it under the heading '### " in str(told.value)


def test_headings_inside_code_are_none():
    found = answers("## A\n\n### B?\n\nRun\n\n```\n# all\n### C\n```\n\nand look.\n")
    assert list(found) == [("a", "b?")] and found["a", "b?"].endswith("and look.")


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("One\nline, **bold**, *slanted*, `code_with_marks` and\n[a link](schema/x.json).", None),
        ("Snake_case_names and 2*3*4 stay.", "Snake_case_names and 2*3*4 stay."),
        ("By status: gold <!-- value: counts.articles.gold -->2<!-- end -->.", "By status: gold 2."),
        ("<!-- generated: articles -->\n| a | b |\n|---|---|\n| 1 | 2 |\n<!-- end -->\n\nThen.", "TABLE\n\nThen."),
        ("- one\n  goes on\n- two\n\n1. three", "- one goes on\n- two\n\n1. three"),
        ("", ""),
    ],
)
def test_markdown_as_plain_text(markdown, text):
    assert plain_text(markdown, table="TABLE") == (
        "One line, bold, slanted, code_with_marks and a link." if text is None else text
    )


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("# A *title*\n\nThe [first](x)\nparagraph.\n\nAnother.", ("A title", "The first paragraph.")),
        ("# Title\n\n## Section\n\nText.", ("Title", "")),
        ("Only a text.", ("", "Only a text.")),
        ("", ("", "")),
    ],
)
def test_how_a_page_opens(page, found):
    assert opening(page) == found
