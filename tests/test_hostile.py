"""Hostile input through the command line: nothing hangs, crashes, takes all memory, commands the terminal or writes.

Larger sizes are in tests/bench/hostile.py.
"""

from __future__ import annotations

import gzip
import json
import os
import resource
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.limits import MOST_LINES
from onrecord.reports import REPORTS

CASES = Path(__file__).parent / "cases"
ARTICLE = (CASES / "valid" / "base.jsonl").read_bytes()
DOCUMENT = (CASES / "valid" / "documents.jsonl").read_bytes().split(b"\n")[0] + b"\n"
MEMORY = 2 * 2**30  # bytes of address space
MILLION = 1_000_000


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def validate(*arguments, cwd, code=1, stdin=subprocess.DEVNULL):
    """Standard output and error of a process with little memory and time; none leaves a file that was not asked for."""
    before = tree(cwd)
    command = [sys.executable, "-m", "onrecord", "validate", *map(os.fspath, arguments)]
    done = subprocess.run(command, stdin=stdin, capture_output=True, cwd=cwd, preexec_fn=limited, timeout=60)
    out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    assert done.returncode == code, err or out
    assert "Traceback" not in err
    assert all(line.isprintable() for line in (out + err).split("\n"))
    if "-o" not in arguments:
        assert tree(cwd) == before
    return out, err


def tree(folder: Path) -> list[tuple[str, int]]:
    return sorted((str(path), path.lstat().st_mtime_ns) for path in Path(folder).rglob("*"))


def record(**changes) -> bytes:
    value = json.loads(DOCUMENT) | changes
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


DEEP = {"lists": (b"[", b"]"), "objects": (b'{"a":', b"}"), "mixed": (b'[{"a":', b"}]")}


@pytest.mark.parametrize("kind", DEEP)
def test_two_million_nested_brackets(tmp_path, kind):
    opening, closing = DEEP[kind]
    many = opening * 2_000_000
    files = {
        "open": many + b"\n",
        "line": many + b"1" + closing * 2_000_000 + b"\n",
        "article": ARTICLE + many + b"\n",
        "extra": DOCUMENT[:-2] + b',"x":' + many + b"1" + closing * 2_000_000 + b"}\n",
        "text": DOCUMENT.replace(b'"text":', b'"text":' + many + b"1" + closing * 2_000_000 + b',"y":', 1),
        "stack": DOCUMENT[:-2] + b',"x":' + opening * 480 + b"1" + closing * 480 + b"}\n",
        "engine": DOCUMENT.replace(b'"kind":"direct"', b'"kind":' + opening * 200 + b"1" + closing * 200, 1),
        "layer": b'{"layer":' + opening * 300 + b"1" + closing * 300 + b"}\n",
    }
    for name, data in files.items():
        (tmp_path / f"{name}.jsonl").write_bytes(data)
    out, _ = validate(".", cwd=tmp_path)
    assert out.count("[not-json] $: nested too deeply") == len(files)


@pytest.mark.parametrize("engine", ["jsonschema", "jsonschema-rs"])
def test_nesting_that_is_read_is_no_harm(tmp_path, engine):
    for name, field in (("kind", b'"kind":"direct"'), ("text", b'"title":""')):
        deep = field.partition(b":")[0] + b":" + b"[" * 60 + b"]" * 60
        (tmp_path / f"{name}.jsonl").write_bytes(DOCUMENT.replace(field, deep, 1))
    out, _ = validate(".", "--engine", engine, cwd=tmp_path)
    assert "[wrong-type] $.title" in out and "[wrong-type] $.quotes[0].kind" in out and len(out) < 5_000


