"""A crawl is proved; each way in which its folder can be damaged is found, told, and mended as it says."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawl_runs import crawl_here, write_inputs
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.manifest import load_plan
from onrecord.crawl.output.totals import write_totals
from onrecord.crawl.proof.verification import Verification

RANK = 1  # of the shard that is damaged: of three, with files 1 and 4 of five


TEXT = "“We will win {} games,” Anna Smith said on Monday. Bob Jones paid $5 million for it."


def crawled(top: Path, out: Path, *, files: int = 5, tasks: int = 3) -> CrawlFolder:
    """A crawl of the folder `in` with files of four articles, one of them short, and a line that is no JSON."""
    lines = {
        f"{file:03}.jsonl": [{"id": f"f{file}-{i}", "text": TEXT.format(i)} for i in range(2)]
        + [b"no JSON", {"id": f"f{file}-2", "text": TEXT.format(2)}, {"id": f"f{file}-3", "text": "Too short."}]
        for file in range(files)
    }
    write_inputs(top / "in", lines)
    return again(top, out, tasks=tasks)


def again(top: Path, out: Path, *, tasks: int) -> CrawlFolder:
    folder = crawl_here([str(top / "in")], out, tasks=tasks, model="fast", min_characters=20)
    write_totals(load_plan(folder), folder)
    return folder


@pytest.fixture(scope="session")
def finished(tmp_path_factory) -> Path:
    """The folder `out` of a crawl of `in`, both in the one that is given."""
    top = tmp_path_factory.mktemp("finished")
    crawled(top, top / "out")
    return top


@pytest.fixture
def folder(finished, tmp_path) -> CrawlFolder:
    shutil.copytree(finished / "out", tmp_path / "out")
    return CrawlFolder(tmp_path / "out")


def faults(folder: CrawlFolder, *, inputs: bool = False) -> list[str]:
    return [str(fault) for fault in Verification(folder, inputs=inputs).faults()]


def test_a_crawl_is_proved(finished, onrecord):
    done = onrecord("crawl", "--verify", finished / "out")
    assert done.code == 0, done.out
    assert done.out == "proved: 25 documents in 3 shards: 15 annotated, 5 filtered, 5 rejected\n"


def rewrite(path: Path, change: Callable[[list[dict]], object], schema: pa.Schema | None = None) -> None:
    """Change the rows of a Parquet file, and have its digest right, as if it had been written so."""
    table = pq.read_table(path)
    rows = table.to_pylist()
    change(rows)
    pq.write_table(pa.Table.from_pylist(rows, schema=schema or table.schema), path)
    sign(path)


def sign(path: Path) -> None:
    top = next(parent for parent in path.parents if (parent / "manifest.json").exists())
    digests = CrawlFolder(top).digests(int(path.stem))
    name = str(path.relative_to(top))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    digests.write_text(re.sub(rf"\w+(?=  {name})", digest, digests.read_text()))


def flip(path: Path, place: int | None = None) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 3 if place is None else place % len(data)] ^= 0x55
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def put(row: int, **values: object) -> Callable[[list[dict]], object]:
    return lambda rows: rows[row].update(values)


def second_id(folder: CrawlFolder) -> None:
    """The document of shard 1 has the id that one of shard 0 has."""
    rewrite(folder.documents(RANK), put(1, id="f0-0"))
    rewrite(folder.ledger(RANK), put(1, id="f0-0"))


def without_column(folder: CrawlFolder, rank: int) -> None:
    path = folder.documents(rank)
    pq.write_table(pq.read_table(path).drop_columns(["title"]), path)


def swap(first: int, second: int) -> Callable[[list[dict]], object]:
    def change(rows: list[dict]) -> None:
        rows[first], rows[second] = rows[second], rows[first]

    return change


# What is done to a shard, and what is told of it.
SHARD_DAMAGE: dict[str, tuple[Callable[[CrawlFolder, int], object], str]] = {
    "data gone": (lambda f, r: f.documents(r).unlink(), "documents/00001.parquet: no such file"),
    "rejected gone": (lambda f, r: f.rejected(r).unlink(), "rejected/00001.parquet: no such file"),
    "ledger gone": (lambda f, r: f.ledger(r).unlink(), "ledger/00001.parquet: no such file"),
    "statistics gone": (lambda f, r: f.statistics(r).unlink(), "statistics/00001.json: no such file"),
    "digests gone": (lambda f, r: f.digests(r).unlink(), "digests/00001.sha256: no such file"),
    "data cut": (lambda f, r: cut(f.documents(r)), "documents/00001.parquet: cannot be read"),
    "rejected cut": (lambda f, r: cut(f.rejected(r)), "rejected/00001.parquet: cannot be read"),
    "ledger cut": (lambda f, r: cut(f.ledger(r)), "ledger/00001.parquet: cannot be read"),
    "empty data": (lambda f, r: f.documents(r).write_bytes(b""), "documents/00001.parquet: cannot be read"),
    "a bit of the data": (lambda f, r: flip(f.documents(r)), "documents/00001.parquet: not the bytes"),
    "a bit of the rejected": (lambda f, r: flip(f.rejected(r)), "rejected/00001.parquet: not the bytes"),
    "a bit of the ledger": (lambda f, r: flip(f.ledger(r)), "ledger/00001.parquet: not the bytes"),
    "a document lost": (
        lambda f, r: rewrite(f.ledger(r), lambda rows: rows.pop(3)),
        "row 4: document 4 of file 1, after 2 of 1; expected each",
    ),
    "a document twice": (
        lambda f, r: rewrite(f.ledger(r), lambda rows: rows.insert(3, rows[2])),
        "row 4: document 2 of file 1, after 2 of 1",
    ),
    "the first lost": (lambda f, r: rewrite(f.ledger(r), lambda rows: rows.pop(0)), "row 1: document 1 of file 1"),
    "out of order": (lambda f, r: rewrite(f.ledger(r), swap(0, 5)), "row 2: document 1 of file 1, after 0 of 4"),
    "a file of another task": (
        lambda f, r: rewrite(f.ledger(r), lambda rows: [row.update(file=3) for row in rows[5:]]),
        "row 6: document 0 of file 3, after 4 of 1",
    ),
    "no such file in the plan": (
        lambda f, r: rewrite(f.ledger(r), lambda rows: [row.update(file=7) for row in rows[5:]]),
        "row 6: document 0 of file 7",
    ),
    "a fate that is none": (lambda f, r: rewrite(f.ledger(r), put(2, fate="lost")), "row 3: fate 'lost'"),
    "no reason": (lambda f, r: rewrite(f.ledger(r), put(2, reason="")), "row 3: fate 'rejected', reason ''"),
    "annotated without id": (lambda f, r: rewrite(f.ledger(r), put(0, id="")), "row 1: fate 'annotated'"),
    "a null": (lambda f, r: rewrite(f.ledger(r), put(0, id=None)), "ledger/00001.parquet: a null"),
    "a row of data lost": (
        lambda f, r: rewrite(f.documents(r), lambda rows: rows.pop()),
        "documents/00001.parquet: 5 rows; expected 6",
    ),
    "a row of data twice": (
        lambda f, r: rewrite(f.documents(r), lambda rows: rows.append(rows[-1])),
        "documents/00001.parquet: other ids, after 0 rows",
    ),
    "another id": (lambda f, r: rewrite(f.documents(r), put(3, id="x")), "documents/00001.parquet: other ids"),
    "a column lost": (without_column, "documents/00001.parquet: columns of other names or types"),
    "a text changed": (
        lambda f, r: rewrite(f.documents(r), put(3, text="x")),
        "statistics/00001.json: 'characters' is",
    ),
    "a rejected one lost": (
        lambda f, r: rewrite(f.rejected(r), lambda rows: rows.pop()),
        "rejected/00001.parquet: 1 rows; expected 2",
    ),
    "another reason": (lambda f, r: rewrite(f.rejected(r), put(0, reason="x")), "other documents, after 0"),
    "no JSON": (lambda f, r: f.statistics(r).write_text("{"), "statistics/00001.json: cannot be read"),
    "JSON of another form": (lambda f, r: f.statistics(r).write_text("[1]"), "statistics/00001.json: cannot be read"),
    "a count": (
        lambda f, r: f.statistics(r).write_bytes(f.statistics(r).read_bytes().replace(b'"quotes": 6', b'"quotes": 9')),
        "statistics/00001.json: 'quotes' is 9; expected 6",
    ),
}


@pytest.mark.parametrize("name", SHARD_DAMAGE)
def test_damage_to_a_shard_is_found(folder, name):
    damage, told = SHARD_DAMAGE[name]
    damage(folder, RANK)
    found = faults(folder)
    assert any(told in fault for fault in found), found
    marker = folder.stage("annotate").completion(RANK)
    assert f"delete {marker} and run" in found[0]


def test_each_damage_to_a_shard_is_mended_as_it_says(tmp_path):
    """Many kinds at once, each in a shard of its own."""
    damages = [damage for damage, _ in SHARD_DAMAGE.values()][::3]
    tasks = len(damages)
    folder = crawled(tmp_path, tmp_path / "out", files=2 * tasks, tasks=tasks)
    before = {path: path.read_bytes() for rank in range(tasks) for path in folder.shard(rank)}
    assert not faults(folder)
    for rank, damage in enumerate(damages):
        damage(folder, rank)
    told = "\n".join(faults(folder))
    markers = {Path(name) for name in re.findall(r"delete (\S+) and", told)}
    assert markers == {folder.stage("annotate").completion(rank) for rank in range(tasks)}
    for marker in markers:
        marker.unlink()
    again(tmp_path, tmp_path / "out", tasks=tasks)
    assert not faults(folder)
    assert {path: path.read_bytes() for path in before} == before


def manifest(folder: CrawlFolder, **values: object) -> None:
    folder.manifest.write_text(json.dumps(json.loads(folder.manifest.read_bytes()) | values))


# What is done to the rest of the folder.
DAMAGE: dict[str, tuple[Callable[[CrawlFolder], object], str]] = {
    "not done": (lambda f: f.stage("annotate").completion(1).unlink(), "1 task of 3 not done: 1; expected all"),
    "an id twice": (second_id, "row 2: the id 'f0-0', which stands in {0}/data/documents/00000.parquet: row 1 too"),
    "a stray shard": (lambda f: shutil.copy(f.documents(1), f.documents(3)), "/00003.parquet: a file of no shard"),
    "a copy": (lambda f: shutil.copy(f.ledger(1), f.path / "ledger" / "1 (2)"), "{0}/ledger/1 (2): a file of no"),
    "anything in data": (lambda f: (f.path / "data" / "x\033").write_text(""), r"{0}/data/x\x1b: a file of no shard"),
    "no sums": (lambda f: f.totals.unlink(), "{0}/statistics.json: cannot be read"),
    "sums of another form": (lambda f: f.totals.write_text('{"a": []}'), "{0}/statistics.json: cannot be read"),
    "sums that are no text": (lambda f: f.totals.write_bytes(b'{"\xff": 1}'), "{0}/statistics.json: cannot be read"),
    "other sums": (
        lambda f: f.totals.write_text(f.totals.read_text().replace(": 15", ": 16")),
        "'annotated' is 16; expected 15",
    ),
    "no card": (lambda f: f.card.unlink(), "{0}/README.md: no such file"),
    "another number of tasks": (lambda f: manifest(f, tasks=4), "1 task of 4 not done: 3"),
    "no number of tasks": (lambda f: manifest(f, tasks="3"), "{0}: a manifest that cannot be read"),
    "tasks without end": (lambda f: manifest(f, tasks=10**12), "not whole (1,000,000,000,000 tasks for 5 input files)"),
    "no tasks": (lambda f: manifest(f, tasks=0), "{0}: a manifest that cannot be read"),
    "a manifest of another form": (lambda f: f.manifest.write_text("[]"), "{0}: a manifest that cannot be read"),
    "parameters of another form": (lambda f: manifest(f, parameters={"seconds": []}), "{0}: not whole"),
    "no manifest": (lambda f: f.manifest.write_text("{"), "{0}: a manifest that cannot be read"),
    "other inputs": (lambda f: f.inputs.write_bytes(b"{}\n"), "{0}/inputs.jsonl: not the inputs that the manifest has"),
    "no inputs": (lambda f: f.inputs.unlink(), "{0}: not whole"),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_to_the_folder_is_found(folder, name):
    damage, told = DAMAGE[name]
    damage(folder)
    found = faults(folder)
    assert any(told.replace("{0}", str(folder.path)) in fault for fault in found), found


@pytest.fixture
def moved(tmp_path) -> tuple[Path, CrawlFolder]:
    """An input folder that may be changed, and the crawl of it."""
    return tmp_path / "in", crawled(tmp_path, tmp_path / "out", tasks=1)


def test_the_input_is_counted_anew(moved):
    inputs, folder = moved
    assert not faults(folder, inputs=True)
    (inputs / "000.jsonl").unlink()
    lines = (inputs / "001.jsonl").read_bytes()
    (inputs / "001.jsonl").write_bytes(lines + b"more")
    (inputs / "002.jsonl").write_bytes(lines.replace(b" ", b"\n", 1))  # of the same size, with a line more
    gone, grown, other = faults(folder, inputs=True)
    assert gone.startswith(f"'{inputs}/000.jsonl': cannot be read (No such file or directory)")
    assert f"{len(lines) + 4:,} bytes, and {len(lines):,} when the crawl began" in grown
    assert f"ledger/00000.parquet: 5 documents of {inputs}/002.jsonl; expected 6, as the file has" in other
    assert not faults(folder, inputs=False)


@pytest.mark.parametrize("path", ["nothing", "empty", "file"])
def test_where_there_is_no_crawl_is_wrong_use(tmp_path, onrecord, path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("")
    done = onrecord("crawl", "--verify", tmp_path / path)
    assert (done.code, done.out) == (2, "")
    assert "no crawl: it has no manifest.json; name the folder that" in done.err


def test_findings_are_told_and_end_with_code_1(folder, onrecord):
    folder.documents(2).unlink()
    done = onrecord("crawl", "--verify", folder.path, "--no-inputs")
    assert done.code == 1
    assert done.out.splitlines()[-1].startswith("not proved (1 finding): 25 documents in 3 shards: ")


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(["documents", "ledger", "rejected", "statistics", "digests"]), place=st.integers(0, 10**6))
def test_no_byte_can_be_another(folder, kind, place):
    path = getattr(folder, kind)(RANK)
    before = path.read_bytes()
    flip(path, place)
    try:
        assert faults(folder)
    finally:
        path.write_bytes(before)


def test_the_crawl_of_nothing_is_proved(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_bytes(b"\n \n")
    folder = again(tmp_path, tmp_path / "out", tasks=1)
    verification = Verification(folder)
    assert list(verification.faults()) == []
    assert verification.summary() == "0 documents in 1 shard: 0 annotated, 0 filtered, 0 rejected"


def test_a_crawl_without_duplicates_is_proved(tmp_path):
    """Of two stages, the last may be done again alone."""
    lines = [{"id": f"{i}", "text": TEXT.format(i // 2)} for i in range(6)]
    write_inputs(tmp_path / "in", {"a.jsonl": lines[:3], "b.jsonl": [b"no JSON", *lines[3:]]})
    inputs = [str(tmp_path / "in")]
    folder = crawl_here(inputs, tmp_path / "out", model="fast", duplicates="exact")
    write_totals(load_plan(folder), folder)
    assert faults(folder, inputs=True) == []
    before = folder.documents(1).read_bytes()
    flip(folder.documents(1))
    assert faults(folder, inputs=True)
    folder.stage("annotate").completion(1).unlink()
    crawl_here(inputs, tmp_path / "out", model="fast", duplicates="exact")
    assert faults(folder, inputs=True) == []
    assert folder.documents(1).read_bytes() == before


def test_what_is_not_written_in_utf8_is_no_name_of_an_input(tmp_path, onrecord):
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.jsonl")).write_text("{}")
    done = onrecord("crawl", tmp_path, "-o", tmp_path.parent / "out")
    assert (done.code, done.out) == (2, "")
    assert "a name that is not UTF-8; give the file another name" in done.err
