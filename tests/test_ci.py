"""What other corpora run in CI, run for real: the hooks by pre-commit on a repository, the action's steps by bash."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml

from conftest import LONGEST, ROOT

ACTION = ROOT / ".github" / "actions" / "validate" / "action.yml"
WORKFLOW = ACTION.with_name("example-workflow.yml")
HOOKS = ROOT / ".pre-commit-hooks.yaml"
CASES = ROOT / "tests" / "cases"
ARTICLE = (CASES / "valid" / "base.jsonl").read_text("utf-8")
WRONG = ARTICLE.replace('"kind":"direct"', '"kind":"direkt"')
OWN = ARTICLE.replace('"negated":false}', '"negated":false,"acme:stance":"for"}')
TOOLS = Path(sys.executable).parent


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    command = ["git", *identity, *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


def repository(folder: Path) -> str:
    """Make what is in a folder a git repository of one commit; the commit's id."""
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--no-verify", "--message", "all")
    return git(folder, "rev-parse", "HEAD")


def why_no_index() -> str:
    """Why pip cannot get at a package, "" where it can."""
    options = ["--quiet", "--dry-run", "--ignore-installed", "--no-deps", "tqdm"]
    done = subprocess.run([sys.executable, "-m", "pip", "install", *options], capture_output=True, text=True)
    return done.stderr[-300:] if done.returncode else ""


def plain_environment(**more: str) -> dict[str, str]:
    """That of these tests without what a git hook or a virtual environment has set; pip compiles nothing ahead.

    pip reads its variables as values of its options, not as answers to them: 0 turns off what --no-X would.
    """
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PYTHON", "VIRTUAL"))}
    return kept | {"PIP_NO_COMPILE": "0"} | more


