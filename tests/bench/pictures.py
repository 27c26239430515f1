"""Take the pictures of the README from the real page, on the way that its walk-through goes.

    .venv/bin/python tests/bench/pictures.py

It adds the article saltness-night-ferry to an empty corpus, reviews the draft and adjudicates, with the keystrokes of
tests/review/page/walkthrough.py, and writes .github/pictures/NAME.png.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "review")]

from page.conftest import Bench, serving  # noqa: E402
from page.walkthrough import ADJUDICATION, REVIEW, Step, walk  # noqa: E402

from browsers import started  # noqa: E402

NAME = "saltness-night-ferry"
SIDES = ROOT / "corpus" / "annotators"
PICTURES = ROOT / ".github" / "pictures"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, started() as browser:
        corpus = Path(folder)
        (corpus / "seeds").mkdir()
        known = json.loads((ROOT / "seeds" / f"{NAME}.json").read_text(encoding="utf-8"))
        options = [word for key, value in known.items() for word in (f"--{key}", value)]
        add = [sys.executable, "-m", "onrecord", "add", str(ROOT / "seeds" / f"{NAME}.txt"), "--yes", *options]
        subprocess.run(add, cwd=corpus, check=True)
        article = corpus / "corpus" / "articles" / f"{NAME}.jsonl"
        take(browser, REVIEW, article, str(article), "--annotator", "first annotator")
        sides = [str(shutil.copytree(SIDES / side, corpus / side) / article.name) for side in ("first", "second")]
        out = corpus / article.name
        take(browser, ADJUDICATION, out, "--adjudicate", *sides, "-o", str(out), "--annotator", "first annotator")


def take(browser, steps: list[Step], path: Path, *arguments: str) -> None:
    """Do the steps on the page, and take the pictures that they name."""
    with serving(*arguments, "--kind", "language model") as server:
        page = browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme="light")
        bench = Bench(page, path)
        page.goto(server.link)
        page.wait_for_selector(".run")
        for step in walk(steps, page.keyboard.press, page.keyboard.type):
            bench.saved()
            if step.picture:
                page.wait_for_timeout(700)  # until what is said beside the page has gone, and it has scrolled
                page.screenshot(path=PICTURES / f"{step.picture}.png")
                print(f"{PICTURES.relative_to(ROOT) / step.picture}.png: {step.why}")
        page.close()


if __name__ == "__main__":
    main()
