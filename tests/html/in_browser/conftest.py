"""What the tests of articles in a browser share: the browser, and pages that must leave no word in the console."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import browsers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser


@pytest.fixture(scope="package")
def browser(pytestconfig) -> Iterator[Browser]:
    with browsers.shared(pytestconfig, "articles as HTML") as running:
        yield running


@pytest.fixture
def opened(browser, tmp_path) -> Iterator[Any]:
    """Open HTML as a file of its own; nothing may be asked for, refused or complained of."""
    contexts, problems = [], []

    def open_page(html: str, **options: Any) -> Any:
        path = tmp_path / f"{len(contexts)}.html"
        path.write_bytes(html.encode("utf-8"))
        contexts.append(browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options}))
        page = contexts[-1].new_page()
        page.on("console", lambda said: problems.append(said.text))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("request", lambda asked: None if asked.url == path.as_uri() else problems.append(asked.url))
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert problems == []
