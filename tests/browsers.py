"""The browser without a screen in which pages are tested: one that is installed, driven by playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ["chromium", "chromium-browser", "google-chrome"]
_QUIET = ["background-networking", "component-update", "gpu", "quic", "sync"]


def installed() -> str | None:
    """Where a browser is, `None` where there is none."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@contextmanager
def launched(path: str) -> Iterator[Browser]:
    """The browser at a path, as long as it is used."""
    from playwright.sync_api import sync_playwright

    flags = ["--no-first-run", *(f"--disable-{name}" for name in _QUIET)]
    sandbox = ["--no-sandbox"] if os.name == "posix" and os.getuid() == 0 else []
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=path, args=[*flags, *sandbox])
        try:
            yield running
        finally:
            running.close()


@contextmanager
def started() -> Iterator[Browser]:
    """A browser, where there is one; else the tests that need it are skipped."""
    pytest.importorskip("playwright.sync_api", reason="playwright is missing: pip install 'onrecord[test]'")
    path = installed()
    if path is None:
        pytest.skip(f"no browser to test the page with: install one of {', '.join(NAMES)}")
    with launched(path) as running:
        yield running


@contextmanager
def shared(config: pytest.Config, tests: str) -> Iterator[Browser]:
    """`started`, for a fixture; where tests are skipped for want of a browser, the end of the run says which.

    Playwright runs a loop in its thread as long as the browser lives, and other tests need theirs: no fixture of it may
    live as long as the session.
    """
    from conftest import REPORT

    try:
        with started() as running:
            yield running
    except pytest.skip.Exception as skipped:
        config.stash.setdefault(REPORT, []).append(f"SKIPPED: the tests of {tests}: {skipped}")
        raise
