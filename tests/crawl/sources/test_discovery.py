"""What is on a server is crawled as the same files here are."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from crawl_runs import crawl_here, records, write_inputs
from onrecord.crawl.sources.discovery import discovered, opened
from onrecord.errors import InputError


@pytest.fixture
def served(tmp_path) -> Iterator[tuple[Path, str]]:
    """A folder of input, and the URL under which a server lists it and gives its files."""
    write_inputs(tmp_path / "in", {name: [{"id": name[0], "text": "Rain."}] for name in ("a.jsonl", "b.jsonl")})
    (tmp_path / "in" / "notes.csv").write_text("a,b\n")
    quiet = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *arguments: None})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(quiet, directory=str(tmp_path / "in"))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield tmp_path / "in", f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("names", [["a.jsonl", "b.jsonl"], [""]])
def test_files_on_a_server_are_read_as_files_here(served, tmp_path, names):
    folder, url = served
    found = [
        records(crawl_here([f"{top}{name}" for name in names], tmp_path / out, model="fast"), 2)
        for top, out in ((url, "far"), (f"{folder}/", "near"))
    ]
    assert found[0] == found[1] and set(found[0]) == {"a", "b"}


def test_folders_are_looked_through_once_whatever_links_lead_to_them(tmp_path):
    write_inputs(tmp_path / "in" / "b", {"b.jsonl": ["Rain."], ".hidden.jsonl": ["Rain."]})
    write_inputs(tmp_path / "in" / ".hidden", {"c.jsonl": ["Rain."]})
    write_inputs(tmp_path / "elsewhere", {"a.jsonl": ["Rain."]})
    for link, target in {"in/y": "elsewhere", "in/z": "elsewhere", "in/b/loop": "in", "elsewhere/back": "in/b"}.items():
        (tmp_path / link).symlink_to(tmp_path / target)
    files = discovered([str(tmp_path / "in")])
    assert [file.path for file in files] == [str(tmp_path / name) for name in ("in/b/b.jsonl", "elsewhere/a.jsonl")]


def test_a_folder_that_cannot_be_listed_is_never_left_out(tmp_path):
    """As root all can be; so one that is too deep for the system's names."""
    write_inputs(tmp_path / "in", {"a.jsonl": ["Rain."]})
    folder = os.open(tmp_path / "in", os.O_RDONLY)
    for _ in range(20):
        os.mkdir("n" * 250, dir_fd=folder)
        folder, outer = os.open("n" * 250, os.O_RDONLY, dir_fd=folder), folder
        os.close(outer)
    os.close(folder)
    with pytest.raises(InputError, match=r"a folder that cannot be listed \(File name too long\)"):
        discovered([str(tmp_path / "in")])


def test_a_listing_that_has_no_sizes_is_completed(served):
    folder, url = served
    assert [(file.path, file.size) for file in discovered([url])] == [
        (f"{url}{name}", (folder / name).stat().st_size) for name in ("a.jsonl", "b.jsonl")
    ]
    with opened(discovered([url])[0]) as stream:
        assert stream.readline(3) == b'{"i'
