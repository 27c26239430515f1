"""The command `onrecord site`: what it writes, replaces, removes, and leaves alone."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from conftest import GOLD, ROOT
from onrecord.articles import read_article, to_article, to_document_line
from synthetic import articles

OTHER = GOLD.with_name("saltness-night-ferry.jsonl")


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for path in (GOLD, OTHER):
        shutil.copy(path, folder)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_corpus_becomes_a_site_with_its_datasheet(onrecord, tmp_path):
    result = onrecord("site", "-o", tmp_path / "site")
    assert (result.code, result.out) == (0, "")
    assert result.err == f"onrecord: 2 articles: open {tmp_path / 'site' / 'index.html'}\n"
    pages = contents(tmp_path / "site")
    assert {"index.html", "search.html", "datasheet.html", "list/1.html", f"articles/{GOLD.stem}.html"} <= set(pages)
    datasheet = pages["datasheet.html"].decode()
    assert "Datasheets for Datasets" in datasheet
    links = [urlsplit(link) for link in Page(datasheet).links]
    inside = {unquote(link.path) for link in links if link.scheme not in ("https", "mailto")}
    assert inside - {""} <= set(pages), "a link of the datasheet leads to no file of the site"


def test_the_same_articles_give_the_same_bytes_in_any_order_and_number_of_processes(onrecord, corpus, tmp_path):
    assert onrecord("site", corpus, "-o", tmp_path / "one").code == 0
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "one").rglob("*")}
    assert onrecord("site", corpus, "-o", tmp_path / "one").code == 0
    assert {path: path.stat().st_mtime_ns for path in before if path.is_file()}.items() <= before.items()
    lines = b"".join(to_document_line(read_article(path)) for path in (GOLD, OTHER))
    assert onrecord("site", "-", "-o", tmp_path / "two", "--workers", "2", stdin=lines).code == 0
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_the_page_of_an_article_that_is_gone_goes_and_files_of_others_stay(onrecord, corpus, tmp_path):
    site = tmp_path / "site"
    onrecord("site", corpus, "-o", site)
    (site / "CNAME").write_text("example.org")
    (corpus / OTHER.name).unlink()
    assert onrecord("site", corpus, "-o", site).code == 0
    assert not (site / "articles" / f"{OTHER.stem}.html").exists()
    assert (site / "CNAME").read_text() == "example.org"
    assert OTHER.stem not in "".join(contents(site / "data")[name].decode() for name in contents(site / "data"))


def test_a_folder_of_others_is_refused(onrecord, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    result = onrecord("site", "-o", tmp_path)
    assert (result.code, list(tmp_path.iterdir())) == (2, [tmp_path / "notes.txt"])
    assert "not empty, and not a site that onrecord wrote (it holds 'notes.txt'); give another -o FOLDER" in result.err


def test_a_file_of_others_in_the_way_is_refused(onrecord, corpus, tmp_path):
    site = tmp_path / "site"
    onrecord("site", corpus, "-o", site)
    shutil.copy(GOLD, corpus / "another.jsonl")
    article = replace(read_article(GOLD), id="another")
    (corpus / "another.jsonl").write_bytes(to_article(article))
    (site / "articles" / "another.html").write_text("mine")
    result = onrecord("site", corpus, "-o", site)
    assert result.code == 2 and "another.html: in the way, and not of this site" in result.err
    assert (site / "articles" / "another.html").read_text() == "mine"


def test_a_list_of_files_that_leads_out_of_the_folder_is_refused(onrecord, corpus, tmp_path):
    site = tmp_path / "site"
    onrecord("site", corpus, "-o", site)
    with (site / ".onrecord-site").open("a") as manifest:
        manifest.write("../precious.txt\n")
    (tmp_path / "precious.txt").write_text("mine")
    result = onrecord("site", corpus, "-o", site)
    assert result.code == 2 and "not the list that onrecord site writes" in result.err
    assert (tmp_path / "precious.txt").exists()


def test_a_run_that_was_killed_can_be_repeated(onrecord, corpus, tmp_path):
    site = tmp_path / "site"
    onrecord("site", corpus, "-o", site)
    whole = contents(site)
    # What a killed run leaves: files that it noted, one that it noted and did not write, half a line.
    with (site / ".onrecord-site").open("a") as manifest:
        manifest.write("articles/old.html\narticles/never.html\ndata/hal")
    (site / "articles" / "old.html").write_text("old")
    (site / "index.html").unlink()
    assert onrecord("site", corpus, "-o", site).code == 0
    assert contents(site) == whole


def test_what_cannot_be_read_is_told_and_left_out(onrecord, corpus, tmp_path):
    (corpus / "bad.jsonl").write_text("{}\n")
    (corpus / "twice.jsonl").write_bytes(GOLD.read_bytes())
    gold = read_article(GOLD)
    empty = replace(gold, id="empty", quotes=(replace(gold.quotes[0], content=()),))
    (corpus / "empty.jsonl").write_bytes(to_document_line(empty))
    moved = replace(gold, id="moved", dates=(replace(gold.dates[0], start=5),))
    (corpus / "moved.jsonl").write_bytes(to_document_line(moved))
    result = onrecord("site", corpus, "-o", tmp_path / "site")
    assert result.code == 1
    assert "bad.jsonl:1: not a document record" in result.err and "for a second time" in result.err
    assert "'empty' $.quotes[0].content: " in result.err and "'moved' $.dates[0]" in result.err
    assert "onrecord: 2 articles: open" in result.err


def test_a_file_of_another_kind_is_told_in_a_few_lines(onrecord, tmp_path):
    (tmp_path / "notes.md").write_text("line\n" * 1000)
    result = onrecord("site", tmp_path / "notes.md", "-o", tmp_path / "site")
    assert result.code == 2 and len(result.err.splitlines()) == 22
    assert "and 980 more that cannot be read" in result.err


def test_names_of_a_megabyte_do_not_make_the_overview_one(onrecord, tmp_path):
    gold, long = read_article(GOLD), "<b>e\u0301\u202e " * 100_000
    speakers = tuple(replace(speaker, name=long, affiliation=long) for speaker in gold.speakers)
    source = replace(gold.source, publisher=long, licence=long)
    bare = replace(gold, title=long, source=source, speakers=speakers[:1], quotes=gold.quotes[:1])
    (tmp_path / "bare.jsonl").write_bytes(to_document_line(bare))
    assert onrecord("site", tmp_path / "bare.jsonl", "-o", tmp_path / "site").code == 0
    small = [path for path in (tmp_path / "site").rglob("*") if path.parent.name != "articles" and path.is_file()]
    assert len(small) > 20 and max(path.stat().st_size for path in small) < 100_000


def test_a_full_temporary_folder_is_named(tmp_path):
    lines = b"".join(to_document_line(article) for article in articles(20))
    (tmp_path / "many.jsonl").write_bytes(lines)
    line = f"ulimit -f 30; exec {sys.executable} -m onrecord site many.jsonl"  # kilobytes of a file
    done = subprocess.run(["bash", "-c", line], cwd=tmp_path, env=os.environ | {"TMPDIR": str(tmp_path)}, stderr=-1)
    assert done.returncode == 2 and not (tmp_path / "site").exists()
    assert f"onrecord: the temporary folder {tmp_path}: cannot be written (" in done.stderr.decode()


def test_without_an_article_nothing_is_written(onrecord, tmp_path):
    result = onrecord("site", tmp_path / "none", "-o", tmp_path / "site")
    assert result.code == 2 and "no article could be read, and nothing was written" in result.err
    assert not (tmp_path / "site").exists()


def test_an_article_that_is_bare_has_sentences_in_place_of_plots(onrecord, tmp_path):
    bare = replace(read_article(GOLD), id="bare", title="", speakers=(), quotes=(), dates=(), numbers=())
    (tmp_path / "bare.jsonl").write_bytes(to_document_line(bare))
    result = onrecord("site", tmp_path / "bare.jsonl", "-o", tmp_path / "site", "--title", "A <b>title</b>")
    assert result.code == 0 and "onrecord: 1 article: open" in result.err
    index = (tmp_path / "site" / "index.html").read_text()
    assert "No quotes are annotated." in index and "No date has a place on the calendar." in index
    assert "<svg" not in index and "A &lt;b&gt;title&lt;/b&gt;" in index


class Page(HTMLParser):
    """The links and ids of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.handlers: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            if name in ("href", "src"):
                self.links.append(value)
            if name == "style" or name.startswith("on"):
                self.handlers.append(f"{tag} {name}")
        if tag == "style" or (tag == "script" and not dict(attrs).get("src")):
            self.handlers.append(tag)