def test_numbers_of_a_million_digits(tmp_path):
    nines = b"9" * MILLION
    files = {
        "id": DOCUMENT.replace(b'"id":"q1"', b'"id":"q' + nines + b'"'),
        "offset": DOCUMENT.replace(b'"start":50', b'"start":' + nines),
        "offset4000": DOCUMENT.replace(b'"start":50', b'"start":' + b"9" * 4000),
        "value": DOCUMENT.replace(b'"value":5,', b'"value":' + nines + b","),
        "fraction": DOCUMENT.replace(b'"value":5,', b'"value":0.' + nines + b","),
        "exponent": DOCUMENT.replace(b'"value":5,', b'"value":1e' + nines + b","),
        "small": DOCUMENT.replace(b'"value":5,', b'"value":1e-' + nines + b","),
        "minus": DOCUMENT.replace(b'"value":5,', b'"value":' + b"-" * MILLION + b","),
        "points": DOCUMENT.replace(b'"value":5,', b'"value":1' + b".1" * MILLION + b","),
    }
    for name, data in files.items():
        (tmp_path / f"{name}.jsonl").write_bytes(data)
    (tmp_path / "base.jsonl").write_bytes(ARTICLE.replace(b'"id":"q1"', b'"id":"q' + b"9" * 5000 + b'"'))
    out, err = validate(".", "--skip", "duplicate-article", cwd=tmp_path)
    assert "8 findings in 8 of 10 files" in err
    assert len(out) < 10_000


def test_long_strings_of_the_schema_take_linear_time_in_both_engines(tmp_path):
    """jsonschema-rs gives up on a pattern after so many steps: that was a finding, on strings that keep to it."""
    long = DOCUMENT.replace(b'"language":"en', b'"language":"en' + b"-aaaaaaaa" * 400_000, 1)
    (tmp_path / "good.jsonl").write_bytes(long.replace(b'"title":""', b'"title": ""'))
    (tmp_path / "bad.jsonl").write_bytes(long.replace(b'"en-', b'"e-', 1))
    said = [validate(".", "--engine", engine, cwd=tmp_path)[0] for engine in ("jsonschema", "jsonschema-rs")]
    assert said[0] == said[1]
    assert "bad.jsonl:1:137: level 2 [wrong-form]" in said[0] and "good.jsonl:1:46: level 1 [not-canonical]" in said[0]


def test_keys_of_all_kinds(tmp_path):
    keys = [
        b"__proto__",
        b"constructor",
        b"k" * 1024,
        b"k" * MILLION,
        b"\\u001b[2J",
        "\u202e".encode(),
        b"\\u0000",
        b"",
    ]
    (tmp_path / "keys.jsonl").write_bytes(DOCUMENT[:-2] + b"".join(b',"%b":1' % key for key in keys) + b"}\n")
    out, err = validate("keys.jsonl", cwd=tmp_path)
    assert f"{len(keys)} findings" in err and len(out) < 10_000
    many = b"".join(b',"key%d":1' % i for i in range(100_000))
    (tmp_path / "many.jsonl").write_bytes(DOCUMENT[:-2] + many + b"}\n")
    for engine in ("jsonschema", "jsonschema-rs"):
        out, _ = validate("many.jsonl", "--engine", engine, cwd=tmp_path)
        assert "[too-long] $: more than 10,000 findings in a record" in out


def spread(count: int, size: int = MILLION, **fields) -> bytes:
    """A record with `count` spans over a text of `size`."""
    value = json.loads(DOCUMENT)
    value["text"] = "a" * size
    value["quotes"][0]["content"] = [{"start": i * 4, "end": i * 4 + 3, "text": "xyz"} | fields for i in range(count)]
    return record(**value)


def copies(layer: str, count: int, **changes) -> bytes:
    """A record with `count` annotations of a layer, `{i}` in the changes by their numbers."""
    first = json.loads(DOCUMENT)[layer][0]
    filled = [json.loads(json.dumps(changes).replace("#1", str(i + 1)).replace("#2", str(i + 2))) for i in range(count)]
    return record(**{layer: [first | change for change in filled]})


ANCHOR = {"basis": "date", "value": "", "dates": ["d#19"]}
MANY = {
    "list": (lambda: DOCUMENT.replace(b'"quotes":[', b'"quotes":[' + b"1," * MILLION), "wrong-type"),
    "value": (lambda: DOCUMENT.replace(b'"kind":"direct"', b'"kind":[' + b"1," * MILLION + b"1]"), "not-in-list"),
    "slices": (lambda: spread(100_000, start=0, end=MILLION), "span-text"),  # a hundred gigabytes, if they were made
    "far": (lambda: spread(20_000), "span-text"),
    "same": (lambda: spread(100_000, start=0, end=3, text="aaa"), "not-sorted"),
    "ids": (lambda: copies("quotes", 20_000), "duplicate-id"),
    "dates": (lambda: copies("dates", 20_000, id="d#1", anchor=ANCHOR), "unknown-date"),
    "parents": (lambda: copies("quotes", 20_000, id="q#1", parent="q#19"), "unknown-parent"),
    "cycle": (lambda: copies("quotes", 20_000, id="q#1", parent="q#2").replace(b'"q20001"', b'"q1"'), "parent-cycle"),
}  # fmt: skip


