"""TimeML (Pustejovsky et al. 2003; TempEval-3's form): documents to records, and the dates of records to documents.

A document is a file with one `TimeML` element. Its text is what `TEXT` holds, to the character; in files without one
(TimeBank 1.2, HeidelTime) it is what `TimeML` holds. Tags inside the text (EVENT, SIGNAL, a TIMEX3 in another) part
nothing: their characters belong to the text, and to each TIMEX3 around them. A TIMEX3 without text (the ends of a
duration) is no date, since it has no span; what is anchored to it keeps its value.

A value is kept as it stands, also where the guidelines write it in another way (a zone in it, `199X`). What one side
has no place for is counted in `Losses`.
"""

from __future__ import annotations

from onrecord.corpora.timeml.reading import from_timeml, iter_timeml, scan_timeml
from onrecord.corpora.timeml.writing import to_timeml

__all__ = ["from_timeml", "iter_timeml", "scan_timeml", "to_timeml"]
