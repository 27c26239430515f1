import json
import tomllib

import pytest

from conftest import ROOT
from onrecord.crawl.items import UnfitError
from onrecord.crawl.sifting import WINDOW, WINDOWS, Wanted, _sample, languages, other_language

CASES = tomllib.loads((ROOT / "tests" / "cases" / "languages.toml").read_text("utf-8"))
OTHER = [(code, text) for code, texts in CASES["other"].items() for text in texts]
WRITTEN = sorted((ROOT / "tests" / "articles").glob("*/*.jsonl"))
PARAGRAPH = CASES["english"][0] + " " + " ".join(CASES["english"][-5:])


@pytest.mark.parametrize("text", CASES["english"])
def test_english_stays(text):
    assert other_language(text, "en") == ""


@pytest.mark.parametrize(("code", "text"), OTHER)
def test_another_language_is_named(code, text):
    assert other_language(text, "en") == code
    assert other_language(text, code) == ""


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, text in OTHER if text.upper() != text])
def test_capitals_are_no_language(code, text):
    assert other_language(text.upper(), "en") == code


@pytest.mark.parametrize("text", CASES["quoting_english"])
def test_who_narrates_counts_and_not_who_is_quoted(text):
    assert other_language(text, "en") in {"de", "fr"}


def test_articles_and_their_pieces_stay():
    articles = [json.loads(file.read_bytes().split(b"\n", 1)[0])["text"] for file in WRITTEN]
    pieces = [text[start : start + 300] for text in articles for start in range(0, len(text) - 300, 300)]
    assert len(pieces) > 100
    assert not [piece for piece in [*articles, *pieces] if other_language(piece, "en")]


@pytest.mark.parametrize(
    "text", ["", "\n \t" * 500, "12.50 17.25 +3.1% 998.10 " * 30, "“" * 1000, "\ud800\udfff 🙂" * 300]
)
def test_what_is_no_language_stays(text):
    assert other_language(text, "en") == ""


def test_a_long_text_is_looked_at_from_its_beginning_to_its_end():
    text = "a" * 5_000_000 + "b" * 5_000_000
    sample = _sample(text)
    assert len(sample) <= WINDOW * WINDOWS + WINDOWS and sample[0] == "a" and sample[-1] == "b"
    assert _sample("short") == "short"
    assert [len(_sample("x" * length)) for length in (600, 601)] == [600, 602]


def lack(wanted, text):
    try:
        return wanted.check(text)
    except UnfitError as error:
        return error.reason


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        (Wanted(), None),
        (Wanted(shortest=5, longest=5, language="en"), None),
        (Wanted(shortest=6), "too-short"),
        (Wanted(longest=4), "too-long"),
    ],
)
def test_lengths_count_code_points(wanted, reason):
    assert lack(wanted, "🙂é·ab") == reason


def test_language_by_choice():
    german = CASES["other"]["de"][1]
    assert lack(Wanted(), german) is None
    assert lack(Wanted(language="en"), german) == "language"
    assert lack(Wanted(language="en"), PARAGRAPH) is None
    assert {"en", "de", "zh"} <= set(languages())
