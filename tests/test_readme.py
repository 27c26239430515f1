"""What the README says is run: its Python, its commands, and that it opens with the two that set everything up."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
import zipfile
from contextlib import closing

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from backports import zstd

import in_process
import onrecord.__main__
from conftest import GOLD, ROOT, run_onrecord
from crawl_runs import crawl_here
from exchange_cases import write, written
from onrecord.articles import read_article, read_articles, to_document_line
from onrecord.crawl.manifest import read_plan
from onrecord.crawl.output.totals import write_totals
from onrecord.formats import FORMATS
from publication import TOKEN, Publisher, new_project
from release.hub_stub import running
from review_bench import Bench

README = (ROOT / "README.md").read_text("utf-8")
BODY = README.split("\n---\n", 1)[1]


def test_it_opens_with_the_two_commands():
    first = re.search(r"```sh\n(.*?)```", BODY, re.DOTALL)
    assert [line.split()[0] for line in first[1].splitlines()] == ["scripts/build", "scripts/test"]


def test_its_python_sessions(monkeypatch):
    monkeypatch.chdir(ROOT)
    results = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert results.attempted >= 3 and results.failed == 0


def test_the_packages_own_example():
    results = doctest.testmod(onrecord)
    assert results.attempted >= 2 and results.failed == 0


def programs(section):
    """The Python of a section that is no session."""
    text = re.split(rf"\n##+ {section}\n", BODY)[1].split("\n#")[0]
    return [code for code in re.findall(r"```python\n(.*?)```", text, re.DOTALL) if not code.startswith(">>>")]


def run_python(code, cache, cwd=ROOT):
    import os
    import subprocess
    import sys

    environment = {**os.environ, "HF_HOME": str(cache), "HF_HUB_OFFLINE": "1"}
    done = subprocess.run([sys.executable, "-c", code], cwd=cwd, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_its_loading_example(tmp_path):
    [code] = programs("Load it")
    assert "town council | " in run_python(code, tmp_path)


@pytest.mark.slow
def test_its_training_example(tmp_path):
    code, _ = programs("Use it")
    *right, figure = run_python(code, tmp_path).splitlines()
    assert re.fullmatch(r"[\w-]+: \d+ spans found, \d+ are there, \d+ alike; F1 \d+\.\d", figure)
    assert right and all(re.match("(source|cue|content): .", line) for line in right)


def test_its_baselines(tmp_path):
    _, code = programs("Use it")
    shares = re.findall(r"^(\d+) of (\d+) \w+ are right$", run_python(code, tmp_path), re.MULTILINE)
    assert len(shares) == 2 and all(0 < int(right) <= int(whole) for right, whole in shares)


def test_its_croissant_example(tmp_path):
    [code] = programs("Croissant")
    lines = run_python(code, tmp_path).splitlines()
    assert "92,000 0" in lines and len(lines) == onrecord.load(ROOT, "numbers", "train").num_rows


PAGE = "<title>Ferry</title><article><h1>Ferry</h1>" + "<p>The ferry sails again, Ann Lee said on Monday.</p>" * 20
BAD_LINE = '{"id": "b", "text": ""}\n'


def put_crawls(folder):
    """Small files under the names that the README has for the input of a crawl, and a crawl that is done, in `done`."""
    for name in ("news", "cc-news"):
        (folder / name).mkdir()
    for name in "abcd":
        (folder / "news" / f"{name}.jsonl").write_text('{"text": "It rained."}\n')
    head = "WARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>"
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}"
    head += f"\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}"
    (folder / "cc-news" / "news.warc").write_text(f"WARC/1.0\r\n{head}\r\n\r\n{http}\r\n\r\n", newline="")
    pq.write_table(pa.table({"body": ["It rained."], "date": ["2024-05-02"]}), folder / "table.parquet")

    (folder / "lines.jsonl").write_text(BAD_LINE)
    done = crawl_here([str(folder / "lines.jsonl")], folder / "done", tasks=1, model="fast")
    write_totals(read_plan(done), done)


def test_its_look_at_what_a_crawl_rejected(tmp_path):
    put_crawls(tmp_path)
    (tmp_path / "done").rename(tmp_path / "crawl")
    [code] = programs("A news crawl")
    told = run_python(code, tmp_path, cwd=tmp_path)
    assert "unreadable" in told and "lines.jsonl:1 | " in told and str(BAD_LINE.encode()) in told


def save_as_tools_do(folder):
    """Files of annotation tools with the article in them, under the names that the README has for what they save."""
    record = read_article(GOLD)
    (folder / "brat").mkdir()
    (folder / "brat" / "a.txt").write_bytes(record.text.encode())
    write("brat", [record], folder / "brat" / "a.ann")
    for name, exported, saved in (
        ("label-studio", "tasks.json", "project.json"),
        ("doccano", "articles.jsonl", "admin.jsonl"),
    ):
        write(name, [record], folder / exported).rename(folder / saved)
    with zipfile.ZipFile(folder / "article.zip", "w") as archive:
        archive.writestr("a.xmi", written("cas-xmi", record))
        for name, data in FORMATS["cas-xmi"].files_beside().items():
            archive.writestr(name, data)


def put_corpora_of_others(folder):
    """Small files of our own under the names that the README has for corpora of others."""
    cases = ROOT / "tests" / "cases"
    shutil.copytree(cases / "polnear", folder / "polnear" / "dev")
    shutil.copytree(cases / "polnear", folder / "PolNeAR" / "data" / "train")
    shutil.copytree(cases / "corpora" / "tempeval3", folder / "TBAQ-cleaned")
    shutil.copytree(cases / "corpora" / "meantime", folder / "meantime_newsreader_english_oct15")
    shutil.copytree(cases / "corpora" / "brat" / "news", folder / "theirs")


ADDED = "saltness-night-ferry"  # by the walk-through, so that the corpus has it by now
COMMANDS = [shlex.split(line, comments=True)[1:] for line in re.findall(r"^onrecord .*$", BODY, re.MULTILINE)]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_its_commands(command, tmp_path):
    import gzip
    import json
    import subprocess

    leave_out = shutil.ignore_patterns(f"{ADDED}.*") if command[0] == "add" else None
    for name in ("seeds", "corpus"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=leave_out)
    shutil.copytree(ROOT / "scripts" / "onrecord" / "models" / "fast", tmp_path / "my-model")
    put_corpora_of_others(tmp_path)
    for name in ("old", "new", "base", "ours", "theirs"):
        shutil.copy(GOLD, tmp_path / f"{name}.jsonl")
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    (tmp_path / "wsj_0006.tml").write_text("<TimeML><DOCID>a</DOCID><TEXT>It rained.</TEXT></TimeML>")
    (tmp_path / "NumberModel.json").write_text('[{"Input": "It rained.", "Results": []}]')
    (tmp_path / "article.txt").write_text("“Yes,” Ann Lee said.")
    shutil.copy(ROOT / "tests" / "cases" / "valid" / "documents.jsonl", tmp_path / "records.jsonl")
    (tmp_path / "records.jsonl.zst").write_bytes(zstd.compress((tmp_path / "records.jsonl").read_bytes()))
    (tmp_path / "drafts.jsonl").write_bytes(b"".join(map(to_document_line, read_articles(GOLD.parent))))
    with gzip.open(tmp_path / "news.jsonl.gz", "wt") as stream:
        stream.write(json.dumps({"id": "a", "text": "“Yes,” Ann Lee said."}) + "\n")
    for name in ("ann", "bob"):
        (tmp_path / name).mkdir()
        renamed = GOLD.read_bytes().replace(b'"id":"ukrinform-nato-chief-warns-moscow"', b'"id":"a"')
        (tmp_path / name / "a.jsonl").write_bytes(renamed)
    if command[0] == "crawl":
        put_crawls(tmp_path)
        (tmp_path / "done").rename(tmp_path / ("crawl" if command[1] in ("--verify", "--watch") else "other"))
    if command[0] == "import":
        save_as_tools_do(tmp_path)
    if "--map" in command:
        shutil.copy(ROOT / "tests" / "cases" / "corpora" / "brat" / "map.toml", tmp_path / "theirs.toml")
    if command[0] == "review":  # serves until it is ended
        with Bench(*command[1:], cwd=tmp_path) as bench:
            assert bench.state()["entries"]
        return
    if command[0] == "publish":
        with running({TOKEN: command[1].split("/")[0]}) as hub:
            publisher = Publisher(hub, new_project(tmp_path / "project"), tmp_path / "home")
            with closing(publisher):
                result = publisher(*command[2:], repo=command[1])
        assert result.code == 0, result.err
        return
    run = in_process.run if command[0] == "crawl" else run_onrecord  # a crawl is done by processes of its own
    result = run(*command, cwd=tmp_path)
    if command[0] == "train":  # understood, but neither the extra nor the corpus is here
        assert result.code == 2 and "usage:" not in result.err and ("train]" in result.err or "polnear" in result.err)
    else:
        assert result.code == 0 and "nothing to do" not in result.err, result.err


@pytest.mark.parametrize("command", onrecord.__main__.COMMANDS)
def test_every_command_has_help_with_examples(command):
    result = run_onrecord(command, "--help")
    assert result.code == 0 and "examples:" in result.out and f"onrecord {command}" in result.out


def test_it_names_every_command():
    assert set(re.findall(r"^onrecord (\w+)", BODY, re.MULTILINE)) == set(onrecord.__main__.COMMANDS)
