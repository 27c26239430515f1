"""Writes are whole or not at all."""

from __future__ import annotations

import os
import resource
import subprocess
import sys

import pytest

from onrecord.errors import OnrecordError
from onrecord.writes import write_bytes, write_new, write_together, writing


def test_a_failed_block_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "x.jsonl"
    write_bytes(path, b"old")
    with pytest.raises(ZeroDivisionError), writing(path) as stream:
        stream.write(b"new")
        raise ZeroDivisionError
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["x.jsonl"]


def test_the_same_bytes_are_not_written_again(tmp_path):
    path = tmp_path / "x"
    assert write_bytes(path, b"same")
    before = path.stat().st_mtime_ns
    assert not write_bytes(path, b"same")
    assert path.stat().st_mtime_ns == before


def test_new_files_have_the_permissions_that_the_user_asks_for(tmp_path):
    old = os.umask(0o027)
    try:
        write_bytes(tmp_path / "x", b"")
    finally:
        os.umask(old)
    assert (tmp_path / "x").stat().st_mode & 0o777 == 0o640


def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path):
    path = tmp_path / "x"
    path.write_bytes(b"old")
    path.chmod(0o604)
    write_bytes(path, b"new")
    assert path.stat().st_mode & 0o777 == 0o604


def test_a_device_or_pipe_stays_one_and_is_written_to(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE)
    with writing(pipe) as stream:
        stream.write(b"through")
    assert reader.communicate(timeout=30)[0] == b"through"
    assert pipe.is_fifo() and [p.name for p in tmp_path.iterdir()] == ["pipe"]


def test_a_link_stays_and_leads_to_the_new_file(tmp_path):
    write_bytes(tmp_path / "file", b"old")
    (tmp_path / "link").symlink_to("file")
    write_bytes(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "file").read_bytes() == b"new"


def test_a_full_disk_is_told_and_leaves_no_trace(tmp_path):
    """A limit on the size of files stands in for the full disk: the kernel refuses the write in the same place."""
    code = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "from onrecord.writes import write_bytes\n"
        "from onrecord.errors import OnrecordError\n"
        "try:\n"
        "    write_bytes(sys.argv[1], b'x' * 100_000)\n"
        "except OnrecordError as error:\n"
        "    print(error); sys.exit(2)\n"
    )
    path = tmp_path / "out.jsonl"
    path.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True)
    assert done.returncode == 2, done.stderr
    assert "out.jsonl: cannot be written (File too large)" in done.stdout
    assert path.read_bytes() == b"old" and len(list(tmp_path.iterdir())) == 1
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY


def test_new_files_are_written_together_or_not_at_all(tmp_path):
    first, second = tmp_path / "a" / "first", tmp_path / "b" / "second"
    write_together({first: b"1", second: b"2"})
    assert (first.read_bytes(), second.read_bytes()) == (b"1", b"2")
    third, fourth = tmp_path / "a" / "third", tmp_path / "a" / "fourth"
    with pytest.raises(OnrecordError, match="second: exists and is left as it is"):
        write_together({third: b"3", second: b"4"})
    with pytest.raises(OnrecordError, match="below: cannot be written"):
        write_together({third: b"3", first / "below": b"4"})
    with pytest.raises(TypeError):  # when the files before it are whole, and have no name yet
        write_together({third: "no bytes", fourth: b"4"})
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["first", "second"]


def test_a_new_file_has_the_rights_of_others_and_is_never_written_over(tmp_path):
    (tmp_path / "other").write_bytes(b"")
    assert write_new(tmp_path / "new", b"first")
    assert not write_new(tmp_path / "new", b"second")
    assert (tmp_path / "new").read_bytes() == b"first"
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "other").stat().st_mode
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "other"]


def test_an_error_names_the_file(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OnrecordError, match="cannot be written"):
        write_bytes(tmp_path / "file" / "below", b"x")
