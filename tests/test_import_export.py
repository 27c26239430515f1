"""The commands import and export as a user runs them: forms, streams, gzip, bad documents, files that exist."""

from __future__ import annotations

import gzip
import json
import shutil

import pytest

from conftest import GOLD, ROOT
from onrecord.exchange.side_map import SideMaps
from onrecord.formats import EXPORTED, FORMATS, IMPORTED

CASES = ROOT / "tests" / "cases"
POLNEAR = CASES / "polnear"
TIMEML = (
    '<TimeML><DOCID>{}</DOCID><TEXT>It <EVENT eid="e1">rained</EVENT> on <TIMEX3 tid="t1" type="DATE" '
    'value="2016-05-02">May 2</TIMEX3>, and that was all.</TEXT></TimeML>'
)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "gold"
    made.mkdir()
    for name in ("a", "b"):
        (made / f"{name}.tml").write_text(TIMEML.format(name))
    return made


def test_timeml_to_article_files_and_back(onrecord, folder, tmp_path):
    done = onrecord("import", "--from", "timeml", folder, "-o", tmp_path / "articles")
    assert (done.code, done.out) == (0, "")
    assert done.err == f"onrecord: left out: EVENT elements (2, the first at {folder / 'a.tml'}:1)\n"
    assert sorted(path.name for path in (tmp_path / "articles").iterdir()) == ["a.jsonl", "b.jsonl"]
    assert onrecord("validate", tmp_path / "articles").code == 0
    done = onrecord("export", "--to", "timeml", tmp_path / "articles", "-o", tmp_path / "back")
    assert (done.code, done.out, done.err) == (0, "", "")
    onrecord("import", "--from", "timeml", tmp_path / "back", "-o", tmp_path / "again")
    for name in ("a.jsonl", "b.jsonl"):
        assert (tmp_path / "again" / name).read_bytes() == (tmp_path / "articles" / name).read_bytes()


def test_streams_and_gzip(onrecord, folder, tmp_path):
    records = onrecord("import", "--from", "timeml", folder)
    assert [json.loads(line)["id"] for line in records.out.splitlines()] == ["a", "b"]
    first = records.out.splitlines(keepends=True)[0].encode()
    document = onrecord("export", "--to", "timeml", "-", stdin=first)
    assert document.code == 0 and document.out.startswith("<?xml")
    again = onrecord("import", "--from", "timeml", "-", stdin=document.out.encode())
    assert again.out.encode() == first
    onrecord("export", "--to", "timeml", "-", "-o", tmp_path / "a.tml.gz", stdin=first)
    assert gzip.decompress((tmp_path / "a.tml.gz").read_bytes()).decode() == document.out
    packed = tmp_path / "records.jsonl.gz"
    onrecord("import", "--from", "timeml", tmp_path / "a.tml.gz", "-o", packed)
    assert gzip.decompress(packed.read_bytes()) == first


def test_a_bad_document_is_told_and_left_out(onrecord, folder, tmp_path):
    (folder / "a.tml").write_text("<TimeML>\n<TEXT>")
    (folder / "c.tml").write_text(TIMEML.format("b"))
    done = onrecord("import", "--from", "timeml", folder, "-o", tmp_path / "articles")
    assert done.code == 1
    assert f"{folder / 'a.tml'}:2: not well-formed XML" in done.err
    assert "the id 'b' for a second time" in done.err
    assert [path.name for path in (tmp_path / "articles").iterdir()] == ["b.jsonl"]


def test_files_that_exist_stay_without_force(onrecord, folder, tmp_path):
    kept = tmp_path / "out" / "a.jsonl"
    kept.parent.mkdir()
    kept.write_text("corrected")
    done = onrecord("import", "--from", "timeml", folder, "-o", tmp_path / "out")
    assert done.code == 1 and "a.jsonl: exists and may hold corrections" in done.err
    assert kept.read_text() == "corrected" and (tmp_path / "out" / "b.jsonl").exists()
    assert onrecord("import", "--from", "timeml", folder, "-o", tmp_path / "out", "--force").code == 0
    assert kept.read_text() != "corrected"
    exported = tmp_path / "out" / "a.tml"
    exported.write_text("mine")
    assert onrecord("export", "--to", "timeml", tmp_path / "out", "-o", tmp_path / "out").code == 1
    assert exported.read_text() == "mine"


def test_export_of_the_corpus_tells_what_timeml_cannot_hold(onrecord):
    done = onrecord("export", "--to", "timeml", GOLD)
    assert done.code == 0 and done.out.count("<TIMEX3") == 7
    assert "left out: quotes (18, the first at ukrinform-nato-chief-warns-moscow)" in done.err


