"""Operations as pure functions of a state, and any sequence of them: undone, done again, read back from the journal."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import GOLD
from onrecord.articles import to_article
from onrecord.review.journal import open_journal
from onrecord.review.keeper import Keeper
from onrecord.review.operations import OPERATIONS, applied
from onrecord.review.operations.requests import Batch, Move, batch_of
from onrecord.review.promotion import Reviewer
from onrecord.review.refusals import RefusedError
from onrecord.review.session import Session
from onrecord.review.work import between, moved, work_of
from onrecord.revisions.records import scan, to_bytes
from onrecord.validation import Choice, validate
from revision_cases import record_of
from strategies import records

GOLD_WORK = work_of(record_of(GOLD.read_bytes()), "gold")
TEXT = GOLD_WORK.text


def stretch(surface, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(surface, start + 1)
    return {"start": start, "end": start + len(surface), "text": surface}


def done(*operations, work=GOLD_WORK):
    batch = batch_of(msgspec.json.encode({"revision": 0, "operations": operations}))
    return applied(work, batch.operations)


def values(*operations, work=GOLD_WORK):
    """The annotations after operations, by id."""
    return {name: entry.value for name, entry in done(*operations, work=work).done().entries.items()}


def refused(*operations):
    with pytest.raises(RefusedError) as caught:
        done(*operations)
    return str(caught.value)


def test_an_operation_leaves_the_state_before_as_it_was():
    before = to_bytes(GOLD_WORK.record)
    draft = done({"op": "reject", "ids": ["s1", "q3", "d5"]}, {"op": "join", "ids": ["g2", "g3"]})
    assert to_bytes(GOLD_WORK.record) == before != to_bytes(draft.done().record)


def test_what_is_rejected_is_no_longer_named():
    after = values({"op": "reject", "ids": ["s1", "q12", "d2"]})
    assert not {"s1", "q12", "d2"} & after.keys()
    assert after["q1"]["speaker"] == "" and after["q13"]["parent"] == ""
    assert not any("d2" in value.get("anchor", {}).get("dates", ()) for value in after.values())


def test_children_of_a_rejected_quote_go_to_its_parent():
    assert values({"op": "reject", "ids": ["q13"]})["q14"]["parent"] == "q12"


def test_a_speaker_goes_with_its_last_mention():
    assert "m11" not in str(values({"op": "reject", "ids": ["m11"]})["s4"])
    after = values({"op": "reject", "ids": ["m11", "m13"]})
    assert "s4" not in after and after["q13"]["speaker"] == ""


def test_fields_are_set_by_their_paths():
    after = values(
        {"op": "set", "id": "d1", "fields": {"mod": "START", "anchor.basis": "date"}},
        {"op": "set", "id": "m2", "fields": {"form": "nominal"}},
        {"op": "set", "id": "n1", "fields": {"value": 2.0}},
    )
    assert after["d1"]["mod"] == "START" and after["d1"]["anchor"]["basis"] == "date"
    assert after["s1"]["mentions"][1]["form"] == "nominal" and str(after["n1"]["value"]) == "2"


@pytest.mark.parametrize(
    ("fields", "words"),
    [({"content": []}, "no span"), ({"id": "q9"}, "no span"), ({"x.y": 1}, "a field"), ({"speaker": []}, "str")],
)
def test_what_is_no_field_is_not_set(fields, words):
    with pytest.raises(RefusedError) as caught:
        done({"op": "set", "id": "q1", "fields": fields})
    assert words in caught.value.found + caught.value.expected


def test_a_new_speaker_has_a_mention_at_the_source_and_a_known_name_no_second_one():
    after = values({"op": "set", "id": "q7", "fields": {"speaker": "new:NATO members"}})
    new = after[after["q7"]["speaker"]]
    assert new["name"] == "NATO members" and [(m["text"], m["form"]) for m in new["mentions"]] == [("We", "pronoun")]
    assert values({"op": "set", "id": "q7", "fields": {"speaker": "new:NATO"}})["q7"]["speaker"] == "s3"
    assert "no source" in refused({"op": "set", "id": "q8", "fields": {"speaker": "new:X"}})


def test_a_speaker_that_is_chosen_is_mentioned_at_the_source():
    mentions = values({"op": "set", "id": "q7", "fields": {"speaker": "s3"}})["s3"]["mentions"]
    assert [mention["text"] for mention in mentions] == ["NATO", "We", "NATO"]
    assert mentions[1]["id"] not in {
        mention["id"] for e in GOLD_WORK.entries.values() for mention in e.value.get("mentions", ())
    }


def test_kind_and_marks_follow_the_content():
    content = [stretch("buildup near Ukraine’s borders"), stretch('"defend all allies in the region,"')]
    quote = values({"op": "spans", "id": "q4", "role": "content", "spans": content})["q4"]
    assert quote["kind"] == "mixed" and quote["marks"] == content[1:]
    quote = values({"op": "spans", "id": "q4", "role": "content", "spans": content[1:]})["q4"]
    assert quote["kind"] == "direct"


def test_a_value_follows_the_place_unless_somebody_set_it():
    wider = {"op": "spans", "id": "d1", "role": "span", "spans": [stretch("2021")]}
    assert values(wider)["d1"]["value"] == "2021" and values(wider)["d1"]["latest"] == "2021-12-31"
    own = {"op": "set", "id": "d1", "fields": {"value": "2020-04"}}
    assert values(own, wider)["d1"]["value"] == "2020-04" and values(own, wider)["d1"]["text"] == "2021"


def test_a_span_that_the_text_does_not_hold_is_refused():
    span = stretch("Moscow") | {"text": "Москва"}
    assert "Москва" in refused({"op": "spans", "id": "q1", "role": "addressee", "spans": [span]})
    for start, end in ((-1, 5), (5, 5), (9, 5), (0, 10**9)):
        assert refused({"op": "add", "layer": "date", "spans": {"span": [{"start": start, "end": end, "text": ""}]}})


def test_what_is_added_is_completed_by_what_the_layers_read():
    base = values({"op": "reject", "ids": ["d1", "n1", "q6"]})
    assert not {"d1", "n1", "q6"} & base.keys()
    draft = done(
        {"op": "reject", "ids": ["d1", "n1", "q7", "q6"]},
        {"op": "add", "layer": "date", "spans": {"span": [stretch("April 2021")]}},
        {"op": "add", "layer": "number", "spans": {"span": [stretch("first")]}},
        {"op": "add", "layer": "quote", "spans": {
            "content": [stretch("“We are sending a clear message to Russia that there will be consequences if they use "
                                "military force against Ukraine again,”")],
            "cue": [stretch("said", 1)], "source": [stretch("Stoltenberg", 1)]}},
    )  # fmt: skip
    date, number, quote = (draft.done().entries[name].value for name in draft.edited[-3:])
    assert (date["value"], date["earliest"], date["latest"]) == ("2021-04", "2021-04-01", "2021-04-30")
    assert (number["kind"], number["value"]) == ("ordinal", 1)
    assert (quote["kind"], quote["speaker"], quote["cue_class"]) == ("direct", "s1", "speech")
    assert date["id"] not in GOLD_WORK.entries and quote["id"] == "q19"


def test_a_quote_added_inside_another_has_it_as_its_parent():
    spans = {"content": [stretch("if they use military force")], "cue": [stretch("there will be")]}
    draft = done({"op": "add", "layer": "quote", "spans": spans})
    assert draft.done().entries[draft.edited[0]].value["parent"] in ("q6", "q7")


def test_a_mention_and_a_segment_are_added():
    draft = done({"op": "add", "layer": "mention", "spans": {"span": [stretch("Moscow")]}, "fields": {"speaker": "s3"}})
    assert [m["text"] for m in draft.done().entries["s3"].value["mentions"]] == ["Moscow", "NATO", "NATO"]
    segment = stretch("NATO chief warns Moscow")
    draft = done({"op": "reject", "ids": ["g1"]}, {"op": "add", "layer": "segment", "spans": {"span": [segment]}})
    assert draft.done().entries[draft.edited[0]].value["sentences"] == [segment]


def test_ids_are_never_given_again():
    work = done({"op": "reject", "ids": ["q18"]}).done()
    assert done({"op": "add", "layer": "quote", "spans": {"content": [stretch("Moscow")]}}, work=work).edited == ["q19"]


def test_spans_and_segments_are_split_and_joined():
    content = GOLD_WORK.entries["q4"].value["content"][0]
    gap = stretch("there should be no doubt")
    parts = values({"op": "split", "id": "q4", "role": "content", "span": gap})["q4"]["content"]
    assert [part["text"][-3:] for part in parts] == ["but", 'n,"']
    joined = values(
        {"op": "split", "id": "q4", "role": "content", "span": gap}, {"op": "join", "id": "q4", "role": "content"}
    )
    assert joined["q4"]["content"] == [content]
    halves = done({"op": "split", "id": "g4", "at": TEXT.index("Stoltenberg said in the")})
    first, second = (halves.done().entries[name].value for name in halves.edited)
    assert first["text"].endswith("again,”") and second["text"] == "Stoltenberg said in the interview."
    whole = values({"op": "join", "ids": ["g4", second["id"]]}, work=halves.done())
    assert whole["g4"]["text"] == GOLD_WORK.entries["g4"].value["text"] and second["id"] not in whole
    assert "g3 between" in refused({"op": "join", "ids": ["g2", "g4"]})
    assert refused({"op": "split", "id": "g4", "at": 0}) and refused({"op": "split", "id": "g4"})


def test_quotes_and_speakers_are_joined_and_what_names_them_follows():
    after = values({"op": "join", "ids": ["q12", "q13"]}, {"op": "join", "ids": ["s1", "s2"]})
    assert after["q14"]["parent"] == "q12" and "q13" not in after and after["q12"]["parent"] == ""
    assert after["q12"]["speaker"] == "s1" == after["q3"]["speaker"]
    assert {"Ukrinform", "NATO chief"} <= {mention["text"] for mention in after["s1"]["mentions"]}
    assert refused({"op": "join", "ids": ["q1", "s1"]}) and refused({"op": "join", "ids": ["q1"]})


def test_a_date_becomes_a_number_and_a_span_changes_its_role():
    after = values({"op": "retype", "id": "d1", "layer": "number"})
    assert "d1" not in after and after["n3"]["text"] == "April 2021"
    span = stretch("Moscow")
    quote = values({"op": "retype", "id": "q1", "from_role": "addressee", "to_role": "source", "span": span})["q1"]
    assert quote["addressee"] == [] and span in quote["source"]
    assert refused({"op": "retype", "id": "q1", "layer": "date"})


def test_the_document_keeps_its_text_and_id():
    work = done({"op": "document", "fields": {"title": "T", "source.publisher": "P"}}).done()
    assert work.head["title"] == "T" and work.head["source"]["publisher"] == "P"
    for path in ("text", "id", "annotation.status", "annotation.annotators", "annotation", "quotes", "no.such"):
        assert refused({"op": "document", "fields": {path: "x"}})


def test_gold_falls_back_in_the_step_that_changes_an_annotation():
    assert done({"op": "accept", "ids": ["q1"]}).done().status == "gold"
    assert done({"op": "set", "id": "q1", "fields": {"negated": True}}).done().status == "reviewed"


def test_extension_fields_are_kept_and_set():
    entry = GOLD_WORK.entries["q1"]
    work = moved(
        GOLD_WORK, between(GOLD_WORK, done({"op": "set", "id": "q1", "fields": {"acme:x": {"a": [1]}}}).done())
    )
    assert work.entries["q1"].value == entry.value | {"acme:x": {"a": [1]}}
    named = {"op": "set", "id": "g4", "fields": {"acme:x": 1}}
    halves = values(named, {"op": "split", "id": "g4", "at": TEXT.index("Stoltenberg said in the")})
    assert halves["g4"]["acme:x"] == 1


# Any operations on any record ------------------------------------------------------------------------------------


@st.composite
def batches(draw, work):
    """A request of an operation, or of two, on ids and offsets of this state, and on others."""
    mentions = [mention["id"] for entry in work.entries.values() for mention in entry.value.get("mentions", ())]
    ids = st.sampled_from([*work.entries, *mentions, "q77"])
    offsets = st.integers(0, len(work.text))

    def span():
        start, end = sorted((draw(offsets), draw(offsets)))
        return {"start": start, "end": end, "text": work.text[start:end]}

    roles = st.sampled_from(["content", "cue", "source", "addressee", "marks", "span", "counted", "modifier_spans"])
    fields = st.dictionaries(
        st.sampled_from(
            ["kind", "speaker", "parent", "negated", "value", "name", "mod", "role", "anchor.basis", "form"]
        ),
        st.sampled_from(["", "direct", "s1", "q1", "new:Ann", True, None, 5, "boilerplate", "2021", "name"]),
        min_size=1,
        max_size=2,
    )
    name = draw(ids)
    makers = {
        "accept": lambda: {"ids": [name, draw(ids)]},
        "uncheck": lambda: {"ids": [name]},
        "reject": lambda: {"ids": [name]},
        "set": lambda: {"id": name, "fields": draw(fields)},
        "spans": lambda: {"id": name, "role": draw(roles), "spans": [span() for _ in range(draw(st.integers(0, 2)))]},
        "add": lambda: {
            "layer": draw(st.sampled_from(["segment", "speaker", "quote", "date", "number", "mention"])),
            "spans": draw(st.sampled_from([{"span": [span()]}, {"content": [span()], "source": [span()]}])),
            "fields": draw(st.sampled_from([{}, {"speaker": "s1"}, {"kind": "money"}])),
        },
        "split": lambda: {"id": name, "role": draw(roles), "at": draw(offsets)},
        "join": lambda: draw(st.sampled_from([{"ids": [name, draw(ids)]}, {"id": name, "role": draw(roles)}])),
        "retype": lambda: {"id": name, "layer": draw(st.sampled_from(["date", "number"]))},
        "document": lambda: {"fields": {"title": draw(st.text(max_size=5))}},
    }
    chosen = draw(st.lists(st.sampled_from(sorted(makers)), min_size=1, max_size=2))
    operations = [{"op": op, **makers[op]()} for op in chosen]
    return msgspec.convert({"revision": 0, "operations": operations}, Batch)


@contextlib.contextmanager
def opened(path):
    journal = open_journal(path)
    try:
        yield Session(Keeper(path, journal, Choice(level=6)), Reviewer("Ann"))
    finally:
        journal.close()


def test_every_operation_is_tried(onrecord):
    assert {operation.__struct_config__.tag for operation in OPERATIONS} == {
        *("accept uncheck reject set spans add split join retype document".split()),
        "take",
    }


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_steps_are_undone_done_again_and_read_back(data):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tricky.jsonl"
        path.write_bytes(to_article(data.draw(records())))
        with opened(path) as session:
            states = [path.read_bytes(), *steps(data, session, path)]
            for way in ("undo", "redo"):
                for expected in states[-2::-1] if way == "undo" else states[1:]:
                    getattr(session, way)(Move(session.keeper.revision))
                    assert path.read_bytes() == expected
            before = session.keeper
        with opened(path) as session:
            if before.revision:
                assert session.keeper.work == before.work
                assert session.keeper.history.labels == before.history.labels
                assert session.keeper.revision == before.revision


def steps(data, session, path):
    """The bytes of the file after each of some steps; a step that is refused leaves all as it was."""
    keeper = session.keeper
    for _ in range(data.draw(st.integers(1, 6))):
        batch = data.draw(batches(keeper.work))
        before = path.read_bytes(), keeper.work, keeper.revision
        try:
            session.operate(msgspec.structs.replace(batch, revision=keeper.revision))
        except RefusedError:
            assert before == (path.read_bytes(), keeper.work, keeper.revision)
            continue
        if keeper.revision == before[2]:
            continue
        [read] = scan(path)
        assert to_bytes(read) == path.read_bytes() == to_bytes(keeper.work.record)
        assert not list(validate([path], choice=Choice(level=2)))
        yield path.read_bytes()


def test_a_replayed_step_needs_no_operation(tmp_path):
    """The journal holds what came of steps, so that a later version of the program reads them alike."""
    path = tmp_path / GOLD.name
    shutil.copy(GOLD, path)
    with opened(path) as session:
        session.operate(msgspec.convert({"revision": 0, "operations": [{"op": "reject", "ids": ["q1"]}]}, Batch))
        header, line = session.keeper.journal.lines
    assert "do" not in header and line["do"] == "step" and line["after"]["entries"] == {"q1": None}
