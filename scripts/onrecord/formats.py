"""The formats of others that `onrecord import` reads and `onrecord export` writes, by name."""

from __future__ import annotations

import textwrap
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from importlib import import_module
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeAlias

from onrecord.corpora.citations import Corpus
from onrecord.errors import InputError, needing
from onrecord.losses import Losses
from onrecord.model import Record

if TYPE_CHECKING:
    from onrecord.exchange.side_map import SideMaps

Scan: TypeAlias = Callable[[str, Losses], Iterator[Record | InputError]]
Write: TypeAlias = Callable[[Record, Losses], bytes]
Join: TypeAlias = Callable[[Iterable[bytes]], Iterator[bytes]]
# What there is of a record, and who may hold it: the tool, the side map, the tool a part, or nothing.
CARRIED = ("spans", "nested", "discontinuous", "values", "links", "document", "ids")
HOLDERS = ("yes", "side map", "part", "no")


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format; functions are named as `module:function`, "" where there is none, and loaded when they are called
    for, so that a command's help does not wait for them.

    `read` scans a path into records, with an error in the place of each that cannot be read; where `has_map`, it takes
    the side maps too. `write` has, by the ending of the file's name, what makes the bytes of a record's file; it raises
    `InputError` for a record that the format cannot hold. `join` makes one file of those of several records, where a
    file can hold them. `beside` makes the files that a tool wants once in a folder, by name. `extra` is what has to be
    installed for it.

    Of a tool, `carries` says for each of `CARRIED` which of `HOLDERS` brings it back, `note` what else there is to know
    of that, `offsets` what they count in its files (code points, UTF-16, tokens; inline where there are none), and
    `tested` whether by the real tool, its library or its documented form.

    A recipe for a corpus of others has that `corpus`, and makes records that are valid.
    """

    about: str
    read: str = ""
    write: Mapping[str, str] = field(default_factory=dict)
    join: str = ""
    beside: str = ""
    has_map: bool = False
    extra: str = ""
    carries: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    offsets: str = ""
    tested: str = ""
    corpus: Corpus | None = None

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Format:
        """The format of a table of `formats.toml`."""
        return cls(**{**table, "corpus": Corpus.of(table["corpus"]) if "corpus" in table else None})

    @property
    def suffix(self) -> str:
        """The ending of the name of a record's file, of the first if it has several."""
        return next(iter(self.write))

    def reader(self, maps: Callable[[str], SideMaps]) -> Scan:
        """What reads a path into records; `maps` gives the side maps of a path."""
        scan: Any = self._loaded(self.read)
        if self.has_map:
            return lambda path, losses: scan(path, losses, maps(path))
        if self.corpus:
            return _valid(scan)
        return scan  # type: ignore[no-any-return]

    def writers(self) -> dict[str, Write]:
        """What makes the files of a record, by the endings of their names."""
        writers: dict[str, Write] = {suffix: self._loaded(home) for suffix, home in self.write.items()}
        if self.has_map:
            from onrecord.exchange.side_map import SUFFIX, to_side_map

            writers[SUFFIX] = lambda record, _: to_side_map(record)
        return writers

    def joiner(self) -> Join | None:
        """What makes one file of several, `None` where a file holds one document."""
        return self._loaded(self.join) if self.join else None

    def files_beside(self) -> dict[str, bytes]:
        """The files that the tool wants once in a folder."""
        return self._loaded(self.beside)() if self.beside else {}

    def _loaded(self, home: str) -> Any:
        module, _, name = home.partition(":")
        with needing(self.extra) if self.extra else nullcontext():
            return getattr(import_module(module), name)


def _valid(scan: Scan) -> Scan:
    """The same with records that are valid: what does not fit our rules is mended or left out, and told."""

    def made_valid(path: str, losses: Losses) -> Iterator[Record | InputError]:
        from onrecord.corpora.conformity import conforming

        for item in scan(path, losses):
            yield item if isinstance(item, InputError) else conforming(item, losses)

    return made_valid


FORMATS = {
    name: Format.of(entry)
    for name, entry in tomllib.loads((files("onrecord") / "formats.toml").read_text("utf-8")).items()
}
IMPORTED = [name for name, form in FORMATS.items() if form.read]
EXPORTED = [name for name, form in FORMATS.items() if form.write]


def listed(names: Iterable[str]) -> str:
    """A line a format, for the help of commands."""
    return "\n".join(f"  {name:<17}{FORMATS[name].about}" for name in names)


def listed_corpora() -> str:
    """The corpora that there are recipes for, with licence and citation, for the help of commands."""
    paragraphs = []
    for name, form in FORMATS.items():
        for number, line in enumerate(form.corpus.lines() if form.corpus else ()):
            first = f"  {'' if number else name:<11}"
            paragraphs.append(textwrap.fill(line, 118, initial_indent=first, subsequent_indent=" " * 13))
    return "\n".join(paragraphs)
