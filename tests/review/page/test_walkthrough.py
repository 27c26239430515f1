"""The walk-through of the README: the keystrokes make of the draft what is in the corpus."""

from __future__ import annotations

import json
import shutil

import pytest

from .conftest import ROOT, serving
from .walkthrough import ADJUDICATION, REVIEW, walk

NAME = "saltness-night-ferry"
CASES = ROOT / "corpus" / "annotators"
ARTICLE = ROOT / "corpus" / "articles" / f"{NAME}.jsonl"


@pytest.fixture
def draft(tmp_path, onrecord):
    """The article as `onrecord add` brings it in."""
    known = json.loads((ROOT / "seeds" / f"{NAME}.json").read_text(encoding="utf-8"))
    options = [word for key, value in known.items() for word in (f"--{key}", value)]
    (tmp_path / "seeds").mkdir()
    done = onrecord("add", ROOT / "seeds" / f"{NAME}.txt", "--root", tmp_path, "--yes", *options)
    assert done.code == 0, done.err
    return tmp_path / "corpus" / "articles" / f"{NAME}.jsonl"


def test_the_keystrokes_make_the_first_annotators_file_of_the_draft(alone, draft, onrecord):
    with serving(draft, "--annotator", "first annotator", "--kind", "language model") as server:
        bench = alone(server.link, draft)
        for _ in walk(REVIEW, bench.page.keyboard.press, bench.page.keyboard.type):
            bench.saved()
        bench.page.wait_for_selector(".status.reviewed")
    first = CASES / "first" / draft.name
    assert onrecord("diff", first, draft).out == ""
    assert draft.read_bytes() == first.read_bytes()


def test_adjudication_makes_the_article_of_the_corpus(alone, tmp_path):
    out = tmp_path / ARTICLE.name
    sides = [shutil.copytree(CASES / side, tmp_path / side) / ARTICLE.name for side in ("first", "second")]
    with serving(
        "--adjudicate", *sides, "-o", out, "--annotator", "first annotator", "--kind", "language model"
    ) as server:
        bench = alone(server.link, out)
        for _ in walk(ADJUDICATION, bench.page.keyboard.press, bench.page.keyboard.type):
            bench.saved()
        bench.page.wait_for_selector(".status.gold")
    assert out.read_bytes() == ARTICLE.read_bytes()