@pytest.mark.parametrize("name", MANY)
def test_what_is_wrong_many_times_over(tmp_path, name):
    make, test_id = MANY[name]
    (tmp_path / "many.jsonl").write_bytes(make())
    out, _ = validate("many.jsonl", cwd=tmp_path)
    assert f"[{test_id}]" in out and len(out) < 10 * MILLION


def test_characters_of_a_hundred_thousand_code_points(tmp_path):
    count = 10_000
    text = "e" + "\u0301" * count
    marks = [{"id": f"n{i}", "start": i, "end": i + 1, "text": "\u0301", "counted": []} for i in range(1, count)]
    value = json.loads(DOCUMENT)
    segment = value["segments"][0] | {"start": 0, "end": count + 1, "text": text, "sentences": []}
    numbers = [value["numbers"][0] | mark for mark in marks]
    whole = record(text=text, segments=[segment], quotes=[], speakers=[], dates=[], numbers=numbers)
    (tmp_path / "marks.jsonl").write_bytes(whole)
    out, _ = validate("marks.jsonl", cwd=tmp_path)
    assert "[half-grapheme]" in out


def test_lines_and_files_without_end(tmp_path):
    zeros = subprocess.Popen(["head", "-c", str(10**9), "/dev/zero"], stdout=subprocess.PIPE)
    out, err = validate("-", cwd=tmp_path, stdin=zeros.stdout)
    assert "<stdin>:1:1: level 1 [too-long]" in out and "1 finding in" in err
    zeros.stdout.close()
    zeros.wait()
    with (tmp_path / "sparse.jsonl").open("wb") as stream:
        stream.write(DOCUMENT)
        stream.seek(3 * 10**8)
        stream.write(b"\n" + DOCUMENT)
    out, err = validate("sparse.jsonl", cwd=tmp_path, code=1)
    assert "sparse.jsonl:2:1: level 1 [too-long]" in out and "[duplicate-article]" in out
    out, _ = validate("/dev/zero", cwd=tmp_path)
    assert "a line without end" in out


def test_article_files_of_more_lines_than_are_read(tmp_path):
    (tmp_path / "base.jsonl").write_bytes(ARTICLE + b"\n" * MOST_LINES)
    out, err = validate("base.jsonl", cwd=tmp_path)
    assert "[too-long]" in out and "1 finding" in err


def test_bombs(tmp_path):
    from backports import zstd

    block = b"\0" * 2**24
    files = {"gz": gzip.GzipFile(tmp_path / "a.jsonl.gz", "w", 1), "zst": zstd.ZstdFile(tmp_path / "b.jsonl.zst", "w")}
    for stream in files.values():
        with stream:
            for _ in range(66):  # a little over 1 GiB
                stream.write(block)
    out, _ = validate(".", cwd=tmp_path)
    assert out.count("unpacked bytes of more than 1,024 MiB") == 2


def test_packed_files_that_are_odd(tmp_path):
    files = {
        "nested": gzip.compress(gzip.compress(DOCUMENT)),
        "members": gzip.compress(DOCUMENT) + gzip.compress(b" " + DOCUMENT),
        "garbage": gzip.compress(DOCUMENT) + b"garbage",
        "cut": gzip.compress(DOCUMENT)[:-9],
        "plain": DOCUMENT,
        "empty": b"",
    }
    for name, data in files.items():
        (tmp_path / f"{name}.jsonl.gz").write_bytes(data)
    out, _ = validate(".", "--skip", "duplicate-article", cwd=tmp_path)
    assert out.count("[not-whole]") == 3 and "members.jsonl.gz:2:1: level 1 [not-canonical]" in out
    assert "nested.jsonl.gz:1:2: level 1 [not-utf8]" in out and "[empty-file]" in out


