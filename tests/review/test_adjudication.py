"""Two annotators' files of one article: what they agree on is taken, the rest is decided one by one."""

from __future__ import annotations

import json
import signal

import pytest

from conftest import GOLD, run_onrecord
from onrecord.errors import InputError
from review_bench import Bench, Table
from revision_cases import lines_of, write


def annotated_by(name, change, folder):
    """The article as somebody annotated it, `change` being where they differ."""
    lines = lines_of(GOLD)
    made = {"name": name, "kind": "person", "version": "", "task": "annotate"}
    lines[0]["annotation"] |= {"status": "reviewed", "annotators": [made]}
    folder.mkdir()
    return write(folder / GOLD.name, [line for line in lines if change(line) is not False])


@pytest.fixture
def files(tmp_path):
    def ann(line):
        return line["id"] != "n1"

    def bob(line):
        for key in ("id", "parent"):
            if line.get(key) == "q7":
                line[key] = "q40"  # the same quote under another id
        if line["id"] == "q40":
            line["negated"] = True
        if line["id"] == "q9":
            line["cue"] = []
        if line["layer"] == "document":
            line["title"] = "NATO chief"
        return line["id"] != "q15"

    return annotated_by("ann", ann, tmp_path / "ann"), annotated_by("bob", bob, tmp_path / "bob"), tmp_path / GOLD.name


def start(files):
    return Table(adjudicate=files, annotator="Cleo")


def differences(told):
    return {one["id"]: one for one in told["adjudication"]["differences"]}


def test_what_differs_is_told_and_what_does_not_is_checked(files):
    with start(files) as bench:
        state = bench.state()
        found = differences(state)
        assert state["adjudication"]["names"] == ["ann", "bob"]
        assert {name: (one["kind"], one["fields"]) for name, one in found.items()} == {
            "": ("changed", ["title"]),
            "q7": ("changed", ["negated"]),
            "q9": ("changed", ["cue"]),
            "q15": ("removed", []),
            "n1": ("added", []),
        }
        assert [version and version["negated"] for version in found["q7"]["versions"]] == [False, True]
        assert state["adjudication"]["agreed"] and set(state["checked"]) == set(state["adjudication"]["agreed"])
        assert "n1" not in state["entries"] and state["entries"]["q7"]["negated"] is False
        assert bench.get("/api/articles").json["articles"][0]["status"] == "draft"


def test_all_is_decided_and_the_article_is_gold(files):
    with Bench("--adjudicate", *files[:2], "-o", files[2], annotator="Cleo") as bench:
        found = differences(bench.state())

        def take(name, choice):
            return bench.operate({"op": "take", "key": found[name]["key"], "choice": choice}).json

        assert take("q7", "both")["adjudication"] and len(bench.state()["entries"]) == 46
        change = take("q7", "second")
        assert change["removed"] == ["q41"] and change["entries"]["q7"]["negated"] is True
        assert differences(change)["q7"]["decided"] == "second"
        assert bench.act("status", status="gold").json["error"]["found"].startswith("4 differences")
        assert differences(take("n1", "second"))["n1"]["decided"] == "second"
        assert "q15" in take("q15", "neither")["removed"]
        assert take("", "second")["document"]["title"] == "NATO chief"
        bench.end(signal.SIGKILL)
    with start(files) as bench:
        state = bench.state()
        assert [one["decided"] for one in state["adjudication"]["differences"]].count("") == 1
        change = bench.operate({"op": "set", "id": "q9", "fields": {"cue_class": "thought"}}).json
        assert differences(change)["q9"]["decided"] == "edited"
        assert differences(bench.act("undo").json)["q9"]["decided"] == ""
        assert differences(bench.operate({"op": "accept", "ids": ["q9"]}).json)["q9"]["decided"] == "first"
        assert bench.act("status", status="gold").status == 200
    head = json.loads(files[2].read_text("utf-8").split("\n")[0])["annotation"]
    assert [(one["name"], one["task"]) for one in head["annotators"]] == [
        ("ann", "annotate"), ("bob", "annotate"), ("Cleo", "adjudicate"),
    ]  # fmt: skip
    assert head["status"] == "gold" and run_onrecord("validate", files[2]).code == 0


def test_two_files_and_the_one_that_is_made_have_to_be_named(files, onrecord):
    done = onrecord("review", "--adjudicate", *files[:2], "--no-browser", "--annotator", "C")
    assert done.code == 2 and "takes two article files, and -o" in done.err


def test_what_cannot_be_brought_together_is_refused(files, tmp_path):
    def refused(*three):
        with pytest.raises(InputError) as caught:
            Table(adjudicate=three)
        return str(caught.value)

    ann, bob, out = files
    other = GOLD.parents[2] / "tests" / "cases" / "valid" / "base.jsonl"
    assert "a text that differs from offset" in refused(ann, other, out)
    assert "not the article's id" in refused(ann, bob, tmp_path / "x.jsonl")
    out.write_bytes(ann.read_bytes())
    assert "a file that is there already" in refused(ann, bob, out)
    out.unlink()
    with start(files) as bench:
        assert bench.state()
    out.unlink()
    with start(files) as bench:
        assert bench.state()["adjudication"]["agreed"] and out.exists()
    bob.write_bytes(bob.read_bytes().replace(b"NATO chief warns", b"NATO chief Warns"))
    assert "a text that differs" in refused(ann, bob, out)
    bob.write_bytes(ann.read_bytes())
    assert "a review of other files" in refused(ann, bob, out)


def test_a_review_has_nothing_to_take(files):
    with Table(files[0]) as bench:
        bench.state()
        assert bench.operate({"op": "take", "key": "0", "choice": "first"}).status == 422
