"""A corpus goes to the Hub and comes back: against a stub of its protocol, which proves the client's side alone."""

# ruff: noqa: F401, F811 - fixtures are imported
from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from onrecord.release.layout import Corpus
from onrecord.views import VIEWS
from publication import FERRY, REPO, TOKEN, built, edit, hub, project, publisher


def loaded(publisher, what, *arguments, **environment):
    script = Path(__file__).with_name("loaded.py")
    done = subprocess.run(
        [sys.executable, script, what, REPO, *map(str, arguments)],
        env={**os.environ, **publisher.environment(), **environment},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_release_is_what_lies_here_and_loads_as_it_does_from_here(publisher, hub):
    dry = publisher.alone("--tag", "--dry-run", token="")
    assert (dry.code, dry.err) == (0, "") and not hub.repositories
    assert "  add     data/quotes/train.parquet  " in dry.out and "  tag     v0.1.0\n" in dry.out

    first = publisher.alone("--tag")
    assert (first.code, first.err) == (0, "")
    hint = "  without a login a private repository of this name would not be seen\n"
    assert hint in dry.out and first.out.startswith(dry.out.replace(hint, ""))
    repository = hub.repositories["dataset", REPO]
    files = repository.files()
    assert files.pop(".gitattributes") and files == publisher.published()
    assert repository.tags == {"v0.1.0": repository.branches["main"]} and len(repository.commits) == 2
    assert repository.messages[-1][0] == "Release v0.1.0" and "From commit " in repository.messages[-1][1]

    again = publisher("--tag")
    assert again.code == 0 and "nothing to publish" in again.out
    assert "v0.1.0 is there and holds this already" in again.out and len(repository.commits) == 2

    found = loaded(publisher, "compare", "v0.1.0", publisher.project / "corpus")
    assert found.pop("sha256sum") == 0
    assert found.keys() == VIEWS.keys() and all(all(facts.values()) for facts in found.values())
    [offline] = loaded(publisher, "ids", "v0.1.0", HF_HUB_OFFLINE="1")
    assert len(offline) == 2


def test_a_new_version_shows_what_changes_and_leaves_the_old_one_as_it_was(publisher, hub):
    publisher("--tag")
    repository = hub.repositories["dataset", REPO]
    before = repository.files("v0.1.0")
    folder = publisher.project / "corpus"
    (folder / "articles" / f"{FERRY}.jsonl").unlink()
    for path in (publisher.project / "seeds").glob(f"{FERRY}*"):
        path.unlink()
    for path in (folder / "annotators").rglob("*.jsonl"):
        path.unlink()
    publisher.build()
    refused = publisher("--tag", "--dry-run")
    assert refused.code == 2 and "v0.1.0 is there with other content; raise the version" in refused.err

    edit(publisher.project / "CITATION.cff", "version: 0.1.0", "version: 0.2.0")
    edit(publisher.project / "CHANGELOG.md", "## 0.1.0", "## [0.2.0] - 2026-12-01\n\n## 0.1.0")
    publisher.build()
    second = publisher("--tag", "--allow-unlicensed", "--message", "Without the ferry\n\nIt was asked for.")
    assert second.code == 0
    for line in (
        f"  remove  articles/{FERRY}.jsonl  ",
        f"  remove  annotators/first/{FERRY}.jsonl  ",
        "  change  data/quotes/train.parquet  ",
        "  keep    .gitattributes, ",
    ):
        assert line in second.out
    assert "LICENSE" not in second.out and "remove 3" in second.out
    files = repository.files()
    assert files.pop(".gitattributes") and files == publisher.published()
    assert repository.files("v0.1.0") == before
    assert repository.messages[-1][0] == "Without the ferry" and "It was asked for." in repository.messages[-1][1]
    old, new = loaded(publisher, "ids", "v0.1.0", "v0.2.0")
    assert FERRY in old and len(old) == 2 and len(new) == 1


def test_branches_kept_files_and_what_stays_here(publisher, hub):
    repository = hub.add(REPO, private=True)
    tree = repository.commits[repository.branches["main"]]
    picture = type(tree[".gitattributes"])(b"\x89PNG\x1b[2J")
    repository.commit("main", {**tree, "picture.png": picture, "data/quotes/old/x.parquet": picture}, "Picture")
    folder = publisher.project / "corpus"
    (folder / "notes.txt").write_text("mine")
    (folder / "articles" / "x\x1b[2J.txt").write_text("mine")
    (folder / ".review").mkdir()
    (folder / ".review" / "journal").write_text("mine")
    (folder / "data" / "elsewhere").symlink_to(publisher.project / "seeds")
    result = publisher("--private", "--revision", "next")
    assert result.code == 0 and f"{REPO} (private), branch next (new), version 0.1.0" in result.out
    for line in ("notes.txt, no part", "x\\x1b[2J.txt, no part", ".review/, no part", "data/elsewhere/, a link"):
        assert line in result.out
    assert "\x1b" not in result.out
    files = repository.files("next")
    assert files["picture.png"] == picture.data and "data/quotes/old/x.parquet" in files
    published = Corpus.of_project(publisher.project).published()
    assert "notes.txt" not in files and len(files) == len(published) + 3 and len(repository.files("main")) == 3
    assert publisher("--revision", "next").out.endswith("nothing to publish\n")


def test_no_token_is_written_or_told_anywhere(publisher, hub, tmp_path):
    outputs = [publisher("--tag", "--private")]
    edit(publisher.project / "CITATION.cff", "version: 0.1.0", "version: 0.2.0")
    edit(publisher.project / "CHANGELOG.md", "## 0.1.0", "## 0.2.0\n\n## 0.1.0")
    publisher.build()
    # A server that tells the token to everybody, in each way that the library passes on.
    told = {"X-Error-Message": f"no {TOKEN}", "X-HF-Warning": f"token; {TOKEN}"}
    body = '{"error": "{authorization}", "errors": [{"message": "{authorization}"}]}'
    for part, status in (("/refs", 403), ("/validate-yaml", 400), ("/commit/", 400)):
        hub.failing = {part: (status, told, body)}
        outputs.append(publisher("--tag"))
        assert outputs[-1].code == 2 and "***" in outputs[-1].err, (part, outputs[-1].err)
    hub.failing = {}
    outputs.append(publisher("--tag", token=f"{TOKEN}\x7f"))
    assert outputs[-1].code == 2
    for output in outputs:
        assert TOKEN not in output.out + output.err
    files = [path for path in tmp_path.rglob("*") if path.is_file() and not path.is_symlink()]
    assert any(path.is_relative_to(publisher.home) for path in files) or not publisher.home.exists()
    assert not [path for path in files if TOKEN.encode() in path.read_bytes()]
    assert not [body for body in hub.bodies if TOKEN.encode() in body]
    repository = hub.repositories["dataset", REPO]
    assert not [name for tree in repository.commits.values() for name in tree if TOKEN.encode() in tree[name].data]
    assert TOKEN not in str(repository.messages)
