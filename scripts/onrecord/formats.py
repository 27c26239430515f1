"""The formats of others that `onrecord import` reads and `onrecord export` writes, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

from onrecord.errors import InputError, OnrecordError
from onrecord.losses import Losses
from onrecord.model import Record

if TYPE_CHECKING:
    from onrecord.exchange.side_map import SideMaps

Scan: TypeAlias = Callable[[str, Losses], Iterator[Record | InputError]]
Write: TypeAlias = Callable[[Record, Losses], bytes]
Join: TypeAlias = Callable[[Iterable[bytes]], Iterator[bytes]]
# What a format of annotation tools may hold or not; `Format.carries` says it of each.
CARRIED = ("spans", "discontinuous", "values", "links", "document", "ids")


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format; functions are named as `module:function`, "" where there is none, and loaded when they are called
    for, so that a command's help does not wait for them.

    `read` scans a path into records, with an error in the place of each that cannot be read; where `has_map`, it takes
    the side maps too. `write` has, by the ending of the file's name, what makes the bytes of a record's file; it raises
    `InputError` for a record that the format cannot hold. `join` makes one file of those of several records, where a
    file can hold them. `beside` makes the files that a tool wants once in a folder, by name. `extra` is what has to be
    installed for it. `carries` says, for a table, what the tool's file holds of a record: "yes", "side map" or "no" by
    `spans`, `discontinuous`, `values`, `links`, `document`, `ids`.
    """

    about: str
    read: str = ""
    write: Mapping[str, str] = field(default_factory=dict)
    join: str = ""
    beside: str = ""
    has_map: bool = False
    extra: str = ""
    carries: Mapping[str, str] = field(default_factory=dict)

    @property
    def suffix(self) -> str:
        """The ending of the name of a record's file, of the first if it has several."""
        return next(iter(self.write))

    def reader(self, maps: Callable[[str], SideMaps]) -> Scan:
        """What reads a path into records; `maps` gives the side maps of a path."""
        scan: Any = self._loaded(self.read)
        if self.has_map:
            return lambda path, losses: scan(path, losses, maps(path))
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
        try:
            return getattr(import_module(module), name)
        except ModuleNotFoundError as error:
            if not self.extra or (error.name or "").startswith("onrecord"):
                raise
            raise OnrecordError(
                f"this format needs {error.name}, which is not installed: pip install 'onrecord[{self.extra}]'"
            ) from error


FORMATS = {
    "timeml": Format(
        about="TimeML, a .tml file an article: text, day of publication, dates as TIMEX3",
        read="onrecord.corpora.timeml:scan_timeml",
        write={".tml": "onrecord.corpora.timeml:to_timeml"},
    ),
    "recognizers": Format(
        about="a model's case file of Recognizers-Text (NumberModel.json): numbers",
        read="onrecord.corpora.recognizers:scan_recognizers",
    ),
    "polnear": Format(
        about="a part of PolNeAR, a folder with text/ and attributions/: quotes",
        read="onrecord.corpora.polnear:scan_polnear",
    ),
    "brat": Format(
        about="brat stand-off: .txt and .ann of an article, in a folder with its configuration",
        read="onrecord.exchange.brat:scan_brat",
        write={".ann": "onrecord.exchange.brat:to_annotations", ".txt": "onrecord.exchange.pairs:to_text"},
        beside="onrecord.exchange.brat:configuration",
        has_map=True,
        carries={
            "spans": "yes, but segments",
            "discontinuous": "yes",
            "values": "yes",
            "links": "yes",
            "document": "side map",
            "ids": "yes",
        },
    ),
    "web-annotation": Format(
        about="W3C Web Annotation, a .jsonld file an article and its text as .txt",
        read="onrecord.exchange.web_annotation:scan_web_annotation",
        write={
            ".jsonld": "onrecord.exchange.web_annotation:to_web_annotation",
            ".txt": "onrecord.exchange.pairs:to_text",
        },
        has_map=True,
        carries={
            "spans": "yes",
            "discontinuous": "yes",
            "values": "yes",
            "links": "yes",
            "document": "side map, but the title",
            "ids": "yes",
        },
    ),
    "conll": Format(
        about="CoNLL-U Plus with IOB2 tags, a .conllup file an article or all in one: quotes, cues, sources, …",
        write={".conllup": "onrecord.exchange.conll:to_conll"},
        join="onrecord.exchange.conll:joined",
        carries={
            "spans": "yes, on tokens",
            "discontinuous": "no",
            "values": "types",
            "links": "no",
            "document": "no",
            "ids": "yes",
        },
    ),
    "tei": Format(
        about="TEI P5, an .xml file an article: said, seg, persName, date, num in the text",
        write={".xml": "onrecord.exchange.tei:to_tei"},
        carries={
            "spans": "yes",
            "discontinuous": "yes",
            "values": "most",
            "links": "most",
            "document": "most",
            "ids": "yes",
        },
    ),
    "cas-xmi": Format(
        about="UIMA CAS for INCEpTION: an .xmi an article, its types and layers beside",
        read="onrecord.exchange.cas:scan_xmi",
        write={".xmi": "onrecord.exchange.cas:to_xmi"},
        beside="onrecord.exchange.cas:files_beside_xmi",
        extra="cas",
        carries=dict.fromkeys(CARRIED, "yes"),
    ),
    "cas-json": Format(
        about="the same as JSON CAS, a .json an article; holds control characters too",
        read="onrecord.exchange.cas:scan_json",
        write={".json": "onrecord.exchange.cas:to_json"},
        beside="onrecord.exchange.cas:files_beside_json",
        extra="cas",
        carries=dict.fromkeys(CARRIED, "yes"),
    ),
    "spacy": Format(
        about="spaCy's DocBin: spans in doc.spans, the rest in doc.user_data",
        read="onrecord.exchange.docbin:scan_docbin",
        write={".spacy": "onrecord.exchange.docbin:to_docbin"},
        join="onrecord.exchange.docbin:join_docbins",
        has_map=True,
        extra="spacy",
        carries=dict.fromkeys(CARRIED, "yes"),
    ),
    "prodigy": Format(
        about="Prodigy's JSONL: tasks with tokens, spans and relations",
        read="onrecord.exchange.prodigy:scan_prodigy",
        write={".jsonl": "onrecord.exchange.prodigy:to_prodigy"},
        join="onrecord.formats:joined_lines",
        has_map=True,
        carries=dict.fromkeys(CARRIED, "yes")
        | {"spans": "yes, but segments"}
        | dict.fromkeys(("values", "document"), "side map"),
    ),
}
IMPORTED = [name for name, form in FORMATS.items() if form.read]
EXPORTED = [name for name, form in FORMATS.items() if form.write]


def joined_lines(parts: Iterable[bytes]) -> Iterator[bytes]:
    """One file of JSON Lines of several."""
    yield from parts
