"""Wrong use of `onrecord crawl`: told at once and with what mends it, before anything is written."""

from __future__ import annotations

import os
import shutil

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from in_process import run
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.inspection import inspect
from onrecord.crawl.plan import Parameters, Plan
from onrecord.crawl.sources.discovery import discovered

LINE = '{"id": "a", "text": "“Yes,” Ann Lee said."}\n'


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with input of each form."""
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.jsonl").write_text(LINE)
    (tmp_path / "news" / "b.jsonl").write_text(LINE)
    (tmp_path / "table.csv").write_text("a,b\n")
    (tmp_path / "empty").mkdir()
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "a.jsonl").symlink_to("nowhere.jsonl")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("Mine.")
    os.mkfifo(tmp_path / "pipe.jsonl")
    pq.write_table(pa.table({"id": [1], "body": ["Rain."]}), tmp_path / "table.parquet")
    earlier = CrawlFolder(tmp_path / "earlier")
    earlier.documents(0).parent.mkdir(parents=True)
    shutil.copy(tmp_path / "table.parquet", earlier.documents(0))
    earlier.manifest.write_text("{}")
    earlier.inputs.write_text("")
    monkeypatch.chdir(tmp_path)
    return tmp_path


WRONG = {
    "": ["no INPUT: name Parquet, JSONL, WARC or .txt files"],
    "-": ["standard input cannot be read again", "write it to a file first"],
    "nowhere": ["'nowhere': no such file or folder"],
    "empty": ["'empty': a folder without files that are read; it needs .jsonl"],
    "table.csv": ["table.csv': a file of no form that is read; it needs one of .jsonl"],
    "pipe.jsonl": ["'pipe.jsonl': not a file but a pipe"],
    "links": ["'links/a.jsonl': a link that leads nowhere"],
    "nosuch://x/a.jsonl": ["cannot be read (Protocol not known: nosuch)"],
    "earlier": ["in the folder of a crawl", "name what that was made from"],
    "earlier/data/documents/00000.parquet": ["in the folder of a crawl"],
    "news --tasks 5": ["--tasks 5: more tasks than input files; 3 would have nothing to do: 2 is the most"],
    "news --tasks 0": ["'0' is not a whole number, 1 or more"],
    "news --task-range 1": ["'1' is no range A:B of whole numbers, A before B"],
    "news --task-range 2:1": ["'2:1' is no range A:B"],
    "news --task-range 1:3": ["--task-range 1:3: there are 2 tasks, 0 to 1"],
    "table.parquet --column text=body --task-range 0:2": ["--task-range 0:2: there is 1 task, 0 to 0"],
    "news --executor spark": ["invalid choice: 'spark' (choose from"],
    "news --column body": ["'body' is no KEY=COLUMN"],
    "news --column author=by": ["'author=by' has no key that is known; write one of text, id, title"],
    "news --column text=": ["text= names no column"],
    "news --column url=a --column url=b": ["--column: url is there twice"],
    "news --column text=body": [
        "no 'body' in its lines; write --column text=COLUMN with one that is there ('id, text')"
    ],
    "table.parquet": ["no column 'text'; write --column text=COLUMN with one that is there ('body, id')"],
    "table.parquet --column text=body --column title=head": ["no column 'head'; write --column title=COLUMN"],
    "news --min-characters 9 --max-characters 8": ["--min-characters 9 is more than --max-characters 8"],
    "news --language klingon": ["--language klingon: not known; write one that is told from others: "],
    "news --duplicates all": ["invalid choice: 'all'"],
    "news --seconds 0": ["'0' is no number of seconds, 0.001 to 86400"],
    "news --seconds nan": ["'nan' is no number of seconds"],
    "news --memory 1.5": ["'1.5' is not a whole number"],
    "news --model brilliant": ["no model", "brilliant'", "write accurate or fast, or a folder"],
}


@pytest.mark.parametrize("arguments", WRONG)
def test_wrong_use_is_told_before_anything_is_written(place, arguments):
    before = sorted(place.rglob("*"))
    result = run("crawl", *arguments.split(), "-o", "out")
    assert result.code == 2 and result.out == ""
    assert all(told in result.err for told in WRONG[arguments]), result.err
    assert sorted(place.rglob("*")) == before


OUTS = {
    "": "no folder to write: name one with -o OUT",
    "-": "no folder to write",
    "s3://bucket/out": "OUT has to be a folder of a file system that all processes share",
    "news": "'news': OUT is inside the input 'news'; name a folder outside of it",
    "news/out": "'news/out': OUT is inside the input 'news'",
    "table.csv": "'table.csv': a file, and OUT has to be a folder; name a new one with -o",
    "table.csv/out": "table.csv/out/manifest.json: cannot be written (Not a directory)",
    "full": "full: not empty, and no crawl; name a new folder with -o",
}


@pytest.mark.parametrize("out", OUTS)
def test_a_folder_that_cannot_be_a_crawls_is_told(place, out):
    before = sorted(place.rglob("*"))
    result = run("crawl", "news", "-o", out)
    assert result.code == 2 and OUTS[out] in result.err
    assert sorted(place.rglob("*")) == before


def test_who_looks_names_a_crawl_alone(place):
    assert "neither INPUT nor -o" in run("crawl", "news", "--watch", "full").err
    assert "nor --watch" in run("crawl", "--verify", "full", "--watch", "full").err
    assert "nor --no-inputs" in run("crawl", "--watch", "full", "--no-inputs").err
    result = run("crawl", "--watch", "full")
    assert result.code == 2 and "full: no crawl: it has no manifest.json" in result.err


def test_names_cannot_command_the_terminal(place):
    result = run("crawl", "\x1b[2J.csv", "news", "-o", "out")
    assert result.code == 2 and "\x1b" not in result.err and "x1b[2J.csv" in result.err


def test_a_key_that_the_first_lines_lack_is_told(place):
    """Later ones may have it, so the crawl is not refused for it."""
    plan = Plan(tuple(discovered(["news"])), 2, Parameters(columns={"title": "head", "url": ""}))
    [told] = inspect(plan)
    assert told.endswith("a.jsonl': no 'head' in its lines up to line 1,000; then the records lack their title")


def test_texts_whose_names_make_one_id_are_told(place):
    for name in ("a/x.txt", "b/x.txt.gz", "b/y.txt", "c/x .txt"):
        (place / name).parent.mkdir(exist_ok=True)
        (place / name).write_text("Rain.")
    [told] = inspect(Plan(tuple(discovered(["a", "b", "c"])), 1, Parameters()))
    assert "b/x.txt.gz' and 1 more file: named so that the id is that of a file before" in told


def test_the_command_is_listed_and_has_its_options():
    assert "Annotate a crawl: millions of articles" in run("--help").out
    told = run("crawl", "--help").out
    for group in ("input:", "annotation:", "filters (", "bounds of a document (", "running:", "proof:"):
        assert f"\n{group}" in told
