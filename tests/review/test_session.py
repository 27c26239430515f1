"""A review from start to end, in its server: steps are safe when they are answered, whatever happens then."""

from __future__ import annotations

import json
import os
import pty
import random
import resource
import shutil
import signal
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException

import pytest

from conftest import GOLD, run_onrecord
from onrecord.errors import InputError
from onrecord.review import desk
from onrecord.review.journal import journal_path
from review_bench import Bench, Table

NEGATE = {"op": "set", "id": "q1", "fields": {"negated": True}}


@pytest.fixture
def article(tmp_path):
    path = tmp_path / GOLD.name
    shutil.copy(GOLD, path)
    return path


def edit(path, identifier, **fields):
    """Change an annotation in the file, as an editor would."""
    lines = [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]
    for line in lines:
        if line["id"] == identifier:
            line.update(fields)
    path.write_text("".join(json.dumps(x, ensure_ascii=False, separators=(",", ":")) + "\n" for x in lines), "utf-8")


def line_of(path, identifier):
    return next(line for line in map(json.loads, path.read_text("utf-8").split("\n")[:-1]) if line["id"] == identifier)


def test_a_list_a_state_and_its_parts(article):
    (article.parent / "broken.jsonl").write_text('{"layer":"document"}\n')
    with Table(article.parent) as bench:
        broken, row = bench.get("/api/articles").json["articles"]
        assert "broken.jsonl:1" in broken["error"] and (broken["n"], broken["items"]) == (0, 0)
        assert row["items"] == 46 and row["checked"] == row["findings"] == 0 and row["status"] == "gold"
        answer = bench.get("/api/articles/0")
        assert answer.status == 422 and "broken.jsonl" in answer.json["error"]["found"]
        state = bench.state(1)
        assert state["n"] == 1 and len(state["order"]) == 46 and state["entries"]["q1"]["layer"] == "quote"
        assert "text" not in state["document"] and state["text"].startswith("NATO chief")
        assert [state[key] for key in ("revision", "undo", "redo", "conflict", "adjudication")] == [
            0,
            "",
            "",
            None,
            None,
        ]


def test_choices_and_explanations(article):
    with Table(article) as bench:
        choices = bench.get("/api/choices").json
        assert choices["quote"]["kind"]["enum"] == ["direct", "indirect", "mixed"]
        assert choices["quote"]["negated"]["type"] == "boolean" and "none" in choices["date"]["anchor.basis"]["enum"]
        assert choices["number"]["value"]["nullable"] and choices["number"]["value"]["type"] == "number"
        assert "source.publisher" in choices["document"] and "annotation.status" not in choices["document"]
        told = bench.get("/api/explain/quote.cue_class").json
        assert told["passages"][0]["number"] == "3.6" and told["field"]
        for layer, fields in choices.items():
            for topic in [layer, *(f"{layer}.{name}" for name in fields)]:
                passages = bench.get(f"/api/explain/{topic}").json["passages"]
                assert passages and all(passage["blocks"] for passage in passages)
        assert (
            "**" not in str(bench.get("/api/explain/quote").json)
            and "| " not in bench.get("/api/explain/date").data.decode()
        )
        assert bench.get("/api/explain/nonsense").status == 404


def test_a_step_is_answered_with_what_changed_and_written(article):
    with Table(article) as bench:
        bench.state()
        change = bench.operate(NEGATE).json
        assert list(change["entries"]) == ["q1"] == change["touched"] and change["checked"] == {"q1": {"by": "Ann"}}
        assert change["revision"] == 1 and change["undo"] == "set negated of q1" and change["saved"]["at"]
        assert line_of(article, "q1")["negated"] is True
        assert change["document"]["annotation"]["status"] == "reviewed"
        assert bench.operate({"op": "accept", "ids": ["q1"]}).json["revision"] == 1  # it is: no step
        back = bench.act("undo").json
        assert (
            back["checked"] == {} and back["redo"] == "set negated of q1" and article.read_bytes() == GOLD.read_bytes()
        )
        assert bench.act("undo").status == 409
        assert bench.act("redo").json["entries"]["q1"]["negated"] is True


