"""A crawl on a real Ray cluster, of two nodes on this machine, one of which is no more in the middle of it."""

import os
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest
from servers import programs_of

from conftest import ROOT
from crawl_runs import contents, write_inputs
from onrecord.crawl.folder import CrawlFolder
from poison import ACTS, crawled, rows
from poison import write_inputs as write_poison
from synthetic import articles

pytestmark = pytest.mark.tools
HERE = Path(__file__).parent
FILES = 8
# The nodes find what does harm where the tests are.
PATHS = {**os.environ, "PYTHONPATH": f"{ROOT / 'scripts'}{os.pathsep}{ROOT / 'tests'}"}
BAD = ("raise", "exit", "kill")


@pytest.fixture(scope="module")
def python():
    return sys.executable if find_spec("ray") else str(programs_of("ray") / "python")


class Cluster:
    def __init__(self, python):
        command = [python, HERE / "ray_cluster.py"]
        self.process = subprocess.Popen(
            command, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=PATHS
        )
        self.address = self._said()

    def do(self, what):
        self.process.stdin.write(f"{what}\n")
        self.process.stdin.flush()
        assert self._said() == what

    def _said(self):
        return next(line.strip() for line in self.process.stdout if line.strip().startswith(("add", "remove", "1")))


@pytest.fixture(scope="module")
def cluster(python):
    cluster = Cluster(python)
    yield cluster
    cluster.process.communicate(timeout=120)


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    texts = [record.text for record in articles(10 * FILES)]
    files = {f"{number:02}.jsonl": [*texts[number::FILES], b"bad"] for number in range(FILES)}
    return write_inputs(tmp_path_factory.mktemp("inputs"), files)


@pytest.fixture(scope="module")
def expected(python, inputs, tmp_path_factory):
    out = tmp_path_factory.mktemp("one") / "out"
    subprocess.run([python, "-m", "onrecord", "crawl", *inputs, "-o", out, "--model", "fast"], check=True, cwd=ROOT)
    return contents(CrawlFolder(out))


def begun(python, inputs, out, cluster):
    command = [python, "-m", "onrecord", "crawl", *inputs, "-o", out, "--model", "fast"]
    shell = subprocess.Popen(
        [*command, "--executor", "ray", "--ray-address", cluster.address],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    while not list(out.glob("state/annotate/completions/*")):
        assert shell.poll() is None, shell.communicate()
        time.sleep(0.1)
    return shell


def ended(shell):
    """Its exit code; on standard error there is no line but ours."""
    out, err = shell.communicate(timeout=500)
    assert out == ""
    assert all(line.startswith(("onrecord: ", "{")) for line in err.splitlines()), err
    return shell.returncode


def test_a_node_is_removed_and_another_added(inputs, expected, tmp_path, python, cluster):
    shell = begun(python, inputs, tmp_path / "out", cluster)
    cluster.do("remove")
    cluster.do("add")
    assert ended(shell) == 0
    assert contents(CrawlFolder(tmp_path / "out")) == expected


def test_a_run_that_is_stopped_goes_on(inputs, expected, tmp_path, python, cluster):
    shell = begun(python, inputs, tmp_path / "out", cluster)
    shell.send_signal(signal.SIGINT)
    assert ended(shell) == 128 + signal.SIGINT
    assert not list(tmp_path.glob("out/*/.*.tmp"))
    assert not list(tmp_path.glob("out/state/annotate/journal/*"))
    assert ended(begun(python, inputs, tmp_path / "out", cluster)) == 0
    assert contents(CrawlFolder(tmp_path / "out")) == expected


def test_documents_that_do_harm_cost_themselves_alone(tmp_path, python, cluster):
    write_poison(tmp_path / "in", BAD, files=2)
    command = [python, HERE / "ray_poison.py", tmp_path / "in", tmp_path / "out", cluster.address]
    done = subprocess.run(command, capture_output=True, text=True, env=PATHS, check=True)
    assert "undone={}" in done.stdout
    assert {row["id"]: row["reason"] for row in rows(tmp_path / "out", "rejected")} == {
        act: ACTS[act][1] for act in BAD
    }
    assert crawled(tmp_path / "in", tmp_path / "one").is_whole
    good = [row for row in rows(tmp_path / "one", "data/documents") if row["id"] not in BAD]
    assert rows(tmp_path / "out", "data/documents") == good


def test_where_there_is_no_cluster(tmp_path, python):
    (tmp_path / "in.jsonl").write_text('{"text": "One."}')
    command = [python, "-m", "onrecord", "crawl", tmp_path / "in.jsonl", "-o", tmp_path / "out", "--executor", "ray"]
    done = subprocess.run([*command, "--ray-address", "127.0.0.1:1"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no Ray cluster to work with" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
