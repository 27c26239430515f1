"""A crawl by the jobs of a real Slurm, of one machine. Debian has it as `slurm-wlm`; its daemons want root."""

import os
import signal
import subprocess
import time

import pytest
import slurm_cluster

from crawl_runs import contents, crawl_here, write_inputs
from onrecord.crawl.folder import CrawlFolder
from synthetic import articles

pytestmark = [
    pytest.mark.tools,
    pytest.mark.skipif(not slurm_cluster.is_possible(), reason="needs root and Slurm: apt-get install slurm-wlm"),
]
OPTIONS = ["--model", "fast", "--executor", "slurm", "--slurm", "mem-per-cpu-gb=1"]


@pytest.fixture(scope="module")
def slurm(tmp_path_factory):
    with slurm_cluster.cluster(tmp_path_factory.mktemp("slurm")) as environment:
        yield environment


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    texts = [record.text for record in articles(24)]
    files = {f"{number}.jsonl": [*texts[number::4], b"bad", texts[number - 1]] for number in range(4)}
    return write_inputs(tmp_path_factory.mktemp("inputs"), files)


def test_stages_one_after_the_other(inputs, tmp_path, slurm, onrecord_process):
    out = tmp_path / "o u't %A"
    command = ["crawl", *inputs, "-o", out, *OPTIONS, "--duplicates", "minhash", "--slurm", "cpus-per-task=2"]
    submitted = onrecord_process(*command, **slurm)
    assert submitted.code == 0, submitted.err
    slurm_cluster.wait_for_jobs(slurm, 500)
    one = crawl_here(inputs, tmp_path / "one", tasks=4, model="fast", duplicates="minhash")
    assert contents(CrawlFolder(out)) == contents(one), [log.read_text() for log in out.glob("state/slurm/*/*.log")]
    assert '"shards": 4' in (out / "statistics.json").read_text()
    assert "nothing to submit" in onrecord_process(*command, **slurm).err


def test_a_job_that_is_told_to_make_room_is_queued_again(inputs, tmp_path, slurm, onrecord_process):
    out = tmp_path / "out"
    told = onrecord_process("crawl", *inputs, "-o", out, *OPTIONS, "--slurm", "tasks-per-job=4", **slurm)
    assert told.code == 0, told.err
    job = told.err.partition("annotate: job ")[2].split()[0]
    while not list(out.glob("state/annotate/completions/*")):
        time.sleep(0.1)
    scancel = ["scancel", f"--signal={signal.SIGUSR1.name.removeprefix('SIG')}", job]
    subprocess.run(scancel, env={**os.environ, **slurm}, check=True)
    slurm_cluster.wait_for_jobs(slurm, 500)
    assert contents(CrawlFolder(out)) == contents(crawl_here(inputs, tmp_path / "one", tasks=4, model="fast"))
