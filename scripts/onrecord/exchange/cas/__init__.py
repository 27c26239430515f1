"""UIMA CAS (Götz and Suhre 2004), as XMI and as JSON CAS, in the form that INCEpTION opens.

Offsets in the files are UTF-16 units; dkpro-cassis has them in code points. XMI cannot hold control characters, JSON
can. Each label has a span layer of its own: `webanno.custom.Content`, `webanno.custom.Cue` and so on. The sentences are
DKPro's; `Token` is written because INCEpTION wants it, and not read. A region of several parts is several annotations,
one linked to the next.

Links are link features (`links`: role, target) and no relations: a relation layer of INCEpTION joins annotations of one
span layer, no span layer has more than one of them, and only late versions let one join any; the target of a link
feature may be on any layer in all versions, and such features are what its users have for the roles of a predicate.
Relations that somebody drew are read.

Values are strings, since numbers in INCEpTION are of 32 bits (0.1 comes back as another number), but for flags and
lists. `identifier` has our ids. The document's fields are on `webanno.custom.Article`, a document metadata layer. So a
file holds all of a record, and no side map is needed.
"""

from __future__ import annotations

from onrecord.exchange.cas.layers import files_beside_json, files_beside_xmi
from onrecord.exchange.cas.reading import scan_json, scan_xmi
from onrecord.exchange.cas.writing import to_json, to_xmi

__all__ = ["files_beside_json", "files_beside_xmi", "scan_json", "scan_xmi", "to_json", "to_xmi"]
