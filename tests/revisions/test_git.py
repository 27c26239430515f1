"""The drivers in real repositories: diff, show, merge, rebase, cherry-pick, stash; names that are hard on shells."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from conftest import ROOT
from onrecord.incident import ascii_controls
from revision_cases import BASE, line, lines_of, write

NAMES = ["base.jsonl", "a b.jsonl", "-x.jsonl", "it's “q” $HOME;.jsonl", "é👩‍👩‍👧.jsonl", "--git.jsonl", "%A.jsonl"]


class Repository:
    """A repository with a HOME of its own, one article file in `corpus/articles`, and two branches to come."""

    def __init__(self, folder: Path, name: str = "base.jsonl", python: str = sys.executable):
        self.folder, self.python = folder / "a repository", python
        self.path = self.folder / "corpus" / "articles" / name
        self.folder.mkdir()
        (folder / "home").mkdir()
        own = {"HOME": str(folder / "home"), "GIT_CONFIG_NOSYSTEM": "1", "NO_COLOR": "1"}
        who = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in PERSON.items()}
        git = {key for key in os.environ if key.startswith(("GIT_", "XDG_"))}
        self.environment = {key: value for key, value in os.environ.items() if key not in git} | own | who
        self.environment |= {"PYTHONPATH": os.pathsep.join([str(ROOT / "scripts"), *filter(None, sys.path)])}
        self.git("init", "--quiet", "--initial-branch=main")
        self.write(lines_of(BASE))

    def git(self, *arguments, code: int | None = 0):
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, env=self.environment, capture_output=True, check=False
        )
        told = (done.stdout + done.stderr).decode()
        assert "Traceback" not in told and (code is None or done.returncode == code), told
        return done.stdout.decode(), told

    def onrecord(self, *arguments, code: int = 0, told: bool = False) -> str:
        command = [self.python, "-P", "-m", "onrecord", *arguments]
        done = subprocess.run(command, cwd=self.folder, env=self.environment, capture_output=True, check=False)
        assert done.returncode == code, done.stderr
        return (done.stderr if told else done.stdout).decode()

    def write(self, lines) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write(self.path, lines)
        self.onrecord("fmt", str(self.path))

    def lines(self):
        return lines_of(self.path)

    def commit(self, edit=None, message="edit") -> None:
        if edit:
            lines = self.lines()
            edit(lines)
            self.write(lines)
        self.git("add", "--all")
        self.git("commit", "--quiet", "-m", message)

    def branches(self, ours, theirs) -> None:
        """`theirs` on the branch other, `ours` on main, both from one commit that has the drivers' attributes."""
        self.onrecord("git")
        self.commit()
        self.git("switch", "--quiet", "-c", "other")
        self.commit(theirs, "theirs")
        self.git("switch", "--quiet", "main")
        self.commit(ours, "ours")


PERSON = {"NAME": "A", "EMAIL": "a@example.org", "DATE": "2024-05-02T00:00:00Z"}


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path)


def value(number):
    return lambda lines: line(lines, "n1").update(value=number)


def unit(lines):
    line(lines, "n1").update(unit="t")


@pytest.mark.parametrize("name", NAMES)
def test_diff_and_merge_of_files_with_any_name(tmp_path, name):
    repository = Repository(tmp_path, name)
    repository.branches(value(6), unit)
    shown, _ = repository.git("-c", "core.quotePath=false", "diff", "main~", "main")
    assert shown == f"corpus/articles/{ascii_controls(name)} (1 changed)\n~ n1 “Five”: value 5 → 6\n"
    _, told = repository.git("merge", "--no-edit", "other")
    assert "n1" not in told
    assert (line(repository.lines(), "n1")["value"], line(repository.lines(), "n1")["unit"]) == (6, "t")
    assert repository.git("status", "--porcelain")[0] == ""


def test_log_and_show_with_and_without_external_diffs(repository):
    repository.branches(value(6), unit)
    assert "~ n1 “Five”: value 5 → 6\n" in repository.git("show", "--ext-diff")[0]
    assert "~ n1 “Five”: value 5 → 6\n" in repository.git("log", "-p", "--ext-diff")[0]
    shown = repository.git("show")[0]
    assert "-number n1 “Five”: kind cardinal, value 5, counted “people”\n+number n1" in shown
    assert repository.git("diff", "--exit-code", "main~", "main", code=1)[0]
    assert repository.git("diff")[0] == ""


