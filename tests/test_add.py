"""`onrecord add`: seeds to the byte, all files or none, nothing guessed, nothing twice, questions at a terminal."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import shutil
import subprocess
import sys

import pytest

from conftest import ROOT
from onrecord.__main__ import main
from onrecord.articles import read_article
from onrecord.seeds import read_text

CASES = ROOT / "tests" / "cases" / "add"
TEXT = "\ufeffFlood in Lowtown\r\n\r\n“We are ready,” Mayor Ann Lee said on May 2.\r\n".encode()
TITLE = "Ferry workers vote to strike over rosters"


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "corpus" / "seeds").mkdir(parents=True)
    (tmp_path / "flood.txt").write_bytes(TEXT)
    for path in CASES.iterdir():
        shutil.copy(path, tmp_path)
    return tmp_path / "corpus"


@pytest.fixture
def run(corpus, monkeypatch, capsys):
    """A command in this process, for the model takes its time to load."""
    monkeypatch.chdir(corpus.parent)
    return lambda *arguments: (main(list(map(str, arguments))), *capsys.readouterr())


@pytest.fixture
def add(run):
    return lambda *arguments: run("add", "--root", "corpus", *arguments)


def files(corpus):
    return {str(path.relative_to(corpus)) for path in corpus.rglob("*") if path.is_file()}


def sidecar(corpus, name):
    return json.loads((corpus / "seeds" / f"{name}.json").read_text("utf-8"))


def test_a_text_is_kept_to_the_byte_and_drafted_as_build_drafts_it(corpus, add, run):
    code, out, err = add("flood.txt", "--published", "2024-05-03", "--publisher", " The\tCourier ")
    assert (code, err) == (0, "")
    assert out.splitlines()[-1] == "next: onrecord review corpus/corpus/articles/flood.jsonl"
    assert (corpus / "seeds" / "flood.txt").read_bytes() == TEXT
    assert sidecar(corpus, "flood") == {"id": "flood", "publisher": "The Courier", "published": "2024-05-03"}
    article = corpus / "corpus" / "articles" / "flood.jsonl"
    written = article.read_bytes()
    assert read_article(article).text == TEXT.decode("utf-8-sig")
    article.unlink()
    shutil.copy(CASES / "page.html", corpus / "seeds")
    code, _, err = run("build", "--root", corpus)
    assert code == 0 and article.read_bytes() == written
    assert "page.html: left out, for its text is not beside it; onrecord add" in err


def test_of_a_page_the_seed_is_kept_and_the_text_is_proved(corpus, add, run):
    code, _, err = add("page.html", "page.mhtml", "--accept-metadata", "--publisher", "")
    assert code == 1 and f"page.mhtml: much like {TITLE.replace(' ', '-')}: 100%" in err
    [name] = {path.stem for path in (corpus / "seeds").iterdir()}
    assert (corpus / "seeds" / f"{name}.html").read_bytes() == (CASES / "page.html").read_bytes()
    known = sidecar(corpus, name)
    assert known.pop("extractor").startswith("onrecord ") and known == {
        "id": "Ferry-workers-vote-to-strike-over-rosters",
        "title": TITLE,
        "language": "en-GB",
        "url": "https://courier.example/news/ferry-strike",
        "published": "2024-05-02",
        "seed": f"{name}.html",
    }
    article = corpus / "corpus" / "articles" / f"{name}.jsonl"
    record = read_article(article)
    assert record.source.seed == f"{name}.html" and record.segments[0].kind == "headline"
    assert read_text(corpus / "seeds" / f"{name}.txt").source == record.source
    seeds = corpus / "seeds"
    assert run("validate", article, "--seeds", seeds)[0] == 0
    (seeds / f"{name}.txt").write_text(record.text.replace("212", "221"))
    _, out, _ = run("validate", article)
    assert "[seed-text]" in out and f"where '{name}.txt' differs" in out


def test_nothing_is_taken_or_guessed_unasked_and_one_bad_source_stops_nothing(corpus, add):
    code, _, err = add("none\x1b.txt", "page.html", "document.docx", "a.pdf", "flood.txt", "flood.txt")
    assert code == 1
    assert f"page.html: says title '{TITLE}' (h1), publisher 'Northbank Courier' (JSON-LD publisher)" in err
    assert "--accept-metadata takes it" in err and "page.html: 12 lines of text: 'Ferry" in err
    assert (
        "none\\x1b.txt: cannot be read" in err
        and "pdftotext" in err
        and "flood.txt: the same file as flood; leave" in err
    )
    assert sidecar(corpus, "page").keys() == sidecar(corpus, "document").keys() == {"id", "seed", "extractor"}
    assert read_article(corpus / "corpus" / "articles" / "page.jsonl").published.basis == "unknown"
    assert {name for name in files(corpus) if "flood" in name} == {
        "seeds/flood.txt",
        "seeds/flood.json",
        "corpus/articles/flood.jsonl",
    }


def test_twice_only_by_force_and_never_under_one_id(corpus, add):
    (corpus / "seeds" / "old.txt").write_text("Old.")
    (corpus / "seeds" / "old.json").write_text('{"id": "Lowtown"}')
    assert add("flood.txt", "--id", "lowtown")[::2] == (
        1,
        "onrecord: flood.txt: the id 'lowtown' is taken by corpus/seeds/old.json; give it another: --id\n",
    )
    assert add("flood.txt")[0] == 0
    before = files(corpus)
    code, _, err = add("flood.txt", "--id", "second")
    assert code == 1 and "the same file as flood" in err and files(corpus) == before
    assert add("flood.txt", "--force")[0] == 1 and files(corpus) == before
    assert add("flood.txt", "--id", "second", "--force")[0] == 0


def test_all_files_of_an_article_or_none(corpus, add):
    (corpus / "corpus").write_text("where a folder should be")
    code, out, err = add("flood.txt")
    assert (code, out) == (2, "") and "cannot be written" in err
    assert files(corpus) == {"corpus"}


@pytest.mark.parametrize(
    "arguments, told",
    [
        (("flood.txt", "page.html", "--title", "x"), "--title is of one article, and 2 are given"),
        (("flood.txt", "--published", "May 2"), "--published: published is 'May 2'; write it as YYYY-MM-DD"),
        (("flood.txt", "--split", "dev"), "--split: split is 'dev'; write one of train, validation, test"),
        (("flood.txt", "--id", "../x"), "--id: id is '../x'"),
        (("flood.txt", "--root", "/dev"), "neither seeds/ nor corpus/articles/ is here"),
    ],
)
def test_wrong_use(corpus, add, arguments, told):
    code, out, err = add(*arguments)
    assert (code, out) == (2, "") and told in err and files(corpus) == set()


def test_standard_input(corpus, add, monkeypatch):
    page = corpus.parent / "page.html"
    for arguments, code, told in (((), 1, "<stdin>: no title to make an id of"), (("--title", "Strike!"), 0, "")):
        with page.open() as stream:
            monkeypatch.setattr("sys.stdin", stream)
            found, _, err = add("-", "--from", "html", *arguments)
        assert found == code and told in err
    assert (corpus / "seeds" / "Strike.html").read_bytes() == page.read_bytes()


def converse(command, answers, folder):
    """Run a command at a terminal of its own; each answer is typed when its prompt, a pattern, is shown."""
    parent, child = pty.openpty()
    process = subprocess.Popen(command, stdin=child, stdout=child, stderr=child, cwd=folder, close_fds=True)
    os.close(child)
    shown, told = b"", b""
    try:
        waiting = list(answers)
        while select.select([parent], [], [], 60)[0]:
            try:
                told += os.read(parent, 4096)
            except OSError:  # the terminal is closed: the command has ended
                break
            if waiting and re.search(waiting[0][0], told.decode("utf-8", "ignore").replace("\r\n", "\n")):
                os.write(parent, waiting.pop(0)[1].encode())
                shown, told = shown + told, b""
    finally:
        process.kill() if process.poll() is None and waiting else None
        code = process.wait(60)
        os.close(parent)
    assert not waiting, (waiting, shown + told)
    return code, (shown + told).decode()


def test_questions_at_a_terminal(corpus):
    (corpus / "seeds" / "strike.json").write_text("{}")
    answers = [
        (rf"title \(h1 says '{TITLE}'\): \Z", "=\n"),
        (r"publisher \(JSON-LD publisher says 'Northbank Courier'\): \Z", "\n"),
        (r"published \(YYYY-MM-DD; .*\): \Z", "yesterday\n"),
        (r"published is 'yesterday'; write it as(?s:.*)published \(.*: \Z", "2024-05-03\n"),
        (r"language \(en if left open; html lang says 'en-GB'\): \Z", "=\n"),
        (r"url \(.*\): \Z", "\n"),
        (r"licence: \Z", "CC BY 4.0\n"),
        (r"origin \(received or written; received if left open\): \Z", "\n"),
        (r"split \(.*\): \Z", "test\n"),
        (r"id \(Enter takes 'Ferry-workers-.*'\): \Z", "strike\n"),
        (r"the id 'strike' is taken by seeds/strike.json\nid: \Z", "ferry\n"),
    ]
    command = [sys.executable, "-m", "onrecord", "add", "../page.html"]
    code, told = converse(command, answers, corpus)
    assert code == 0 and "next: onrecord review corpus/articles/ferry.jsonl" in told
    known = sidecar(corpus, "ferry")
    assert known.pop("extractor") and known == {
        "id": "ferry",
        "title": TITLE,
        "language": "en-GB",
        "licence": "CC BY 4.0",
        "published": "2024-05-03",
        "split": "test",
        "seed": "ferry.html",
    }
    before = files(corpus)
    code, told = converse([*command, "--force"], [(r"title .*: \Z", "\x04")], corpus)
    assert code == 130 and "interrupted" in told and files(corpus) == before
