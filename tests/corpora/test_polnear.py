"""PolNeAR's stand-off to records, on an article of our own in its form: fragments, line ends, emoji, several
annotators.
"""

from __future__ import annotations

import shutil

import pytest

from conftest import ROOT
from onrecord.corpora.polnear import iter_polnear, scan_polnear
from onrecord.errors import InputError
from onrecord.losses import Losses

CASE = ROOT / "tests" / "cases" / "polnear"


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(CASE, tmp_path / "polnear")


def shown(quote) -> tuple[str, list[str], list[str], list[str]]:
    return (quote.kind, *([span.text for span in spans] for spans in (quote.content, quote.cue, quote.source)))


def test_an_article_becomes_a_record_with_the_first_annotators_quotes():
    [record] = iter_polnear(CASE)
    assert (record.id, record.published.date) == ("local_2016-05-02_dam", "2016-05-02")
    assert record.annotation.annotators[0].name == "aa11"
    assert [shown(quote) for quote in record.quotes] == [
        ("indirect", ["Dam will hold"], ["says"], ["mayor"]),
        ("indirect", ["the dam would hold"], ["said"], ["Mayor Ann Lee"]),
        ("direct", ["“We are ready,”", "“and we will stay.", "“We have sandbags.”"], ["said"], ["Lee"]),
    ]
    for quote in record.quotes:
        for span in (*quote.content, *quote.cue, *quote.source):
            assert record.text[span.start : span.end] == span.text


def test_spans_that_repeat_a_cue_are_told_as_such(folder):
    edit(folder, "E1\tAttribution:T2", "T90\tAttribution 21 25\tsays\nE1\tAttribution:T90")
    edit(folder, "E2\tAttribution:T5", "T91\tAttribution 0 3\tDam\nE2\tAttribution:T91")
    losses = Losses()
    list(iter_polnear(folder, losses))
    told = {kind: number for kind, number in losses.counts.items() if "trigger" in kind}
    kind = "spans that trigger an attribution and"
    assert told == {f"{kind} only repeat its cue, which is there": 1, f"{kind} are not its cue": 1}


def test_what_the_corpus_tells_beside_the_text(folder):
    for path in folder.rglob("local_*"):
        path.rename(path.with_name(path.name.replace("local", "nyt")))
    (folder.parent / "metadata.tsv").write_text("filename\ttitle\nnyt_2016-05-02_dam\tDam will hold\nodd\n")
    [record] = iter_polnear(folder)
    assert (record.title, record.source.publisher, record.split) == ("Dam will hold", "New York Times", "train")
    (folder.parent / "metadata.tsv").write_text("no list\n")
    [record] = iter_polnear(folder)
    assert record.title == ""


def edit(folder, old: str, new: str):
    path = folder / "attributions" / "local_2016-05-02_dam_aa11.ann"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return path


def test_fragments_that_white_space_parts_are_one_span(folder):
    [before] = iter_polnear(folder)
    content = before.quotes[1].content[0]
    middle = content.start + len("the dam")
    edit(folder, f"{content.start} {content.end}", f"{content.start} {middle};{middle + 1} {content.end}")
    [after] = iter_polnear(folder)
    assert after.quotes == before.quotes


def test_offsets_that_do_not_hold_stop_the_run(folder):
    path = edit(folder, "Source 15 20\tmayor", "Source 14 19\tmayor")
    with pytest.raises(InputError, match=r"aa11\.ann:1: ' mayo' stands at 14 19, where the file has 'mayor'"):
        list(iter_polnear(folder))
    assert path.exists()


def test_a_missing_span_is_told(folder):
    edit(folder, "Cue:T2", "Cue:T99")
    with pytest.raises(InputError, match=r"aa11\.ann:4: a line that names what is not there, 'T99'"):
        list(iter_polnear(folder))


def test_a_folder_without_attributions_is_told(tmp_path):
    with pytest.raises(InputError, match=r"no attributions/\*\.ann in it"):
        list(iter_polnear(tmp_path))


def test_a_text_that_is_missing_is_told(folder):
    (folder / "text" / "local_2016-05-02_dam.txt").unlink()
    with pytest.raises(InputError, match="has no text"):
        list(iter_polnear(folder))


def test_a_bad_article_stands_as_an_error_in_its_place(folder):
    for name in ("attributions/local_2016-05-02_dam_aa11.ann", "text/local_2016-05-02_dam.txt"):
        shutil.copy(folder / name, folder / name.replace("05-02", "05-01"))
    (folder / "text" / "local_2016-05-01_dam.txt").write_bytes(b"a\n\xff")
    error, record = scan_polnear(folder, Losses())
    assert "local_2016-05-01_dam.txt:2: not UTF-8 (byte 0xff at offset 2)" in str(error)
    assert record.id == "local_2016-05-02_dam"