def test_every_link_leads_somewhere_no_id_is_there_twice_and_nothing_is_inline(onrecord, tmp_path):
    lines = tmp_path / "many.jsonl"
    lines.write_bytes(b"".join(map(to_document_line, articles(110))))
    site = tmp_path / "site"
    assert onrecord("site", lines, "-o", site).code == 0
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    assert len(pages) == 110 + 2 + 2
    for path, page in pages.items():
        assert page.handlers == [] and len(page.ids) == len(set(page.ids)), path
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme:
                assert parts.scheme == "https" and parts.netloc == "example.org"
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_file(), (path, link)
            if parts.fragment and target in pages and target.name != "search.html":
                assert parts.fragment in pages[target].ids, (path, link)


def test_all_that_the_search_finds_is_on_the_page_it_leads_to(onrecord, corpus, tmp_path):
    site = tmp_path / "site"
    onrecord("site", corpus, "-o", site)
    found = 0
    for path in (site / "data").rglob("items-*.js"):
        text = path.read_text(encoding="utf-8")
        for page in re.findall(r'\["([a-z0-9-]+)","[^"]*","[^"]*","[0-9]', text):
            assert (site / "articles" / f"{page}.html").is_file()
        identifiers = re.findall(r'\[\d+,"([qdn]\d+)"', text)
        ids = {name: Page((site / "articles" / f"{name}.html").read_text()).ids for name in (GOLD.stem, OTHER.stem)}
        assert all(any(identifier in known for known in ids.values()) for identifier in identifiers)
        found += len(identifiers)
    records = [read_article(path) for path in (GOLD, OTHER)]
    assert found == sum(len(r.quotes) + len(r.dates) + len(r.numbers) for r in records)


