import os

import pytest

from conftest import ROOT
from onrecord.crawl.executors.workforce import Workforce
from onrecord.crawl.stages import Stage


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["--task-range", "5"], "is no range A:B"),
        (["--task-range", "2:2"], "is no range A:B"),
        (["--task-range", "-1:2"], "expected one argument"),
        (["--task-range", "0:9"], "there is 1 task"),
        (["--slurm", "time=1:00:00"], "--slurm: is for --executor slurm"),
        (["--no-submit"], "--no-submit: is for --executor slurm"),
        (["--ray-address", "auto"], "--ray-address: is for --executor ray"),
        (["--executor", "slurm", "--slurm", "time"], "not KEY=VALUE"),
        (["--executor", "slurm", "--slurm", "array=0-9"], "--slurm array: is set by the crawl itself"),
        (["--executor", "slurm", "--slurm", "cpus-per-task=many"], "not a whole number"),
        (["--executor", "slurm", "--slurm", 'account=a"\n#SBATCH --uid="0'], "has a quote, backslash or control"),
        (["--executor", "spark"], "invalid choice"),
    ],
)
def test_wrong_use_is_told_before_anything_is_written(onrecord, tmp_path, arguments, found):
    (tmp_path / "in.jsonl").write_text('{"text": "One."}\n')
    result = onrecord("crawl", tmp_path / "in.jsonl", "-o", tmp_path / "out", *arguments)
    assert (result.code, result.out) == (2, "")
    assert found in result.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("module", "extra", "executor"),
    [("datatrove", "scale", "local"), ("datatrove", "scale", "slurm"), ("ray", "ray", "ray")],
)
def test_what_is_not_installed_is_told(onrecord_process, tmp_path, module, extra, executor):
    (tmp_path / "in.jsonl").write_text('{"text": "One."}\n')
    (tmp_path / f"{module}.py").write_text(f"raise ModuleNotFoundError(name={module!r})\n")  # as where it is not
    command = ["crawl", tmp_path / "in.jsonl", "-o", tmp_path / "out", "--executor", executor]
    paths = f"{tmp_path}{os.pathsep}{ROOT / 'scripts'}"
    result = onrecord_process(*command, PYTHONPATH=paths)
    assert result.code == 2
    assert result.err == f"onrecord: this needs {module}, which is not installed: pip install 'onrecord[{extra}]'\n"
    assert not (tmp_path / "out").exists()


def test_stages_that_are_not_of_the_input_are_done_by_who_has_the_first_task():
    texts, search = Stage("texts", [], 9), Stage("search", [], 14, of_inputs=False)
    first, second = Workforce(ranks=range(4)), Workforce(ranks=range(4, 9))
    assert [*first.ranks_of(texts), *second.ranks_of(texts)] == [*range(9)]
    assert [*first.ranks_of(search)] == [*range(14)]
    assert [*second.ranks_of(search)] == []
