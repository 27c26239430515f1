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
    "kind-marks": Rule(5, "A quote's kind says how much of its content stands in marks: every word, some or none."),
    "marks-outside": Rule(5, "Marks lie in the content of their quote."),
    "speaker-source": Rule(5, "A quote with a speaker has the words that name the speaker as source."),
    "roles-overlap": Rule(5, "Content, cue, source and addressee of a quote share no text."),
    "contents-cross": Rule(5, "The contents of two quotes are apart, or one holds all of the other: they never cross."),
    "outside-parent": Rule(5, "A quote's content lies in the content of its parent."),
    "inner-parent": Rule(5, "A quote made inside the content of another has that one, or one inside it, as parent."),
    "timex-value": Rule(5, "A date's value is a TIMEX3 value, and a day one of the calendar."),
    "timex-type": Rule(5, "A date's type agrees with its value."),
    "date-bounds": Rule(5, "A date's bounds are the first and last day of its value, empty where it has none."),
    "alternatives": Rule(5, "Alternatives are values of the date's type, each once and none the value itself."),
    "set-only": Rule(5, "quant and freq stand with a SET alone."),
    "zone-clock": Rule(5, "A zone stands with a clock time alone."),
    "mod-length": Rule(5, "BEFORE, AFTER and their like stand with points in time, not with lengths or sets."),
    "anchor": Rule(5, "An anchor has the value and the dates that its basis asks for."),
    "number-value": Rule(5, "A number has one value, or low and high of a range; a score has its terms alone."),
    "number-terms": Rule(
        5, "A ratio has two terms and their quotient as value, a score two terms or more, others none."
    ),
    "number-unit": Rule(5, "A unit agrees with the number's kind; a count has none."),
    "currency-code": Rule(5, "The unit of money is a code of ISO 4217, or a hundredth of it such as cUSD."),
    "ucum-code": Rule(5, "The unit of a quantity is a code of UCUM."),
    "ordinal-counted": Rule(5, "An ordinal counts nothing."),
    "modifier-spans": Rule(5, "A modifier has the words that say so, and such words a modifier."),
    "number-parts": Rule(5, "What qualifies a number, and what it counts, stands outside its span."),
    "date-number": Rule(5, "A date is no number, and shares no text with one."),
    "expressions-overlap": Rule(5, "Dates share no text with each other, nor do numbers."),
    "published": Rule(5, "The day of publication, its bounds and its evidence are those that its basis asks for."),
    "published-evidence": Rule(5, "Inferred bounds of publication are those of the two dates in evidence."),
    "status-proof": Rule(5, "A reviewed or gold record names those whose work made it so."),
    "gold-guidelines": Rule(5, "A gold record names the version of the guidelines that was followed."),
    "seed-missing": Rule(5, "A seed that a record names is in the folder of seeds that is given."),
    "seed-sha256": Rule(5, "A record has the SHA-256 of its seed's bytes."),
    "seed-text": Rule(5, "A record's text is that of its seed, unchanged."),
    "layer-empty": Rule(6, "Quotes, dates and numbers are annotated where the text has some."),
    "unquoted-marks": Rule(6, "Words in quotation marks are in a quote, unless they are a name or title."),
    "unmarked-words": Rule(6, "Words in quotation marks inside a content are in its marks."),
    "odd-marks": Rule(6, "As many quotation marks close as open, unless the next paragraph goes on."),
    "boilerplate-quote": Rule(6, "Boilerplate holds nobody's words."),
    "unused-verb": Rule(6, "A verb that reports (said, announced that) is in a cue."),
    "bare-quote": Rule(6, "A quote has a source, or a cue that leaves it open (was told, reportedly)."),
    "duplicate-quote": Rule(6, "An attribution is annotated once."),
    "lone-word": Rule(6, "One word in quotation marks is no quote by itself, but the writer's scare quote."),
    "speaker-unquoted": Rule(6, "A speaker has a quote."),
    "speaker-pronoun": Rule(6, "A speaker has a mention other than pronouns."),
    "speaker-missing": Rule(6, "A quote whose source is a mention of a speaker has that speaker."),
    "mention-form": Rule(6, "A mention that is a pronoun has that form, and no other one has."),
    "pronoun-mention": Rule(6, "A pronoun is a mention only where it is a source."),
    "mentions-overlap": Rule(6, "Mentions do not nest or overlap."),
    "name-unmentioned": Rule(6, "The full name of a speaker is a mention wherever it stands."),
    "unused-year": Rule(6, "A year is in a date."),
    "unused-figures": Rule(6, "Figures are in a date or number, unless they are part of a name or label."),
    "far-date": Rule(6, "A date is near the day of publication where the text tells no year."),
    "anchor-open": Rule(6, "A date that was resolved against another one names it."),
    "same-string": Rule(6, "The same words are annotated alike."),
}
