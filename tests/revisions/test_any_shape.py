"""Records out of shape go through every revision without an error that is not told, and lose nothing when formatted."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.revisions.canonical import encoded
from onrecord.revisions.difference_text import edit_line, line_of, object_of
from onrecord.revisions.differences import compare, edits
from onrecord.revisions.entry_text import text_lines
from onrecord.revisions.mending import mend_lines
from onrecord.revisions.merged_files import marked, merge_files
from onrecord.revisions.merging import merge_records
from onrecord.revisions.naming import require_ids
from onrecord.revisions.rebasing import rebase, reconstructed
from onrecord.revisions.records import scan_lines, to_bytes
from onrecord.revisions.three_way import Three
from revision_cases import BASE, CASES, lines_of

SPAN = st.fixed_dictionaries(
    {
        "start": st.integers(-9, 99),
        "end": st.integers(-9, 99),
        "text": st.text(st.characters(exclude_categories=["Cs"]), max_size=3),
    }
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
ANY = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT | st.sampled_from(["q1", "s1", "d1", "n1"]) | SPAN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@st.composite
def files(draw) -> bytes:
    """An article file, or a document record, in which some values are anything."""
    if draw(st.booleans()):
        lines = lines_of(BASE)
    else:
        lines = [json.loads((CASES / "valid" / "documents.jsonl").read_bytes().split(b"\n")[0])]
    for _ in range(draw(st.integers(1, 5))):
        value = draw(st.sampled_from(lines))
        while True:
            keys = sorted(set(value) - {"layer"}) if isinstance(value, dict) else list(range(len(value)))
            key = draw(st.sampled_from(keys)) if keys else None
            inner = value[key] if key is not None else None
            if isinstance(inner, (dict, list)) and inner and draw(st.booleans()):
                value = inner
                continue
            if key is not None:
                value[key] = draw(ANY)
            break
    return "".join(json.dumps(line) + "\n" for line in lines).encode()


def numbered(data: bytes):
    return enumerate(data.splitlines(keepends=True), 1)


@settings(max_examples=300)
@given(files(), files())
def test_no_shape_breaks_a_revision(one, other):
    [record], [second] = scan_lines(numbered(one), "one"), scan_lines(numbered(other), "other")
    once = to_bytes(record)
    assert b"".join(map(to_bytes, scan_lines(numbered(once), "once"))) == once
    parsed = b"".join(encoded(json.loads(line)) for line in one.splitlines())
    assert sorted(once.replace(b".0", b"")) == sorted(parsed.replace(b".0", b""))
    mended = mend_lines(numbered(one), "one")
    assert mend_lines(numbered(mended.data), "one").data == mended.data
    assert list(map(str, map(edit_line, edits(record.text, second.text)))) or record.text == second.text
    assert list(text_lines(numbered(one)))
    assert all(map(str, rebase(record, record.text, second.text).moves))
    try:
        reconstructed(record, "one")
    except InputError as error:
        assert "--base" in str(error)


@settings(max_examples=200)
@given(files(), files())
def test_any_two_versions_are_compared_or_refused(one, other):
    [record], [second] = scan_lines(numbered(one), "one"), scan_lines(numbered(other), "other")
    try:
        require_ids(record, "one")
        require_ids(second, "other")
    except InputError:
        return
    for difference in compare(record, second):
        assert str(line_of(difference)) and all(json.dumps(value) for value in object_of(difference, {}))
    assert list(compare(record, record)) == []


@settings(max_examples=200)
@given(files(), files(), files())
def test_any_three_versions_merge_or_are_refused(base, ours, theirs):
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        paths = Three(*(str(Path(folder) / name) for name in ("base", "ours", "theirs")))
        for path, data in zip(paths, (base, ours, theirs), strict=True):
            Path(path).write_bytes(data)
        try:
            merged = merge_files(paths)
        except InputError:
            return
        assert bool(merged.conflicts) == (b"<<<<<<< ours\n" in merged.data)
    records = [next(scan_lines(numbered(data), "x")) for data in (base, ours, theirs)]
    if len({record.is_article for record in records}) == 1:
        assert marked(merge_records(*records), 7)


def test_what_is_nested_too_deeply_is_refused(onrecord, tmp_path):
    path = tmp_path / "deep.jsonl"
    for depth in (150, 900, 100_000):
        path.write_bytes(b'{"layer":"document","x":' + b"[" * depth + b"]" * depth + b"}\n")
        for command in (["fmt", path], ["rebase", path], ["diff", BASE, path], ["merge", BASE, BASE, path]):
            result = onrecord(*command)
            assert result.code == 2 and "nested too deeply" in result.err


@pytest.mark.parametrize("case", sorted((CASES / "invalid").iterdir()), ids=lambda case: case.name)
def test_no_bad_file_breaks_a_command(case, onrecord, tmp_path):
    for path in case.glob("*.jsonl"):
        copy = tmp_path / path.name
        copy.write_bytes(path.read_bytes())
        for command in (
            ["diff", BASE, copy],
            ["merge", BASE, BASE, copy],
            ["rebase", "--dry-run", copy],
            ["fmt", copy],
        ):
            assert onrecord(*command).code in (0, 1, 2)