def test_help_and_wrong_use(onrecord, tmp_path):
    assert "examples:" in onrecord("site", "--help").out
    assert onrecord("site", "-o", "-").code == 2
    untitled = onrecord("site", "-o", tmp_path / "site", "--title", " ")
    assert untitled.code == 2 and "--title is empty" in untitled.err and not (tmp_path / "site").exists()
    assert "usage: onrecord site" in onrecord("site", "--titel", "x").err
    (tmp_path / "file").write_text("")
    result = onrecord("site", "-o", tmp_path / "file", cwd=ROOT)
    assert result.code == 2 and "a file, not a folder" in result.err


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("", "an empty name; name a file or a folder"),
        ("none", "'none': no such file or folder"),
        (ROOT / "corpus" / "data" / "quotes" / "train.parquet", "Parquet, and not the records themselves; name the"),
    ],
)
def test_what_is_no_source_is_told(onrecord, tmp_path, source, message):
    result = onrecord("site", source, "-o", tmp_path / "s")
    assert result.code == 2 and message in result.err and not (tmp_path / "s").exists()


def test_one_article_is_one_and_wrong_use_is_that_of_the_command(onrecord, tmp_path):
    result = onrecord("site", GOLD, "-o", tmp_path / "s")
    assert result.err.startswith("onrecord: 1 article: open")
    result = onrecord("site", "--titel", "x")
    assert result.code == 2 and result.err.startswith("usage: onrecord site ")
    assert "onrecord site: error: unrecognized arguments: --titel" in result.err


LIMITED = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000)); "
LIMITED += "from onrecord.__main__ import main; sys.exit(main(sys.argv[1:]))"


def test_a_temporary_folder_that_is_full_is_named(tmp_path):
    asked = [sys.executable, "-c", LIMITED, "site", str(GOLD), "-o", str(tmp_path / "s")]
    done = subprocess.run(asked, capture_output=True, text=True, env={**os.environ, "TMPDIR": str(tmp_path)})
    assert done.returncode == 2 and f"the temporary folder {tmp_path}: cannot be written (" in done.stderr
    assert "TMPDIR" in done.stderr and "standard output" not in done.stderr
