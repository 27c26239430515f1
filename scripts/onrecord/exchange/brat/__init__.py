"""brat's stand-off form (Stenetorp et al. 2012): `NAME.txt` and `NAME.ann` in a folder with its configuration.

Offsets are half-open and count code points; the `.txt` has the text as it is, byte for byte. brat keeps CR as a
character of its own, so CR LF is two: a copy with other line ends has other offsets, which the surfaces show.

- A `T` line is a region, with `;` between the fragments of a discontinuous one. brat reads a line up to anything that
  `str.splitlines` takes for a line end and cuts its spans at each LF, so a region over such a character is written in
  fragments; on reading, those that only line ends part are one again, but at the end of a paragraph contents stay apart
  (guidelines 3.1: one span a paragraph). Where the text is as it was exported, the side map tells.
- An `R` line is a link. An `A` line has a value of a field with a closed set of them, which brat offers for choice. Any
  other attribute it would lose when the span is edited, so all other values, and the id, stand in the region's notes
  (`#`), as `id: d2; value: 2021-11-21`, which annotators can edit.
- Segments, sentences and the document's fields are in the side map alone: boxes around each line would bury the rest.
  Segments that somebody did make in brat are read.

brat gives the ids T1, T2, … again after a region is deleted, and adds a tab to lines as it saves them.
"""

from __future__ import annotations

from onrecord.exchange.brat.configuration import configuration
from onrecord.exchange.brat.reading import from_brat, scan_brat
from onrecord.exchange.brat.writing import to_annotations

__all__ = ["configuration", "from_brat", "scan_brat", "to_annotations"]
