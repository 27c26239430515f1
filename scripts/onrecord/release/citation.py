"""The facts of a corpus that `CITATION.cff` holds: title, version, authors, licence (Citation File Format 1.2.0)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

import yaml

from onrecord.errors import InputError

_VERSION = re.compile(r"(?P<major>\d{1,9})\.(?P<minor>\d{1,9})\.(?P<patch>\d{1,9})")
_ANNOTATIONS = re.compile(r"\bThe annotations are under (?P<licence>[^;:,()]+);")


UNKNOWN = "0.0.0"  # the version of what names none


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What a corpus is cited by; "" and () where the file does not say."""

    title: str = ""
    version: str = UNKNOWN
    authors: tuple[str, ...] = ()
    persons: frozenset[str] = frozenset()  # the authors that are no bodies
    released: str = ""
    licence: str = ""  # of all, as SPDX writes it
    annotations: str = ""  # the licence of the annotations alone, for which CFF has no field: the abstract says it
    abstract: str = ""
    message: str = ""
    url: str = ""
    doi: str = ""
    keywords: tuple[str, ...] = ()
    venue: str = ""  # of a paper: the proceedings or journal that it is in
    preferred: Citation | None = None  # what its authors want to be cited in place of the data

    def config_version(self, digest: str) -> str:
        """The version of each config: major and minor of the corpus, and ten digits of what its rows are.

        `load_dataset` keeps what it has of a folder until this changes.
        """
        match = _VERSION.fullmatch(self.version)
        return f"{match['major']}.{match['minor']}.{int(digest, 16) % 10**10}" if match else ""

    @property
    def tag(self) -> str:
        return f"v{self.version}"


def read_citation(data: bytes | None, place: str) -> Citation:
    """The citation in the bytes of a file; that of nothing where there is no file.

    Raises `InputError` for what is not YAML, or has a version that is not of the form 1.2.3.
    """
    if data is None:
        return Citation()
    try:
        values: Any = yaml.safe_load(data)
    except yaml.YAMLError as error:
        raise InputError(place, f"not YAML ({' '.join(str(error).split())})", "mend it as CFF 1.2.0 has it") from error
    if not isinstance(values, dict):
        raise InputError(place, "no mapping of keys to values", "write it as CFF 1.2.0 has it")
    return _citation(values, place)


def _citation(values: dict[str, Any], place: str) -> Citation:
    version = str(values.get("version", UNKNOWN))
    if not _VERSION.fullmatch(version):
        raise InputError(place, f"the version {version!r}", "write that of the corpus as MAJOR.MINOR.PATCH (1.2.0)")
    for key in ("authors", "keywords"):
        if not isinstance(values.get(key) or [], list):
            raise InputError(place, f"{key} is no list", f"write {key} as CFF 1.2.0 has them, each after a dash")

    def text(key: str) -> str:
        return " ".join(str(values.get(key) or "").split())

    authors = values.get("authors") or ()
    preferred = values.get("preferred-citation")
    licences = values.get("license")
    annotations = _ANNOTATIONS.search(text("abstract"))
    return Citation(
        title=text("title"),
        version=version,
        authors=tuple(filter(None, map(_author, authors))),
        persons=frozenset(_author(entry) for entry in authors if isinstance(entry, dict) and "family-names" in entry),
        released=text("date-released") or text("year"),
        licence=" OR ".join(map(str, licences)) if isinstance(licences, list) else text("license"),
        annotations=annotations["licence"] if annotations else "",
        abstract=text("abstract"),
        message=text("message"),
        url=text("url") or text("repository"),
        doi=text("doi"),
        keywords=tuple(map(str, values.get("keywords") or ())),
        venue=text("collection-title") or text("journal"),
        preferred=_citation(preferred, place) if isinstance(preferred, dict) else None,
    )


def _author(entry: Any) -> str:
    """A person as "Given Family", a body by its name."""
    if not isinstance(entry, dict):
        return str(entry)
    parts = (entry.get("given-names"), entry.get("name-particle"), entry.get("family-names"), entry.get("name"))
    return " ".join(str(part) for part in parts if part)


def to_bibtex(citation: Citation) -> str:
    """An entry of BibTeX for what is to be cited, without what is not known; its key is made of author or title, and
    year.
    """
    cited = citation.preferred or citation
    fields = {
        "title": f"{{{_escaped(cited.title)}}}",
        "author": " and ".join(f"{{{_escaped(author)}}}" for author in cited.authors),
        "booktitle": _escaped(cited.venue),
        "year": cited.released[:4],
        "version": cited.version if cited.version != UNKNOWN else "",
        "url": _address(cited.url),
        "doi": _address(cited.doi),
    }
    lines = (f"  {name} = {{{value}}}" for name, value in fields.items() if value and value != "{}")
    kind = "inproceedings" if cited.venue else "misc"
    return f"@{kind}{{" + _key(cited) + ",\n" + ",\n".join(lines) + "\n}"


def _key(citation: Citation) -> str:
    first = citation.authors[0] if citation.authors else ""
    word = first.split()[-1] if first in citation.persons else citation.title.partition(" ")[0]
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()
    return (re.sub(r"[^a-z0-9]", "", plain) or "corpus") + citation.released[:4]


_TEX = str.maketrans(
    {
        **{character: f"\\{character}" for character in "#$%&_"},
        # By name, also braces: BibTeX counts those after a backslash too.
        "\\": "\\textbackslash{}",
        "{": "\\textbraceleft{}",
        "}": "\\textbraceright{}",
        "~": "\\textasciitilde{}",
        "^": "\\textasciicircum{}",
        "<": "\\textless{}",
        ">": "\\textgreater{}",
    }
)


def _escaped(text: str) -> str:
    """A text of which LaTeX prints each character as it is."""
    return text.translate(_TEX)


def _address(address: str) -> str:
    """A URL or DOI, which LaTeX takes as it is, in characters that BibTeX can hold."""
    return re.sub(r"[{}\\\s]", lambda found: f"%{ord(found[0]):02X}", address)


def to_apa(citation: Citation) -> str:
    """What is to be cited as APA has it; the title stands first where there is no author."""
    cited = citation.preferred or citation
    year = f"({cited.released[:4] or 'n.d.'})."
    version = f" (Version {cited.version})" if cited.version != UNKNOWN else ""
    work = f"{cited.title}. In *{cited.venue}*." if cited.venue else f"*{cited.title}*{version} [Data set]."
    authors = ", ".join(cited.authors).rstrip(".")
    address = f"https://doi.org/{cited.doi}" if cited.doi else cited.url
    return " ".join(part for part in (f"{authors}. {year} {work}" if authors else f"{work} {year}", address) if part)
