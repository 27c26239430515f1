"""Scripts for Slurm by their text, and run by stand-ins; by a real Slurm: tests/tools/test_real_slurm.py."""

import os
import re
import shutil
import subprocess
from itertools import pairwise

import pytest

from crawl_runs import contents, crawl_here, write_inputs
from onrecord.crawl.executors.slurm_options import options_of
from onrecord.crawl.executors.slurm_submission import submit
from onrecord.crawl.executors.workforce import Workforce
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.plan import Parameters, Plan
from onrecord.crawl.sources.discovery import discovered
from onrecord.errors import OnrecordError

# Stand-ins for Slurm's programs: they run the jobs of an array at once, one after the other, in local processes.
SBATCH = """#!/bin/sh
for script; do :; done
echo "$@" >>"$(dirname "$0")/submitted"
last=$(sed -n 's/^#SBATCH --array="0-\\([0-9]*\\).*/\\1/p' "$script")
for number in $(seq 0 "$last"); do
    SLURM_ARRAY_TASK_ID=$number bash "$script" >>"$(dirname "$0")/log" 2>&1 || echo failed >>"$(dirname "$0")/log"
done
echo "7;cluster"
"""
SRUN = """#!/bin/sh
while [ "${1#--}" != "$1" ]; do shift; done
exec "$@"
"""


