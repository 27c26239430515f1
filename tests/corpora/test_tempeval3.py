"""TempEval-3's folders to records: splits by folder, files that cannot be read in their place."""

from __future__ import annotations

import shutil

from conftest import ROOT
from onrecord.corpora.tempeval3 import scan_tempeval3
from onrecord.errors import InputError
from onrecord.losses import Losses

CASE = ROOT / "tests" / "cases" / "corpora" / "tempeval3"


def test_platinum_is_the_test_and_the_rest_goes_on(tmp_path):
    folder = shutil.copytree(CASE, tmp_path / "all")
    (folder / "TimeBank" / "a.tml").write_bytes(b"<TimeML>\n<TEXT>&nbsp;</TEXT></TimeML>")
    error, *records = scan_tempeval3(folder, Losses())
    assert isinstance(error, InputError) and "a.tml:2: not well-formed XML" in str(error)
    assert [(record.id, record.split) for record in records] == [("dam.01", "train"), ("rain", "test")]
    [alone] = scan_tempeval3(folder / "te3-platinum", Losses())
    assert alone.split == "test"
