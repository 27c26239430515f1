"""What fuzzing found stays mended, and the fuzzer runs: a few hundred files from a fixed seed."""

from __future__ import annotations

from pathlib import Path

import pytest
from invariants import hold
from validate import Fuzzer, run_plain

REGRESSIONS = sorted((Path(__file__).parent / "regressions").iterdir())


@pytest.mark.parametrize("file", REGRESSIONS, ids=lambda file: file.name)
def test_what_once_failed_holds(file, tmp_path):
    path = tmp_path / f"base{''.join(file.suffixes)}"
    path.write_bytes(file.read_bytes())
    hold(path)


def test_a_short_run_finds_nothing(tmp_path, capsys):
    fuzzer = Fuzzer(1, tmp_path / "found", str(tmp_path))
    run_plain(fuzzer, seconds=60, tries=200)
    assert not fuzzer.failures, capsys.readouterr().out
    assert fuzzer.tried == 200 and len(fuzzer.tests) > 20


def test_a_failure_is_written_down_in_its_smallest_form(tmp_path, monkeypatch):
    import invariants

    def hold(path):
        invariants.expect(b"x" not in path.read_bytes(), "an x")
        return []

    monkeypatch.setattr(invariants, "hold", hold)
    fuzzer = Fuzzer(1, tmp_path / "found", str(tmp_path))
    fuzzer.try_one(b'{"a":\n"yxy"}\n')
    (path,) = (tmp_path / "found").iterdir()
    assert path.read_bytes() == b"x"
