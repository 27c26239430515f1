import json
import subprocess
import sys

import pytest

from conftest import ROOT
from crawl_runs import contents, crawl_here, run_stage, write_inputs
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.manifest import freeze
from onrecord.crawl.plan import Parameters, Plan
from onrecord.crawl.sources.discovery import discovered
from onrecord.crawl.stages import stages

TEXTS = [f"“We won {number} games,” said Ann Lee of Acme on Monday. Bob Ray said that he lost." for number in range(7)]


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    files = {
        "a.jsonl": TEXTS[:2],
        "b.jsonl": [TEXTS[2], b"no JSON", TEXTS[0]],
        "c.jsonl": [TEXTS[3], TEXTS[1]],
        "d.jsonl": [TEXTS[4], {"id": "x", "text": TEXTS[5]}, {"id": "x", "text": TEXTS[6]}],
    }
    return write_inputs(tmp_path_factory.mktemp("inputs"), files)


def test_two_shells_that_begin_at_once_and_wait_for_each_other(inputs, tmp_path, onrecord):
    expected = contents(crawl_here(inputs, tmp_path / "one", tasks=4, model="fast", duplicates="exact"))
    assert len(expected) == 4 * 4
    command = ["crawl", *inputs, "-o", tmp_path / "two", "--model", "fast", "--duplicates", "exact", "--task-range"]
    shell = subprocess.Popen([sys.executable, "-m", "onrecord", *command, "0:3"], stderr=subprocess.PIPE, cwd=ROOT)
    here = onrecord(*command, "2:4")  # task 2 is in both
    told = [shell.communicate(timeout=300)[1].decode(), here.err]
    assert [shell.returncode, here.code] == [0, 0], told
    waits = "stage texts, which other runs have in their", "stage duplicates, which the run that has task 0 does"
    assert all(any(wait in line for wait in waits) for line in told[1].splitlines() if "waiting for" in line)
    assert contents(CrawlFolder(tmp_path / "two")) == expected
    totals = json.loads((tmp_path / "two" / "statistics.json").read_bytes())
    assert (totals["shards"], totals["of"], totals["documents"]) == (4, 4, 10)
    assert (totals["annotated"], totals["filtered.duplicate"], totals["rejected"]) == (6, 2, 2)


def test_what_is_left_to_others_is_told(inputs, tmp_path, onrecord):
    folder, plan = CrawlFolder(tmp_path / "out"), Plan(tuple(discovered(inputs)), 4, Parameters(model="fast"))
    freeze(plan, folder)
    run_stage(stages(plan, folder)[0], folder, [1])
    command = ["crawl", "-o", tmp_path / "out", "--model", "fast", "--task-range"]
    result = onrecord(*command, "1:2", *inputs)
    assert (result.code, result.out) == (0, "")
    assert "onrecord: tasks 0, 2-3 of 4, of other ranges: not done yet\n" in result.err
    other = onrecord(*command, "2:3", *inputs[:3])
    assert other.code == 2
    assert "begun with other parameters" in other.err
