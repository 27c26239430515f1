"""Level 5 against the folder of seeds: a record's text is that of its seed, whose bytes are those that it was made of.

A data set that comes without its seeds is valid: there is nothing to check. A name in the data is looked up among the
files that the folder lists, and is never opened as a path. The text of a seed that is no text (`NAME.html`) stands in
`NAME.txt` beside it, as it was extracted.
"""

from __future__ import annotations

import hashlib
from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from onrecord.errors import InputError
from onrecord.files import reading
from onrecord.incident import Finding, quoted
from onrecord.model import Record
from onrecord.spans import parting


class Digests(NamedTuple):
    """SHA-256 of a seed's bytes, and of its text in UTF-8: a byte order mark is no part of that."""

    data: str
    text: str


class SeedFolder:
    """The seeds of a folder by the names of their files; each is read once, when it is asked for.

    With `complete`, a seed that a record names has to be there: so where a user names the folder, not where it is found
    by itself. Raises `InputError` for what is no folder.
    """

    def __init__(self, path: str | Path, *, complete: bool = True) -> None:
        self.complete = complete
        try:
            self._paths = {child.name: child for child in Path(path).resolve().iterdir() if child.is_file()}
        except OSError as error:
            found = f"cannot be read ({error.strerror})"
            raise InputError(str(path), found, "name the folder that holds the seeds") from error
        self._digests: dict[str, Digests] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._paths

    def digests(self, name: str) -> Digests:
        """The digests of a seed that is there; of a packed one (.gz), those of what it holds."""
        if name not in self._digests:
            data = self._read(name)
            text = data if self.text_name(name) == name else self._read(self.text_name(name))
            digests = [hashlib.sha256(part).hexdigest() for part in (data, text.removeprefix(BOM_UTF8))]
            self._digests[name] = Digests(*digests)
        return self._digests[name]

    def text_name(self, name: str) -> str:
        """The file that holds the text of a seed that is there: of NAME.html NAME.txt, else the seed itself."""
        beside = Path(name).with_suffix(".txt").name
        return beside if beside in self else name

    def text(self, name: str) -> bytes:
        """The text of a seed that is there, in UTF-8. Raises `InputError` when it cannot be read."""
        return self._read(self.text_name(name)).removeprefix(BOM_UTF8)

    def _read(self, name: str) -> bytes:
        with reading(self._paths[name]) as stream:
            return stream.read()


def check(record: Record, seeds: SeedFolder) -> Iterator[Finding]:
    """Findings about a record's seed; none for a record that names none."""
    source = record.source
    if not source.seed or not source.sha256:
        return
    if source.seed not in seeds:
        if seeds.complete:
            yield Finding(
                test_id="seed-missing",
                path=("source", "seed"),
                found=f"{quoted(source.seed)}, which is not in the folder of seeds",
                expected="the name of a file in the folder of seeds",
                mend="put the seed there, or mend its name",
            )
        return
    digests = seeds.digests(source.seed)
    if source.sha256 != digests.data:
        yield Finding(
            test_id="seed-sha256",
            path=("source", "sha256"),
            found=f"{quoted(source.sha256, 14)}, which is not the digest of {quoted(source.seed)}",
            expected=digests.data,
            mend="restore the seed byte for byte; where it was the right one all along, copy its digest",
        )
    elif hashlib.sha256(record.text.encode("utf-8", "surrogatepass")).hexdigest() != digests.text:
        seed = seeds.text(source.seed).decode("utf-8", "replace")
        at, name = parting(record.text, seed), seeds.text_name(source.seed)
        yield Finding(
            test_id="seed-text",
            path=("text",),
            found=f"{quoted(record.text[at : at + 20])} at code point {at}, where {quoted(name)} differs",
            expected=quoted(seed[at : at + 20]),
            mend="restore the text from the seed: it is never changed, spans point into it",
            span=(at, min(at + 20, len(record.text))),
        )