BYTES = {
    "utf-16": (ARTICLE.decode().encode("utf-16"), "not-utf8"),
    "utf-16-le": (ARTICLE.decode().encode("utf-16-le"), "not-json"),
    "utf-32": (ARTICLE.decode().encode("utf-32"), "not-utf8"),
    "windows": (ARTICLE.decode().encode("cp1252"), "not-utf8"),
    "overlong": (DOCUMENT.replace(b'"title":"', b'"title":"\xc0\xaf'), "not-utf8"),
    "surrogate": (DOCUMENT.replace(b'"title":"', b'"title":"\xed\xa0\x80'), "not-utf8"),
    "beyond": (DOCUMENT.replace(b'"title":"', b'"title":"\xf4\x90\x80\x80'), "not-utf8"),
    "truncated": (DOCUMENT[:-3] + b"\xe2\x80", "not-utf8"),
    "escaped": (DOCUMENT.replace(b'"title":"', b'"title":"\\ud800'), "lone-surrogate"),
    "escaped-key": (DOCUMENT[:-2] + b',"\\udfff":1}\n', "lone-surrogate"),
    "nul": (b"\0" * 1000, "not-json"),
    "mark": (DOCUMENT.replace(b'"title"', b'\xef\xbb\xbf"title"'), "not-json"),
    "second-mark": (ARTICLE.replace(b"\n", b"\n\xef\xbb\xbf", 1), "not-json"),
    "two-marks": (b"\xef\xbb\xbf" * 2 + DOCUMENT, "not-json"),
    "escape": (DOCUMENT.replace(b'"title":"', b'"title":"\x1b[2J'), "not-json"),
}


def test_bytes_that_are_no_utf8_or_no_json(tmp_path):
    for name, (data, _) in BYTES.items():
        (tmp_path / f"{name}.jsonl").write_bytes(data)
    out, _ = validate(".", "--skip", "duplicate-article", cwd=tmp_path)
    for name, (_, test_id) in BYTES.items():
        assert any(line.startswith(f"{name}.jsonl:") and f"[{test_id}]" in line for line in out.split("\n")), name


COMMANDS = "\x1b[2J\x1b]0;x\x07\x9b31m\x00\x08\x7f\u202e\u2066\u2028\x85"


@pytest.mark.parametrize("name", REPORTS)
def test_no_field_or_key_commands_the_terminal(tmp_path, name):
    """Each string of a record and each key in turn, in one file, then the ends of a file's name."""
    value = json.loads(DOCUMENT)
    lines = []
    pending = [value]
    while pending:
        holder = pending.pop()
        for key in list(holder) if isinstance(holder, dict) else range(len(holder)):
            child = holder[key]
            if isinstance(child, str):
                holder[key] = child + COMMANDS
                lines.append(json.dumps(value))
                holder[key] = child
            elif isinstance(child, dict | list):
                pending.append(child)
        if isinstance(holder, dict):
            holder[COMMANDS] = COMMANDS
            lines.append(json.dumps(value))
            del holder[COMMANDS]
    odd = tmp_path / os.fsdecode(b"a\n\x1b[2J'\"<&|`\xff.jsonl")
    odd.write_text("\n".join(lines) + "\n")
    summary = tmp_path / "summary.md"
    report = tmp_path / "report"
    shown, _ = validate(odd, "--format", name, cwd=tmp_path)
    validate(odd, "--format", name, "-o", report, cwd=tmp_path)
    written = report.read_bytes().decode("utf-8")
    assert all(line.isprintable() for line in written.split("\n"))
    assert len(shown) > 10_000 and not summary.exists()


def test_what_cannot_be_read_is_named_without_its_control_characters(tmp_path):
    """`validate` looks at what was written to standard error."""
    for argument in ("\x1b[2J\x9b.jsonl", "a" * 300 + "\x1b.jsonl", "--\x1b[2J"):
        validate("x", argument, cwd=tmp_path, code=2)
    odd = tmp_path / "\x1b[2J.jsonl"
    odd.write_bytes(DOCUMENT)
    validate(odd, "--extension", "\x1b.json", cwd=tmp_path, code=2)
    validate(odd, "--extension", odd, cwd=tmp_path, code=2)
    validate(odd, "-o", tmp_path / "\x1b[2J.jsonl" / "x", cwd=tmp_path, code=2)


