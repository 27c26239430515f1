"""`onrecord annotate` on the command line: forms, order, workers, and every kind of bad input."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings

from conftest import GOLD, ROOT, SEED
from onrecord import __version__, annotate
from onrecord.articles import from_article, to_article, to_document_line
from onrecord.checks import offsets, references, shape
from onrecord.errors import InputError
from onrecord.incident import quoted
from onrecord.validation import validate
from strategies import texts

NEWS = (
    "City raises taxes\n“We need $3.5 million,” Mayor Ann Lee said on Monday.\n"
    "The council agreed last week that 12 schools need repairs."
)


def jsonl(*documents: dict) -> bytes:
    return b"".join(json.dumps(document, ensure_ascii=False).encode() + b"\n" for document in documents)


def records(out: str) -> list[dict]:
    return [json.loads(line) for line in out.split("\n")[:-1]]


def test_the_seed_comes_out_with_its_text_sidecar_and_hash(onrecord, seed_text):
    result = onrecord("annotate", SEED)
    [record] = records(result.out)
    assert (result.code, result.err) == (0, "")
    assert record["text"] == seed_text
    assert record["id"] == "ukrinform-nato-chief-warns-moscow"
    assert record["source"]["publisher"] == "Ukrinform"
    assert record["source"]["sha256"] == "6c6360c5666f896aa9ae3a9c80a250c81542780032b66813a9843733644cf7db"
    assert record["annotation"]["status"] == "draft"
    assert record["annotation"]["annotators"][0]["kind"] == "program"


def test_both_forms_hold_the_same_and_are_valid(onrecord, tmp_path):
    assert onrecord("annotate", SEED, "-o", tmp_path / "articles").code == 0
    assert onrecord("annotate", SEED, "-o", tmp_path / "d.jsonl").code == 0
    assert onrecord("annotate", SEED, "-o", tmp_path / "d.jsonl.gz").code == 0
    [article] = (tmp_path / "articles").iterdir()
    lines = [json.loads(line) for line in article.read_text("utf-8").split("\n")[:-1]]
    data = (tmp_path / "d.jsonl").read_bytes()
    assert to_document_line(from_article(lines)) == data
    assert gzip.decompress((tmp_path / "d.jsonl.gz").read_bytes()) == data
    assert list(validate([tmp_path / "articles"])) == [] == list(validate([tmp_path / "d.jsonl"]))


def test_an_article_file_that_exists_is_left_as_it_is(onrecord, tmp_path):
    onrecord("annotate", SEED, "-o", tmp_path)
    [article] = tmp_path.iterdir()
    article.write_bytes(b"corrected by hand\n")
    result = onrecord("annotate", SEED, "-o", tmp_path)
    assert result.code == 1 and "left as it is (--force" in result.err
    assert article.read_bytes() == b"corrected by hand\n"
    assert onrecord("annotate", SEED, "-o", tmp_path, "--force").code == 0
    assert article.read_bytes() != b"corrected by hand\n"


def test_standard_input_order_and_workers(onrecord):
    data = jsonl(
        *({"id": f"doc-{i}", "text": f"{NEWS} {i} people came.", "published": "2024-05-02"} for i in range(150))
    )
    one = onrecord("annotate", "-", stdin=data)
    two = onrecord("annotate", "-", "--to", "documents", "--workers", "2", stdin=data)
    assert one.code == two.code == 0
    assert one.out == two.out
    assert [record["id"] for record in records(one.out)] == [f"doc-{i}" for i in range(150)]
    assert records(one.out)[0]["published"] == {
        "date": "2024-05-02",
        "earliest": "2024-05-02",
        "latest": "2024-05-02",
        "basis": "given",
        "evidence": [],
    }


def test_a_folder_and_gzip_are_read(onrecord, tmp_path):
    (tmp_path / "b.txt").write_text(NEWS)
    (tmp_path / "a.txt").write_text(NEWS)
    (tmp_path / "a.json").write_text('{"id": "named", "publisher": "The Paper", "published": "2024-05-02"}')
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(jsonl({"id": "c", "text": NEWS})))
    found = records(onrecord("annotate", tmp_path).out)
    assert [record["id"] for record in found] == ["named", "b", "c"]
    assert found[0]["source"]["publisher"] == "The Paper"


BAD_LINES = {
    "empty": (b'{"id":"x","text":""}', ":1: no text"),
    "blank": (b'{"id":"x","text":" \\n"}', ":1: nothing but white space"),
    "not-json": (b'{"id":"x", "text"', ":1: not JSON"),
    "not-an-object": (b"[1]", ":1: a list"),
    "no-id": (b'{"text":"A."}', ":1: no id"),
    "no-text": (b'{"id":"x"}', ":1: text is missing or null"),
    "bad-id": (b'{"id":"../x","text":"A."}', ":1: id is '../x'"),
    "bad-date": (b'{"id":"x","text":"A.","published":"May 2"}', ":1: published is 'May 2'; write it as YYYY-MM-DD"),
    "number": (b'{"id":"x","text":"A.","title":3}', ":1: title is a number"),
    "lone-surrogate": (b'{"id":"x","text":"A \\ud83d."}', "a lone surrogate (U+D83D) at code point 2"),
    "not-utf8": (b'{"id":"x","text":"\xe9"}', ":1: not UTF-8"),
    "brackets": (b"[" * 1_000_000, ":1: not JSON"),
    "escape": (b'{"id":"\\u001b[2J","text":"A."}', ":1: id is '\\x1b[2J'"),
}


@pytest.mark.parametrize("case", BAD_LINES)
def test_a_bad_line_is_told_and_costs_only_itself(onrecord, case):
    line, message = BAD_LINES[case]
    result = onrecord("annotate", "-", stdin=line + b"\n" + jsonl({"id": "good", "text": NEWS}))
    assert result.code == 1
    assert message in result.err and "<stdin>" in result.err
    assert [record["id"] for record in records(result.out)] == ["good"]


BAD_TEXTS = {
    "empty": (b"", "no text"),
    "not-utf8": (b"One line.\nCaf\xe9 later.", "bad.txt:2: not UTF-8 (byte 0xe9 at offset 13); convert it to UTF-8"),
    "utf16": ("A text.".encode("utf-16"), "bad.txt:1: not UTF-8"),
}


@pytest.mark.parametrize("case", BAD_TEXTS)
def test_a_bad_text_is_told(onrecord, tmp_path, case):
    data, message = BAD_TEXTS[case]
    (tmp_path / "bad.txt").write_bytes(data)
    (tmp_path / "good.txt").write_text(NEWS)
    result = onrecord("annotate", tmp_path / "bad.txt", tmp_path / "good.txt")
    assert result.code == 1 and message in result.err
    assert [record["id"] for record in records(result.out)] == ["good"]


@pytest.mark.parametrize(
    "sidecar, message",
    [
        ("{not json", "bad.json:1: not JSON"),
        ("[]", "bad.json: a JSON list"),
        ('{"publischer": "X"}', "unknown key 'publischer'"),
        ('{"published": 2024}', "published is a number"),
        ('{"split": "dev"}', "split is 'dev'; write one of train, validation, test"),
    ],
)
def test_a_bad_sidecar_is_told(onrecord, tmp_path, sidecar, message):
    (tmp_path / "bad.txt").write_text(NEWS)
    (tmp_path / "bad.json").write_text(sidecar)
    result = onrecord("annotate", tmp_path / "bad.txt")
    assert (result.code, result.out) == (1, "") and message in result.err


def test_a_duplicate_id_is_told_and_the_first_is_kept(onrecord):
    result = onrecord("annotate", "-", stdin=jsonl({"id": "a", "text": "One."}, {"id": "a", "text": "Two."}))
    assert result.code == 1 and "the id 'a' for a second time" in result.err
    assert [record["text"] for record in records(result.out)] == ["One."]


def test_unknown_keys_are_told_once(onrecord):
    data = jsonl(*({"id": f"a{i}", "text": "One.", "publishd": "2024-05-02"} for i in range(3)))
    result = onrecord("annotate", "-", stdin=data)
    assert result.code == 0 and result.err.count("'publishd'") == 1


STRANGE = {
    "crlf": "Headline\r\n“Yes,” Ann Lee said.\r\n\r\nNo.\r\n",
    "nul": "A\x00B said\x07 \x1b[31mred\x1b[0m 5 men.",
    "emoji": "👩‍👩‍👧 said “🇺🇦 5” on May 2.",
    "separators": "One.\u2028Two.\u2029Three\x85Four\x0bFive",
    "marks": "“" * 10_000,
    "mixed marks": "\"'“‘«" * 2_000,
    "brackets": "(" * 100_000,
    "stops": ". " * 20_000 + "." * 100_000,
    "digits": "1" * 1_000_000,
    "spaces": "a" + " " * 1_000_000 + "b",
    "months": "May " * 10_000,
    "said": "said that he said " * 5_000,
    "names": "Ann Lee Bob " * 8_000,
    "commas": ", " * 20_000,
    "numbers": "five hundred and " * 5_000,
    "dollars": "$1,000,000.00-" * 5_000,
    "no spaces": "themayorsaidthatitwasover" * 8_000,
    "capitals": "THE MAYOR SAID THAT IT WAS OVER, AND LEE TOLD THE COUNCIL " * 1_000,
    "no full stop": "the mayor said that it was over and Ann Lee told him that she hoped it would be " * 800,
    "other scripts": "市长说一切都结束了。Мэр сказал, что всё кончено. قال العمدة إن الأمر انتهى " * 500,
    "markup": '<p class="q">&ldquo;We are ready,&rdquo; <b>Ann Lee</b> said.</p><br/>\n' * 500,
}


@pytest.mark.parametrize("case", STRANGE)
def test_strange_texts_give_valid_records_with_the_text_as_it_was(onrecord, case, tmp_path):
    text = STRANGE[case]
    (tmp_path / "in.jsonl").write_bytes(jsonl({"id": "x", "text": text}))
    out = tmp_path / "out.jsonl"
    result = onrecord("annotate", tmp_path / "in.jsonl", "-o", out)
    assert (result.code, result.err) == (0, "")
    assert json.loads(out.read_bytes())["text"] == text
    assert [quoted(i, 200) for i in validate([out])] == []


def test_a_byte_order_mark_is_no_part_of_the_text(onrecord, tmp_path):
    (tmp_path / "x.txt").write_bytes(b"\xef\xbb\xbfOne.")
    assert records(onrecord("annotate", tmp_path / "x.txt").out)[0]["text"] == "One."


def test_crlf_in_a_text_file_is_kept(onrecord, tmp_path):
    (tmp_path / "x.txt").write_bytes(STRANGE["crlf"].encode())
    [record] = records(onrecord("annotate", tmp_path / "x.txt").out)
    assert record["text"] == STRANGE["crlf"]


@settings(max_examples=150)
@given(texts)
def test_any_text_gives_a_valid_record_and_the_same_one_twice(text):
    record = annotate(text, published="2024-05-02")
    assert record.text == text
    assert to_article(record) == to_article(annotate(text, published="2024-05-02"))
    assert list(shape.check(json.loads(to_document_line(record)))) == []
    assert [finding for check in (offsets, references) for finding in check.check(record)] == []


def test_the_python_function_refuses_what_the_command_refuses():
    for text, published in (("", None), ("A.", "2 May"), ("A \ud83d.", None)):
        with pytest.raises(InputError):
            annotate(text, published)


def test_the_fast_model_is_asked_for_by_name_and_told_in_the_record(onrecord):
    result = onrecord("annotate", SEED, "--model", "fast")
    record = json.loads(result.out)
    assert result.code == 0 and record["annotation"]["annotators"][0]["version"] == f"{__version__}+fast"
    assert any(quote["kind"] == "direct" and quote["speaker"] for quote in record["quotes"])


def test_wrong_use_is_told(onrecord, tmp_path):
    assert onrecord("annotate").code == 2
    assert "no such file or folder" in onrecord("annotate", tmp_path / "no.txt").err
    assert "not a .txt or .jsonl file" in onrecord("annotate", ROOT / "LICENSE").err
    assert "need a folder" in onrecord("annotate", SEED, "--to", "articles").err
    assert onrecord("annotate", SEED, "--workers", "0").code == 2
    result = onrecord("annotate", SEED, "--model", "best", "--workers", "2")
    assert result.code == 2 and "no model 'best': write accurate or fast, or a folder" in result.err
    result = onrecord("annotate", SEED, "--model", tmp_path)
    assert result.code == 2 and "no whole model" in result.err and result.out == ""
    result = onrecord("annotate", SEED, "-o", SEED / "below")
    assert result.code == 2 and "cannot be written" in result.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("command", [("annotate", SEED), ("show", GOLD), ("validate", ROOT / "tests/cases/invalid")])
def test_a_full_disk_on_standard_output_is_told(command):
    with Path("/dev/full").open("wb") as full:
        line = [sys.executable, "-m", "onrecord", *map(str, command)]
        done = subprocess.run(line, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 2
    assert "onrecord: standard output: " in done.stderr and "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr and "Exception" not in done.stderr


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="no /proc here to find the workers in")
def test_a_dead_worker_ends_the_run_with_a_message_and_no_torn_file(tmp_path):
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(jsonl(*({"id": f"a{i}", "text": NEWS * 50} for i in range(2_000))))
    command = [sys.executable, "-m", "onrecord", "annotate", source, "--workers", "2", "-o", out]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    workers: list[int] = []
    while not workers and running.poll() is None:
        found = map(int, children.read_text().split())
        workers = [pid for pid in found if b"popen_loky" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    os.kill(workers[0], signal.SIGKILL)
    _, errors = running.communicate(timeout=120)
    assert running.returncode == 2 and "a worker process died" in errors and "Traceback" not in errors
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_a_reader_that_goes_away_is_no_error(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_bytes(jsonl(*({"id": f"a{i}", "text": NEWS * 20} for i in range(100))))
    command = f"{sys.executable} -m onrecord annotate {path} | head -c 10"
    done = subprocess.run(command, shell=True, capture_output=True, text=True)
    assert done.stderr == ""
