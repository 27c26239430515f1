"""The same article twice: copies that were edited, cut or framed are found, others that share a notice are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import GOLD, ROOT
from onrecord.articles import read_article
from onrecord.intake.duplicates import Known, most_similar, read_known, run_hashes, shared

TEXT = read_article(GOLD).text
NOTICE = "Subscribe to our newsletter here to get the news of the day into your inbox, or follow us on Telegram now.\n"
OTHERS = {path.stem: read_article(path).text for path in sorted((ROOT / "tests" / "articles").rglob("*.jsonl"))}


def known(text: str, identifier: str = "a", sha256: str = "") -> Known:
    return Known.of(identifier, sha256, text)


def edited(text: str, every: int) -> str:
    return " ".join("changed" if number % every == 0 else word for number, word in enumerate(text.split(" "), 1))


@pytest.mark.parametrize(
    "copy",
    [
        TEXT,
        TEXT.upper().replace('"', "”").replace("\n", "\r\n\r\n"),
        edited(TEXT, 8),
        TEXT[: len(TEXT) // 4],
        "\n".join(reversed(TEXT.split("\n"))),
        NOTICE * 20 + "\n" + TEXT + "\n" + "\n".join(OTHERS.values())[:20_000],
    ],
    ids=["same", "typography", "edited", "cut", "moved", "framed"],
)
def test_copies_are_found(copy):
    found = most_similar(known(copy), [known("Something else was said today by Ann Lee.", "b"), known(TEXT)])
    assert found and found.id == "a" and 0.3 <= found.share <= 1 and not found.is_same_file


def test_the_same_file_is_told_even_of_another_text():
    assert most_similar(known("x", sha256="0"), [known("y", sha256="0")]) == ("a", 1.0, True)
    assert most_similar(known("x"), [known("y")]) is None


def test_different_articles_with_the_same_notice_are_not_alike():
    briefs = ["The mayor of Lowtown resigned on Monday.", "Two people were hurt in a fire in Northbank, police said."]
    first, second = (f"{brief}\n{NOTICE}{NOTICE}" for brief in briefs)
    assert shared(run_hashes(first), run_hashes(second)) > 0.5
    assert most_similar(known(first), [known(second)]) is None


def test_different_articles_are_not_alike():
    assert len(OTHERS) > 5
    articles = [known(text, name) for name, text in OTHERS.items()]
    assert [most_similar(article, articles[:at]) for at, article in enumerate(articles)] == [None] * len(articles)


@given(st.text(min_size=1), st.text(), st.text())
def test_a_text_is_wholly_in_what_frames_it(text, before, after):
    hashes = run_hashes(text)
    assert shared(hashes, hashes) == bool(hashes.size)
    if len(run_hashes(text)) >= 5:
        assert shared(hashes, run_hashes(f"{before} {text} {after}")) == 1.0


def test_the_articles_of_a_corpus():
    articles = {article.id: article for article in read_known(GOLD.parent)}
    assert articles.keys() == {path.stem for path in GOLD.parent.glob("*.jsonl")}
    assert articles[GOLD.stem].text == TEXT and len(articles[GOLD.stem].sha256) == 64
