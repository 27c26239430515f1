import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
from crawl_runs import crawl_here, write_inputs
from onrecord.crawl.duplicates.texts import TextsFile
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.items import Fate, Item, Raw
from onrecord.errors import InputError
from onrecord.model import Document, Published, Source

words = st.text(st.characters(codec="utf-8"), max_size=20)
whole = st.integers(0, 2**40)
documents = st.builds(
    Document,
    id=words,
    text=strategies.texts,
    title=words,
    source=st.builds(Source, url=words, seed=words),
    published=st.builds(Published, date=words),
)
raws = st.builds(Raw, whole, words, st.binary(max_size=50), whole, st.dictionaries(words, words), words)
items = st.builds(
    Item,
    st.integers(0, 2**31 - 1),
    raws,
    st.none() | documents,
    fate=st.sampled_from([None, Fate.FILTERED, Fate.REJECTED]),
    reason=words,
    detail=words,
)


def without_content(item):
    return dataclasses.replace(item, raw=dataclasses.replace(item.raw, content=None))


@given(st.lists(items, max_size=8))
@settings(max_examples=30)
def test_items_come_back_as_they_were(tmp_path_factory, given_items):
    file = TextsFile(CrawlFolder(tmp_path_factory.mktemp("crawl")), 3)
    with file.writing() as write:
        for item in given_items:
            write(item, lambda item=item: item.raw.content)
    back = list(file.items(lambda item: b"original of %d" % item.raw.position))
    assert [without_content(item) for item in back] == [without_content(item) for item in given_items]
    for item, read in zip(given_items, back, strict=True):
        kept = item.fate is Fate.REJECTED
        assert read.raw.content.data() == (item.raw.content if kept else b"original of %d" % item.raw.position)
    assert file.count_open() == sum(item.is_open for item in given_items)


def test_nothing_is_left_of_a_file_that_is_not_whole(tmp_path):
    file = TextsFile(CrawlFolder(tmp_path), 0)
    with pytest.raises(ZeroDivisionError), file.writing() as write:
        write(Item(0, Raw(0, "here", b"", 0)), lambda: b"")
        raise ZeroDivisionError
    assert not list(file.path.parent.iterdir())


def test_texts_that_were_taken_away_are_named(tmp_path):
    inputs = write_inputs(tmp_path / "in", {"a.jsonl": ["One text."]})
    folder = crawl_here(inputs, tmp_path / "out", tasks=1, duplicates="exact")
    file = TextsFile(folder, 0)
    file.path.write_bytes(file.path.read_bytes()[:100])
    with pytest.raises(InputError, match=r"cannot be read.*remove.*then run the same command again"):
        file.count_open()
    file.path.unlink()
    with pytest.raises(InputError, match=r"cannot be read.*No such file"):
        list(file.items(lambda item: b""))
