"""What the tests of the page share: a browser, a server with an article a test, a bench as annotators have it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import browsers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[3]
GOLD = ROOT / "corpus" / "articles" / "ukrinform-nato-chief-warns-moscow.jsonl"
SEED = ROOT / "seeds" / "000_70e68fd428cc63c6.txt"
# Every class of character that offsets, direction and display could trip over; every line is a segment.
TRICKY = (
    "Family 👩‍👩‍👧 and flag 🇺🇦 came, said Zoe\u0301 Bauër on 2 May 2024.\r\n"
    "‏אמר דובר הצבא כי 12 חיילים נפצעו, said the army.\r\n"
    "“I say <b>no</b> & <script>alert(1)</script>,” said Ann\u2028Lee, 𝒜𝓃𝓃 for short.\r\n"
    "Odd \x1b[31m red \u202etxet\u202c and ﷺ مرحبا بكم, she said.\r\n"
)
HOSTILE = "<img src=x onerror=alert(1)>“><b>\u202egnp"
PROBES = Path(__file__).with_name("probes.js").read_text(encoding="utf-8").rstrip().removesuffix(";")


@dataclass
class Server:
    """A server in a process of its own."""

    process: subprocess.Popen[str]
    link: str

    @property
    def port(self) -> int:
        return int(self.link.split(":")[2].split("/")[0])

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(10)


@contextmanager
def serving(*arguments: object) -> Iterator[Server]:
    command = [sys.executable, "-m", "onrecord", "review", "--no-browser", *map(str, arguments)]
    output = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "encoding": "utf-8"}
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, cwd=ROOT, **output) as process:  # type: ignore[call-overload]
        link = next((found for line in process.stdout if (found := re.search(r"http://\S+", line))), None)
        assert link, "the server ended before it printed its link"
        try:
            yield Server(process, link.group())
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()


@dataclass
class Bench:
    """An article on the page, with what is in its file."""

    page: Page
    path: Path
    allowed: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.set_default_timeout(10_000)
        self.page.on("console", lambda said: said.type in ("error", "warning") and self.problems.append(said.text))
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))

    def unexpected(self) -> list[str]:
        return [problem for problem in self.problems if not any(part in problem for part in self.allowed)]

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def probe(self, name: str, argument: Any = None) -> Any:
        """What a function of probes.js finds in the page."""
        return self.page.evaluate(f"(argument) => {PROBES}.{name}(argument)", argument)

    def saved(self) -> None:
        """Wait until the server has all, and what came of it is painted."""
        self.page.wait_for_function(f"() => {PROBES}.settled()")
        self.probe("rest")

    def go_to(self, identifier: str) -> None:
        self.page.locator(f'.entries .chip-label:text-is("{identifier}")').click()
        self.page.locator(f'.item .chip-label:text-is("{identifier}")').wait_for()

    def told(self) -> str:
        return self.page.locator("#told").inner_text()

    def lines(self) -> dict[str, dict[str, Any]]:
        """The lines of the file by id, once all is saved; the document's under ""."""
        self.saved()
        lines = [json.loads(line) for line in self.path.read_text(encoding="utf-8").split("\n") if line]
        return {"" if line["layer"] == "document" else line["id"]: line for line in lines}

    def find(self, text: str, nth: int = 0) -> list[dict[str, float]]:
        """The boxes of a text, brought into sight, once nothing moves that the page itself still would."""
        self.probe("rest")
        boxes: list[dict[str, float]] = self.probe("find", [text, nth])
        return boxes

    def drag(self, text: str, nth: int = 0, boxes: list[dict[str, float]] | None = None) -> None:
        """Select a text with the mouse; in text from right to left, from its right edge. `boxes`: what `find` gave."""
        boxes = boxes or self.find(text, nth)
        first, last = boxes[0], boxes[-1]
        leftwards = any("\u0590" <= character <= "\u08ff" for character in text)
        start, end = (first["right"] - 1, last["left"] + 1) if leftwards else (first["left"] + 1, last["right"] - 1)
        self.page.mouse.move(start, (first["top"] + first["bottom"]) / 2)
        self.page.mouse.down()
        self.page.mouse.move((start + end) / 2, (last["top"] + last["bottom"]) / 2)
        self.page.mouse.move(end, (last["top"] + last["bottom"]) / 2, steps=3)
        self.page.mouse.up()
        self.page.wait_for_selector(".tools:not([hidden])")

    def click_on(self, text: str, nth: int = 0) -> None:
        box = self.find(text, nth)[0]
        self.page.mouse.click(box["left"] + 2, (box["top"] + box["bottom"]) / 2)
        self.probe("rest")

    def tool(self, name: str) -> None:
        self.page.locator(f'.tools button[title^="{name} ("]').click()


