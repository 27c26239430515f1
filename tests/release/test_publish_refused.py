"""What `onrecord publish` refuses, and what it says of it: what is the matter here, and what is with the Hub."""

# ruff: noqa: F401, F811 - fixtures are imported
from __future__ import annotations

import re
import shutil

import pytest

import in_process
from conftest import run_onrecord
from onrecord.release.layout import ALLOWED, Corpus, is_allowed
from onrecord.release.readiness import heading
from onrecord.release.tracking import commit_of, uncommitted
from publication import FERRY, REPO, built, commit, edit, git, hub, project, publisher

ARTICLE = f"corpus/articles/{FERRY}.jsonl"


def refused(*arguments):
    """What is told on both streams of a publication that is refused before anybody is asked for anything."""
    told = in_process.run("publish", REPO, *arguments)
    assert told.code == 1
    return told.out, told.err


def test_an_invalid_article_or_version_of_an_annotator(project):
    edit(project / ARTICLE, '"status":"gold"', '"status":"golden"')
    edit(project / f"corpus/annotators/second/{FERRY}.jsonl", '"kind":"direct"', '"kind":"dircet"')
    out, err = refused("--root", project)
    assert "[not-in-list] $.annotation.status: 'golden'" in out and "'dircet'" in out
    assert " to mend; run onrecord build, then publish again" in err


def test_all_that_is_in_the_way_is_told_at_once(project):
    for path in (project / "corpus" / "articles").glob("*.jsonl"):
        text = path.read_text("utf-8")
        path.write_text(text.replace('"status":"gold"', '"status":"draft"'), "utf-8")
    (project / "corpus" / "LICENSE").unlink()
    (project / "seeds" / "\x1b[2J.json").write_text("{}")
    edit(project / "CHANGELOG.md", "## 0.1.0, 2026-11-26", "## 0.1.0-rc1")
    _, err = refused("--root", project, "--tag")
    for line in (
        "onrecord: out of date: ",
        " more; run onrecord build, and commit what it writes\n",
        "no article is reviewed or gold: drafts alone are no corpus",
        "CHANGELOG.md: no heading names 0.1.0; write what is new under ## 0.1.0",
        "not committed: CHANGELOG.md, corpus/LICENSE, corpus/articles/",
    ):
        assert line in err
    assert "\x1b" not in err


def test_a_version_that_is_not_released_yet(project):
    edit(project / "CHANGELOG.md", "## 0.1.0, 2026-11-26", "## 0.1.0, not released yet")
    edit(project / "CITATION.cff", "date-released: 2026-11-26", "")
    _, err = refused("--root", project, "--tag")
    assert "CITATION.cff: no date-released; write the day of the release as YYYY-MM-DD, then build" in err
    assert "CHANGELOG.md: '## 0.1.0, not released yet'; put the day of the release there, then onrecord build" in err


def test_a_folder_outside_git_and_links_to_articles(project, tmp_path):
    folder = tmp_path / "alone"
    shutil.copytree(project / "corpus", folder)
    (folder / "CITATION.cff").unlink()
    private = tmp_path / f"{FERRY}.jsonl"
    (folder / "articles" / private.name).rename(private)
    (folder / "articles" / private.name).symlink_to(private)
    _, err = refused("--corpus", folder, "--tag")
    assert "alone: in no git repository, so nobody could say later what was published; commit it" in err
    assert f"articles/: links, whose articles the views hold: {FERRY}.jsonl; put the files in their place" in err
    assert "CITATION.cff: no version, which the tag names; write it as MAJOR.MINOR.PATCH" in err
    assert not set(Corpus(folder).published()) & {f"articles/{FERRY}.jsonl"}
    (folder / "annotators").rename(tmp_path / "annotators")
    (folder / "annotators").symlink_to(tmp_path / "annotators")
    assert not [name for name in Corpus(folder).published() if name.startswith("annotators")]


