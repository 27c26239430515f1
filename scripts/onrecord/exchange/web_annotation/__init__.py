"""W3C Web Annotation (Sanderson et al. 2017) in JSON-LD: `NAME.jsonld`, and the text that it is about as `NAME.txt`.

A file is an AnnotationCollection with its one page in it. A region is an Annotation tagged with its label, with a
TextualBody for each of its values (`kind: direct`); one target for each part, each with two selectors of the same text:

- TextQuoteSelector: the surface, and 32 code points before and after it;
- TextPositionSelector: half-open offsets, which by the standard count code points, as `offsetUnit` says.

Recogito takes these for UTF-16 units and writes such. So on reading the quote tells which a position is in, and where
the text around has changed, the region is where its quote stands with the same text before and after it, once.

A link is an Annotation motivated by linking, from its target to its body. Recogito shows none and saves none: where a
file has no link at all, those of the side map are taken. Ids are fragments of the file's name. The document's title is
the collection's label; its other fields are in the side map.
"""

from __future__ import annotations

from onrecord.exchange.web_annotation.reading import from_web_annotation, scan_web_annotation
from onrecord.exchange.web_annotation.writing import to_web_annotation

__all__ = ["from_web_annotation", "scan_web_annotation", "to_web_annotation"]
