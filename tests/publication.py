"""What the tests of publishing share: a project in git of its own, a stub of the Hub, and the command that meets it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import in_process
from conftest import ROOT, run_onrecord
from in_process import Result
from onrecord.release.citation import read_citation
from release.hub_stub import HubStub, running

TOKEN = "hf_markerMARKERmarkerMARKER0123456789"  # in no file and no output may it be found
REPO = "ann/corpus"
DOCUMENTS = ("README.md", "DATASHEET.md", "LICENSE", "CITATION.cff", "CHANGELOG.md", ".gitignore", ".gitattributes")
FERRY = "saltness-night-ferry"


def git(folder: Path, *arguments: str) -> None:
    """Run git with no configuration but what this test needs."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    who = ("-c", "user.name=ann", "-c", "user.email=ann@example.org")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, env=environment)


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Change")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, f"{path} has no {old!r}"
    path.write_text(text.replace(old, new), "utf-8")


def copied_project(folder: Path) -> Path:
    """This project's corpus, and what it is made from."""
    for name in ("seeds", "schema", "corpus"):
        shutil.copytree(ROOT / name, folder / name)
    for name in DOCUMENTS:
        shutil.copy(ROOT / name, folder / name)
    return folder


def version_of(folder: Path) -> str:
    return read_citation((folder / "CITATION.cff").read_bytes(), "CITATION.cff").version


def new_project(folder: Path) -> Path:
    """This project with a release in its changelog, built and committed to a repository of its own."""
    copied_project(folder)
    changelog = folder / "CHANGELOG.md"
    changelog.write_text("# Changelog\n\n## 0.1.0, 2026-11-26\n\n- All.\n")
    edit(folder / "CITATION.cff", f"version: {version_of(ROOT)}", "version: 0.1.0")
    citation = re.sub("(?m)^date-released:.*\n", "", (folder / "CITATION.cff").read_text("utf-8"))
    (folder / "CITATION.cff").write_text(f"{citation}date-released: 2026-11-26\n", "utf-8")
    assert in_process.run("build", "--root", folder).code == 0
    git(folder, "init", "--quiet")
    commit(folder)
    return folder


@dataclass
class Publisher:
    """Runs `onrecord` in a project, against the stub, in a process that all runs share and with a home of its own."""

    hub: HubStub
    project: Path
    home: Path
    process: subprocess.Popen[str] | None = None

    def __call__(self, *arguments: str, repo: str = REPO, token: str = TOKEN) -> Result:
        return self.run("publish", repo, *arguments, token=token)

    def alone(self, *arguments: object, token: str = TOKEN, **environment: str) -> Result:
        """A publication in a process of its own, as users run it."""
        return run_onrecord("publish", REPO, *arguments, cwd=self.project, **self.environment(token) | environment)

    def run(self, *arguments: str, token: str = TOKEN) -> Result:
        if self.process is None:
            self.process = subprocess.Popen(
                [sys.executable, Path(__file__).with_name("in_process.py")],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=self.project,
                env={**os.environ, **self.environment()},
                encoding="utf-8",
            )
        asked = json.dumps({"arguments": arguments, "environment": {"HF_TOKEN": token}})
        print(asked, file=self.process.stdin, flush=True)
        return Result(**json.loads(self.process.stdout.readline()))

    def close(self) -> None:
        if self.process is not None:
            self.process.communicate(timeout=60)

    def environment(self, token: str = "") -> dict[str, str]:
        """The environment in which the Hub is the stub."""
        own = {"HF_HOME": str(self.home), "HF_TOKEN": token, "GIT_CONFIG_GLOBAL": os.devnull}
        return own | {"HF_ENDPOINT": self.hub.url, "HF_HUB_DISABLE_XET": "1", "NO_PROXY": "127.0.0.1"}

    def build(self) -> None:
        built_again = self.run("build")
        assert built_again.code == 0, built_again
        commit(self.project)

    def published(self) -> dict[str, bytes]:
        """The files of the corpus folder that git or a copy put there, by their paths."""
        folder = self.project / "corpus"
        return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return new_project(tmp_path_factory.mktemp("built"))


@pytest.fixture
def project(built, tmp_path):
    return Path(shutil.copytree(built, tmp_path / "project", symlinks=True))


@pytest.fixture
def hub():
    with running({TOKEN: "ann", "hf_other": "bob"}) as stub:
        yield stub


@pytest.fixture
def publisher(hub, project, tmp_path):
    runs = Publisher(hub, project, tmp_path / "home")
    yield runs
    runs.close()
