"""Reading splits on LF alone, and says what cannot be read."""

from __future__ import annotations

import pytest

from onrecord.errors import InputError
from onrecord.files import iter_lines


def test_lines_end_with_lf_alone(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_bytes("a\u2028b\rc\x85d\ne".encode())
    assert [(n, line.decode()) for n, line in iter_lines(path)] == [(1, "a\u2028b\rc\x85d\n"), (2, "e")]


def test_errors_name_the_file(tmp_path):
    with pytest.raises(InputError, match=r"no\.jsonl: cannot be read \(No such file or directory\)"):
        list(iter_lines(tmp_path / "no.jsonl"))
