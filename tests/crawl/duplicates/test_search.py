import json
import shutil
import struct
from collections import defaultdict
from functools import cache
from itertools import islice

import numpy as np
import pyarrow.parquet as pq
import pytest
from news_archive import LARGE, write_archive

from conftest import ROOT
from crawl_runs import crawl_here, ledger, records, run_stage, write_inputs
from near_duplicates import pairs
from onrecord.crawl.duplicates.signatures import Signatures
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.manifest import freeze, read_plan
from onrecord.crawl.plan import Parameters, Plan
from onrecord.crawl.sources.discovery import discovered
from onrecord.crawl.stages import stages
from onrecord.crawl.tasks.task import TaskBusyError
from onrecord.errors import OnrecordError
from poison import poison

WRITTEN = sorted((ROOT / "tests" / "articles" / "tuning").glob("*.jsonl"))
ARTICLES = [json.loads(file.read_bytes().split(b"\n", 1)[0])["text"] for file in WRITTEN[:6]]
FIRST, SECOND, THIRD = ARTICLES[:3]
KINDS = {"exact": "filtered:duplicate", "minhash": "filtered:near-duplicate"}
each_kind = pytest.mark.parametrize(("kind", "gone"), KINDS.items())


def near(text):
    """The text with another headline and a figure corrected."""
    headline, rest = text.split("\n", 1)
    return f"Updated: {headline[: len(headline) // 2]}\n{rest.replace('7', '8')}"


def fates(tmp_path, files, *, tasks=2, **parameters):
    """What becomes of the documents of all files, in their order."""
    inputs = write_inputs(tmp_path / "in", files)
    found = ledger(crawl_here(inputs, tmp_path / "out", tasks=tasks, **parameters), tasks)
    assert len(found) == sum(map(len, files.values()))
    return [found[key] for key in sorted(found)]


@each_kind
def test_the_first_by_task_and_place_stays(tmp_path, kind, gone):
    spaced = SECOND.replace("\n", " \n\n").replace(" ", "  ")
    files = {
        "a.jsonl": [FIRST, SECOND],  # task 0
        "b.jsonl": [THIRD, FIRST, THIRD],  # task 1
        "c.jsonl": [spaced, THIRD],  # task 0: before b for who comes first
    }
    expected = ["annotated", "annotated", gone, gone, gone, gone, "annotated"]
    assert fates(tmp_path, files, duplicates=kind) == expected


def test_near_duplicates_of_each_other_by_way_of_one(tmp_path):
    shorter = FIRST.rstrip().rpartition("\n")[0]
    files = {"a.jsonl": [near(shorter)], "b.jsonl": [shorter], "c.jsonl": [FIRST]}
    assert fates(tmp_path, files, tasks=3, duplicates="minhash") == ["annotated", *[KINDS["minhash"]] * 2]
    assert fates(tmp_path / "exact", files, tasks=3, duplicates="exact") == ["annotated"] * 3


@each_kind
def test_what_stays_is_annotated_as_without_a_search(tmp_path, kind, gone):
    files = {
        "a.jsonl": [FIRST, b"{not JSON", "Nein, das ist nicht wahr, sagte der Minister am Dienstag.", SECOND],
        "b.jsonl": [{"text": FIRST, "id": "again"}, {"text": ""}, {"text": THIRD, "title": "T", "date": "2026-11-02"}],
        "empty.jsonl": [],
    }
    inputs = write_inputs(tmp_path / "in", files)
    plain = crawl_here(inputs, tmp_path / "plain", tasks=3, language="en")
    folder = crawl_here(inputs, tmp_path / "out", tasks=3, language="en", duplicates=kind)
    expected = ledger(plain, 3)
    assert expected[1, 0] == "annotated" and len(expected) == 7 and set(expected.values()) > {"filtered:language"}
    assert ledger(folder, 3) == {**expected, (1, 0): gone}
    kept = records(plain, 3)
    del kept["again"]
    assert records(folder, 3) == kept
    for rank in range(3):
        assert pq.read_table(folder.rejected(rank)) == pq.read_table(plain.rejected(rank))


@each_kind
def test_no_duplicates_at_all(tmp_path, kind, gone):
    assert fates(tmp_path, {"a.jsonl": ARTICLES[:2], "b.jsonl": ARTICLES[2:4]}, duplicates=kind) == ["annotated"] * 4


@each_kind
def test_all_are_duplicates(tmp_path, kind, gone):
    files = {"a.jsonl": ["Two words."] * 3, "b.jsonl": ["Two words."] * 3, "c.jsonl": ["Two  words.\n"]}
    assert fates(tmp_path, files, tasks=3, duplicates=kind) == ["annotated", *[gone] * 6]


@each_kind
def test_nothing_to_compare(tmp_path, kind, gone):
    assert fates(tmp_path, {"a.jsonl": [], "b.jsonl": [b"no JSON"]}, duplicates=kind) == ["rejected:unreadable"]


@each_kind
def test_the_bytes_of_what_only_the_last_stage_rejects(tmp_path, kind, gone):
    poisoned = [f"{text}\nPOISON (raise)\n" for text in ARTICLES[1:3]]
    lines = [json.dumps({"text": text}).encode() for text in (ARTICLES[0], poisoned[0], ARTICLES[3], poisoned[1])]
    inputs = write_inputs(tmp_path / "in", {"a.jsonl": [lines[0], b"[1]", *lines[1:]]})
    plan = Plan(tuple(discovered(inputs)), 1, Parameters(model="fast", duplicates=kind))
    folder = CrawlFolder(tmp_path / "out")
    freeze(plan, folder)
    *before, last = stages(plan, folder)
    poison(last)
    for stage in (*before, last):
        run_stage(stage, folder)
    rows = pq.read_table(folder.rejected(0)).select(["position", "reason", "bytes"]).to_pylist()
    assert [tuple(row.values()) for row in rows] == [
        (1, "unreadable", b"[1]\n"),
        (2, "layer-failed", lines[1] + b"\n"),
        (4, "layer-failed", lines[3] + b"\n"),
    ]