def test_added_deleted_renamed_and_broken_files(repository):
    repository.onrecord("git")
    repository.git("add", "--all")
    assert "\n+ number n1 “Five” at 45: kind cardinal, value 5" in repository.git("diff", "--cached")[0]
    repository.commit()
    repository.git("mv", "corpus/articles/base.jsonl", "corpus/articles/new.jsonl")
    assert repository.git("diff", "--cached", "-M")[0] == ""
    renamed = repository.folder / "corpus" / "articles" / "new.jsonl"
    renamed.write_bytes(renamed.read_bytes().replace(b'"value":5', b'"value":6'))
    renamed.chmod(0o755)
    repository.git("add", "--all")
    shown = repository.git("diff", "--cached", "-M")[0]
    assert "mode 100644 → 100755" in shown and "base.jsonl → corpus/articles/new.jsonl (1 changed)\n~ n1" in shown
    repository.git("reset", "--hard", "--quiet")
    repository.git("rm", "--quiet", "corpus/articles/base.jsonl")
    assert "\n- number n1 “Five”" in repository.git("diff", "--cached")[0]
    repository.git("reset", "--hard", "--quiet")
    repository.path.write_bytes(repository.path.read_bytes().replace(b'"value":5', b'"value":\x1b'))
    shown = repository.git("diff")[0]
    assert "by lines, because one side is no record" in shown and '+{"layer":"number"' in shown and "\x1b" not in shown
    assert '+{"layer":"number"' in repository.git("diff", "--no-ext-diff")[0]


def test_a_conflict_is_marked_told_and_refused_until_it_is_settled(repository):
    repository.branches(value(6), value(7))
    _, told = repository.git("merge", "other", code=1)
    assert "corpus/articles/base.jsonl: conflict in n1: value: 6 in ours, 7 in theirs" in told and "CONFLICT" in told
    text = repository.path.read_text("utf-8")
    marks = [item[:10] for item in text.split("\n") if item[:1] in "<=>"]
    assert [mark.strip() for mark in marks if mark] == ["<<<<<<< ou", "=======", ">>>>>>> th"]
    assert repository.git("status", "--porcelain")[0] == "UU corpus/articles/base.jsonl\n"
    repository.onrecord("validate", "corpus/articles", code=1)
    assert "a mark of a conflict" in repository.onrecord("fmt", "corpus/articles", code=2, told=True)
    shown = repository.git("diff")[0]
    assert "++<<<<<<< ours" in shown and "not merged yet" in repository.git("diff", "--ours")[0]
    assert "++number" not in shown and " +number n1 “Five”: kind cardinal, value 6" in shown
    repository.git("checkout", "--theirs", "--", "corpus/articles/base.jsonl")
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--no-edit")
    assert line(repository.lines(), "n1")["value"] == 7


@pytest.mark.parametrize("command", [["rebase", "other"], ["cherry-pick", "other"]])
def test_rebase_and_cherry_pick(repository, command):
    added = {"id": "n2", "start": 54, "end": 56, "text": "le", "counted": []}
    other = {"id": "n2", "start": 57, "end": 61, "text": "came", "counted": []}
    repository.branches(
        lambda lines: lines.append(line(lines, "n1") | added), lambda lines: lines.append(line(lines, "n1") | other)
    )
    _, told = repository.git(*command)
    numbers = {item["id"]: item["text"] for item in repository.lines() if item["layer"] == "number"}
    assert sorted(numbers) == ["n1", "n2", "n3"] and sorted(numbers.values()) == ["Five", "came", "le"]
    assert "n2 of theirs is n3 now: ours added another one" in told
    assert repository.onrecord("validate", "corpus/articles") == ""


def test_stash_pop(repository):
    repository.onrecord("git")
    repository.commit()
    lines = repository.lines()
    unit(lines)
    repository.write(lines)
    repository.git("stash", "--quiet")
    repository.commit(value(6))
    repository.git("stash", "pop", "--quiet")
    assert (line(repository.lines(), "n1")["value"], line(repository.lines(), "n1")["unit"]) == (6, "t")


def test_the_same_file_added_on_both_branches(repository):
    repository.onrecord("git")
    repository.git("add", ".gitattributes")
    repository.git("commit", "--quiet", "-m", "attributes")
    repository.git("switch", "--quiet", "-c", "other")
    repository.commit(lambda lines: line(lines, "d1").update(mod="APPROX"))
    repository.git("switch", "--quiet", "main")
    repository.write(lines_of(BASE))
    repository.commit(unit)
    _, told = repository.git("merge", "other", code=1)
    assert "conflict in d1: mod" in told and "conflict in n1: unit" in told


def test_what_is_no_record_merges_as_text(repository):
    repository.onrecord("git", "--attributes", "*.jsonl")
    path = repository.folder / "log.jsonl"
    path.write_text('1\n2\n3\n4\n5\n6\n"a"\n')
    repository.commit()
    repository.git("switch", "--quiet", "-c", "other")
    path.write_text(path.read_text().replace("1\n", "10\n"))
    repository.commit()
    repository.git("switch", "--quiet", "main")
    path.write_text(path.read_text().replace('"a"', '"b"'))
    repository.commit()
    _, told = repository.git("merge", "--no-edit", "other")
    assert path.read_text() == '10\n2\n3\n4\n5\n6\n"b"\n' and "merged by lines" in told
    repository.git("switch", "--quiet", "-c", "third", "main~2")
    path.write_text(path.read_text().replace('"a"', '"c"'))
    repository.commit()
    repository.git("merge", "main", code=1)
    assert '<<<<<<< ours\n"c"\n=======\n"b"\n>>>>>>> theirs\n' in path.read_text()