def test_two_articles_do_not_go_into_one_file(onrecord, folder, tmp_path):
    records = onrecord("import", "--from", "timeml", folder).out.encode()
    for more in ([], ["-o", tmp_path / "a.tml"]):
        done = onrecord("export", "--to", "timeml", "-", *more, stdin=records)
        assert done.code == 2 and "a and b cannot go into one file: add -o FOLDER" in done.err
        assert done.out == "" and not (tmp_path / "a.tml").exists()


def test_what_cannot_be_exported_is_told(onrecord, folder, tmp_path):
    first, second = onrecord("import", "--from", "timeml", folder).out.splitlines()
    records = [first.replace("that was all", "that\\u000b all"), "{}", second]
    done = onrecord("export", "--to", "timeml", "-", "-o", tmp_path, stdin="\n".join(records).encode())
    assert done.code == 1 and "a: U+000B at code point" in done.err and "<stdin>:2: not a document record" in done.err
    assert (tmp_path / "b.tml").exists() and not (tmp_path / "a.tml").exists()


def test_the_other_formats(onrecord, tmp_path):
    done = onrecord("import", "--from", "polnear", ROOT / "tests" / "cases" / "polnear", "-o", tmp_path)
    assert done.code == 0 and onrecord("validate", tmp_path).code == 0
    cases = [{"Input": "5 km", "Results": []}]
    done = onrecord("import", "--from", "recognizers", "-", stdin=json.dumps(cases).encode())
    assert done.code == 0 and json.loads(done.out)["id"] == "case-0"


def test_no_id_leads_out_of_the_folder(onrecord, folder, tmp_path):
    record = json.loads(onrecord("import", "--from", "timeml", folder / "a.tml").out)
    lines = "".join(json.dumps(record | {"id": name}) + "\n" for name in ("../evil", "/tmp/evil", "", "a"))
    done = onrecord("export", "--to", "timeml", "-", "-o", tmp_path / "out" / "in", stdin=lines.encode())
    assert done.code == 1 and done.err.count("the id can be no name of a file") == 3
    assert [path.name for path in (tmp_path / "out").rglob("*.tml")] == ["a.tml"]
    assert not list(tmp_path.glob("evil*"))


def test_a_corpus_is_written_with_its_citation_and_in_its_splits(onrecord, tmp_path):
    data = tmp_path / "PolNeAR" / "data"
    for part in ("train", "dev", "test", "annotator-training"):
        shutil.copytree(POLNEAR, data / part)
        for file in (data / part).rglob("local*"):
            file.rename(file.with_name(file.name.replace("local", part)))
    done = onrecord("import", "--from", "polnear", tmp_path / "PolNeAR", "--corpus", tmp_path / "mine")
    assert done.code == 0 and "licence: none stated" in done.err
    assert "cite: Newell, Margolin and Ruths (2018)" in done.err
    assert "files of attributions in parts that are no split (name such a part by itself) (2, the first at" in done.err
    articles = sorted((tmp_path / "mine" / "articles").iterdir())
    assert [path.name.split("_")[0] for path in articles] == ["dev", "test", "train"]
    assert [split_of(path) for path in articles] == ["validation", "test", "train"]
    assert onrecord("validate", tmp_path / "mine" / "articles").code == 0
    citation = tmp_path / "mine" / "CITATION.cff"
    assert 'type: "dataset"' in citation.read_text()
    citation.write_text("mine")
    again = onrecord("import", "--from", "polnear", data / "dev", "--corpus", tmp_path / "mine", "--split", "test")
    assert again.code == 1 and "exists and may hold corrections" in again.err
    again = onrecord(
        *("import", "--from", "polnear", data / "dev", "--corpus", tmp_path / "mine"), "--force", "--split=test"
    )
    assert again.code == 0 and split_of(articles[0]) == "test" and citation.read_text() == "mine"


def test_a_run_that_was_stopped_is_cited_and_can_be_run_again(onrecord, tmp_path):
    """Where the second article should be there is a folder, which stops the run as a full disk does."""
    mine, case = tmp_path / "mine", CASES / "corpora" / "tempeval3"
    (mine / "articles" / "rain.jsonl").mkdir(parents=True)
    asked = ("import", "--from", "tempeval3", case, "--corpus", mine)
    stopped = onrecord(*asked, "--force")
    assert stopped.code == 2 and "half" not in stopped.err
    assert "rain.jsonl: cannot be written" in stopped.err and "the same command completes it" in stopped.err
    assert (mine / "CITATION.cff").exists() and (mine / "articles" / "dam.01.jsonl").exists()
    (mine / "articles" / "rain.jsonl").rmdir()
    again = onrecord(*asked)
    assert again.code == 0 and "exists" not in again.err and (mine / "articles" / "rain.jsonl").exists()


