"""What a run sees to at its beginning and its end."""

from __future__ import annotations

import shutil

import pytest

from crawl_runs import contents, crawl_here, run_stage, write_inputs
from onrecord.crawl.manifest import read_plan
from onrecord.crawl.output.totals import begin_totals
from onrecord.crawl.runs import begin, finish
from onrecord.errors import OnrecordError

TEXTS = [f"Rain\nThe mayor said on Friday that {number} people had left." for number in range(3)]


@pytest.fixture
def done(tmp_path):
    """A crawl that is complete."""
    inputs = write_inputs(tmp_path / "in", {"a.jsonl": TEXTS, "b.jsonl": [TEXTS[0], "A text of its own."]})
    folder = crawl_here(inputs, tmp_path / "out", model="fast", duplicates="exact")
    finish(read_plan(folder), folder)
    assert not folder.work.exists()
    return folder


def test_a_shard_is_done_again_after_the_texts_are_gone(done):
    plan, before = read_plan(done), contents(done)
    done.ledger(1).unlink()
    done.stage("annotate").completion(1).unlink()
    for stage in begin(plan, done):
        run_stage(stage, done)
    assert contents(done) == before
    begin(plan, done)  # as another run does meanwhile
    assert done.work.exists() and done.stage("texts").done() == {0, 1}


def test_a_complete_crawl_is_left_as_it_is(done):
    begin(read_plan(done), done)
    assert not done.work.exists() and done.stage("texts").done() == {0, 1}


def test_counts_that_are_damaged_are_told_with_what_mends_them(done):
    plan = read_plan(done)
    done.statistics(1).write_text('{"documents": ')
    begin_totals(plan, done)  # which does not read them
    mend = f"delete {done.stage('annotate').completion(1)} and run the same crawl again"
    with pytest.raises(OnrecordError, match=f"{done.statistics(1)}: cannot be read .*; to mend it, {mend}"):
        finish(plan, done)


def test_a_model_that_was_trained_anew_is_another(tmp_path, onrecord):
    from onrecord import models

    shutil.copytree(next(iter(models.__path__)) + "/fast", tmp_path / "model")
    [path] = write_inputs(tmp_path / "in", {"a.jsonl": TEXTS[:1]})
    other = {"model": str(tmp_path / "model"), "digest": "0" * 64}
    with pytest.raises(OnrecordError, match="not the model that the crawl began with"):
        crawl_here([path], tmp_path / "other", tasks=1, **other)
    result = onrecord("crawl", path, "-o", tmp_path / "other", "--model", tmp_path / "model")
    assert result.code == 2 and "the model in the folder of --model: its digest 0000" in result.err
