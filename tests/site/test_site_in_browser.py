"""Sites in Chromium, opened as files and from a server: what is loaded, found, and shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

import browsers
from conftest import GOLD
from onrecord.articles import read_article
from onrecord.model import Record, Source
from onrecord.site.words import words
from static_server import served
from synthetic import articles

PAGES = ["index.html", "list/1.html", "articles/=evil.=i=d.html", "datasheet.html"]
EVIL = "<img src=x onerror=window.hacked=1><script>window.hacked=1</script>“\u202egnp"
TEXTS = [
    "Wójcik’s “ﬁne” İSTANBUL",
    "ΟΔΟΣ Σ",
    "e\u0301tat 𝒜𝐁 ½ ① 漢字",
    "don’t 1,000 a_b",
    "£1,200,000.50 12,34 1234,567 1,200m 5, 2024 ٣٤ 1,0000",
    "\u202eabc\u2028d ß ẞ ſ",
    "ǅ K Å",
]


def records() -> list[Record]:
    """Two gold articles, one that means harm, and others enough for several pages."""
    gold = read_article(GOLD)
    source = Source(publisher="javascript:window.hacked=1", url="javascript:window.hacked=1", licence=EVIL)
    speakers = tuple(replace(speaker, name=EVIL, role=EVIL, affiliation=EVIL) for speaker in gold.speakers)
    evil = replace(gold, id="Evil.ID", title=EVIL, source=source, speakers=speakers)
    return [gold, read_article(GOLD.with_name("saltness-night-ferry.jsonl")), evil, *islice(articles(110), 2, None)]


@pytest.fixture(scope="module")
def browser(pytestconfig) -> Iterator[Any]:
    with browsers.shared(pytestconfig, "the site's pages") as running:
        yield running


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    from onrecord.site.building import Site, build_site

    out = tmp_path_factory.mktemp("site with a space") / "out"
    build_site(records(), Site(out=out, title="Test & <b>news</b>", source="corpus/articles"))
    return out


@pytest.fixture(scope="module", params=["file", "http"])
def base(request, site) -> Iterator[str]:
    if request.param == "file":
        yield site.as_uri()
    else:
        with served(site) as address:
            yield address


@dataclass
class Tab:
    """A tab that keeps what goes wrong in it, and what it loads."""

    page: Any
    base: str
    problems: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)

    def fail(self, request: Any) -> None:
        """Note what could not be loaded; what was no longer wanted when the tab went on is no fault."""
        if request.failure != "net::ERR_ABORTED":
            self.problems.append(f"failed: {request.url}")

    def go(self, path: str) -> None:
        self.page.goto(f"{self.base}/{path}")

    def results(self) -> list[str]:
        """The results, once the search that is asked for has been answered."""
        self.page.wait_for_function("() => document.getElementById('results').dataset.turn === String(turn)")
        return self.page.locator("#results > li").all_inner_texts()

    def told(self) -> str:
        self.results()
        return self.page.locator("#told").inner_text()

    def asked(self, query: str) -> list[str]:
        self.go("index.html")
        self.go(f"search.html#{query}")
        return self.results()


@pytest.fixture
def tab(browser, base) -> Iterator[Any]:
    tabs = []

    def opened(**options: Any) -> Tab:
        page = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options}).new_page()
        page.set_default_timeout(10_000)
        one = Tab(page, base)
        page.on("console", lambda said: one.problems.append(said.text))
        page.on("pageerror", lambda error: one.problems.append(str(error)))
        page.on("dialog", lambda dialog: one.problems.append(dialog.message))
        page.on("request", lambda request: one.loaded.append(request.url))
        page.on("requestfailed", one.fail)
        tabs.append(one)
        return one

    yield opened
    for one in tabs:
        one.page.context.close()
    assert [problem for one in tabs for problem in one.problems] == []
    assert all(url.startswith(one.base) for one in tabs for url in one.loaded)


def test_no_page_breaks_its_policy_runs_what_articles_say_or_loads_from_elsewhere(tab):
    one = tab()
    for path in (
        "index.html",
        "list/1.html",
        "list/2.html",
        "datasheet.html",
        "articles/=evil.=i=d.html",
        "search.html",
    ):
        one.go(path)
        assert one.page.evaluate("window.hacked") is None
    one.page.fill("#q", "img src onerror")
    one.page.keyboard.press("Enter")
    assert "img src=x onerror=window.hacked=1" in one.results()[0]
    one.asked("what=articles&q=onerror")
    assert one.page.locator("#results img, #results script").count() == 0
    assert one.page.evaluate("window.hacked") is None


def test_a_quote_is_found_by_its_words_and_lights_up_in_its_article(tab):
    one = tab()
    one.go("index.html")
    one.page.fill("#q", "promise everything twice")
    one.page.keyboard.press("Enter")
    one.page.wait_for_url("**/search.html*")
    found = one.results()
    assert found and all("Okafor" in text or "promise everything twice" in text for text in found)
    assert one.page.locator("#results mark").first.inner_text().lower() in ("promise", "everything", "twice")
    one.go("search.html#what=quotes&q=luxury+nurses&publisher=")
    one.page.locator("#results a").first.click()
    one.page.wait_for_url("**/articles/*.html#q*")
    anchor = one.page.url.rpartition("#")[2]
    assert one.page.locator(f":target#{anchor}").count() == 1
    plain, lit = (
        one.page.locator(f"#{at}").evaluate("e => getComputedStyle(e).backgroundColor") for at in ("q1", anchor)
    )
    assert plain != lit and anchor != "q1"


def test_quotes_are_found_by_speaker_affiliation_cue_and_kind(tab):
    one = tab()
    gold = read_article(GOLD)
    name = {speaker.id: speaker.name for speaker in gold.speakers}
    wanted = [quote for quote in gold.quotes if name.get(quote.speaker) == "Jens Stoltenberg"]
    assert len(one.asked("what=quotes&speaker=Jens+Stoltenberg")) == len(wanted)
    direct = sum(quote.kind == "direct" for quote in wanted)
    assert len(one.asked("what=quotes&speaker=stoltenb&kind=direct")) == direct > 0
    assert all("NATO" in text for text in one.asked("what=quotes&affiliation=nato"))
    assert all("warn" in text for text in one.asked("what=quotes&cue=warn"))
    thoughts = sum(quote.cue_class == "thought" for record in records() for quote in record.quotes)
    one.asked("what=quotes&class=thought")
    assert one.told().startswith(f"{thoughts:,} quote")


def test_articles_dates_and_numbers_are_found_and_filtered(tab):
    one = tab()
    given = records()
    ferries = sum("Saltness" in record.text for record in given)
    assert len(one.asked("what=articles&q=saltness+ferry&status=gold&year=2026")) == ferries
    assert one.asked("what=articles&q=saltness+ferry&status=gold&year=2025") == []
    one.asked("what=dates&type=DURATION")
    assert one.told().startswith(f"{sum(d.type == 'DURATION' for r in given for d in r.dates):,} date")
    one.asked("what=numbers&number=money&split=test")
    money = sum(n.kind == "money" for r in given if r.split == "test" for n in r.numbers)
    assert one.told().startswith(f"{money:,} number")
    held = sum("Ledger" in record.source.publisher for record in given)
    one.asked("what=articles&publisher=ledger")
    assert one.told().startswith(f"{held} article")
    one.asked("what=articles&year=2021")
    years = [(r.published.earliest[:4], r.published.latest[:4]) for r in given if r.published.latest]
    assert one.told().startswith(f"{sum(first <= '2021' <= last for first, last in years)} article")


def test_what_a_date_or_number_itself_says_is_found_and_comes_first(tab):
    one = tab()
    given = records()
    for query, value, unit in (("4200000", 4_200_000, ""), ("4,200,000", 4_200_000, ""), ("GBP", None, "GBP")):
        found = one.asked(f"what=numbers&q={query}")
        meant = [n for r in given for n in r.numbers if (n.value == value if value else n.unit == unit)]
        assert meant and all((f"{value:,}" if value else unit) in text for text in found[: len(meant)]), query
    days = sum("Tuesday" in date.text for record in given for date in record.dates)
    found = one.asked("what=dates&q=Tuesday")
    own = one.page.locator("#results strong").all_inner_texts()
    assert days and all("Tuesday" in text for text in own[:days]) and len(found) >= min(days, 20)


def test_a_quote_is_found_by_its_cue_and_by_who_says_it(tab):
    one = tab()
    assert any("cue “did not rule" in text for text in one.asked("what=quotes&q=did+not+rule"))
    source = next(q.source for r in records() for q in r.quotes if q.source and not q.speaker)
    assert one.asked("what=quotes&q=" + "+".join(words(source[0].text)))
    hint = one.page.locator("#hint").inner_text()
    assert "from three letters on" in hint and "quotes, their cues" in hint and "units" not in hint


def test_articles_without_a_publisher_can_be_asked_for(tab):
    one = tab()
    nobody = sum(not record.source.publisher for record in records())
    one.asked("what=articles&publisher=none+(written+for+the+corpus)")
    assert nobody and one.told() == f"{nobody} article"
    assert "none (written for the corpus)" in one.page.locator("#publisher-names option").evaluate_all(
        "all => all.map(one => one.value)"
    )
    assert one.page.get_by_label("year of publication").count() == 1


def test_a_query_loads_only_what_it_needs(tab, site):
    one = tab()
    one.asked("what=quotes&q=luxury")
    scripts = {url.split("?")[0].rpartition("/data/")[2] for url in one.loaded if "/data/" in url}
    assert len(scripts) < len(list((site / "data").rglob("*.js"))) / 3
    assert not [name for name in scripts if name.startswith(("articles", "dates", "numbers"))]


def test_a_search_is_a_link_and_the_history_has_its_steps(tab):
    one = tab()
    one.go("search.html")
    every = one.told()
    one.page.fill("#q", "council")
    one.page.keyboard.press("Enter")
    council = one.told()
    one.page.check("input[value=numbers]", force=True)
    assert one.told() not in (every, council)
    one.page.go_back()
    assert (one.told(), one.page.input_value("#q")) == (council, "council")
    one.page.reload()
    assert (one.told(), one.page.input_value("#q")) == (council, "council")
    one.go("search.html#what=quotes&kind=%3Cb%3E&page=9e99")
    one.page.reload()
    assert one.told().startswith("No quotes found")


def test_results_come_in_pages_and_keys_reach_all(tab):
    one = tab()
    first = one.asked("what=quotes")
    one.page.locator("#pages a[rel=next]").click()
    one.page.locator("#told", has_text="page 2 of").wait_for()
    second = one.results()
    assert len(first) == len(second) == 20 and "page 2 of" in one.told() and "page=2" in one.page.url
    one.page.locator("#pages a[rel=prev]").press("Enter")
    one.page.locator("#told", has_text="page 1 of").wait_for()
    assert one.results() == first
    one.page.keyboard.press("/")
    assert one.page.evaluate("document.activeElement.id") == "q"
    one.page.keyboard.type("zzzzzz")
    one.page.keyboard.press("Enter")
    assert one.told() == "No quotes found. Try fewer words or filters."
    one.page.click("button[type=reset]")
    assert one.results() == first and "q=" not in one.page.url


def test_lists_and_articles_work_without_scripts(tab):
    one = tab(java_script_enabled=False)
    one.go("search.html")
    one.page.click("noscript a")
    assert one.page.locator(".entry").count() == 100
    one.page.click("nav.pages a[rel=next]")
    one.page.locator(".entry a").first.click()
    assert one.page.locator("article.onrecord").count() == 1
    one.page.locator(".newer a").click()
    assert one.page.locator("article.onrecord").count() == 1


def test_python_and_the_page_have_the_same_words(tab):
    one = tab()
    one.go("search.html")
    one.results()
    for text in TEXTS:
        assert one.page.evaluate("text => wordsOf(text)", text) == words(text), text


@pytest.mark.parametrize(
    "path", ["index.html", "search.html", "list/1.html", "articles/=evil.=i=d.html", "datasheet.html"]
)
def test_no_page_is_wider_than_a_phone(tab, path):
    one = tab(viewport={"width": 360, "height": 700})
    one.go(path)
    if path == "search.html":
        one.results()
    assert one.page.evaluate("document.documentElement.scrollWidth") <= 360


def test_plots_are_read_in_both_modes(tab):
    look = "e => [getComputedStyle(e).fill, getComputedStyle(document.body).backgroundColor]"
    seen = []
    for scheme in ("light", "dark"):
        one = tab(color_scheme=scheme)
        one.go("index.html")
        assert one.page.get_by_role("img", name="Quotes by kind").count() == 1
        for part in (".plot svg text", ".plot svg path[fill='var(--bar)']"):
            fill, paper = one.page.locator(part).first.evaluate(look)
            assert contrast(fill, paper) >= (4.5 if "text" in part else 3)
            seen.append((fill, paper))
    assert len(set(seen)) == 4


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_that_shuts_readers_out(tab, base, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    if base.startswith("file:"):
        pytest.skip("axe asks for the style sheets of a page, which files do not give")
    one = tab(color_scheme=scheme, bypass_csp=True)
    for path in ("index.html", "list/1.html", "datasheet.html", "search.html", f"articles/{GOLD.stem}.html"):
        one.go(path)
        if path == "search.html":
            one.results()
        one.page.evaluate("document.querySelectorAll('details').forEach((details) => (details.open = true))")
        assert [(found["id"], found["help"]) for found in axe.run(one.page).response["violations"]] == [], path


def contrast(one: str, other: str) -> float:
    lights = sorted(map(_luminance, (one, other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").rstrip(")").split(",")]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
