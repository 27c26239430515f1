"""The parts of a site that stand alone: names, scripts, words, plots, time lines."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.site.charts import chart, short
from onrecord.site.datasheet import datasheet_html
from onrecord.site.figures import Bar, Figure, figures
from onrecord.site.names import identifier_of, page_name
from onrecord.site.scripts import SIZE, Cut, script
from onrecord.site.tally import Tally
from onrecord.site.timeline import time_line
from onrecord.site.words import code_units, words
from synthetic import templates

pytest.importorskip("vl_convert")
HOSTILE = [
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "datum.count + signal",
    "x" * 500,
    "שלום עולם " * 20,
    "a\u202eb\nc\x00d\x1b",
    "]]>",
    "&amp;",
    "漢字" * 40,
    "e" + "\u0301" * 90,
    "👩‍👩‍👧" * 30,
]


def figure(labels: list[str]) -> Figure:
    bars = tuple(Bar(label=label, count=9 - n % 9) for n, label in enumerate(labels))
    return Figure(key="k", title="T", caption="C", what="w", unit="u", empty="E", bars=bars)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60) | st.from_regex(r"[A-Za-z0-9._-]+"))
def test_a_page_is_named_safely_and_its_name_leads_back(identifier):
    name = page_name(identifier)
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789_-.=") and not name.startswith(".")
    assert len(name) <= 200
    if "=-" not in name:
        assert identifier_of(name) == identifier


def test_names_stay_apart_where_case_is_not_told_and_are_no_devices():
    assert len({page_name(identifier).lower() for identifier in ("ab", "Ab", "AB", "a.b", "=ab")}) == 5
    for identifier in ("con", "nul.x", "com1", "aux", "a" * 300, "A" * 200):
        name = page_name(identifier)
        assert name.split(".")[0] not in ("con", "nul", "com1", "aux") and len(name) <= 200
    assert page_name("A" * 200) != page_name("A" * 199)


@given(st.recursive(st.text(), lambda inner: st.lists(inner, max_size=3), max_leaves=6))
def test_a_script_hands_over_its_value(value):
    text = script("n/a", value).decode("utf-8")
    assert not {"\u2028", "\u2029", "<"} & set(text)
    body = text.removeprefix('onrecord.receive("n/a",').removesuffix(");\n")
    assert json.loads(body) == json.loads(json.dumps(value).encode("utf-8", "replace"))


def test_rows_are_cut_by_size_and_the_first_of_each_is_known():
    cut: Cut[int] = Cut()
    full = [rows for n in range(10) if (rows := cut.add(n, n, SIZE // 3))]
    assert [*full, cut.rest()] == [[0, 1, 2], [3, 4, 5], [6, 7, 8], [9]]
    assert cut.firsts == [0, 3, 6, 9] and cut.rest() == []


def test_words_have_no_case_and_no_accents():
    assert words("Wójcik’s “ﬁne” İstanbul, 1,000 Ω 𝒜") == ["wojcik", "s", "fine", "istanbul", "1000", "ω", "a"]
    assert sorted(["\uffff", "𐍈", "z"], key=code_units) == ["z", "𐍈", "\uffff"]


def test_labels_that_are_hostile_stay_text_and_short():
    _, body = chart(figure(HOSTILE))
    root = ElementTree.fromstring(f"<svg>{body}</svg>")
    names = {element.tag for element in root.iter()}
    assert names <= {"svg", "g", "path", "line", "text"}
    shown = [element.text for element in root.iter("text")]
    assert "<script>alert(1)</scr…" in shown and "javascript:alert(1)" in shown and "datum.count + signal" in shown
    attributes = {name for element in root.iter() for name in element.attrib}
    assert attributes <= {"d", "fill", "font-family", "font-size", "stroke", "text-anchor", "transform", "x2", "y2"}


@given(st.text(max_size=80) | st.sampled_from(HOSTILE))
def test_a_short_label_is_seen_and_no_longer_than_it_may_be(label):
    found = short(label)
    assert len(found.encode("utf-8", "replace")) <= 4 * 200 or "\u0301" in found
    assert found == " ".join(found.split()) and not any(ord(c) < 32 for c in found)


def test_a_datasheet_is_text_whatever_is_in_it():
    table = "| | a | b |\n|---|---|---:|\n| 0 | 1 | 2 |\n"
    html = datasheet_html(
        "<!-- generated: x -->\n# A <b>title</b>\n\nIt has <!-- value: x.y -->35<!-- end --> quotes.\n\n"
        f"<script>1</script>\n\n[x](javascript:1) {table}\n\n{table}"
    )
    assert "<h1>A &lt;b&gt;title" in html and "&lt;script&gt;" in html and "generated" not in html
    assert "<p>It has 35 quotes.</p>" in html
    assert "javascript" not in html.replace("[x](javascript:1)", "") and "style" not in html
    assert (
        "<th></th>" not in html
        and '<div class="wide" tabindex="0" role="group" aria-label="Table"><table>' in html
        and '<td class="right">2</td>' in html
    )


def test_links_of_a_datasheet_to_files_beside_it_are_text():
    html = datasheet_html("[Guide](a/GUIDE.md), [LICENSE](LICENSE), [*top* part](#top), [web](https://example.org/x)")
    assert "Guide (a/GUIDE.md), LICENSE, <em>top</em> part, " in html
    assert '<a href="https://example.org/x">web</a>' in html and html.count("<a") == 1


def test_plots_are_the_same_each_time_and_fonts_are_the_pages():
    tally = Tally()
    for record in templates():
        tally.add(record)
    for found in figures(tally):
        if found.bars:
            box, body = chart(found)
            assert (box, body) == chart(found)
            assert 'font-family="inherit"' in body and "<text" in body and "#" not in body.replace("&#", ""), found.key
            assert body.count("<text") >= 2


def test_a_figure_tells_what_it_leaves_out():
    tally = Tally()
    record = templates()[0]
    quote = record.quotes[0]
    for n in range(150):
        speaker = replace(record.speakers[0], id="s1", name=f"Name {n:03}")
        tally.add(replace(record, speakers=(speaker,), quotes=(replace(quote, speaker="s1"),) * (2 if n else 1)))
    quoted = next(found for found in figures(tally) if found.key == "speakers")
    assert "The 15 most frequent of 150 names." in quoted.caption
    assert len(quoted.bars) == 100 and quoted.rest == "50 further names with 99 quotes"
    assert quoted.bars[0].query == "#what=quotes&speaker=Name+001"


@pytest.mark.parametrize(
    ("days", "unit", "labels"),
    [
        ({"2024-05-02": 1}, "day", ["2024-05-02"]),
        ({"2024-05-02": 1, "2024-05-04": 2}, "day", ["2024-05-02", "2024-05-03", "2024-05-04"]),
        ({"2023-12-31": 1, "2024-04-01": 1}, "month", ["2023-12", "2024-01", "2024-02", "2024-03", "2024-04"]),
        ({"1990-01-01": 1, "2024-04-01": 1}, "year", [str(year) for year in range(1990, 2025)]),
        ({"1790-01-01": 1, "2024-04-01": 1}, "decade", [f"{decade}0s" for decade in range(179, 203)]),
        ({"0001-01-01": 1, "9999-12-31": 1}, "century", [f"{century}00–{century}99" for century in range(100)]),
        ({"nonsense": 1, "2024-99-99": 1}, "day", []),
    ],
)
def test_a_time_line_has_periods_that_can_be_read(days, unit, labels):
    line = time_line(days)
    assert (line.unit, [period.label for period in line.periods], line.before, line.after) == (unit, labels, 0, 0)
    assert sum(period.count for period in line.periods) + line.unknown == sum(days.values())
    assert not labels or 1 <= sum(period.is_tick for period in line.periods) <= 8


def test_the_few_dates_far_outside_are_left_out_and_counted():
    days = {f"20{year:02}-01-01": 40 for year in range(10, 25)} | {"1066-10-14": 1, "2999-01-01": 1}
    line = time_line(days)
    ends = (line.periods[0].label, line.periods[-1].label)
    assert (line.unit, *ends, line.before, line.after) == ("year", "2010", "2024", 1, 1)


def test_the_table_of_the_time_line_has_every_dated_expression_and_its_caption_the_others():
    tally, record = Tally(), templates()[0]
    date = record.dates[0]
    for earliest, count in {"1066-10-14": 2, "2010-01-01": 150, "2024-01-01": 150, "2999-01-01": 1}.items():
        tally.add(replace(record, dates=(replace(date, earliest=earliest, latest=earliest),) * count))
    undated = [replace(date, type=kind, earliest="", latest="") for kind in ("DURATION", "TIME", "DATE", "DATE")]
    tally.add(replace(record, dates=tuple(undated)))
    found = next(found for found in figures(tally) if found.key == "timeline")
    assert [(bar.label, bar.count) for bar in found.bars] == [
        ("before 2010", 2),
        ("2010", 150),
        ("2024", 150),
        ("after 2024", 1),
    ]
    assert "3 lie before or after these: the table has them, the plot does not." in found.caption
    assert "4 expressions have no first day and are left out (2 DATE, 1 DURATION, 1 TIME)." in found.caption


def test_a_single_period_has_a_bar_no_wider_than_one_of_twelve():
    tally, record = Tally(), templates()[0]
    tally.add(replace(record, dates=(replace(record.dates[0], earliest="2024-05-02", latest="2024-05-02"),)))
    _, body = chart(next(found for found in figures(tally) if found.key == "timeline"))
    bar = next(p for p in ElementTree.fromstring(f"<svg>{body}</svg>").iter("path") if p.get("fill") == "var(--bar)")
    assert float(re.findall(r"h([\d.]+)", bar.attrib["d"])[0]) < 50
