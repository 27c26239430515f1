"""Who said what, when and how many: an annotated corpus of news, and the tools that make it.

>>> import onrecord
>>> record = onrecord.annotate("“We are ready,” Mayor Ann Lee said on May 2.", published="2024-05-03")
>>> record.quotes[0].kind, record.speakers[0].name, record.dates[0].value
('direct', 'Ann Lee', '2024-05-02')
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = [
    "Document",
    "Record",
    "annotate",
    "from_hf",
    "iter_documents",
    "load",
    "read_articles",
    "to_edtf",
    "to_hf",
    "write_article",
]

_HOMES = {
    "Document": "onrecord.model",
    "Record": "onrecord.model",
    "annotate": "onrecord.pipeline",
    "from_hf": "onrecord.huggingface",
    "iter_documents": "onrecord.articles",
    "load": "onrecord.huggingface",
    "read_articles": "onrecord.articles",
    "to_edtf": "onrecord.edtf",
    "to_hf": "onrecord.huggingface",
    "write_article": "onrecord.articles",
}

if TYPE_CHECKING:
    from onrecord.articles import iter_documents, read_articles, write_article
    from onrecord.edtf import to_edtf
    from onrecord.huggingface import from_hf, load, to_hf
    from onrecord.model import Document, Record
    from onrecord.pipeline import annotate


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for: `onrecord validate` must not wait for the layers' patterns."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
