"""The checks, by level, each run only on what passed the one before. `TESTS` lists every test id once.

Level 2 takes a document record as parsed JSON, the later ones a `Record`; all yield findings and know no file or line.
"""

from __future__ import annotations

from typing import NamedTuple

# Levels 1 to 5 make a record valid; what `onrecord check` finds is legal.
LEVELS = {1: "file", 2: "schema", 3: "offsets", 4: "references", 5: "meaning", 6: "suspicion"}
VALID = 5


class Rule(NamedTuple):
    """What a test sees kept, and the level that it belongs to."""

    level: int
    text: str


TESTS: dict[str, Rule] = {
    "empty-file": Rule(1, "A file holds at least one record."),
    "not-utf8": Rule(1, "A file is UTF-8."),
    "byte-order-mark": Rule(1, "A file begins with its first record, not with a byte order mark."),
    "line-ending": Rule(1, "Lines end with LF alone."),
    "no-final-newline": Rule(1, "The last line ends with LF too."),
    "blank-line": Rule(1, "No line is blank."),
    "not-json": Rule(1, "A line is one JSON object; NaN and Infinity are no JSON."),
    "duplicate-key": Rule(1, "No key stands twice in an object."),
    "lone-surrogate": Rule(1, "Strings hold whole characters."),
    "first-line": Rule(1, "The first line of an article file has the layer document, and no other line has."),
    "unknown-layer": Rule(1, "A line of an article file has one of the six layers."),
    "conflict-marker": Rule(1, "No conflict of a merge is left open."),
    "too-long": Rule(1, "A line, and a file that is unpacked, keep to the limits of what is read."),
    "not-whole": Rule(
        1, "A packed file can be unpacked to its end, a Parquet file has the columns of the documents view."
    ),
    "not-canonical": Rule(1, "A line is written in the canonical form: key order, no needless escapes, no spaces."),
    "missing-field": Rule(2, "Every field that the schema names is there."),
    "unknown-field": Rule(2, "No field is there that the schema does not name."),
    "wrong-type": Rule(2, "A field has the type that the schema says."),
    "not-in-list": Rule(2, "A field with a list of values has one of them."),
    "wrong-form": Rule(2, "A string has the form that the schema asks for."),
    "empty-value": Rule(2, "A text or list that must hold something does."),
    "schema": Rule(2, "The record keeps to the schema in all else."),
    "span-outside": Rule(3, "A span lies in the text and ends after it starts."),
    "span-text": Rule(3, "A span's text is what the document holds there."),
    "span-edge": Rule(3, "A span neither begins nor ends with white space (segments and sentences included)."),
    "half-grapheme": Rule(3, "A span cuts no character from its combining marks, and no emoji into pieces."),
    "not-sorted": Rule(3, "Lists, spans and lines stand in order of the text."),
    "segments-overlap": Rule(3, "Segments do not overlap."),
    "segments-gap": Rule(3, "Segments leave nothing out but white space."),
    "sentence-outside": Rule(3, "Sentences lie in their segment."),
    "in-boilerplate": Rule(3, "Nothing in boilerplate is annotated."),
    "duplicate-id": Rule(4, "An id stands once in an article."),
    "duplicate-article": Rule(4, "An article's id stands once among the files that are validated together."),
    "file-name": Rule(4, "An article file is named after its id."),
    "unknown-speaker": Rule(4, "A quote's speaker is a speaker of the article."),
    "unknown-parent": Rule(4, "A quote's parent is a quote of the article."),
    "parent-cycle": Rule(4, "No quote is nested in itself."),
    "unknown-date": Rule(4, "An anchor's dates are dates of the article."),
    "source-mention": Rule(4, "The source of a quote with a speaker holds a mention of that speaker, or lies in one."),
}
