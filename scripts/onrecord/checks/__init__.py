"""The checks, by level, each run only on what passed the one before. `TESTS` lists every test id once.

Level 2 takes a document record as parsed JSON, the later ones a `Record`; all yield findings and know no file or line.
"""

from __future__ import annotations

LEVELS = {1: "file", 2: "schema", 3: "offsets", 4: "references"}

TESTS: dict[str, tuple[int, str]] = {
    "empty-file": (1, "A file holds at least one record."),
    "not-utf8": (1, "A file is UTF-8."),
    "byte-order-mark": (1, "A file begins with its first record, not with a byte order mark."),
    "line-ending": (1, "Lines end with LF alone."),
    "no-final-newline": (1, "The last line ends with LF too."),
    "blank-line": (1, "No line is blank."),
    "not-json": (1, "A line is one JSON object; NaN and Infinity are no JSON."),
    "duplicate-key": (1, "No key stands twice in an object."),
    "lone-surrogate": (1, "Strings hold whole characters."),
    "first-line": (1, "The first line of an article file has the layer document, and no other line has."),
    "unknown-layer": (1, "A line of an article file has one of the six layers."),
    "missing-field": (2, "Every field that the schema names is there."),
    "unknown-field": (2, "No field is there that the schema does not name."),
    "wrong-type": (2, "A field has the type that the schema says."),
    "not-in-list": (2, "A field with a list of values has one of them."),
    "wrong-form": (2, "A string has the form that the schema asks for."),
    "empty-value": (2, "A text or list that must hold something does."),
    "schema": (2, "The record keeps to the schema in all else."),
    "span-outside": (3, "A span lies in the text and ends after it starts."),
    "span-text": (3, "A span's text is what the document holds there."),
    "span-edge": (3, "A span neither begins nor ends with white space (segments and sentences included)."),
    "not-sorted": (3, "Lists, spans and lines stand in order of the text."),
    "segments-overlap": (3, "Segments do not overlap."),
    "segments-gap": (3, "Segments leave nothing out but white space."),
    "sentence-outside": (3, "Sentences lie in their segment."),
    "in-boilerplate": (3, "Nothing in boilerplate is annotated."),
    "not-canonical": (3, "A line is written in the canonical form: key order, no needless escapes, no spaces."),
    "duplicate-id": (4, "An id stands once in an article."),
    "duplicate-article": (4, "An article's id stands once among the files that are validated together."),
    "file-name": (4, "An article file is named after its id."),
    "unknown-speaker": (4, "A quote's speaker is a speaker of the article."),
    "unknown-parent": (4, "A quote's parent is a quote of the article."),
    "parent-cycle": (4, "No quote is nested in itself."),
    "unknown-date": (4, "An anchor's dates are dates of the article."),
    "source-mention": (4, "The source of a quote with a speaker holds a mention of that speaker, or lies in one."),
}