def test_criss_cross_merges(repository):
    repository.branches(value(6), unit)
    repository.git("branch", "old-main")
    repository.git("merge", "--no-edit", "other")
    repository.git("switch", "--quiet", "other")
    repository.git("merge", "--no-edit", "old-main")
    repository.commit(lambda lines: line(lines, "d1").update(mod="APPROX"))
    repository.git("switch", "--quiet", "main")
    repository.commit(lambda lines: line(lines, "s1").update(role="Major"))
    repository.git("merge", "--no-edit", "other")
    lines = repository.lines()
    assert (line(lines, "d1")["mod"], line(lines, "s1")["role"], line(lines, "n1")["value"]) == ("APPROX", "Major", 6)


def test_without_the_drivers_git_merges_by_line(repository):
    repository.branches(value(6), lambda lines: line(lines, "q1").update(negated=True))
    repository.git("config", "--remove-section", "merge.onrecord")
    repository.git("config", "--remove-section", "diff.onrecord")
    assert '+{"layer":"number"' in repository.git("show")[0]
    repository.git("merge", "--no-edit", "other")
    assert line(repository.lines(), "n1")["value"] == 6


@pytest.mark.parametrize("missing", ["/nowhere/python", f"{sys.executable} -S"])
def test_where_onrecord_cannot_run_git_merges_by_line_and_loses_nothing(repository, missing):
    repository.branches(value(6), value(7))
    repository.environment.pop("PYTHONPATH")
    driver, _ = repository.git("config", "merge.onrecord.driver")
    repository.git("config", "merge.onrecord.driver", driver.strip().replace(sys.executable, missing, 1))
    repository.git("merge", "other", code=1)
    text = repository.path.read_text("utf-8")
    assert text.index("<<<<<<< ours") < text.index('"value":6') < text.index('"value":7') < text.index(">>>>>>> theirs")


def test_setting_up_checking_and_removing(repository):
    attributes = repository.folder / ".gitattributes"
    attributes.write_bytes(b"*.png binary")
    assert "missing: merge.onrecord.driver" in repository.onrecord("git", "--check", code=1)
    first = repository.onrecord("git")
    assert "merge.onrecord.driver" in first and "added to .gitattributes" in first
    assert attributes.read_bytes().startswith(b"*.png binary\n/corpus/articles/*.jsonl text eol=lf diff=onrecord")
    assert repository.onrecord("git") == "" and repository.onrecord("git", "--check") == ""
    repository.onrecord("git", "--attributes", 'a "b"/*.jsonl')
    shown, _ = repository.git("check-attr", "merge", "--", 'a "b"/x.jsonl', "corpus/articles/x.jsonl", "x.jsonl")
    assert [item.rsplit(" ", 1)[1] for item in shown.splitlines()] == ["onrecord", "onrecord", "unspecified"]
    repository.onrecord("git", "--remove", "--attributes", 'a "b"/*.jsonl')
    repository.onrecord("git", "--remove")
    assert attributes.read_bytes() == b"*.png binary\n"
    assert "onrecord" not in repository.git("config", "--list")[0]
    assert repository.onrecord("git", "--remove") == ""
    repository.onrecord("git", "--attributes", "!x", code=2)


def test_the_global_configuration_and_other_folders(repository, tmp_path):
    repository.onrecord("git", "--global")
    assert "onrecord" in (tmp_path / "home" / ".gitconfig").read_text()
    assert "onrecord" not in (repository.folder / ".git" / "config").read_text()
    outside = tmp_path / "outside"
    outside.mkdir()
    repository.folder = outside
    repository.onrecord("git", code=2)
    assert "add to .gitattributes of a repository" in repository.onrecord("git", "--global")


def test_the_interpreter_may_have_any_path_and_need_not_be_on_path(tmp_path):
    environment = tmp_path / "it's an %A “environment”"
    venv.create(environment, with_pip=False, system_site_packages=True)
    python = environment / "bin" / "python"
    repository = Repository(tmp_path, python=str(python))
    repository.environment["PATH"] = "/usr/bin:/bin"
    repository.branches(value(6), unit)
    repository.git("merge", "--no-edit", "other")
    assert line(repository.lines(), "n1")["unit"] == "t"
    assert "~ n1" in repository.git("diff", "HEAD~", "HEAD")[0]


def test_nothing_is_imported_from_the_working_tree(repository):
    repository.branches(value(6), unit)
    for name in ("onrecord", "json", "msgspec"):
        (repository.folder / f"{name}.py").write_text("raise SystemExit('imported')")
    _, told = repository.git("merge", "--no-edit", "other")
    assert "imported" not in told and line(repository.lines(), "n1")["unit"] == "t"


def test_this_repository_has_the_attributes():
    shown = subprocess.run(
        ["git", "check-attr", "diff", "merge", "eol", "--", "corpus/articles/a.jsonl", "tests/cases/a.jsonl"],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    if shown.returncode:
        pytest.skip("not a git checkout")
    values = [item.rsplit(b" ", 1)[1] for item in shown.stdout.splitlines()]
    assert values == [b"onrecord", b"onrecord", b"lf", b"unspecified", b"unspecified", b"lf"]
    assert json.loads((ROOT / "schema" / "record.schema.json").read_text("utf-8"))
