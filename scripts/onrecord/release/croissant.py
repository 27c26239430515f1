"""`croissant.json`: the corpus in the terms of Croissant 1.1 and its vocabulary for responsible AI (RAI 1.0).

Addresses of files are relative to it, so that it holds wherever the folder is. What is not known is left out, also
where Croissant asks for it: a day of publication, an address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.release.citation import UNKNOWN, Citation, to_bibtex
from onrecord.release.fields import Json
from onrecord.release.record_sets import record_sets
from onrecord.release.view_files import Files

CROISSANT = "http://mlcommons.org/croissant/1.1"
RAI = "http://mlcommons.org/croissant/RAI/1.0"
_SPDX = re.compile(r"[A-Za-z0-9.+-]+")  # one licence, and no expression of several
_PARQUET = "application/x-parquet"
_ALIASES = """annotation arrayShape citeAs column containedIn equivalentProperty excludes extract field fileObject
fileProperty fileSet format includes isArray isLiveDataset jsonPath key md5 parentField path readLines recordSet
references regex repeated replace samplingRate sdVersion separator source subField transform unArchive value"""
# That of the specification (appendix 1), with the names that mlcroissant knows beside it. The specification writes
# schema.org with http, but mlcroissant and the data sets of Croissant's own repository with https.
CONTEXT: Json = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{name: f"cr:{name}" for name in _ALIASES.split()},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What Croissant tells of a corpus."""

    title: str
    description: str
    citation: Citation
    config_version: str
    languages: tuple[str, ...]
    rai: Mapping[str, str]  # by the names of its vocabulary, without prefix
    files: Files
    stored: Mapping[str, tuple[int, str]]  # size and SHA-256 of each of the files


def to_croissant(contents: Contents) -> bytes:
    """The bytes of `croissant.json`."""
    values: Json = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": [CROISSANT, RAI] if contents.rai else CROISSANT,
        **_known(contents),
        "isLiveDataset": False,
        **{f"rai:{name}": answer for name, answer in contents.rai.items()},
        "distribution": [*_distribution(contents)],
        "recordSet": record_sets(contents.files),
    }
    return json.dumps(values, indent=2, ensure_ascii=False).encode() + b"\n"


def _known(contents: Contents) -> Json:
    """What is known of the corpus as a whole."""
    citation = contents.citation
    known = {
        "name": contents.title,
        "description": contents.description,
        "license": _licence(citation),
        "url": citation.url,
        "identifier": f"https://doi.org/{citation.doi}" if citation.doi else "",
        "creator": [*_creators(citation)],
        "datePublished": citation.released,
        "version": citation.version if citation.version != UNKNOWN else "",
        "sdVersion": contents.config_version,
        "keywords": list(citation.keywords),
        "inLanguage": list(contents.languages),
        "citeAs": to_bibtex(citation) if citation.title else "",
    }
    return {name: value for name, value in known.items() if value}


def _licence(citation: Citation) -> Json | None:
    """That of the whole, or of the annotations alone; the texts of articles can be under others, which it says."""
    if not citation.licence:
        return _partly(citation.annotations) if citation.annotations else None
    told = {
        "@type": "sc:CreativeWork",
        "name": citation.licence,
        "description": "Of the whole; where an article names a licence of its text, that holds for the text.",
    }
    is_one = _SPDX.fullmatch(citation.licence)
    return told | ({"url": f"https://spdx.org/licenses/{citation.licence}"} if is_one else {})


def _partly(licence: str) -> Json:
    """A licence that leaves out the texts whose record names none: a name and a link, and no address that a reader
    would take for the licence of all.
    """
    return {
        "@type": "sc:CreativeWork",
        "name": f"{licence} for the annotations only",
        "description": (
            f"The annotations are under {licence}. The text of an article is under the licence that its record names "
            "(`source.licence`); where it names none, it belongs to its publisher, and no licence for it is known or "
            "granted. See LICENSE."
        ),
        "url": "LICENSE",
    }


def _creators(citation: Citation) -> Iterator[Json]:
    for author in citation.authors:
        yield {"@type": "sc:Person" if author in citation.persons else "sc:Organization", "name": author}


def _distribution(contents: Contents) -> Iterator[Json]:
    for config, splits in contents.files.items():
        for split, path in splits.items():
            size, sha256 = contents.stored[path]
            yield {
                "@type": "cr:FileObject",
                "@id": path,
                "name": path,
                "description": f"The rows of {config} in the split {split}.",
                "contentUrl": path,
                "contentSize": f"{size} B",
                "encodingFormat": _PARQUET,
                "sha256": sha256,
            }
        if len(splits) > 1:
            yield {
                "@type": "cr:FileSet",
                "@id": f"{config}-files",
                "name": f"{config}-files",
                "description": f"The files of {config}, one a split.",
                "encodingFormat": _PARQUET,
                "includes": list(splits.values()),
            }
