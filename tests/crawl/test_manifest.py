from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.items import InputFile
from onrecord.crawl.manifest import freeze, read_plan
from onrecord.crawl.plan import Parameters, Plan
from onrecord.errors import InputError, OnrecordError

INPUTS = tuple(InputFile(f"/news/{number}.jsonl", "jsonl", number) for number in range(200))
PLANS = [Plan(INPUTS, 7, Parameters()), Plan(INPUTS[1:], 7, Parameters())]


def _frozen(plan, folder, together):
    together.wait()
    try:
        return freeze(plan, folder)
    except OnrecordError as error:
        return str(error)


def test_of_runs_that_begin_at_once_one_decides_the_plan(tmp_path):
    runs = 6
    with ThreadPoolExecutor(runs) as pool:
        for attempt in range(40):
            folder, together = CrawlFolder(tmp_path / str(attempt)), Barrier(runs)
            plans = [PLANS[number % 2] for number in range(runs)]
            results = list(pool.map(_frozen, plans, [folder] * runs, [together] * runs))
            assert results.count(True) == 1
            won = plans[results.index(True)]
            assert all((result in (True, False)) == (plan is won) for plan, result in zip(plans, results, strict=True))
            assert all("INPUT" in result for result in results if isinstance(result, str))
            assert read_plan(folder) == won


def test_inputs_that_were_not_written_any_more_are_written_by_the_next_run(tmp_path):
    folder = CrawlFolder(tmp_path / "out")
    freeze(PLANS[0], folder)
    folder.inputs.unlink()
    assert not freeze(PLANS[0], folder)
    assert read_plan(folder) == PLANS[0]


@pytest.mark.parametrize("content", [b"[]", b"{}", b'{"inputs": {}, "parameters": 3}', b"{", b'{"\xff": 1}'])
def test_no_run_goes_on_from_a_manifest_that_is_damaged(tmp_path, content):
    folder = CrawlFolder(tmp_path / "out")
    freeze(PLANS[0], folder)
    folder.manifest.write_bytes(content)
    with pytest.raises(InputError, match=r"a manifest that cannot be read .*; restore manifest"):
        freeze(PLANS[0], folder)
    assert folder.manifest.read_bytes() == content


def test_other_parameters_are_told_as_they_are_written(tmp_path):
    folder = CrawlFolder(tmp_path / "out")
    freeze(Plan(INPUTS[:1], 1, Parameters(seconds=30.0)), folder)
    told = "--nested off, now on; --seconds 30, now 60; INPUT of 1 file, 0 bytes, now of 1 file, 1 byte;"
    with pytest.raises(OnrecordError, match=told):
        freeze(Plan(INPUTS[1:2], 1, Parameters(nested=True)), folder)


def test_a_folder_of_others_is_no_crawl(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(OnrecordError, match="not empty"):
        freeze(PLANS[0], CrawlFolder(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