def test_a_request_of_another_revision_is_told_the_state_and_one_that_came_twice_is_applied_once(article):
    with Table(article) as bench:
        bench.state()
        assert bench.operate(NEGATE, key="k1").status == 200
        bench.revision = 0
        assert bench.operate(NEGATE, key="k1").json["revision"] == 1
        bench.revision = 0
        stale = bench.operate({"op": "accept", "ids": ["q2"]}, key="k2")
        assert stale.status == 409 and stale.json["state"]["revision"] == 1 and stale.json["state"]["text"]
    with Table(article) as bench:
        assert bench.operate(NEGATE, key="k1").json["revision"] == 1


def test_what_is_wrong_is_not_accepted(article):
    edit(article, "d1", earliest="2021-04-02")
    with Table(article) as bench:
        [finding] = [one for one in bench.state()["findings"] if one["level"] != "check"]
        assert finding["id"] == "d1" and finding["test"] == "date-bounds" and finding["level"] == 5 and finding["rule"]
        text = bench.state()["text"]
        assert text[finding["start"] : finding["end"]] == "April 2021" and finding["path"] == "$.earliest"
        answer = bench.operate({"op": "accept", "ids": ["q1", "d1"]})
        assert answer.status == 422 and answer.json["findings"][0]["id"] == "d1"
        assert bench.operate({"op": "set", "id": "d1", "fields": {"mod": "END"}}).json["checked"] == {}
        change = bench.operate({"op": "set", "id": "d1", "fields": {"earliest": "2021-04-01"}}).json
        assert "d1" in change["checked"] and not change["findings"]


def test_a_draft_is_reviewed_and_gold_by_another(article):
    head = json.loads(article.read_text("utf-8").split("\n")[0])
    drafted = [{"name": "onrecord", "kind": "program", "version": "0.1.0", "task": "draft"}]
    edit(article, head["id"], annotation=head["annotation"] | {"status": "draft", "annotators": drafted})
    with Table(article) as bench:
        ids = bench.state()["order"]
        assert bench.operate({"op": "accept", "ids": ids[1:]}).status == 200
        refused = bench.act("status", status="reviewed")
        assert refused.status == 422 and ids[0] in refused.json["error"]["found"]
        bench.operate({"op": "accept", "ids": ids[:1]})
        change = bench.act("status", status="reviewed").json
        assert change["document"]["annotation"]["status"] == "reviewed" and change["checked"] == {}
        assert change["document"]["annotation"]["annotators"][-1] == {
            "name": "Ann", "kind": "person", "version": "", "task": "check",
        }  # fmt: skip
        assert bench.act("status", status="gold").status == 422
    with Table(article, annotator="Bob") as bench:
        ids = bench.state()["order"]
        bench.operate({"op": "accept", "ids": ids})
        change = bench.act("status", status="gold")
        assert change.status == 200, change.data
        assert change.json["document"]["annotation"]["status"] == "gold"
    assert run_onrecord("validate", article).code == 0


def test_gold_needs_those_whom_the_guidelines_ask_for(article):
    head = json.loads(article.read_text("utf-8").split("\n")[0])
    own = [{"name": "Ann", "kind": "person", "version": "", "task": "annotate"}]
    edit(article, head["id"], annotation=head["annotation"] | {"status": "reviewed", "annotators": own})
    with Table(article) as bench:
        bench.operate({"op": "accept", "ids": bench.state()["order"]})
        refused = bench.act("status", status="gold")
        assert refused.status == 422 and refused.json["findings"][0]["test"] == "status-proof"


# What happens meanwhile -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(2))
def test_a_killed_server_has_all_that_it_answered(article, seed):
    """Killed at a random moment under a stream of steps: all that were answered are there, and not one is half done."""
    chance = random.Random(seed)
    with Bench(article) as bench:
        ids = [name for name in bench.state()["order"] if name[0] in "qdn"]
        threading.Timer(chance.uniform(0.02, 0.4), bench.process.kill).start()
        titles, answered = [], 0
        try:
            for number in range(10_000):
                titles.append(f"Title {number}")
                operations = [
                    {"op": "document", "fields": {"title": titles[-1]}},
                    {"op": "accept", "ids": ids[: number % 9 + 1]},
                ]
                assert bench.operate(*operations).status == 200
                answered += 1
        except (OSError, HTTPException):  # the answer may have been on its way
            pass
        bench.end(signal.SIGKILL)
    with Bench(article) as again:
        state = again.state()
        assert state["conflict"] is None and state["revision"] in (answered, answered + 1)
        for title in titles[: state["revision"]][:-4:-1]:
            assert state["document"]["title"] == title
            state = again.act("undo").json


