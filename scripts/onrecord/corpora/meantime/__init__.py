"""MEANTIME (Minard et al. 2016) and other corpora in the XML of CAT, the Content Annotation Tool, to records.

CAT keeps tokens with their sentences, and no text. The text is made of them by rule: a line a sentence, the first of
which is the title; a space between tokens, but none before what closes (`,` `.` `)` `%` `'s`) and none after what opens
(`(` `$`); straight double quotation marks open and close in turn. What is annotated has token anchors, in any order and
with gaps; its span runs from the first of them to the last, and a gap is counted.

| of CAT | of a record |
|---|---|
| TIMEX3 | dates; the creation time gives the day of publication |
| VALUE | numbers, whose value is read by the numbers layer at the span |
| ENTITY of type PER or ORG and its ENTITY_MENTIONs | speakers with their mentions, quoted or not |
| events, signals, relations between them, entities of other types | counted in `Losses` |

What is said is annotated there as an event with its participants, without the extent of the content: no quotes.
"""

from __future__ import annotations

from onrecord.corpora.meantime.reading import from_cat, iter_meantime, scan_meantime

__all__ = ["from_cat", "iter_meantime", "scan_meantime"]
