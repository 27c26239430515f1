"""A browser without a screen, and a hand that drags over words and clicks on them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import browsers

# Where words stand on the page: the first text node below the nodes of a selector that has them.
_BOX = """([selector, words]) => {
  for (const root of document.querySelectorAll(selector)) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node; node = walker.nextNode();) {
      const at = node.data.indexOf(words);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + words.length);
      const box = range.getBoundingClientRect();
      return [box.left, (box.top + box.bottom) / 2, box.right];
    }
  }
  return null;
}"""


@dataclass
class Hand:
    """`text` selects the nodes that the article's text stands in."""

    page: Any
    text: str

    def click(self, words: str) -> None:
        left, middle, right = self._box(words)
        self.page.mouse.click((left + right) / 2, middle)

    def drag(self, first: str, last: str = "") -> None:
        """From the beginning of the first words to the end of the last, or of the first."""
        left, middle, right = self._box(first)
        _, lower, end = self._box(last or first)
        self.page.mouse.move(left + 1, middle)
        self.page.mouse.down()
        self.page.mouse.move((left + right) / 2, middle)
        self.page.mouse.move(end - 1, lower)
        self.page.mouse.up()

    def _box(self, words: str) -> list[float]:
        box: list[float] | None = self.page.evaluate(_BOX, [self.text, words])
        assert box is not None, f"{words!r} is not on the page"
        return box


@contextlib.contextmanager
def browser_page() -> Iterator[Any]:
    """A page of Chromium."""
    chromium = browsers.installed()
    assert chromium, f"none of {', '.join(browsers.NAMES)} is installed (Debian: apt install chromium)"
    with browsers.launched(chromium) as browser:
        page = browser.new_page(viewport={"width": 1600, "height": 1200})
        page.set_default_timeout(30_000)
        yield page