def test_a_step_that_was_torn_off_is_dropped_and_told(article):
    with Bench(article) as bench:
        bench.state()
        bench.operate(NEGATE)
    with journal_path(article).open("ab") as stream:
        stream.write(b'{"do":"step","label":"half')
    with Bench(article) as bench:
        assert bench.state()["revision"] == 1 and bench.operate({"op": "accept", "ids": ["q2"]}).status == 200
        code, _, err = bench.end()
    assert code == 0 and "cut off in the journal" in err
    with Bench(article) as bench:
        assert bench.state()["revision"] == 2


def test_a_step_that_reached_the_journal_alone_is_in_the_file_after_the_start(article):
    before = article.read_bytes()
    with Table(article) as bench:
        bench.state()
        bench.operate(NEGATE)
    after = article.read_bytes()
    article.write_bytes(before)
    with Table(article) as bench:
        assert bench.state()["conflict"] is None and article.read_bytes() == after


def test_a_journal_that_is_none_is_told_with_its_place(article):
    with Table(article) as bench:
        bench.state()
        bench.operate(NEGATE)
    journal = journal_path(article)
    journal.write_bytes(journal.read_bytes().replace(b'"do":"step"', b'"do":"st'))
    done = run_onrecord("review", article, "--no-browser", "--annotator", "A")
    assert (
        done.code == 2
        and f"{journal.name}':2: no line of a journal" in done.err
        and "move the journal away" in done.err
    )


def test_one_article_is_reviewed_once_at_a_time(article):
    with Bench(article) as bench:
        assert bench.state()
        done = run_onrecord("review", article.parent, "--no-browser", "--annotator", "B")
        assert done.code == 2 and "under review in another process" in done.err


# Others change the file -------------------------------------------------------------------------------------------


def test_a_file_that_others_changed_is_not_written_over(article):
    with Table(article) as bench:
        bench.state()
        bench.operate(NEGATE)
        edit(article, "q2", cue_class="thought")
        theirs = article.read_bytes()
        change = bench.operate({"op": "set", "id": "n1", "fields": {"value": 2}}).json
        assert article.read_bytes() == theirs
        assert {one["id"] for one in change["conflict"]["differences"]} == {"q2", "n1"}
        assert change["conflict"]["mergeable"] is True
    with Table(article) as bench:
        state = bench.state()
        assert state["conflict"] and state["entries"]["n1"]["value"] == 2 and article.read_bytes() == theirs
        merged = bench.post("/api/articles/0/conflict", {"choice": "merge"}).json
        assert merged["conflict"] is None and merged["entries"]["q2"]["cue_class"] == "thought"
    assert [line_of(article, name).get(field) for name, field in [("q2", "cue_class"), ("n1", "value")]] == [
        "thought",
        2,
    ]
    assert line_of(article, "q1")["negated"] is True


def test_mine_keeps_theirs_beside_it_and_theirs_can_be_undone(article):
    with Table(article) as bench:
        bench.state()
        bench.operate(NEGATE)
        mine = article.read_bytes()
        edit(article, "q1", cue_class="thought", negated=False)
        theirs = article.read_bytes()
        assert [one["changes"] for one in bench.state()["conflict"]["differences"]] == [
            [
                {"path": "cue_class", "mine": "speech", "theirs": "thought"},
                {"path": "negated", "mine": True, "theirs": False},
            ]
        ]
        state = bench.post("/api/articles/0/conflict", {"choice": "theirs"}).json
        assert state["conflict"] is None and article.read_bytes() == theirs
        bench.revision = state["revision"]
        assert bench.act("undo").status == 200 and article.read_bytes() == mine
        edit(article, "q1", cue_class="deed")
        changed = article.read_bytes()
        assert bench.post("/api/articles/0/conflict", {"choice": "mine"}).json["conflict"] is None
        assert article.read_bytes() == mine
        assert (article.parent / f"{article.name}.theirs").read_bytes() == changed
        assert bench.post("/api/articles/0/conflict", {"choice": "mine"}).status == 409


