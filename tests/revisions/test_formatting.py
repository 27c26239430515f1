"""Formatting changes the form and nothing else."""

from __future__ import annotations

import gzip
import json
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import GOLD
from onrecord.articles import to_article, to_document_line
from onrecord.revisions.records import scan_lines, to_bytes
from revision_cases import BASE, CASES
from strategies import records


def formatted(data: bytes) -> bytes:
    return b"".join(map(to_bytes, scan_lines(enumerate(data.splitlines(keepends=True), 1), "test")))


def shuffled(value, rng: random.Random):
    """The same JSON with keys and spans in another order, whole numbers with a fraction, and a field of others."""
    if isinstance(value, dict):
        keys = rng.sample(list(value), len(value))
        return {key: shuffled(value[key], rng) for key in keys} | {"acme:stance": {"z": 1, "a": [2.0, None]}}
    if isinstance(value, list):
        items = [shuffled(item, rng) for item in value]
        return rng.sample(items, len(items)) if items and isinstance(items[0], dict) and "start" in items[0] else items
    return float(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**53 else value


def without_extension(value):
    if isinstance(value, dict):
        return {key: without_extension(child) for key, child in value.items() if key != "acme:stance"}
    return [without_extension(item) for item in value] if isinstance(value, list) else value


@settings(max_examples=100)
@given(records(), st.randoms(use_true_random=False))
def test_any_form_becomes_the_canonical_one_and_stays_it(record, rng):
    for canonical in (to_article(record), to_document_line(record)):
        assert formatted(canonical) == canonical
        lines = [json.loads(line) for line in canonical.split(b"\n")[:-1]]
        others = [shuffled(line, rng) for line in lines]
        rng.shuffle(others)
        written = "\r\n\n".join(json.dumps(line, indent=None) for line in others)
        once = formatted(b"\xef\xbb\xbf" + written.encode())
        assert formatted(once) == once
        kept = [json.loads(line) for line in once.split(b"\n")[:-1]]
        assert list(map(without_extension, kept)) == lines
        assert once.count(b'"acme:stance":{"z":1,"a":[2.0,null]}') == written.count('"acme:stance"')


def test_unknown_fields_stand_after_the_known_by_name(tmp_path, onrecord):
    path = tmp_path / "base.jsonl"
    text = BASE.read_text("utf-8")
    path.write_text(text.replace('{"layer":"number",', '{"z":1,"a":{"b":2.50},"layer":"number",'), "utf-8")
    assert onrecord("fmt", path).code == 0
    assert path.read_text("utf-8") == text.replace('people"}]}\n', 'people"}],"a":{"b":2.5},"z":1}\n')


def test_check_changes_nothing_and_diff_shows_what_would(tmp_path, onrecord):
    path = tmp_path / "base.jsonl"
    data = BASE.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(data)
    result = onrecord("fmt", "--check", "--diff", tmp_path)
    assert (result.code, path.read_bytes()) == (1, data)
    assert f"would format {path}" in result.out and '\n-{"layer":"number"' in result.out and "\r" not in result.out
    result = onrecord("fmt", tmp_path)
    assert (result.code, result.out, path.read_bytes()) == (0, f"formatted {path}\n", BASE.read_bytes())
    assert onrecord("fmt", tmp_path).out == ""


def test_what_is_not_json_is_refused_and_the_others_go_on(tmp_path, onrecord):
    for case in ("not-json", "duplicate-key", "not-utf8", "lone-surrogate", "first-line"):
        (tmp_path / f"a-{case}.jsonl").write_bytes((CASES / "invalid" / case / "base.jsonl").read_bytes())
    (tmp_path / "b.jsonl").write_bytes(BASE.read_bytes().replace(b'"value":5', b'"value":5.0'))
    before = {path: path.read_bytes() for path in tmp_path.glob("a-*")}
    result = onrecord("fmt", tmp_path)
    assert result.code == 2 and (tmp_path / "b.jsonl").read_bytes() == BASE.read_bytes()
    assert {path: path.read_bytes() for path in before} == before
    assert "a-not-json.jsonl:6: NaN" in result.err and "the key 'value' twice" in result.err
    assert "1 file formatted, 5 refused" in result.err


def test_streams_and_gzip(tmp_path, onrecord):
    pretty = json.dumps(json.loads((CASES / "valid" / "documents.jsonl").read_bytes().split(b"\n")[0]))
    canonical = (CASES / "valid" / "documents.jsonl").read_text("utf-8").split("\n")[0] + "\n"
    assert onrecord("fmt", "-", stdin=pretty.encode()).out == canonical
    assert onrecord("fmt", "--check", "-", stdin=pretty.encode()).code == 1
    assert onrecord("fmt", "-", stdin=b"{").out == ""
    packed = tmp_path / "d.jsonl.gz"
    packed.write_bytes(gzip.compress(pretty.encode()))
    assert onrecord("fmt", packed).code == 0
    assert gzip.decompress(packed.read_bytes()).decode() == canonical
    assert onrecord("fmt", "--check", packed, GOLD).code == 0
    assert onrecord("fmt", tmp_path / "none.jsonl").code == 2


def test_what_has_no_place_in_the_order_leaves_the_lines_as_they_stand(tmp_path, onrecord):
    path = tmp_path / "base.jsonl"
    path.write_bytes(BASE.read_bytes().replace(b'"id":"n1"', b'"id":"?"'))
    assert onrecord("fmt", "--check", path).code == 0