@pytest.mark.parametrize(
    "schema, file", [("github-actions", ACTION), ("github-workflows", WORKFLOW)], ids=["action", "workflow"]
)
def test_files_for_github_keep_to_their_schema(schema, file, tmp_path):
    command = [TOOLS / "check-jsonschema", "--builtin-schema", f"vendor.{schema}"]
    done = subprocess.run([*command, file], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    bad = tmp_path / file.name
    bad.write_text(re.sub(r"^(runs|jobs):", r"x\1:", file.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    assert subprocess.run([*command, bad], capture_output=True).returncode == 1


def test_the_hooks_are_a_manifest():
    done = subprocess.run([TOOLS / "pre-commit", "validate-manifest", HOOKS], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def steps() -> dict[str, dict]:
    action = yaml.safe_load(ACTION.read_text("utf-8"))
    return {step.get("id", ""): step for step in action["runs"]["steps"]}


def test_no_input_is_part_of_a_script():
    assert all("${{" not in step["run"] for step in steps().values() if "run" in step)
    workflow = yaml.safe_load(WORKFLOW.read_text("utf-8"))
    assert all("run" not in step for job in workflow["jobs"].values() for step in job["steps"])


def test_the_example_has_the_least_permissions_and_pinned_versions():
    workflow = yaml.safe_load(WORKFLOW.read_text("utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in workflow[True]  # YAML 1.1 reads the key `on` so
    [job] = workflow["jobs"].values()
    assert job["permissions"] == {"contents": "read", "security-events": "write"}
    assert all(re.search(r"@v\d+\Z", step["uses"]) for step in [*job["steps"], steps()["python"]])
    inputs = yaml.safe_load(ACTION.read_text("utf-8"))["inputs"]
    [used] = [step for step in job["steps"] if "onrecord" in step["uses"]]
    assert used["uses"].split("@")[0].removeprefix("OWNER/onrecord/") == ACTION.parent.relative_to(ROOT).as_posix()
    assert used["with"].keys() <= inputs.keys()


class Runner:
    """What runs a composite action: inputs to variables, scripts by bash, files for outputs and the summary."""

    def __init__(self, folder: Path) -> None:
        self.workspace, self.files = folder / "my work space", folder / "runner files"
        for path in (self.workspace, self.files):
            path.mkdir(parents=True)
        self.outputs = {"steps.python.outputs.python-path": sys.executable}

    def run(self, step_id: str, **inputs: str) -> subprocess.CompletedProcess[str]:
        step = steps()[step_id]
        declared = yaml.safe_load(ACTION.read_text("utf-8"))["inputs"]
        values = {f"inputs.{name}": inputs.get(name.replace("-", "_"), of["default"]) for name, of in declared.items()}
        known = values | self.outputs
        variables = {name: re.sub(r"\$\{\{ (.*?) \}\}", lambda m: known[m[1]], v) for name, v in step["env"].items()}
        for name in ("output", "summary"):
            (self.files / name).write_text("")
        variables |= {
            "GITHUB_ACTION_PATH": str(ACTION.parent), "RUNNER_TEMP": str(self.files),
            "GITHUB_OUTPUT": str(self.files / "output"), "GITHUB_STEP_SUMMARY": str(self.files / "summary"),
        }  # fmt: skip
        script = self.files / "script.sh"
        script.write_text(step["run"], "utf-8")
        assert step["shell"] == "bash"
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", script]
        # The tests' own packages stand for what pip would fetch; the hooks' tests let it fetch them.
        own = {"PIP_NO_DEPS": "1", "PIP_NO_BUILD_ISOLATION": "0", "PYTHONPATH": sysconfig.get_path("purelib")}
        packages = plain_environment(**own)
        done = subprocess.run(command, cwd=self.workspace, env=packages | variables, capture_output=True, text=True)
        for line in self.read("output").splitlines():
            name, _, value = line.partition("=")
            self.outputs[f"steps.{step_id}.outputs.{name}"] = value
        return done

    def read(self, name: str) -> str:
        return (self.files / name).read_text("utf-8")


@pytest.fixture(scope="module")
def runner(tmp_path_factory):
    runner = Runner(tmp_path_factory.mktemp("action"))
    # A pull request may bring modules of these names: none may be imported.
    for name in ("venv", "pip", "onrecord", "tqdm"):
        (runner.workspace / f"{name}.py").write_text("raise SystemExit('a module of the workspace was run')")
    done = runner.run("install")
    assert done.returncode == 0, done.stderr
    for name, text in (("good", ARTICLE), ("bad one", WRONG), ("own", OWN)):
        (runner.workspace / name).mkdir()
        (runner.workspace / name / "base.jsonl").write_text(text, "utf-8")
    shutil.copy(CASES / "extensions" / "acme.json", runner.workspace / "my acme.json")
    return runner


def test_the_action_finds_nothing(runner):
    done = runner.run("validate", path="good")
    assert done.returncode == 0, done.stderr
    assert runner.read("output") == "exit-code=0\n"
    assert "no findings in 1 file (1 record)" in runner.read("summary") and "::error" not in done.stdout


def test_the_action_tells_findings_in_folders_with_spaces(runner):
    done = runner.run("validate", path="good\nbad one", sarif="my findings.sarif", args="--skip\nduplicate-article")
    assert done.returncode == 1
    assert "::error file=bad one/base.jsonl,line=2,col=" in done.stdout and "'direkt'" in done.stdout
    assert runner.read("output") == "exit-code=1\n"
    assert "| 1 | `not-in-list` |" in runner.read("summary")
    sarif = json.loads((runner.workspace / "my findings.sarif").read_text("utf-8"))
    [result] = sarif["runs"][0]["results"]
    assert result["ruleId"] == "not-in-list"


def test_the_action_takes_extensions_levels_and_formats(runner):
    assert runner.run("validate", path="own").returncode == 1
    assert runner.run("validate", path="own", extension="my acme.json").returncode == 0
    assert runner.run("validate", path="bad one", level="1").returncode == 0
    assert runner.run("validate", path="bad one", format="text").stdout.startswith("bad one/base.jsonl:2:")


@pytest.mark.parametrize(
    "inputs", [{"path": "none"}, {"path": ""}, {"level": "9"}, {"format": "x"}, {"extension": "no"}]
)
def test_the_action_tells_wrong_use_apart_from_findings(runner, inputs):
    done = runner.run("validate", **{"path": "good"} | inputs)
    assert done.returncode == 2 and runner.read("output") == "exit-code=2\n"
    assert done.stdout.endswith("::error title=onrecord::the run could not go on; its log says why\n")
    assert "Traceback" not in done.stderr and done.stderr
    stopped = re.findall(r"^::stop-commands::(\w+)$", done.stdout, re.MULTILINE)
    assert all(f"\n::{token}::\n" in done.stdout for token in stopped)  # or that error would not be heard


@pytest.mark.parametrize("name", ["path", "extension", "level", "format", "sarif", "args"])
@pytest.mark.parametrize(
    "value",
    ['"; touch owned; "', "$(touch owned)", "`touch owned`", "*", "--out=owned", "good\n--out=owned", "'\ntouch owned"],
)
def test_inputs_are_never_run(runner, name, value):
    before = {path: path.stat().st_size for path in runner.workspace.rglob("*.py")}
    runner.run("validate", **{"path": "good", name: value})
    expected = name == "args" and value == "--out=owned"  # that is what the option is for
    assert (runner.workspace / "owned").exists() is expected
    (runner.workspace / "owned").unlink(missing_ok=True)
    assert {path: path.stat().st_size for path in runner.workspace.rglob("*.py")} == before


@pytest.mark.parametrize("version", ["1 --index-url=https://example.org", "$(touch owned)", "@ file:///x", "1\nx"])
def test_a_version_that_is_none_is_refused(runner, version):
    done = Runner(runner.files / version[:1] / str(len(version))).run("install", version=version)
    assert done.returncode == 2 and "the input version is no version" in done.stdout


@pytest.fixture(scope="module")
def commit(tmp_path_factory):
    """Runs pre-commit in a repository of a user's, with hooks that it installs from a clone of this checkout."""
    if reason := why_no_index():
        pytest.skip(f"pip cannot reach its index, so the hooks were NOT tried: {reason}")
    hooks = tmp_path_factory.mktemp("hooks")
    for name in (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"):
        shutil.copy(ROOT / name, hooks / name)
    for name in ("scripts", "schema"):
        shutil.copytree(ROOT / name, hooks / name, ignore=shutil.ignore_patterns("__pycache__"))
    revision = repository(hooks)
    home = tmp_path_factory.mktemp("home")

    def run(folder: Path, config: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        config = config.replace("https://github.com/OWNER/onrecord", hooks.as_uri()).replace("v1", revision)
        (folder / ".pre-commit-config.yaml").write_text(config, "utf-8")
        if not (folder / ".git").exists():
            repository(folder)
        git(folder, "add", "--all")
        command = [TOOLS / "pre-commit", "run", "--color=never", *arguments]
        environment = plain_environment(PRE_COMMIT_HOME=str(home))
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)

    return run


SECTION = (ROOT / "README.md").read_text("utf-8").split("\n## Your own corpus\n")[1].split("\n## ")[0]
CONFIG, WORKFLOW_STEP = re.findall(r"```yaml\n(.*?)```", SECTION, re.DOTALL)
[EXTENSION] = re.findall(r"```json\n(.*?)```", SECTION, re.DOTALL)


def test_the_readme_says_what_is_tested():
    """The hooks' tests run the README's own configuration; its extension and step are those of the files."""
    assert json.loads(EXTENSION) == json.loads((CASES / "extensions" / "acme.json").read_text("utf-8"))
    job = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"]["validate"]
    assert all(step in job["steps"] for step in yaml.safe_load(WORKFLOW_STEP))
    assert {hook["id"] for hook in yaml.safe_load(CONFIG)["repos"][0]["hooks"]} == {
        hook["id"] for hook in yaml.safe_load(HOOKS.read_text("utf-8"))
    }
    linked = re.findall(r"\]\((\.[^)]+)\)", SECTION)
    assert WORKFLOW.relative_to(ROOT).as_posix() in linked and all((ROOT / path).exists() for path in linked)


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "my corpus"
    (folder / "corpus" / "articles").mkdir(parents=True)
    (folder / "corpus" / "articles" / "base.jsonl").write_text(OWN, "utf-8")
    (folder / "acme.json").write_text(EXTENSION, "utf-8")
    (folder / "README.md").write_text("Mine.\n")
    return folder


@pytest.mark.slow
def test_the_hooks_pass_what_is_right_and_stop_what_is_wrong(commit, corpus):
    done = commit(corpus, CONFIG, "--all-files")
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"onrecord fmt\.+Passed", done.stdout) and re.search(r"onrecord validate\.+Passed", done.stdout)
    article = corpus / "corpus" / "articles" / "base.jsonl"
    article.write_text(OWN.replace("acme:stance", "acme:stanse"), "utf-8")
    done = commit(corpus, CONFIG)
    assert done.returncode == 1 and "corpus/articles/base.jsonl:2:" in done.stdout
    assert "a field 'acme:stanse'\n    expected: 'acme:stance'" in done.stdout


@pytest.mark.slow
def test_the_formatting_hook_mends_and_fails(commit, corpus):
    article = corpus / "corpus" / "articles" / "base.jsonl"
    article.write_text(OWN.replace('{"layer":"quote",', '{"layer": "quote", '), "utf-8")
    done = commit(corpus, CONFIG, "onrecord-fmt", "--all-files")
    assert done.returncode == 1 and "files were modified by this hook" in done.stdout
    assert article.read_text("utf-8") == OWN
    assert commit(corpus, CONFIG, "onrecord-fmt", "--all-files").returncode == 0


@pytest.mark.slow
def test_ids_are_unique_over_all_files_and_names_are_no_options(commit, corpus):
    """pre-commit would hand the files to one process a core."""
    record = (CASES / "valid" / "documents.jsonl").read_text("utf-8")
    for number in range(12):
        (corpus / f"part-{number}.jsonl").write_text(record, "utf-8")
    done = commit(corpus, CONFIG, "onrecord-validate", "--all-files")
    assert done.returncode == 1 and done.stdout.count("[duplicate-article]") == 11 * record.count("\n")
    for path in corpus.glob("part-*"):
        path.unlink()
    (corpus / "--out=README.jsonl").write_text(record, "utf-8")
    done = commit(corpus, CONFIG, "onrecord-validate", "--all-files")
    assert done.returncode == 0 and not (corpus / "README.jsonl").exists(), done.stdout


def test_the_longest_tests_have_the_names_by_which_they_are_begun_first():
    assert [name for name in LONGEST if not (ROOT / "tests" / f"{name}.py").exists()] == []
