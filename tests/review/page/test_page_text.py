"""The text on the page: offsets in every script, nesting, size, and text that would like to be more than text."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

import onrecord.review
from onrecord.tokens import cuts_grapheme
from strategies import TRICKY as PIECES

PAGE = Path(onrecord.review.__file__).parent / "page"
# What is selected, what is made of it, and what the file must hold: whole graphemes, no white space at the edges.
SELECTIONS = [
    ("👩‍👩‍👧 and flag 🇺🇦", "quote", "👩‍👩‍👧 and flag 🇺🇦"),
    (" Zoe\u0301 Bauër ", "mention", "Zoe\u0301 Bauër"),
    ("“I say <b>no</b> & <script>alert(1)</script>,”", "quote", "“I say <b>no</b> & <script>alert(1)</script>,”"),
    ("Lee, 𝒜𝓃𝓃 ", "quote", "Lee, 𝒜𝓃𝓃"),
    ("דובר הצבא", "quote", "דובר הצבא"),
    ("مرحبا بكم", "quote", "مرحبا بكم"),
    ("Odd \x1b[31m red", "quote", "Odd \x1b[31m red"),
]


NAMES = ["emoji", "marks", "html", "astral", "hebrew", "arabic", "escape"]


@pytest.mark.parametrize(("selected", "layer", "held"), SELECTIONS, ids=NAMES)
def test_a_span_made_by_mouse_lies_where_it_was_seen(opened, selected, layer, held):
    bench = opened("tricky")
    text = bench.lines()[""]["text"]
    known = set(bench.lines())
    bench.go_to("q1")
    bench.drag(selected)
    bench.press({"quote": "q", "mention": "m"}[layer])
    if layer == "mention":
        bench.press("n")
    lines = bench.lines()
    made = [line for key, line in lines.items() if key not in known and line["layer"] in ("quote", "speaker")]
    span = made[0]["content"][0] if layer == "quote" else made[0]["mentions"][0]
    assert span["text"] == held
    assert text[span["start"] : span["end"]] == held and span["start"] == text.index(held)
    bench.press("z")
    assert set(bench.lines()) == known


def test_a_click_that_is_settled_late_takes_no_drag_for_its_own(opened):
    bench = opened("tricky")
    text = " Zoe\u0301 Bauër "
    boxes = bench.find(text)
    bench.probe("lateness")
    bench.go_to("q1")  # is shown already: what is waited for is there before the click is settled
    bench.drag(text, boxes=boxes)
    assert bench.page.evaluate("getSelection().toString()") == text.strip()


def test_the_page_counts_code_points_and_cuts_as_python_does(opened):
    bench = opened("look")
    choice = random.Random(7)
    cases = []
    for _ in range(150):
        text = "".join(choice.choices(PIECES, k=choice.randint(1, 12)))
        start, end = sorted(choice.choices(range(len(text) + 1), k=2))
        cases.append([text, start, end])
    found = bench.probe("measured", cases)
    for (text, start, end), (length, back, surface, span) in zip(cases, found, strict=True):
        assert (length, back, surface) == (len(text), start, text[start:end])
        if span is None:
            assert not text[start:end].strip() or start == end
        else:
            assert text[span["start"] : span["end"]] == span["text"]
            assert not any(cuts_grapheme(text, span[edge]) for edge in ("start", "end"))
            assert span["text"].strip() != ""


def test_nested_and_overlapping_spans_lie_in_lanes_of_their_own(opened):
    bench = opened("nested")
    runs = [run for run in bench.probe("painted") if run["text"]]
    inner = [run for run in runs if "allies in the region" in run["text"]]
    assert inner and all("depth-2" in run["kinds"] and "in-marks" in run["kinds"] for run in inner)
    lanes = [run["lanes"].split(", ") for run in runs]
    assert all(len(set(each)) == len(each) for each in lanes)
    bench.click_on("determination")
    bench.page.locator('.item .chip-label:text-is("q5")').wait_for()
    bench.click_on("determination")  # again: what holds it
    bench.page.locator('.item .chip-label:text-is("q4")').wait_for()
    assert bench.page.locator(".relation").count() >= 2


def test_an_article_of_60_kb_is_shown_and_repainted_where_it_changed(opened, report):
    bench = opened("large")
    assert len(bench.lines()[""]["text"]) > 55_000
    items = bench.page.locator(".entries > li").count()
    painted = bench.probe("painting")
    took, changed = bench.probe("accepting")
    bench.saved()
    assert changed <= 2
    report.append(
        f"page: 60 kB with {items} annotations: text in {painted:.0f} ms, an accept and its frame in {took:.0f} ms"
    )


def test_hostile_titles_and_fields_stay_text(opened, articles):
    bench = opened("hostile")
    assert "<img src=x onerror=alert(1)>" in bench.page.locator(".bar .title").inner_text()
    assert bench.page.locator("img, #bench script, #bench b, #bench style").count() == 0
    bench.go_to("s1")
    bench.page.get_by_label("name", exact=True).fill("<script>alert(2)</script>")
    bench.press("Enter")
    assert bench.lines()["s1"]["name"] == "<script>alert(2)</script>"
    bench.go_to("q1")
    bench.press("f")
    assert "<script>alert(2)</script>" in bench.page.locator("dialog").inner_text()
    bench.press("Escape", "B")
    bench.page.wait_for_selector(".articles a")
    assert "<img src=x" in bench.page.locator(".articles").inner_text()
    assert bench.page.locator("img, #bench script").count() == 0


def test_control_characters_are_named_and_right_to_left_is_contained(opened):
    bench = opened("tricky")
    shown = bench.probe("shown")
    assert shown["controls"] == ["ESC", "RLO", "PDF"]
    assert "".join(shown["text"].split()) == "".join(bench.lines()[""]["text"].split())
    assert shown["leftwards"] == [False, True, False, False, False]


def test_every_module_is_asked_for_at_once():
    index = (PAGE / "index.html").read_text(encoding="utf-8")
    asked = re.findall(r'(?:modulepreload" href|src)="/page/([a-z_]+\.js)"', index)
    assert sorted(asked) == sorted(path.name for path in PAGE.glob("*.js"))


def test_no_module_reads_html_or_runs_text():
    forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|setHTML|document\.write|DOMParser|createContextualFragment"
    forbidden += r"|\beval\b|new Function|\.cssText"
    for path in PAGE.iterdir():
        source = path.read_text(encoding="utf-8")
        assert not re.search(forbidden, source), path.name
        assert not re.search(r"https?://(?!www\.w3\.org/)", source.replace("http://127.0.0.1:…", "")), path.name
        if path.suffix == ".html":
            assert not re.search(r"<style|style=|\bon[a-z]+=|<script(?![^>]*\bsrc=)", source)
