"""The same articles give the same corpus folder, to the byte, wherever and whenever it is built."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pyarrow
import pyarrow.parquet as pq
import pytest

from conftest import ROOT, run_onrecord
from onrecord.release.layout import Corpus
from publication import copied_project


def files_of(corpus: Corpus) -> dict[str, bytes]:
    return {name: (corpus.folder / name).read_bytes() for name in corpus.published()}


def build_from_nothing(folder: Path, *arguments: str, cwd: Path, **environment: str) -> Corpus:
    """Build with nothing there but what people write; the card keeps its prose and loses what is generated."""
    copied_project(folder)
    corpus = Corpus.of_project(folder)
    shutil.rmtree(corpus.folder / "data")
    for name in ("statistics.json", "croissant.json", "SHA256SUMS"):
        (corpus.folder / name).unlink(missing_ok=True)
    for _, target in corpus.copies():
        target.unlink(missing_ok=True)
    card = corpus.folder / "README.md"
    card.write_text(card.read_text("utf-8").split("\n---\n", 1)[1], "utf-8")
    for number, path in enumerate(sorted(folder.rglob("*"), reverse=bool(environment))):
        os.utime(path, (10**9 + number, 10**9 + number))
    done = run_onrecord("build", *arguments, cwd=cwd, **environment)
    assert done.code == 0, done.err
    return corpus


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("here") / "project"
    return build_from_nothing(folder, "--root", str(folder), cwd=ROOT)


def test_place_time_language_and_order_of_hashes_change_nothing(corpus, tmp_path):
    folder = tmp_path / "an other place é" / "project"
    odd = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "12345", "COLUMNS": "40"}
    other = build_from_nothing(folder, cwd=folder, **odd)
    first, second = files_of(corpus), files_of(other)
    assert len(first) > 15 and first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_a_build_from_nothing_gives_what_is_committed(corpus):
    committed = Corpus.of_project(ROOT)
    made_by = {pq.read_metadata(path).created_by for path in (committed.folder / "data").glob("*/*.parquet")}
    if made_by != {f"parquet-cpp-arrow version {pyarrow.__version__}"}:
        pytest.skip(f"the views are by {', '.join(made_by)}, and pyarrow {pyarrow.__version__} may write other bytes")
    copies = {target.relative_to(committed.folder).as_posix() for _, target in committed.copies()}
    there, here = files_of(committed), files_of(corpus)
    assert [name for name in here if name not in copies and here[name] != there.get(name)] == []
    assert there.keys() - here.keys() == set()


def test_sha256sum_agrees(corpus):
    if not shutil.which("sha256sum"):
        pytest.skip("there is no sha256sum")
    check = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    done = subprocess.run(check, cwd=corpus.folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count(": OK\n") == len(corpus.published()) - 1
    (corpus.folder / "LICENSE").write_text("another")
    assert subprocess.run(check, cwd=corpus.folder, capture_output=True).returncode == 1