@pytest.mark.parametrize(
    "change, found",
    [
        (lambda root: edit(root / ARTICLE, "night", "Night"), [ARTICLE]),
        (lambda root: (root / ARTICLE).unlink(), [ARTICLE]),
        (lambda root: git(root, "rm", "--cached", ARTICLE), [ARTICLE, ARTICLE]),
        (lambda root: (root / "seeds" / "new.txt").write_text("new"), ["seeds/new.txt"]),
        (lambda root: (root / "corpus/articles/new é.jsonl").write_text(""), ["corpus/articles/new é.jsonl"]),
        (lambda root: edit(root / "LICENSE", "a", "b"), ["LICENSE"]),
        (lambda root: (root / ".gitignore").write_text("*.jsonl\n/corpus/schema\n/corpus/[A-Z]*"), []),
        (lambda root: (root / "notes.txt").write_text("mine"), []),
        (lambda root: (root / "corpus" / "notes.txt").write_text("mine"), []),
    ],
)
def test_what_counts_as_not_committed(project, change, found):
    change(project)
    assert uncommitted(Corpus.of_project(project)) == found


def test_a_file_that_git_is_told_to_ignore_is_not_committed(project):
    git(project, "rm", "--cached", ARTICLE)
    (project / ".gitignore").write_text((project / ".gitignore").read_text() + ARTICLE)
    commit(project)
    assert uncommitted(Corpus.of_project(project)) == [ARTICLE]
    shutil.rmtree(project / ".git")
    assert commit_of(Corpus.of_project(project)) is None
    git(project, "init", "--quiet")
    assert commit_of(Corpus.of_project(project)) == "" and "LICENSE" in uncommitted(Corpus.of_project(project))


@pytest.mark.parametrize(
    "arguments, told",
    [
        (["corpus"], "'corpus' is no OWNER/NAME: two names"),
        (["ann/corpus/x"], "is no OWNER/NAME: two names"),
        (["ann/cor--pus"], "is no OWNER/NAME: two names"),
        (["../corpus"], "is no OWNER/NAME: two names"),
        (["ann/c\x1b[2J"], "'ann/c\\x1b[2J' is no OWNER/NAME"),
        (["https://huggingface.co/datasets/ann/corpus"], "is no OWNER/NAME; write ann/corpus"),
        (["datasets/ann/corpus/"], "is no OWNER/NAME; write ann/corpus"),
        ([REPO, "--revision", "refs/pr/1"], "is no name of a branch; write one as main or next"),
        ([REPO, "--revision", "a..b"], "is no name of a branch"),
        ([REPO, "--revision", "0" * 40], "is no name of a branch"),
        ([REPO, "--message", " "], "the message is empty; leave it out, or say what is new"),
        ([REPO, "--token", "x"], "unrecognized arguments: --token"),
    ],
)
def test_wrong_use(arguments, told):
    result = in_process.run("publish", *arguments)
    assert result.code == 2 and told in result.err


def test_what_the_hub_refuses(publisher, hub):
    hub.add("ann/public")
    hub.add("bob/theirs")
    hub.add("bob/gated", gated=True)
    tagged = hub.add("ann/tagged")
    tagged.tags["next"] = tagged.branches["main"]
    ahead = hub.add("ann/ahead")
    ahead.tags |= dict.fromkeys(("v0.0.10", "v0.2.0", "v0.10.0", "v1"), ahead.branches["main"])
    hub.add("ann/model", kind="model")
    for name in ("race", "changed"):
        hub.add(f"ann/{name}")
    moved = '{"error": "A commit has happened since."}'
    hub.failing = {
        "/api/datasets/ann/odd": (200, {}, "<html>"),
        "/api/datasets/ann/busy": (500, {}, ""),
        "/api/datasets/ann/race/commit": (412, {}, moved),
    }
    hub.changing["LICENSE"] = b"another"  # in the first commit that has it
    cases = {
        ("ann/public", "--private"): "ann/public: is public; make it private in its settings there",
        ("bob/theirs",): "answered 403 (You don't have the rights",
        ("bob/new",): "the token may not do this; use one that may write there",
        ("bob/gated",): "bob/gated: is gated, and your login has no access; ask its owner",
        ("ann/tagged", "--revision", "next"): "'next' is a tag there, and a tag does not move; name a branch",
        ("ann/ahead",): "v0.10.0 is there, behind which v0.1.0 would go back; raise the version in CITATION.cff",
        ("ann/odd",): "answers what is no answer of a Hub; check HF_ENDPOINT",
        ("ann/busy",): "answered 500 (Internal Server Error); the Hub is in trouble",
        ("ann/race",): "A commit has happened since.); the repository has changed meanwhile; run this again",
        ("ann/changed", "--tag"): "differs from what lies here: LICENSE; run this again",
    }
    for arguments, told in cases.items():
        result = publisher.run("publish", *arguments)
        assert result.code == 2 and told in result.err, (arguments, result)
        assert result.err.count("\n") == 1
    assert publisher("--revision", "v0.1-mended", "--dry-run", repo="ann/ahead").code == 0
    namesake = publisher("--dry-run", repo="ann/model")
    assert namesake.code == 0 and "a model is also called ann/model" in namesake.out
    assert not hub.repositories["dataset", "ann/changed"].tags and ("dataset", "bob/new") not in hub.repositories