@pytest.fixture
def slurm(tmp_path, monkeypatch):
    """The folder of the stand-ins."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, text in {"sbatch": SBATCH, "srun": SRUN}.items():
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    return folder


@pytest.fixture
def inputs(tmp_path):
    texts = [f"“We won {number} games,” said Ann Lee of Acme on Monday." for number in range(3)]
    return write_inputs(tmp_path / "in", {f"{number}.jsonl": [text, b"bad"] for number, text in enumerate(texts)})


def submitted(inputs, out, *settings, tasks=None, ranks=None, workers=None, submits=False, **parameters):
    """What is told of the submission of a crawl, and the folder of it."""
    plan = Plan(tuple(discovered(inputs)), tasks or len(inputs), Parameters(model="fast", **parameters))
    slurm = options_of(settings)
    workforce = Workforce(
        ranks=ranks or range(plan.tasks), executor="slurm", workers=workers, slurm=slurm, submits=submits
    )
    told = list(submit(plan, CrawlFolder(out), workforce))
    return told, max((out / "state" / "slurm").iterdir())


def options(script):
    return dict(re.findall('^#SBATCH --([a-z-]+)(?:="(.*)")?$', script.read_text(), re.MULTILINE))


def test_jobs_do_what_one_process_does(inputs, tmp_path, slurm):
    out = tmp_path / "a b's $(x) %A"
    told, place = submitted(inputs, out, "tasks-per-job=2", submits=True)
    assert told[0] == "submitted annotate: job 7"
    assert (slurm / "log").read_text().strip() == ""
    assert contents(CrawlFolder(out)) == contents(crawl_here(inputs, tmp_path / "one", tasks=3, model="fast"))
    assert '"shards": 3' in (out / "statistics.json").read_text()
    told, second = submitted(inputs, out, submits=True)
    assert told == ["nothing to submit: all tasks are done"]
    assert second == place


def test_a_script(inputs, tmp_path):
    settings = ["time=2:30:00", "partition=long", "mem-per-cpu-gb=3", "cpus-per-task=2", "account=news desk"]
    told, place = submitted(inputs, tmp_path / "my %A", *settings, "env-command=module load python", workers=5)
    script = place / "annotate.sh"
    assert options(script) == {
        "job-name": "onrecord-annotate",
        "array": "0-2%5",
        "time": "2:30:00",
        "partition": "long",
        "nodes": "1",
        "cpus-per-task": "2",
        "mem-per-cpu": "3G",
        "account": "news desk",
        "requeue": "",
        "output": f"{tmp_path}/my %%A/state/slurm/001/annotate-%A_%a.log",
        "error": f"{tmp_path}/my %%A/state/slurm/001/annotate-%A_%a.log",
    }
    first, *_, environment, strict, _, launch = script.read_text().splitlines()
    assert (first, environment, strict) == ("#!/bin/bash", "module load python", "set -e")
    assert launch == (
        "exec srun --ntasks=1 --cpus-per-task=2 "
        f"python -m datatrove.tools.launch_pickled_pipeline '{place}/annotate.pickle'"
    )
    assert told[0] == f"written, not submitted; to submit: sh '{place}/submit.sh'"


def test_each_stage_waits_for_the_one_before(inputs, tmp_path):
    _, place = submitted(inputs, tmp_path / "out", duplicates="minhash")
    commands = re.findall("^([a-z]+)=[$][(]sbatch --parsable (.*)[)]$", (place / "submit.sh").read_text(), re.MULTILINE)
    assert [name for name, _ in commands] == ["texts", "pairs", "duplicates", "annotate"]
    for (before, _), (name, arguments) in pairwise(commands):
        after = f'--dependency="afterok:${{{before}%%;*}}" --kill-on-invalid-dep=yes'
        assert arguments == f"{after} {place}/{name}.sh"
    assert {name: options(place / f"{name}.sh")["array"] for name, _ in commands}["duplicates"] == "0-0"


def test_scripts_are_scripts(inputs, tmp_path):
    _, place = submitted(inputs, tmp_path / "it's; a", "venv=/opt/a b", duplicates="exact")
    scripts = sorted(place.glob("*.sh"))
    assert len(scripts) == 4
    for script in scripts:
        subprocess.run(["bash", "-n", script], check=True)
        if shutil.which("shellcheck"):
            subprocess.run(["shellcheck", "--exclude=SC1091", script], check=True)


@pytest.mark.parametrize(("tasks", "settings", "array"), [(1001, [], "0-500"), (130, ["tasks-per-job=50"], "0-2")])
def test_many_tasks_are_few_jobs(tmp_path, tasks, settings, array):
    (tmp_path / "in").mkdir()
    for number in range(tasks):
        (tmp_path / "in" / f"{number}.jsonl").touch()
    _, place = submitted([str(tmp_path / "in")], tmp_path / "out", *settings, tasks=tasks)
    assert options(place / "annotate.sh")["array"] == array


def test_a_range_and_a_second_submission_leave_the_first_as_it_is(inputs, tmp_path):
    _, first = submitted(inputs, tmp_path / "out")
    before = {path.name: path.read_bytes() for path in first.iterdir()}
    _, second = submitted(inputs, tmp_path / "out", ranks=range(1, 2))
    assert (first.name, second.name) == ("001", "002")
    assert options(second / "annotate.sh")["array"] == "0-0"
    assert {path.name: path.read_bytes() for path in first.iterdir()} == before


def test_a_stage_is_not_begun_before_the_one_before_is_complete(inputs, tmp_path, slurm):
    _, place = submitted(inputs, tmp_path / "out", duplicates="exact")
    done = subprocess.run(
        ["bash", place / "annotate.sh"], env={**os.environ, "SLURM_ARRAY_TASK_ID": "0"}, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr == "onrecord: stage duplicates is not complete; when it is, submit with the same command\n"


def test_where_there_is_no_slurm(inputs, tmp_path, onrecord, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    command = ["crawl", *inputs, "-o", tmp_path / "out", "--model", "fast", "--executor", "slurm"]
    result = onrecord(*command)
    assert result.code == 2
    assert "sbatch is not found" in result.err
    assert "--no-submit" in result.err
    assert not (tmp_path / "out").exists()
    assert onrecord(*command, "--no-submit").code == 0


def test_a_refusal_of_slurm_is_told(inputs, tmp_path, slurm):
    (slurm / "sbatch").write_text("#!/bin/sh\necho 'sbatch: error: invalid partition specified: x' >&2; exit 1\n")
    with pytest.raises(OnrecordError, match=r"refused the jobs .*invalid partition specified: x.*mend"):
        submitted(inputs, tmp_path / "out", submits=True)


def test_names_that_slurm_cannot_be_told(inputs, tmp_path):
    with pytest.raises(OnrecordError, match="Slurm cannot be told"):
        submitted(inputs, tmp_path / 'a"b')
    assert not (tmp_path / 'a"b').exists()
