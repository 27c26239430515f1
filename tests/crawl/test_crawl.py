"""`onrecord crawl` from end to end, once, over all forms of input: what becomes of each document, and of the folder."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from news_archive import expected, write_archive
from news_captures import Capture

from in_process import Result
from in_process import run as run_here
from onrecord import from_hf, iter_documents
from onrecord.articles import to_document_line
from onrecord.crawl.folder import CrawlFolder
from synthetic import articles

OPTIONS = ["--model", "fast", "--language", "en", "--duplicates", "exact", "--tasks", "2"]
ODD = "“We will win,” Anna Smith said on Monday.\r\n\r\n\U0001f600 It cost $5.5 million\u2028or so."
EXTRA = [("rejected", "unreadable"), ("filtered", "too-short"), ("filtered", "duplicate")]  # of the lines of JSONL


@dataclass(frozen=True)
class Crawl:
    """A crawl that is done: its inputs, what it told, and what was in the archive."""

    inputs: Path
    folder: CrawlFolder
    result: Result
    captures: list[Capture]

    @property
    def command(self) -> list[object]:
        names = ("news.warc.gz", "lines.jsonl", "table.parquet", "texts")
        return ["crawl", *(self.inputs / name for name in names), "-o", self.folder.path, "--min-characters", 20]

    def rows(self, kind: str, *columns: str) -> list[dict]:
        paths = [getattr(self.folder, kind)(rank) for rank in range(2)]
        return [row for path in paths for row in pq.read_table(path, columns=list(columns) or None).to_pylist()]


@pytest.fixture(scope="module")
def crawl(tmp_path_factory) -> Crawl:
    inputs = tmp_path_factory.mktemp("inputs")
    captures = write_archive(inputs / "news.warc.gz")
    records = list(articles(6, seed=8))
    lines = [{"id": f"line-{i}", "text": each.text, "title": each.title} for i, each in enumerate(records[:2])]
    lines.append({"id": "odd", "text": ODD})
    lines += [{"id": "none", "text": ""}, {"id": "short", "text": "Rain."}, {**lines[0], "id": "again"}]
    (inputs / "lines.jsonl").write_text("".join(json.dumps(each) + "\n" for each in lines))
    rows = [{"id": 7 + i, "text": each.text, "published": "2024-05-02"} for i, each in enumerate(records[2:4])]
    pq.write_table(pa.Table.from_pylist(rows), inputs / "table.parquet")
    (inputs / "texts").mkdir()
    for name, each in zip("ab", records[4:], strict=True):
        (inputs / "texts" / f"{name}.txt").write_text(each.text)
    (inputs / "texts" / "b.json").write_text('{"id": "named", "publisher": "The Paper"}')
    done = Crawl(inputs, CrawlFolder(tmp_path_factory.mktemp("crawls") / "out"), Result(0, "", ""), captures)
    return Crawl(inputs, done.folder, run_here(*done.command, *OPTIONS), captures)


def test_each_document_has_the_fate_that_it_should(crawl):
    assert crawl.result.code == 0, crawl.result.err
    counts = expected(crawl.captures, language="en", duplicates="exact")
    counts.update(EXTRA)
    counts["annotated", ""] += 7
    ledger = crawl.rows("ledger")
    assert Counter((row["fate"], row["reason"]) for row in ledger) == counts
    totals = json.loads(crawl.folder.totals.read_bytes())
    assert totals["documents"] == counts.total() == len({(row["file"], row["position"]) for row in ledger})
    for (fate, reason), number in counts.items():
        assert totals[f"{fate}.{reason}" if reason else fate] == number


def test_its_records_are_those_of_annotate(crawl):
    """To the byte, as the folder loads, from each form of input."""
    from datasets import load_dataset

    loaded = load_dataset(str(crawl.folder.path), split="train", cache_dir=str(crawl.inputs / "cache"))
    found = {row["id"]: to_document_line(from_hf(row)) for row in loaded}
    assert len(found) == len(loaded) == len(crawl.rows("documents", "id"))
    table = crawl.inputs / "table.jsonl"
    rows = pq.read_table(crawl.inputs / "table.parquet").to_pylist()
    table.write_text("".join(json.dumps({**row, "id": str(row["id"])}) + "\n" for row in rows))
    out = crawl.inputs / "annotated.jsonl"
    run_here("annotate", crawl.inputs / "lines.jsonl", table, crawl.inputs / "texts", "--model", "fast", "-o", out)
    annotated = {record.id: to_document_line(record) for record in iter_documents(out)}
    assert {"line-0", "odd", "7", "8", "a", "named", "short", "again"} < annotated.keys()
    same = annotated.keys() - {"short", "again"}
    assert {id_: found[id_] for id_ in same} == {id_: annotated[id_] for id_ in same}


def test_what_is_rejected_is_kept_with_its_reason(crawl):
    [row] = [row for row in crawl.rows("rejected") if row["place"].endswith("lines.jsonl:4")]
    assert (row["reason"], row["bytes"]) == ("unreadable", b'{"id": "none", "text": ""}\n')
    assert "no text" in row["detail"]
    assert all(row["reason"] and row["detail"] and row["place"] for row in crawl.rows("rejected"))


def test_what_it_tells_at_the_end(crawl):
    told = [line for line in crawl.result.err.splitlines() if not line.startswith("{")]
    totals = json.loads(crawl.folder.totals.read_bytes())
    assert told[0] == (
        f"onrecord: {crawl.folder.path}: {totals['documents']} documents: {totals['annotated']} annotated, "
        f"{totals['filtered']} filtered, {totals['rejected']} rejected"
    )
    assert told[1].startswith("onrecord: filtered: ") and f"language {totals['filtered.language']}" in told[1]
    assert told[2].startswith("onrecord: rejected: ") and told[2].endswith(f"; see {crawl.folder.path / 'rejected'}")
    assert told[3].startswith("onrecord: 2 tasks in ") and len(told) == 4


def test_its_card_counts(crawl):
    card = crawl.folder.card.read_text()
    totals = json.loads(crawl.folder.totals.read_bytes())
    for name, number in (
        ("all", totals["documents"]),
        ("annotated", totals["annotated"]),
        ("quotes", totals["quotes"]),
    ):
        assert f"| {name} | {number:,} |\n" in card
    assert "Not complete" not in card and "(model: fast), a program" in card


def test_it_is_proved_and_leaves_no_texts_or_signatures(crawl):
    assert run_here("crawl", "--verify", crawl.folder.path).code == 0
    assert not crawl.folder.work.exists()


def files_of(crawl: Crawl) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in crawl.folder.path.rglob("*") if path.is_file() and path.stat().st_size}


def test_the_same_command_again_has_nothing_to_do(crawl):
    before = files_of(crawl)
    result = run_here(*crawl.command, *OPTIONS)
    assert not crawl.folder.work.exists()
    assert result.code == 0 and result.err.splitlines()[-1] == "onrecord: nothing to do: all of its tasks are done"
    assert files_of(crawl) == before


def test_another_one_is_refused_in_the_words_of_the_options(crawl):
    before = files_of(crawl)
    other = ["--min-characters", 300, "--column", "url=", "--tasks", 3, "--seconds", 5, "--nested"]
    result = run_here(*crawl.command, *OPTIONS, *other)
    assert result.code == 2
    for told in (
        "--column none, now url=",
        "--min-characters 20, now 300",
        "--nested off, now on",
        "--seconds 60, now 5",
        "--tasks 2, now 3",
        "name a new folder with -o",
    ):
        assert told in result.err
    (crawl.inputs / "texts" / "c.txt").write_text("Another text.")
    result = run_here(*crawl.command, *OPTIONS)
    (crawl.inputs / "texts" / "c.txt").unlink()
    assert result.code == 2 and "INPUT of 5 files, " in result.err and ", now of 6 files, " in result.err
    assert files_of(crawl) == before


def test_a_damaged_shard_is_made_anew_as_the_message_says(crawl):
    """What duplicates were found among is gone by then."""
    before = {path: path.read_bytes() for path in crawl.folder.shard(1)}
    assert not crawl.folder.work.exists()
    crawl.folder.statistics(1).write_bytes(b"{")
    result = run_here(*crawl.command, *OPTIONS)
    marker = crawl.folder.stage("annotate").completion(1)
    assert result.code == 2 and f"delete {marker} and run the same crawl again" in result.err
    marker.unlink()
    result = run_here(*crawl.command, *OPTIONS)
    assert result.code == 0 and "1 task in" in result.err, result.err
    assert {path: path.read_bytes() for path in before} == before
    assert not crawl.folder.work.exists()