def drafts(texts: dict[str, str], folder: Path) -> dict[str, Path]:
    """The article files of texts, as `onrecord annotate` drafts them; the title of "hostile" is what its name says."""
    (folder / "texts").mkdir()
    for name, text in texts.items():
        seed = folder / "texts" / f"{name}.txt"
        seed.write_bytes(text.encode("utf-8"))
        sidecar = {"title": HOSTILE if name == "hostile" else name}
        seed.with_suffix(".json").write_text(json.dumps(sidecar), encoding="utf-8")
    command = [sys.executable, "-m", "onrecord", "annotate", "--model", "fast", folder / "texts", "-o", folder / "made"]
    subprocess.run([*map(str, command)], check=True, cwd=ROOT, capture_output=True)
    return {_seed(path): path for path in (folder / "made").glob("*.jsonl")}


def _seed(path: Path) -> str:
    with path.open(encoding="utf-8") as lines:
        return Path(json.loads(next(lines))["source"]["seed"]).stem


OF_DRAFT = ["accept", "runs", "reload"]
OF_GOLD = """reject value retype split join mouse keyboard inputs nested look any segment lost""".split()


@pytest.fixture(scope="session")
def articles(tmp_path_factory) -> dict[str, Path]:
    """An article for each test that changes one, by the test's name for it."""
    folder = tmp_path_factory.mktemp("review")
    seed = SEED.read_bytes().decode("utf-8")
    texts = {"seed": seed, "hostile": "“No,” said Ann Lee.\n", "tricky": TRICKY, "large": "\n".join([seed] * 28)}
    made = drafts(texts, folder)
    for name in OF_DRAFT + OF_GOLD:
        (folder / name).mkdir()
        made[name] = Path(shutil.copy(made["seed"] if name in OF_DRAFT else GOLD, folder / name))
    return made


@pytest.fixture(scope="package")
def browser(pytestconfig) -> Iterator[Browser]:
    with browsers.shared(pytestconfig, "the review page") as running:
        yield running


@pytest.fixture(scope="package")
def session(browser, articles) -> Iterator[tuple[Server, str]]:
    """The server of all articles, and a session with it."""
    with serving(*articles.values(), "--annotator", "Ann") as server:
        page = browser.new_page()
        page.goto(server.link)
        page.wait_for_selector("h1")
        yield server, page.evaluate("sessionStorage.getItem('onrecord-session')")
        page.close()


@pytest.fixture
def opened(browser, session, articles) -> Iterator[Any]:
    """Open an article by its name, in a tab of its own; no test may leave an error in the console."""
    server, key = session
    benches: list[Bench] = []

    def open_article(name: str, **context: Any) -> Bench:
        page = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **context}).new_page()
        page.add_init_script(f"sessionStorage.setItem('onrecord-session', {json.dumps(key)})")
        bench = Bench(page, articles[name])
        bench.watch()
        benches.append(bench)
        page.goto(f"http://127.0.0.1:{server.port}/#/{list(articles).index(name)}")
        page.wait_for_selector(".run")
        page.wait_for_selector(".entry.on, .item")
        return bench

    yield open_article
    for bench in benches:
        bench.page.context.close()
    assert [problem for bench in benches for problem in bench.unexpected()] == []


@pytest.fixture
def alone(browser, tmp_path) -> Iterator[Any]:
    """A tab for a server of the test's own."""
    benches: list[Bench] = []

    def open_link(link: str, path: Path, allowed: list[str] | None = None) -> Bench:
        page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
        bench = Bench(page, path, allowed or [])
        bench.watch()
        benches.append(bench)
        page.goto(link)
        page.wait_for_selector(".run")
        return bench

    yield open_link
    for bench in benches:
        bench.page.context.close()
    assert [problem for bench in benches for problem in bench.unexpected()] == []