def test_nothing_is_cited_where_nothing_was_read(onrecord, tmp_path):
    done = onrecord("import", "--from", "polnear", tmp_path, "--corpus", tmp_path / "mine")
    assert done.code == 1 and not (tmp_path / "mine").exists()
    assert "no attributions/*.ann in it; name the corpus's data/, or the folder of a part" in done.err


def split_of(article) -> str:
    return json.loads(article.read_text().splitlines()[0])["split"]


def test_a_format_has_no_citation(onrecord, folder, tmp_path):
    done = onrecord("import", "--from", "timeml", folder, "--corpus", tmp_path / "mine", "--split", "validation")
    assert done.code == 0 and "cite" not in done.err
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["articles"]
    assert split_of(tmp_path / "mine" / "articles" / "a.jsonl") == "validation"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--from", "timeml", "--corpus", "mine", "-o", "out"], "leave out -o and --to"),
        (["--from", "timeml", "--corpus", "mine", "--to", "documents"], "leave out -o and --to"),
        (["--from", "timeml", "--map", "map.toml"], "--map and --write-map are for brat's files: add --from brat"),
        (["--from", "brat", "--map", "map.toml"], "map.toml: cannot be read (No such file or directory)"),
        (["--from", "brat", "--write-map", "map.toml"], "no annotations of brat's in it; name an .ann file"),
        (["--from", "timeml", "--split", "dev"], "invalid choice: 'dev'"),
    ],
)
def test_arguments_that_do_not_go_together_are_told(onrecord, folder, tmp_path, arguments, message):
    done = onrecord("import", *arguments, folder, cwd=tmp_path)
    assert done.code == 2 and message in done.err
    assert not (tmp_path / "mine").exists()


def test_a_map_is_written_edited_and_read(onrecord, tmp_path):
    news = CASES / "corpora" / "brat" / "news"
    done = onrecord("import", "--from", "brat", news, "-o", tmp_path / "out")
    assert done.code == 1 and "entities Words 5, Said 4, PER 4" in done.err and "--write-map FILE" in done.err
    done = onrecord("import", "--from", "brat", news, "--write-map", tmp_path / "map.toml")
    assert (done.code, done.out, done.err) == (0, "", "")
    done = onrecord("import", "--from", "brat", news, "--write-map", tmp_path / "map.toml")
    assert done.code == 2 and "exists and may have been edited" in done.err
    (tmp_path / "map.toml").write_text((CASES / "corpora" / "brat" / "map.toml").read_text())
    done = onrecord("import", "--from", "brat", news, "--map", tmp_path / "map.toml", "-o", tmp_path / "out")
    assert done.code == 0 and "left out: spans of type 'Place' (1, the first at" in done.err
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.jsonl", "local-b.jsonl"]
    assert onrecord("validate", tmp_path / "out").code == 0


@pytest.mark.parametrize("name", IMPORTED)
def test_what_is_not_there_is_told(onrecord, tmp_path, name):
    done = onrecord("import", "--from", name, tmp_path / "none")
    assert done.code == 2 and f"{tmp_path / 'none'}': no such file or folder; check the name" in done.err


@pytest.mark.parametrize("path", ["", "none"])
@pytest.mark.parametrize("more", [["--write-map", "map.toml"], ["--corpus", "mine"], []])
def test_what_is_not_there_stops_the_run_before_it_writes(onrecord, folder, tmp_path, path, more):
    done = onrecord("import", "--from", "brat", folder, path, *more, cwd=tmp_path)
    told = "no such file or folder" if path else "an empty name; name a file or a folder"
    assert done.code == 2 and told in done.err and [child.name for child in tmp_path.iterdir()] == ["gold"]


def test_article_files_need_a_folder(onrecord, folder):
    done = onrecord("import", "--from", "timeml", folder, "--to", "articles")
    assert done.code == 2 and "add -o FOLDER" in done.err


def test_every_format_has_its_functions_and_stands_in_the_help(onrecord):
    for names, verb in ((IMPORTED, "import"), (EXPORTED, "export")):
        shown = onrecord(verb, "--help").out
        for name in names:
            assert f"\n  {name} " in shown
            form = FORMATS[name]
            assert all(map(callable, [form.reader(SideMaps.beside)] if verb == "import" else form.writers().values()))