@each_kind
def test_what_a_run_that_was_ended_left_does_no_harm(tmp_path, kind, gone):
    files = {"a.jsonl": [FIRST, SECOND], "b.jsonl": [THIRD, near(SECOND), SECOND]}
    inputs = write_inputs(tmp_path / "in", files)
    folder = crawl_here(inputs, tmp_path / "out", duplicates=kind)
    expected = ledger(folder, 2)
    for path in sorted(folder.work.rglob("*")):
        if (
            path.is_file()
        ):  # half of a file, as a killed process leaves it; and marks of documents that are no duplicates
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    (folder.work / "removals" / "000000.remove").write_bytes(struct.pack("<I", 0))
    (folder.work / "removals" / "00007").mkdir()
    (folder.work / "removals" / "00007" / "00000.c4_dup").write_bytes(struct.pack("<I", 1))
    shutil.rmtree(folder.path / "state")
    assert ledger(crawl_here(inputs, tmp_path / "out", duplicates=kind), 2) == expected


@each_kind
def test_folders_and_numbers_of_tasks_that_datatrove_cannot_take(tmp_path, kind, gone):
    plan = Plan((), 65_536, Parameters(model="fast", duplicates=kind))
    with pytest.raises(OnrecordError, match=r"65,536 tasks.*give --tasks"):
        stages(plan, CrawlFolder(tmp_path / "out"))
    with pytest.raises(OnrecordError, match="name another folder"):
        stages(plan, CrawlFolder(tmp_path / "out[1]"))


def test_signatures_of_long_texts_are_those_of_datatrove_in_less_memory(tmp_path):
    signatures = Signatures(str(tmp_path))
    shingles = np.random.default_rng(7).integers(0, 2**63, (10_000, 1), dtype=np.uint64)
    whole = super(Signatures, signatures).get_signature(shingles)
    assert signatures.get_signature(shingles) == whole
    words = " ".join(f"w{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}{chr(97 + i // 676)}" for i in range(17_000)) * 20
    assert len(words) > 1_000_000
    assert np.array_equal(signatures.get_shingles(words), signatures.get_shingles(words[:1_000_000]))


def test_stages_are_taken_up_where_they_stopped(tmp_path):
    inputs = write_inputs(tmp_path / "in", {"a.jsonl": [FIRST], "b.jsonl": [near(FIRST)], "c.jsonl": [SECOND]})
    plan = Plan(tuple(discovered(inputs)), 3, Parameters(model="fast", duplicates="minhash"))
    folder = CrawlFolder(tmp_path / "out")
    freeze(plan, folder)
    texts, *_ = stages(plan, folder)
    run_stage(texts, folder, [2, 0])
    before = [(folder.work / "texts" / f"{rank:05d}.parquet").stat().st_mtime_ns for rank in (0, 2)]
    crawl_here(inputs, tmp_path / "out", tasks=3, duplicates="minhash")
    assert before == [(folder.work / "texts" / f"{rank:05d}.parquet").stat().st_mtime_ns for rank in (0, 2)]
    assert list(ledger(folder, 3).values()) == ["annotated", KINDS["minhash"], "annotated"]


@each_kind
def test_a_search_that_is_done_is_not_begun_again(tmp_path, kind, gone):
    """By a run that waited for it: others read by then what it found."""
    [path] = write_inputs(tmp_path / "in", {"a.jsonl": [FIRST, FIRST]})
    folder = crawl_here([path], tmp_path / "out", tasks=1, model="fast", duplicates=kind)
    found = {each: each.stat().st_mtime_ns for each in folder.work.rglob("*")}
    search = stages(read_plan(folder), folder)[-2]
    with pytest.raises(TaskBusyError, match="done by another process"):
        list(search.pipeline[0].run(None, 0, 1))
    assert found == {each: each.stat().st_mtime_ns for each in folder.work.rglob("*")}


def test_near_duplicates_as_desks_make_them_are_found_and_no_others(tmp_path, report):
    signatures = Signatures(str(tmp_path))
    of = cache(lambda text: list(map(tuple, signatures.get_signature(signatures.get_shingles(text)))))
    found = defaultdict(list)
    for name, one, other in islice(pairs(), 1200):
        found[name].append(any(a == b for a, b in zip(of(one), of(other), strict=True)))
    shares = {name: sum(each) / len(each) for name, each in found.items()}
    report.extend(f"{name}: {share:.0%} of {len(found[name])} pairs found" for name, share in shares.items())
    for name in ("another headline", "last paragraph cut", "a figure corrected", "a lead rewritten", "with a footer"):
        assert shares[name] >= 0.95
    assert {share for name, share in shares.items() if name.startswith("apart")} == {0}
    assert sum(name.startswith("apart") for name in shares) == 4


def test_an_archive_of_the_tests_has_the_near_duplicates_that_it_says(tmp_path):
    signatures, seen = Signatures(str(tmp_path)), defaultdict(list)
    captures = [each for each in write_archive(tmp_path / "news.warc.gz", LARGE - 1) if each.article]
    for number, capture in enumerate(captures):
        for bucket in enumerate(signatures.get_signature(signatures.get_shingles(capture.article.text))):
            seen[str(bucket)].append(number)
    alike = {number for group in seen.values() for number in group[1:]}
    assert alike == {number for number, capture in enumerate(captures) if capture.same_as}
