import json

import pytest

from conftest import ROOT
from crawl_runs import crawl_here, ledger, write_inputs

WRITTEN = sorted((ROOT / "tests" / "articles" / "tuning").glob("*.jsonl"))
KINDS = ["exact", "minhash"]


def articles(number):
    return [json.loads(file.read_bytes().split(b"\n", 1)[0])["text"] for file in WRITTEN[:number]]


def near(text):
    """The text with another headline and a figure corrected."""
    headline, rest = text.split("\n", 1)
    return f"Updated: {headline[: len(headline) // 2]}\n{rest.replace('7', '8')}"


def fates(tmp_path, files, **parameters):
    inputs = write_inputs(tmp_path / "in", files)
    folder = crawl_here(inputs, tmp_path / "out", **parameters)
    found = ledger(folder, parameters.get("tasks", 2))
    assert len(found) == sum(map(len, files.values()))
    return [
        found[file, position] for file, documents in enumerate(files.values()) for position in range(len(documents))
    ]


@pytest.mark.parametrize(("kind", "reason"), [("exact", "duplicate"), ("minhash", "near-duplicate")])
def test_the_first_by_task_and_place_stays(tmp_path, kind, reason):
    first, second, third = articles(3)
    spaced = second.replace("\n", " \n\n").replace(" ", "  ")
    files = {
        "a.jsonl": [first, second],  # task 0
        "b.jsonl": [third, first, third],  # task 1
        "c.jsonl": [spaced, third],  # task 0: before b for who comes first
    }
    gone = f"filtered:{reason}"
    expected = ["annotated", "annotated", gone, gone, gone, gone, "annotated"]
    assert fates(tmp_path, files, duplicates=kind) == expected


def test_near_duplicates_of_each_other_by_way_of_one(tmp_path):
    text = articles(1)[0]
    lines = text.split("\n")
    shorter = "\n".join(lines[:-1])
    files = {"a.jsonl": [near(shorter)], "b.jsonl": [shorter], "c.jsonl": [text]}
    gone = "filtered:near-duplicate"
    assert fates(tmp_path, files, tasks=3, duplicates="minhash") == ["annotated", gone, gone]
    assert fates(tmp_path / "exact", files, tasks=3, duplicates="exact") == ["annotated"] * 3
