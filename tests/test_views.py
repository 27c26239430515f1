"""`load_dataset` on the folder: every config, features as the schema says, dates as they are, never stale."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest
from hypothesis import given, settings

from conftest import GOLD, ROOT
from onrecord import from_hf
from onrecord.articles import read_article, read_articles, write_article
from onrecord.build import build
from onrecord.model import Span
from onrecord.release.layout import Corpus
from onrecord.tables import features, table
from onrecord.views import VIEWS
from strategies import records

CONFIGS = list(VIEWS)


@pytest.fixture(scope="module")
def gold():
    return read_article(GOLD)


def load(folder, config, cache, code="print(json.dumps([list(r.values()) for r in data]))", **options):
    """What a user's own process sees, offline and with a cache of its own."""
    script = (
        "import json, sys\nfrom datasets import load_dataset, disable_progress_bars\ndisable_progress_bars()\n"
        f"data = load_dataset(sys.argv[1], sys.argv[2], split='train', **{options!r})\n{code}\n"
        # The reader's threads can abort the interpreter while it ends ("terminate called without an active exception",
        # seen with datasets 5.2 and pyarrow 26 when streaming); what was read is on standard output by then.
        "sys.stdout.flush()\nimport os\nos._exit(0)"
    )
    environment = {**os.environ, "HF_HOME": str(cache), "HF_HUB_OFFLINE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder), config], capture_output=True, text=True, env=environment, cwd=cache
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def seen(cache):
    """Features and rows of every config, whole and as a stream, as one process sees them."""
    code = (
        "def rows(config, **options):\n"
        "    return list(load_dataset(sys.argv[1], config, split='train', **options))\n"
        f"print(json.dumps({{config: [repr(load_dataset(sys.argv[1], config, split='train').features),"
        f" rows(config), rows(config, streaming=True)] for config in {CONFIGS!r}}}))"
    )
    return json.loads(load(ROOT, "documents", cache, code))


@pytest.mark.parametrize("config", CONFIGS)
def test_every_config_loads_offline_with_the_schemas_features(config, seen):
    assert seen[config][0] == repr(features(VIEWS[config]))


@pytest.mark.parametrize("config", CONFIGS)
def test_streaming_equals_not_streaming_equals_the_view(config, seen):
    _, whole, streamed = seen[config]
    assert json.dumps(whole) == json.dumps(streamed)
    records = [record for record in read_articles(ROOT / "corpus" / "articles") if record.split == "train"]
    assert whole == table(VIEWS[config], records).to_pylist()


def test_documents_load_without_a_config_and_are_the_records(cache, gold):
    code = "print(json.dumps(list(load_dataset(sys.argv[1], split='train'))))"
    rows = json.loads(load(ROOT, "documents", cache, code))
    assert from_hf(next(row for row in rows if row["id"] == gold.id)) == gold


def test_date_strings_survive_as_they_are(cache, gold):
    rows = json.loads(load(ROOT, "dates", cache, "print(json.dumps(list(data)))"))
    found = [(row["value"], row["earliest"], row["latest"]) for row in rows if row["article"] == gold.id]
    assert found == [(date.value, date.earliest, date.latest) for date in gold.dates]
    assert ("2021-11-21", "2021-11-21", "2021-11-21") in found


def test_an_edit_and_a_build_are_seen_with_a_warm_cache(tmp_path, gold):
    from dataclasses import replace

    for name in (".huggingface.yaml", "README.md", "DATASHEET.md"):
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    cache = tmp_path / "cache"
    cache.mkdir()
    code = f"print(next(row['title'] for row in data if row['id'] == {gold.id!r}))"
    assert load(tmp_path, "documents", cache, code).strip() == gold.title
    write_article(replace(gold, title="An edited title"), tmp_path / "corpus" / "articles")
    changes, incidents = build(Corpus.of_project(tmp_path))
    assert incidents == [] and changes.paths
    assert load(tmp_path, "documents", cache, code).strip() == "An edited title"


def test_the_committed_views_hold_the_rows_of_the_articles():
    changes, incidents = build(Corpus.of_project(ROOT), dry=True)
    assert (changes.paths, incidents) == ([], [])


def test_tokens_carry_the_tag_of_the_smallest_span(gold):
    rows = list(VIEWS["tokens"].rows(gold))
    assert len(rows) == sum(len(segment.sentences) for segment in gold.segments)
    for row in rows:
        assert (
            len({len(row[name]) for name in ("tokens", "starts", "ends", "attribution_tags", "expression_tags")}) == 1
        )
        assert [gold.text[a:b] for a, b in zip(row["starts"], row["ends"], strict=True)] == row["tokens"]
    headline = dict(zip(rows[0]["tokens"], rows[0]["attribution_tags"], strict=True))
    assert headline["NATO"] == "B-source" and headline["chief"] == "I-source"
    assert headline["warns"] == "B-cue" and headline["Moscow"] == "O"
    assert headline["of"] == "I-content" or headline["of"] == "B-content"
    [nested] = [row for row in rows if "citing" in row["tokens"]]
    tags = dict(zip(nested["tokens"], nested["attribution_tags"], strict=True))
    assert tags["citing"] == "B-cue" and tags["wrote"] == "B-cue" and tags["movement"] == "I-content"
    [numbers] = [row for row in rows if "92,000" in row["tokens"]]
    tags = dict(zip(numbers["tokens"], numbers["expression_tags"], strict=True))
    assert tags["92,000"] == "B-number" and tags["late"] == "B-date" and tags["January"] == "I-date"
    assert tags["-"] == "O" and tags["early"] == "B-date" and tags["2022"] == "I-date"


def test_tags_are_valid_iob2(gold):
    for row in VIEWS["tokens"].rows(gold):
        for name in ("attribution_tags", "expression_tags"):
            begun = set()
            for tag in row[name]:
                assert tag == "O" or tag.startswith("B-") or tag[2:] in begun
                begun.add(tag[2:])


@settings(max_examples=100)
@given(records())
def test_every_row_leads_back_to_its_annotation_and_place(record):
    segments = {segment.id: segment for segment in record.segments}
    for name, known in annotations(record).items():
        rows = list(VIEWS[f"{name}s"].rows(record))
        assert sorted(row[name] for row in rows) == sorted(known)
        for row in rows:
            segment = segments[row["segment"]]
            assert (row["article"], row["paragraph"], row["paragraph_start"]) == (
                record.id,
                segment.text,
                segment.start,
            )
            assert segment.start <= row["start"] < segment.end
            whole = record.text[row["start"] : row["end"]]
            assert whole == row["text"] or " … " in row["text"]
            assert (row["start"], row["end"]) == known[row[name]]
    for row in VIEWS["tokens"].rows(record):
        sentence = segments[row["segment"]].sentences[row["sentence"]]
        assert Span(row["start"], row["end"], row["text"]) == sentence
        places = [
            (start - row["start"], end - row["start"]) for start, end in zip(row["starts"], row["ends"], strict=True)
        ]
        assert [row["text"][start:end] for start, end in places] == row["tokens"]


def annotations(record):
    """Start and end by id, by the column that has the ids."""
    mentions = [mention for speaker in record.speakers for mention in speaker.mentions]
    spans = {"mention": mentions, "date": record.dates, "number": record.numbers}
    found = {name: {item.id: (item.start, item.end) for item in items} for name, items in spans.items()}
    return {"quote": {quote.id: (quote.content[0].start, quote.content[-1].end) for quote in record.quotes}, **found}


def test_the_speaker_of_a_quote_is_among_the_mentions(gold):
    mentions = list(VIEWS["mentions"].rows(gold))
    assert [row["start"] for row in mentions] == sorted(row["start"] for row in mentions)
    assert mentions[0]["text"] == "NATO chief" and mentions[0]["form"] == "nominal"
    told = {row["speaker"]: [row[name] for name in SPEAKER] for row in mentions}
    for quote in VIEWS["quotes"].rows(gold):
        assert quote["speaker"] == "" or [quote[name] for name in SPEAKER] == told[quote["speaker"]]


SPEAKER = ("speaker_name", "speaker_kind", "speaker_role", "speaker_affiliation")


def test_a_date_has_the_day_of_publication_or_its_bounds(gold):
    given_ = read_article(GOLD.with_name("saltness-night-ferry.jsonl"))
    names = ("published", "published_earliest", "published_latest")
    for record, expected in ((given_, ("2026-11-25",) * 3), (gold, ("", "2021-11-26", "2022-01-31"))):
        assert {tuple(row[name] for name in names) for row in VIEWS["dates"].rows(record)} == {expected}


def test_quotes_name_speaker_role_and_paragraph(gold):
    rows = list(VIEWS["quotes"].rows(gold))
    [row] = [row for row in rows if row["text"].startswith("of consequences")]
    assert (row["speaker_name"], row["speaker_role"], row["cue"]) == ("Jens Stoltenberg", "Secretary General", "warns")
    for row in rows:
        offset = row["content_spans"][0]["start"] - row["paragraph_start"]
        assert row["paragraph"][offset:].startswith(row["content_spans"][0]["text"])
