"""spaCy's DocBin (`.spacy`): a `Doc` an article, several in a file.

`doc.spans[label]` has the regions of a label, each with our id as its `id_`; a region of several parts is several
spans: `q3`, `q3/2` and so on. A mention has the id of its speaker as its `kb_id_`. `doc.user_data["onrecord"]` has
what spans have no place for: `head` (the document's fields), `values` by id, `links` (label, from, to), and `offsets`
in code points of the regions whose edges are no edges of tokens. Such a span covers the tokens that the region touches;
the offsets hold as long as it does, and where somebody has moved it, the span holds. Nothing is registered on `Doc`.

Tokens are those of spaCy's blank pipeline of the language. `doc.ents` stays empty: entities must not overlap, dates and
numbers would stand there twice, and somebody's pipeline may fill it. Where a tool drops `user_data`, spans and ids are
left; the side map has the rest.
"""

from __future__ import annotations

from onrecord.exchange.docbin.reading import scan_docbin
from onrecord.exchange.docbin.writing import join_docbins, to_docbin

__all__ = ["join_docbins", "scan_docbin", "to_docbin"]
