"""The corpora of TempEval-3 (UzZaman et al. 2013), TimeML in folders: TBAQ-cleaned/{TimeBank,AQUAINT} and te3-platinum.

Platinum is what the task was scored on: its documents are of the split `test`, all others of `train`. People annotated
these; TE3-Silver, which the task gave out too, was made by programs and stays a draft.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from onrecord.corpora.foreign_files import read_whole, scan_files
from onrecord.corpora.imported import by_people
from onrecord.corpora.timeml.reading import SUFFIXES, from_timeml
from onrecord.errors import InputError
from onrecord.losses import Losses
from onrecord.model import Annotation, Annotator, Record

_TEST = "platinum"
_PROGRAMS = Annotation(
    status="draft",
    guidelines="",
    annotators=tuple(Annotator(name=name, kind="program", task="draft") for name in ("TIPSem", "TIPSem-B", "TRIOS")),
)
# Who annotated, by a word in the name of the folder, "" in any.
_BY = {
    "silver": _PROGRAMS,
    "timebank": by_people("annotators of TimeBank"),
    "aquaint": by_people("annotators of AQUAINT TimeML"),
    "": by_people("annotators of TempEval-3"),
}


def scan_tempeval3(path: str | Path, losses: Losses) -> Iterator[Record | InputError]:
    """The record of a TimeML file, or of each `.tml` file of a folder and of those in it, by name; an error in the
    place of a file that cannot be read.
    """

    def read(file: str) -> Iterator[Record]:
        record = from_timeml(read_whole(file), file, losses)
        folder = Path(file).absolute().parent.name.lower()
        by = next(by for word, by in _BY.items() if word in folder)
        yield replace(record, annotation=by, split="test" if _TEST in folder else record.split)

    return scan_files(path, SUFFIXES, read, deep=True)
