"""How long it takes from the command `onrecord review` to a page on which an item can be accepted, in a real browser.

    .venv/bin/python tests/bench/page.py [rounds]

On the draft of the seed article, and on one of 60 kB. The browser runs already, as an annotator's does; the clock
starts with the command and stops when the first accepted item is in the journal and told as saved.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "review")]

from page.conftest import SEED, Bench, serving  # noqa: E402

from browsers import started  # noqa: E402
from onrecord import annotate  # noqa: E402
from onrecord.articles import write_article  # noqa: E402


def main() -> None:
    rounds = int(sys.argv[1]) if sys.argv[1:] else 5
    seed = SEED.read_bytes().decode()
    with started() as browser:
        for name, text in (("seed", seed), ("60-kB", "\n\n".join([seed] * 28))):
            times = [timed(browser, name, text) for _ in range(rounds)]
            shown, accepted = (statistics.median(column) for column in zip(*times, strict=True))
            print(f"{name}: {len(text):,} characters: text on the page after {shown:.2f} s, accepted {accepted:.2f} s")


def timed(browser, name: str, text: str) -> tuple[float, float]:
    """Seconds from the command to the text, and to the first item accepted and saved."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_article(annotate(text, id=name, nested=True), folder)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        start = time.perf_counter()
        with serving(path, "--annotator", "Ann") as server:
            page.goto(server.link)
            page.wait_for_selector(".run")
            shown = time.perf_counter() - start
            page.keyboard.press("Space")
            page.wait_for_function("() => document.querySelector('.count').innerText.startsWith('1/')")
            Bench(page, path).saved()
            accepted = time.perf_counter() - start
        page.close()
    return shown, accepted


if __name__ == "__main__":
    main()
