"""TempEval-3's folders to records: splits by folder, files that cannot be read in their place."""

from __future__ import annotations

import json
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


def test_what_people_made_is_no_draft_and_what_programs_made_is(onrecord, tmp_path):
    folder = shutil.copytree(CASE, tmp_path / "all")
    silver = shutil.copytree(CASE / "TimeBank", folder / "TE3-Silver-data") / "dam.tml"
    silver.write_text(silver.read_text().replace("dam.01", "silver"))
    meantime, timeml = CASE.with_name("meantime"), CASE / "TimeBank" / "dam.tml"
    made = [onrecord("import", "--from", *given).out for given in (("tempeval3", folder), ("meantime", meantime))]
    shown = {}
    for line in "".join([*made, onrecord("import", "--from", "timeml", timeml).out.replace("dam.01", "plain")]).split(
        "\n"
    )[:-1]:
        noted = json.loads(line)["annotation"]
        by = {(one["name"], one["kind"], one["task"]) for one in noted["annotators"]}
        shown[json.loads(line)["id"]] = (noted["status"], noted["guidelines"], by)
    assert shown == {
        "dam.01": ("reviewed", "", {("annotators of TimeBank", "person", "annotate")}),
        "rain": ("reviewed", "", {("annotators of TempEval-3", "person", "annotate")}),
        "7_Dam_holds": ("reviewed", "", {("annotators with CAT", "person", "annotate")}),
        "silver": ("draft", "", {(name, "program", "draft") for name in ("TIPSem", "TIPSem-B", "TRIOS")}),
        "plain": ("draft", "", set()),
    }
    assert onrecord("validate", "-", stdin="".join(made).encode()).code == 0