def test_files_that_are_none(tmp_path):
    (tmp_path / "base.jsonl").write_bytes(ARTICLE)
    (tmp_path / "self").symlink_to(".")
    _, err = validate(".", cwd=tmp_path, code=0)
    assert "1 file" in err  # links to folders are not followed
    for make in (lambda path: os.mkfifo(path), _listen):
        path = tmp_path / "odd.jsonl"
        make(path)
        assert "a pipe, socket or device" in validate(".", cwd=tmp_path, code=2)[1]
        path.unlink()
    for target in ("nowhere.jsonl", "odd.jsonl"):
        path.symlink_to(target)
        for argument in (".", "odd.jsonl"):
            assert "cannot be read" in validate(argument, cwd=tmp_path, code=2)[1]
        path.unlink()
    (tmp_path / "folder.jsonl").mkdir()
    validate(".", cwd=tmp_path, code=0)
    assert "without .jsonl files" in validate("folder.jsonl", cwd=tmp_path, code=2)[1]


def _listen(path: Path) -> None:
    # The address of a socket may be no longer than some 100 bytes.
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(path))


@pytest.mark.parametrize("name", ["../../up", "/etc/passwd", "a\0b", "..", "a/b", "a\nb", "CON\x1b"])
def test_ids_are_no_paths(tmp_path, name):
    data = DOCUMENT.replace(b'"id":"one"', b'"id":' + json.dumps(name).encode(), 1)
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "x.jsonl").write_bytes(data)
    (tmp_path / "inside" / "y.jsonl").write_bytes(data.replace(b'"seed":""', b'"seed":"../../../etc/passwd"'))
    before = tree(tmp_path)
    out, _ = validate("inside", "--seeds", "inside", cwd=tmp_path)
    assert out.count("[wrong-form] $.id") == 2 and tree(tmp_path) == before


def test_parquet_that_is_hostile(tmp_path):
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    from onrecord.arrow import documents_schema

    good = json.loads(DOCUMENT)
    numbers = [good["numbers"][0] | {"value": value} for value in (float("nan"), float("inf"))]
    rows = [
        good | {"numbers": numbers},
        good | {"text": None, "source": None, "quotes": [None]},
        good | {"id": "../up", "title": COMMANDS},
    ]
    table = pa.Table.from_pylist(rows, schema=documents_schema())
    parquet.write_table(table, tmp_path / "rows.parquet")
    bytes_ = pa.py_buffer(b"\xff\xfeok")
    offsets = pa.py_buffer(b"".join(n.to_bytes(4, "little") for n in (0, 2, 4, 4)))
    broken = pa.Array.from_buffers(pa.string(), 3, [None, offsets, bytes_])
    place = table.schema.get_field_index("title")
    parquet.write_table(table.set_column(place, table.schema.field("title"), broken), tmp_path / "utf8.parquet")
    data = (tmp_path / "rows.parquet").read_bytes()
    (tmp_path / "cut.parquet").write_bytes(data[:-50])
    (tmp_path / "garbage.parquet").write_bytes(b"PAR1" + b"\xff" * 99 + b"PAR1")
    big = pa.Table.from_pylist([good | {"text": "a" * 2**25}], schema=documents_schema())
    with parquet.ParquetWriter(tmp_path / "bomb.parquet", big.schema, compression="zstd", use_dictionary=False) as bomb:
        for _ in range(33):
            bomb.write_table(big)
    # One string of a megabyte in a dictionary, and 150 references to it.
    dates = [good["dates"][0] | {"alternatives": ["a" * 2**20] * 150}]
    many = pa.Table.from_pylist([good | {"dates": dates}], schema=documents_schema())
    parquet.write_table(many, tmp_path / "many.parquet", compression="zstd", dictionary_pagesize_limit=2**25)
    assert (tmp_path / "many.parquet").stat().st_size < 100_000
    said = [validate(".", "--engine", engine, cwd=tmp_path)[0] for engine in ("jsonschema", "jsonschema-rs")]
    assert said[0] == said[1]
    for expected in ("[wrong-type] $.numbers[0].value: nan", "[wrong-type] $.quotes[0]: null", "[wrong-form] $.id"):
        assert expected in said[0]
    assert "utf8.parquet:1:1: level 1 [not-utf8]" in said[0] and said[0].count("[not-whole]") == 2
    assert "many.parquet:1:1: level 1 [too-long] $: a row of more than 128 MiB" in said[0]
    assert "bomb.parquet:1:1: level 1 [too-long] $: unpacked bytes of more than 1,024 MiB" in said[0]