def test_texts_without_a_licence_are_counted_and_alone_they_are_refused_to_the_public(publisher, hub):
    hub.add("ann/private", private=True)
    told = publisher("--dry-run")
    assert told.code == 0 and "no licence is known of 1 of 2 texts: to make them public needs" in told.out
    edit(publisher.project / ARTICLE, '"licence":"CC BY 4.0"', '"licence":""')
    publisher.build()
    told = publisher("--dry-run")
    assert told.code == 1 and "no licence is known of 2 of 2 texts" in told.out
    assert "no article names the licence of its text, and the repository would be public" in told.err
    assert publisher().code == 1 and ("dataset", REPO) not in hub.repositories
    for arguments in (["--private"], ["--allow-unlicensed"]):
        assert publisher("--dry-run", *arguments).code == 0
    assert publisher("--dry-run", repo="ann/private").code == 0


def test_without_a_hub_or_a_token(publisher, hub):
    unknown = publisher(token="hf_unknown", repo="ann/new")
    assert unknown.code == 2 and "answered 401" in unknown.err and "the token is not valid" in unknown.err
    none = publisher(token="")
    assert none.code == 2 and "no login to the Hub was found; run hf auth login, or set HF_TOKEN" in none.err
    hub.server_close()
    away = publisher.alone("--dry-run")  # the other one's connection stays open
    assert away.code == 2 and f"{hub.url} cannot be reached (" in away.err and "check the network" in away.err
    offline = publisher.alone("--dry-run", HF_HUB_OFFLINE="1")
    assert offline.code == 2 and "HF_HUB_OFFLINE is set, so the Hub is not asked; unset it" in offline.err


@pytest.mark.parametrize(
    "line, is_entry",
    [
        ("## 1.2.0", True),
        ("# v1.2.0", True),
        ("## [1.2.0] - 2026-11-26", True),
        ("### onrecord 1.2.0, the corpus", True),
        ("## 1.2.0.", True),
        ("## Corpus 1.2.0, not released yet", True),
        ("## 11.2.0", False),
        ("## 1.2.0.1", False),
        ("## 1.2.0-rc1", False),
        ("## 1.2.01", False),
        ("- see 1.2.0", False),
        ("##1.2.0", False),
    ],
)
def test_an_entry_of_a_changelog(line, is_entry):
    assert heading(f"# Changelog\n\n{line}\n\n- All.\n", "1.2.0") == (line if is_entry else "")


@pytest.mark.parametrize(
    "path, allowed",
    [
        ("README.md", True),
        ("articles/a.jsonl", True),
        ("data/quotes/train.parquet", True),
        ("x/README.md", False),
        ("articles/old/a.jsonl", False),
        ("x/articles/a.jsonl", False),
        ("data/train.parquet", False),
        ("data/mine/train.parquet", False),
        ("data", False),
        (".gitattributes", False),
    ],
)
def test_what_is_part_of_a_release(path, allowed):
    assert is_allowed(path) is allowed


def test_help_says_what_is_uploaded():
    told = run_onrecord("publish", "--help").out
    patterns = {re.sub("^data/.*", "data/CONFIG/SPLIT.parquet", name) for name in ALLOWED}
    assert all(pattern.replace("schema/", " schema/ ").split()[0] in told for pattern in patterns)
    assert "examples:" in told and "HF_TOKEN" in told
