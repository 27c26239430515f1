"""What the tests share: the project's folders, the command line, records that hypothesis makes."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings

import in_process
from in_process import Result

ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT / "seeds" / "000_70e68fd428cc63c6.txt"
GOLD = ROOT / "corpus" / "articles" / "ukrinform-nato-chief-warns-moscow.jsonl"

# How long an example takes says how busy the machine is.
settings.register_profile("onrecord", deadline=None)
settings.load_profile("onrecord")

REPORT = pytest.StashKey[list[str]]()


def run_onrecord(*arguments: object, stdin: bytes = b"", cwd: Path = ROOT, **environment: str) -> Result:
    """Run the command as a user does, in a process of its own; no traceback may reach the user."""
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env={**os.environ, **environment},
        timeout=300,
    )
    result = Result(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
    assert "Traceback" not in result.err, result.err
    return result


@pytest.fixture
def onrecord():
    """The command as users give it, run in this process; README's own lines are run in a process each."""
    return partial(in_process.run, cwd=ROOT)


@pytest.fixture
def onrecord_process():
    """The command in a process of its own: for what its environment, its end or its own processes change."""
    return run_onrecord


@pytest.fixture(scope="session")
def seed_text() -> str:
    return SEED.read_bytes().decode("utf-8")


@pytest.fixture
def report(request):
    """Lines that a test adds are printed at the end of the run, whether or not it passes."""
    return request.config.stash.setdefault(REPORT, [])


# The files that take longest: begun first, so that no process is left with one when the others are done.
LONGEST = """site/test_site_in_browser release/test_publish test_readme test_ci review/page/test_page_work
    crawl/executors/test_supervision release/test_publish_refused release/test_reproducible test_build
    review/page/test_page_text site/test_site test_package crawl/test_crawl
    crawl/executors/test_placement crawl/duplicates/test_search review/page/test_walkthrough
    crawl/executors/test_slurm_jobs review/page/test_page_server release/test_croissant test_huggingface
    crawl/proof/test_verification test_hostile review/test_session
    html/in_browser/test_article_in_browser revisions/test_any_shape test_views""".split()


def _turn(item):
    name = item.path.relative_to(ROOT / "tests").with_suffix("").as_posix()
    return LONGEST.index(name) if name in LONGEST else len(LONGEST)


def pytest_collection_modifyitems(config, items):
    """The longest first. Skip what needs a real tool, unless it is asked for; one line says so."""
    items.sort(key=_turn)
    left = [item for item in items if item.get_closest_marker("tools")]
    if left and "tools" not in config.getoption("markexpr"):
        for item in left:
            item.add_marker(pytest.mark.skip("needs a real tool: scripts/test --tools"))
        line = f"SKIPPED: {len(left)} tests with real tools (servers, a browser, clusters): run scripts/test --tools"
        config.stash.setdefault(REPORT, []).append(line)


class Workers:
    """Where tests run in several processes (pytest-xdist): each hands its lines to the one that prints."""

    def __init__(self, config):
        self.config = config

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node, error):
        told = self.config.stash.setdefault(REPORT, [])
        told += [line for line in getattr(node, "workeroutput", {}).get("report", []) if line not in told]


def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Workers(config))


def pytest_sessionfinish(session):
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["report"] = session.config.stash.get(REPORT, [])


def pytest_terminal_summary(terminalreporter, config):
    for line in config.stash.get(REPORT, []):
        terminalreporter.write_line(line)