@pytest.mark.parametrize("data", [b"", b"nonsense\n", b"<<<<<<< ours\n", b'{"layer":"document"}\n', b"\xff\xfe"])
def test_a_file_that_is_gone_or_broken_is_a_conflict_and_no_crash(article, data):
    with Table(article) as bench:
        bench.state()
        bench.operate(NEGATE)
        mine = article.read_bytes()
        article.write_bytes(data) if data else article.unlink()
        state = bench.state()
        assert state["conflict"]["error"] and state["entries"]["q1"]["negated"] is True
        assert bench.post("/api/articles/0/conflict", {"choice": "theirs"}).status == 422
        assert bench.post("/api/articles/0/conflict", {"choice": "merge"}).status == 422
        assert bench.post("/api/articles/0/conflict", {"choice": "mine"}).status == 200
        assert article.read_bytes() == mine


def test_a_file_that_changed_after_all_was_saved_is_read_again(article):
    with Table(article) as bench:
        bench.state()
        bench.operate({"op": "accept", "ids": ["q1", "q2"]}, NEGATE)
    edit(article, "q2", cue_class="thought")
    with Table(article) as bench:
        state = bench.state()
        assert state["conflict"] is None and state["entries"]["q2"]["cue_class"] == "thought"
        assert "q1" in state["checked"] and "q2" not in state["checked"]
        assert bench.act("undo").json["entries"]["q2"]["cue_class"] == "speech"


def test_a_file_that_changed_after_a_kill_is_a_conflict(article):
    with Bench(article) as bench:
        bench.state()
        bench.operate(NEGATE)
        bench.end(signal.SIGKILL)
    edit(article, "q2", cue_class="thought")
    with Table(article) as bench:
        assert bench.state()["conflict"] is not None


def test_another_text_is_a_conflict(article):
    with Table(article) as bench:
        bench.state()
        bench.operate(NEGATE)
    other = GOLD.parents[2] / "tests" / "cases" / "valid" / "base.jsonl"
    article.write_bytes(other.read_bytes())
    with Table(article) as bench:
        assert bench.state()["conflict"]["text_differs"] is True
        state = bench.post("/api/articles/0/conflict", {"choice": "theirs"}).json
        assert state["text"] == json.loads(other.read_text("utf-8").split("\n")[0])["text"]


def test_a_file_that_changed_before_anything_was_done_is_just_read_again(article):
    with Table(article) as bench:
        bench.state()
        edit(article, "q1", negated=True)
        state = bench.state()
        assert state["conflict"] is None and state["entries"]["q1"]["negated"] is True


def test_a_file_that_is_not_canonical_is_so_after_the_first_step(article):
    article.write_bytes(article.read_bytes().replace(b"\n", b"\r\n").replace(b'"layer":"quote"', b'"layer": "quote"'))
    with Table(article) as bench:
        bench.state()
        assert bench.operate(NEGATE).status == 200
    assert b"\r" not in article.read_bytes() and b'"layer": ' not in article.read_bytes()


# The command --------------------------------------------------------------------------------------------------------


def test_what_is_no_article_file_is_refused_with_a_hint(tmp_path, article):
    documents = tmp_path / "documents.jsonl"
    shutil.copy(GOLD.parents[2] / "tests" / "cases" / "valid" / "documents.jsonl", documents)
    with Table(documents, article) as table:
        rows = table.get("/api/articles").json["articles"]
        assert "no article file" in rows[0]["error"] and "onrecord import" in rows[0]["error"]
        assert rows[1]["error"] == ""
    with pytest.raises(InputError, match="no article file"):
        Table(documents)
    for path in (tmp_path / "x.jsonl", tmp_path / "nothing"):
        with pytest.raises(InputError, match="no such file or folder"):
            Table(path)
    shutil.copy(documents, tmp_path / "packed.jsonl.gz")
    with pytest.raises(InputError, match="onrecord import makes them"):
        Table(tmp_path / "packed.jsonl.gz")


