"""Near duplicates as desks and sites make them of an article, and articles that are alike and must stay apart."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ALIKE = tomllib.loads((ROOT / "tests" / "cases" / "duplicates.toml").read_text("utf-8"))
FOOTER = (
    "\nRead more: Five things to know this morning. Sign up for our newsletter and get the best of the Sentinel in your"
    " inbox each day. Follow us for the latest news. The Sentinel is a member of the Press Council; to complain about"
    " an article write to the readers' editor. All rights reserved, no part may be copied without permission."
)


def articles() -> list[str]:
    files = [*(ROOT / "tests" / "articles").glob("*/*.jsonl"), *(ROOT / "corpus" / "articles").glob("*.jsonl")]
    texts = [json.loads(file.read_bytes().split(b"\n", 1)[0])["text"].strip() for file in sorted(files)]
    return [text for text in texts if text.count("\n") >= 3]


def another_headline(text: str) -> str:
    return "What we know so far, and what comes next\n" + text.split("\n", 1)[1]


def last_paragraph_cut(text: str) -> str:
    return text.rpartition("\n")[0]


def a_figure_corrected(text: str) -> str:
    return re.sub(r"\d+", lambda found: str(int(found[0]) + 3), text, count=1)


def a_lead_rewritten(text: str) -> str:
    headline, _, rest = text.split("\n", 2)
    return f"{headline}\nThis is a developing story; more follows as our reporters learn it.\n{rest}"


def shortened_by_a_third(text: str) -> str:
    return text[: text.rfind(" ", 0, len(text) * 2 // 3)]


def shortened_by_half(text: str) -> str:
    return text[: text.rfind(" ", 0, len(text) // 2)]


def with_a_footer(text: str) -> str:
    return text + FOOTER


MADE: list[Callable[[str], str]] = [
    another_headline,
    last_paragraph_cut,
    a_figure_corrected,
    a_lead_rewritten,
    with_a_footer,
    shortened_by_a_third,
    shortened_by_half,
]


def pairs() -> Iterator[tuple[str, str, str]]:
    """What two texts are to each other, and the texts."""
    texts = articles()
    for make in MADE:
        yield from ((make.__name__.replace("_", " "), text, make(text)) for text in texts)
    for name, title in (("event", "apart: one event"), ("form", "apart: one form")):
        yield from ((title, one, other) for case in ALIKE[name] for one, other in [case["texts"]])
    footed = [last_paragraph_cut(text)[:600] + FOOTER for text in texts]
    yield from (("apart: one footer under 600 characters", *pair) for pair in combinations(footed[:20], 2))
    yield from (("apart: every two articles", *pair) for pair in combinations(texts, 2))
