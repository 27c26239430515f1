"""Files as received: their bytes, the text in them, and what they say about themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.errors import InputError
from onrecord.files import STANDARD_STREAM, reading, shown_name
from onrecord.intake import pages, word
from onrecord.intake.extracted import Extracted
from onrecord.seeds import decoded

# The forms, each with the suffix that its seeds have and what reads it.
_Read = Callable[[bytes, str], Extracted]
FORMS: dict[str, tuple[str, _Read]] = {
    "text": (".txt", lambda data, place: Extracted(text=decoded(data, place))),
    "html": (".html", pages.read_page),
    "mhtml": (".mhtml", pages.read_archive),
    "docx": (".docx", word.read_docx),
}
SUFFIXES = {".txt": "text", ".html": "html", ".htm": "html", ".mhtml": "mhtml", ".mht": "mhtml", ".docx": "docx"}
_LARGEST = 2**26  # bytes

# Of a PDF, libraries give the lines as they were set, with running heads between them and no sign of where a paragraph
# ends: every layer would be told of sentences that nobody wrote.
_MENDS = {
    ".pdf": "a PDF does not say where paragraphs end and in which order columns go: get its text (pdftotext), put it "
    "right by hand, and add that as .txt",
    ".gz": "unpack it, and add what is in it",
    ".jsonl": "`onrecord annotate` reads JSONL; add each article as a file",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A file as it was received; `suffix` is the one that its seed has, `name` its own name without it."""

    place: str
    name: str
    suffix: str
    data: bytes
    extracted: Extracted = field(repr=False)

    @property
    def is_text(self) -> bool:
        """Whether the file is the text: nothing was extracted from it."""
        return self.suffix == ".txt"


def read_source(path: str, form: str = "") -> Received:
    """The file at a path (`-` for standard input) in a form of `FORMS`, which its name tells where none is given.

    Raises `InputError` for what cannot be read, is in no such form, or holds no text.
    """
    is_stream = path == STANDARD_STREAM
    suffix = Path(path).suffix.lower()
    form = form or ("text" if is_stream else SUFFIXES.get(suffix, ""))
    if not form:
        others = "save it as .txt, .html, .mhtml or .docx, or say what it is by --from"
        raise InputError(path, f"not a form that can be read ({suffix or 'no suffix'})", _MENDS.get(suffix, others))
    with reading(path) as stream:
        data = stream.read(_LARGEST + 1)
    place = shown_name(path)
    if len(data) > _LARGEST:
        raise InputError(place, f"more than {_LARGEST >> 20} MiB", "add the article alone")
    seed_suffix, read = FORMS[form]
    extracted = read(data, place)
    if not extracted.text.strip():
        raise InputError(place, "no text in it", "save the article itself, not a picture or an empty page")
    name = "" if is_stream else Path(path).stem
    return Received(place=place, name=name, suffix=seed_suffix, data=data, extracted=extracted)