def test_a_list_of_many_is_told_in_parts(tmp_path, monkeypatch):
    for name in ("a", "b"):
        renamed = GOLD.read_bytes().replace(GOLD.stem.encode(), name.encode())
        (tmp_path / f"{name}.jsonl").write_bytes(renamed)
    with Table(tmp_path) as table:
        monkeypatch.setattr(desk, "_PATIENCE", -1)
        rows = table.get("/api/articles").json["articles"]
        assert [(row["id"], row["items"], row["pending"]) for row in rows] == [("a", 0, True), ("b", 0, True)]
        monkeypatch.undo()
        rows = table.get("/api/articles").json["articles"]
        assert [(row["id"], row["items"], row["pending"]) for row in rows] == [("a", 46, False), ("b", 46, False)]


@pytest.mark.parametrize("arguments", [["-o", "x.jsonl"], ["--port", "99999999"], ["--kind", "program"]])
def test_wrong_use_is_told(arguments, onrecord):
    done = onrecord("review", GOLD, "--annotator", "A", *arguments)
    assert done.code == 2 and done.err


def test_somebody_has_to_be_named(tmp_path, onrecord_process):
    environment = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
    done = onrecord_process("review", GOLD, cwd=tmp_path, **environment)
    assert done.code == 2 and "--annotator NAME" in done.err


def test_a_port_that_is_taken_is_told_and_a_review_without_a_step_leaves_no_journal(article, onrecord):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = onrecord("review", article, "--no-browser", "--annotator", "B", "--port", port)
    assert done.code == 2 and f"port {port}: cannot be used" in done.err
    assert not list(article.parent.glob(".review/*.journal"))


def test_enter_prints_a_fresh_link(article):
    terminal, end = pty.openpty()
    with Bench(article, stdin=end) as bench:
        os.write(terminal, b"\n")
        token = bench.line().partition("/#")[2]
        assert token and token != bench.token
        assert bench.post("/api/session", {"token": token}).status == 200
    os.close(terminal)
    os.close(end)


def test_a_step_that_cannot_be_noted_changes_nothing(article):
    """A full disk, as far as a process can have one of its own."""
    with Table(article) as table:
        table.state()
        table.operate(NEGATE)
        before = article.read_bytes()
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (journal_path(article).stat().st_size + 10, hard))
        try:
            answer = table.operate({"op": "set", "id": "q2", "fields": {"negated": True}})
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert answer.status == 500 and "cannot be written" in answer.json["error"]["found"]
        state = table.state()
        assert (state["revision"], state["entries"]["q2"]["negated"]) == (1, False) and article.read_bytes() == before
        assert table.operate({"op": "set", "id": "q2", "fields": {"negated": True}}).status == 200
    with Table(article) as table:
        assert table.state()["revision"] == 2


def test_a_folder_may_hold_other_files_and_a_link_is_the_same_article(article):
    (article.parent / "packed.jsonl.gz").write_bytes(b"")
    link = article.parent / "link.jsonl"
    link.symlink_to(article)
    with Table(article.parent) as table:
        assert len(table.get("/api/articles").json["articles"]) == 1
    with Table(article) as table, pytest.raises(InputError, match="under review"):
        table.state()
        Table(link)


def test_many_steps_are_read_back_and_undone(article):
    with Table(article) as table:
        table.state()
        for number in range(50):
            table.operate(
                {"op": "set", "id": "q1", "fields": {"negated": number % 2 == 0}}, {"op": "accept", "ids": ["q2"]}
            )
        done = table.state()
        table.act("undo")
    with Table(article) as table:
        table.state()
        again = table.act("redo").json
        assert again["entries"]["q1"] == done["entries"]["q1"] and again["undo"] == done["undo"]
        for _ in range(50):
            assert table.act("undo").status == 200
        assert article.read_bytes() == GOLD.read_bytes()


def test_two_who_ask_for_an_article_at_once_get_the_same_session(article):
    with Table(article) as table, ThreadPoolExecutor(8) as pool:
        sessions = list(pool.map(lambda _: id(table.desk.session(0)), range(8)))
        assert len(set(sessions)) == 1
