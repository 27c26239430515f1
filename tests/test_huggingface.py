"""`to_hf`, `from_hf` and `load`: equal to what `load_dataset` gives, without a cache; a record comes back exactly."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pandas as pd
import polars as pl
import pytest
from backports import zstd
from datasets import DatasetDict, disable_progress_bars, load_dataset
from hypothesis import given, settings

import onrecord
from conftest import GOLD, ROOT, run_onrecord
from onrecord.articles import to_document_line
from onrecord.errors import InputError, OnrecordError
from onrecord.model import Document, Number
from onrecord.views import VIEWS
from strategies import records

CONFIGS = list(VIEWS)
ARTICLES = ROOT / "corpus" / "articles"


@pytest.fixture(scope="module")
def gold():
    return list(onrecord.read_articles(ARTICLES))


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """What `load_dataset` gives for the repository, by configuration."""
    disable_progress_bars()
    cache = str(tmp_path_factory.mktemp("cache"))
    return {config: load_dataset(str(ROOT), config, cache_dir=cache) for config in CONFIGS}


def same(found, expected):
    assert found.features == expected.features and found.data.schema == expected.data.schema
    assert found.to_list() == expected.to_list()
    return found.column_names == expected.column_names


@pytest.mark.parametrize("config", CONFIGS)
def test_equal_to_what_load_dataset_gives(config, loaded, gold):
    expected = loaded[config]["train"]
    assert same(onrecord.to_hf(*gold, config=config), expected)
    assert same(onrecord.to_hf(iter(gold), config=config), expected)
    found = onrecord.load(ROOT, config)
    assert type(found) is DatasetDict and list(found) == list(loaded[config])
    assert same(found["train"], expected) and found["train"].split == expected.split == "train"
    assert found["train"].cache_files == []


@pytest.mark.parametrize("split", ["train", "all", "train[:3]", "train[1:2]+train[-10%:]"])
def test_splits_are_named_as_load_dataset_takes_them(split, loaded, tmp_path):
    expected = load_dataset(str(ROOT), "quotes", split=split, cache_dir=str(tmp_path))
    found = onrecord.load(ROOT, "quotes", split)
    assert same(found, expected) and found.split == expected.split


def test_a_data_set_a_split_with_rows_in_their_order(gold, tmp_path):
    for number, split in enumerate(("test", "validation", "train")):
        onrecord.write_article(replace(gold[0], id=f"a{number}", split=split), tmp_path)
    onrecord.write_article(replace(gold[0], id="b", split="test", dates=()), tmp_path)
    found = onrecord.load(tmp_path, "dates")
    assert list(found) == ["train", "validation", "test"]
    assert set(found["test"]["article"]) == {"a0"}
    assert onrecord.load(tmp_path, split="test")["id"] == ["a0", "b"]


def test_files_come_in_the_order_of_their_ids(gold, tmp_path):
    for name in ("a-b", "a", "a.b"):
        onrecord.write_article(replace(gold[0], id=name), tmp_path)
    assert onrecord.load(tmp_path)["train"]["id"] == ["a", "a-b", "a.b"]
    assert [record.id for record in onrecord.read_articles(tmp_path)] == ["a", "a-b", "a.b"]


def test_an_edit_is_seen_at_once(tmp_path):
    article = tmp_path / "corpus" / "articles" / GOLD.name
    article.parent.mkdir(parents=True)
    shutil.copy(GOLD, article)
    before = onrecord.load(tmp_path, split="train")
    edited = article.read_text("utf-8").replace('"negated":false', '"negated":true', 1)
    article.write_text(edited, "utf-8")
    after = onrecord.load(tmp_path, split="train")
    assert [quote["negated"] for quote in before[0]["quotes"]].count(True) == 0
    assert [quote["negated"] for quote in after[0]["quotes"]].count(True) == 1


def test_nothing_is_left_in_a_cache(tmp_path):
    import os
    import subprocess
    import sys

    code = (
        "import onrecord; onrecord.load(config='tokens'); onrecord.to_hf(onrecord.from_hf(onrecord.load()['train'][0]))"
    )
    environment = {**os.environ, "HF_HOME": str(tmp_path), "TMPDIR": str(tmp_path)}
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True)
    assert list(tmp_path.rglob("*")) == []


def test_all_that_holds_records_is_read(gold, tmp_path):
    lines = b"".join(map(to_document_line, gold))
    (tmp_path / "all.jsonl.zst").write_bytes(zstd.compress(lines))
    (tmp_path / "all.jsonl").write_bytes(lines)
    places = [ROOT, ROOT / "corpus", ARTICLES, str(ARTICLES), tmp_path / "all.jsonl", tmp_path / "all.jsonl.zst"]
    for place in places:
        assert onrecord.load(place)["train"]["id"] == [record.id for record in gold], place
    assert onrecord.load(GOLD)["train"]["id"] == [GOLD.stem]


def test_standard_input_and_the_corpus_of_the_folder(tmp_path):
    import subprocess
    import sys

    def python(code, cwd, given=b""):
        done = subprocess.run([sys.executable, "-c", code], input=given, capture_output=True, cwd=cwd, check=True)
        return done.stdout.decode().strip()

    show = "print(data['train']['id'][0])"
    assert python(f"import onrecord; data = onrecord.load(); {show}", ROOT) == "saltness-night-ferry"
    document = run_onrecord("annotate", "-", stdin=b'{"id": "a", "text": "It rained on Tuesday."}\n').out.encode()
    assert python(f"import onrecord; data = onrecord.load('-'); {show}", tmp_path, document) == "a"


@settings(max_examples=25)  # nine data sets are made of each
@given(records())
def test_a_record_comes_back_exactly(record):
    data = onrecord.to_hf(record)
    assert onrecord.from_hf(data[0]) == record
    assert to_document_line(onrecord.from_hf(data[0])) == to_document_line(record)
    for form in ("arrow", "pandas", "polars"):
        assert onrecord.from_hf(data.with_format(form)[0]) == record, form
    try:
        found = onrecord.from_hf(data.with_format("numpy")[0])
        assert found == record or "\0" in record.text  # which numpy loses at the end of a string
    except OnrecordError as error:
        assert "32 bits" in str(error) and (record.numbers)
    for config in CONFIGS:
        assert onrecord.to_hf(record, config=config).num_rows == sum(1 for _ in VIEWS[config].rows(record))


def test_rows_of_data_frames_are_read(gold):
    path = ROOT / "corpus" / "data" / "documents" / "train.parquet"
    frame = pd.read_parquet(path)
    assert [onrecord.from_hf(row) for _, row in frame.iterrows()] == gold
    assert [onrecord.from_hf(row) for row in frame.to_dict("records")] == gold
    assert [onrecord.from_hf(row) for row in pl.read_parquet(path).iter_rows(named=True)] == gold


def test_many_records_are_taken_in_batches_and_the_one_at_fault_is_named(gold, monkeypatch):
    monkeypatch.setattr("onrecord.tables._BATCH", 50_000)
    many = [replace(gold[0], id=f"a{number:02}") for number in range(12)]
    data = onrecord.to_hf(many)
    assert data["id"] == [record.id for record in many] and len(data.data.to_batches()) > 1
    wrong = replace(many[7], dates=(replace(many[7].dates[0], start=2**40),))
    with pytest.raises(InputError, match="'a07': a value that the schema does not allow"):
        onrecord.to_hf([*many[:7], wrong, *many[8:]])
    with pytest.raises(InputError, match=r"'b': a value that the schema does not allow .*surrogate"):
        onrecord.to_hf(replace(gold[0], id="b", title="\ud800"))


def test_numbers_are_brought_into_their_form():
    number = Number(id="n1", start=0, end=3, text="One", kind="cardinal", value=2.0)
    record = onrecord.Record(id="a", text="One.", numbers=(number, replace(number, id="n2", value=2**60 + 1)))
    [one, large] = onrecord.from_hf(onrecord.to_hf(record)[0]).numbers
    assert type(one.value) is int and large.value == float(2**60)


def rows_that_are_none(data):
    row = data[0]
    quote = onrecord.load(ROOT, "quotes", "train")[0]
    return [
        (quote, "another configuration; its document is the row of documents with the id 'saltness-night-ferry'"),
        (data, "a value of the type Dataset; give one row of documents, as data.0. has it"),
        (data[:2], "not a row of documents"),
        (data.with_format("arrow")[:2], "2 rows; give one"),
        ({**row, "title": None}, r"got `null` - at `\$.title`"),
        (data.remove_columns(["quotes", "dates"])[0], "no column quotes, dates; give one row"),
        (data.with_format("numpy")[0], "numbers in 32 bits, which are rounded"),
        (None, "type NoneType"),
    ]


@pytest.mark.parametrize("number", range(8))
def test_what_is_no_row_of_documents_is_refused(number):
    row, message = rows_that_are_none(onrecord.load(ROOT, split="train"))[number]
    with pytest.raises(OnrecordError, match=message):
        onrecord.from_hf(row)


def test_what_is_no_record_is_refused():
    for given_ in ("corpus", 3, [{"id": "a"}], Document(id="a", text="One.")):
        with pytest.raises(OnrecordError, match="to_hf takes records, and this is of the type"):
            onrecord.to_hf(given_)
    assert onrecord.to_hf().num_rows == onrecord.to_hf([], config="quotes").num_rows == 0


@pytest.mark.parametrize(
    ("path", "options", "message"),
    [
        ("nowhere", {}, "'nowhere': no such file or folder; name a corpus.*the Hub"),
        ("", {}, "an empty name"),
        (ROOT / "tests" / "bench", {}, "no .jsonl in it"),
        (ROOT / "pyproject.toml", {}, "pyproject.toml:1: not a document record"),
        (ROOT / "corpus/data/quotes/train.parquet", {}, "Parquet, and not the records themselves"),
        (ROOT, {"config": "quote"}, "no configuration 'quote'; there are documents, quotes"),
        (ROOT, {"split": "trian"}, "no split 'trian' with rows of documents; there are: train"),
        (ROOT, {"split": "train[:10"}, "no split"),
    ],
)
def test_what_cannot_be_loaded_is_told(path, options, message):
    with pytest.raises(OnrecordError, match=message):
        onrecord.load(path, **options)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"cue_class":"speech"', '"cue_class":"song"', "'song' for cue_class, which is none of speech, thought, deed"),
        ('"text":"warns"', '"text":7', "not an article file"),
        ('"split":"train"', '"split":"trian"', "the split 'trian', which is none of train, validation, test"),
        ('"content":[{"start":24', '"content":[{"start":99999', "an annotation at 99999, in no segment"),
        ('"start":24', '"start":99999999999', "99999999999"),
    ],
)
def test_a_record_that_an_edit_broke_is_told(old, new, message, tmp_path):
    text = GOLD.read_text("utf-8")
    assert old in text
    (tmp_path / GOLD.name).write_text(text.replace(old, new), "utf-8")
    with pytest.raises(InputError, match=message) as caught:
        for config in CONFIGS:
            onrecord.load(tmp_path, config)
    assert "run onrecord validate on it" in str(caught.value)


def test_what_is_missing_is_told():
    import subprocess
    import sys

    code = "import sys; sys.modules['datasets'] = None\nimport onrecord\nonrecord.load()"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert "this needs datasets, which is not installed: pip install 'onrecord[build]'" in done.stderr
