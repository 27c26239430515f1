"""The checks, by level, each run only on what passed the one before. `TESTS` lists every test id once.

Level 2 takes a document record as parsed JSON, the later ones a `Record`; all yield findings and know no file or line.
"""

from __future__ import annotations

from typing import NamedTuple

# Levels 1 to 5 make a record valid; what `onrecord check` finds is legal.
LEVELS = {1: "file", 2: "schema", 3: "offsets", 4: "references", 5: "meaning", 6: "suspicion"}
VALID = 5


class Rule(NamedTuple):
    """The level that a test belongs to, what it sees kept, and why: for somebody who meets it for the first time."""

    level: int
    text: str
    why: str = ""


TESTS: dict[str, Rule] = {
    "empty-file": Rule(
        1,
        "A file holds at least one record.",
        "An empty file is most often what a write that failed has left; as an article it would vanish without a word.",
    ),
    "not-utf8": Rule(
        1,
        "A file is UTF-8.",
        "Readers guess other encodings, each in its own way, and every offset after the first wrong byte is off.",
    ),
    "byte-order-mark": Rule(
        1,
        "A file begins with its first record, not with a byte order mark.",
        "JSON may not begin with one; some readers take it for the first character of the first key.",
    ),
    "line-ending": Rule(
        1,
        "Lines end with LF alone.",
        "CR LF makes a change of every line in git, and lines no longer equal what the writer would have written.",
    ),
    "no-final-newline": Rule(
        1,
        "The last line ends with LF too.",
        "Without it, a line that is appended runs into the last one, and a file that was cut off looks whole.",
    ),
    "blank-line": Rule(
        1,
        "No line is blank.",
        "A line is a record or an annotation; readers of JSON Lines stop at a blank one, or count it as a record.",
    ),
    "not-json": Rule(
        1,
        "A line is one JSON object; NaN and Infinity are no JSON.",
        "Nothing else can be checked in a line that cannot be read. What Python calls NaN other readers refuse.",
    ),
    "duplicate-key": Rule(
        1,
        "No key stands twice in an object.",
        "Readers keep the first value or the last, so two of them see two different records.",
    ),
    "lone-surrogate": Rule(
        1,
        "Strings hold whole characters.",
        "Half a character cannot be written as UTF-8, and whoever replaces it shifts all offsets after it.",
    ),
    "first-line": Rule(
        1,
        "The first line of an article file has the layer document, and no other line has.",
        "The document's line holds the text that all others point into, and a second one would begin another article.",
    ),
    "unknown-layer": Rule(
        1,
        "A line of an article file has one of the six layers.",
        "The layer says which list an annotation belongs to; under an unknown name it would be lost.",
    ),
    "conflict-marker": Rule(
        1,
        "No conflict of a merge is left open.",
        "git leaves these marks where two people changed the same line; one of the two versions has to be chosen.",
    ),
    "too-long": Rule(
        1,
        "A line, and a file that is unpacked, keep to the limits of what is read.",
        "A line or an archive without end would take all memory, of this program and of every other reader.",
    ),
    "not-whole": Rule(
        1,
        "A packed file can be unpacked to its end, a Parquet file can be read.",
        "What is missing from a file that was cut off cannot be told from what was never there.",
    ),
    "wrong-columns": Rule(
        1,
        "A Parquet file has the columns of the documents view, with their types.",
        "Its rows are read as document records; with other columns, all would be faulty for one and the same reason.",
    ),
    "not-canonical": Rule(
        1,
        "A line is written in the canonical form: key order, no needless escapes, no spaces.",
        "One form for one content keeps the changes that people see in git to what was meant, and merges clean.",
    ),
    "missing-field": Rule(
        2,
        "Every field that the schema names is there.",
        "No field is optional, so that readers need no defaults: what is not known is written as empty, not left out.",
    ),
    "unknown-field": Rule(
        2,
        "No field is there that the schema does not name.",
        "A field that nobody reads is most often a slip of the pen in a name, and its content would be lost.",
    ),
    "wrong-type": Rule(
        2,
        "A field has the type that the schema says.",
        "The columns of the views are typed; a string among numbers makes a file that cannot be loaded.",
    ),
    "not-in-list": Rule(
        2,
        "A field with a list of values has one of them.",
        "These values are classes that are counted and learnt; a new spelling would be a new class.",
    ),
    "wrong-form": Rule(
        2,
        "A string has the form that the schema asks for.",
        "Programs parse these strings: an id, a date or a language tag in another form is not found, or misread.",
    ),
    "empty-value": Rule(
        2,
        "A text or list that must hold something does.",
        "Here emptiness says nothing: a quote without content or a speaker without a name annotates nothing.",
    ),
    "schema": Rule(
        2,
        "The record keeps to the schema in all else.",
        "The schema is what other programs rely on when they read a record without looking.",
    ),
    "span-outside": Rule(
        3,
        "A span lies in the text and ends after it starts.",
        "Such a span points at nothing; slices of it are empty or shorter than they should be, without an error.",
    ),
    "span-text": Rule(
        3,
        "A span's text is what the document holds there.",
        "The surface is repeated so that a slip is noticed: offsets in bytes or UTF-16 units, or a text edited since.",
    ),
    "span-edge": Rule(
        3,
        "A span neither begins nor ends with white space (segments and sentences included).",
        "With white space counted at will, two annotators who agree on the words would still differ on the span.",
    ),
    "half-grapheme": Rule(
        3,
        "A span cuts no character from its combining marks, and no emoji into pieces.",
        "What a reader sees as one character would be torn: a letter from its accent, a face from its skin tone.",
    ),
    "not-sorted": Rule(
        3,
        "Lists, spans and lines stand in order of the text.",
        "One order keeps changes small and merges clean; readers may go through text and spans side by side.",
    ),
    "segments-overlap": Rule(
        3,
        "Segments do not overlap.",
        "Each place of the text belongs to one segment, or its paragraph could not be told.",
    ),
    "segments-gap": Rule(
        3,
        "Segments leave nothing out but white space.",
        "What lies in no segment is neither annotated nor set apart as boilerplate: it was forgotten.",
    ),
    "sentence-outside": Rule(
        3,
        "Sentences lie in their segment.",
        "Sentences divide their paragraph; one that reaches beyond it belongs to none.",
    ),
    "in-boilerplate": Rule(
        3,
        "Nothing in boilerplate is annotated.",
        "Notices and menus are not the article's words; annotations in them would count what nobody reported.",
    ),
    "duplicate-id": Rule(
        4,
        "An id stands once in an article.",
        "Other lines point to annotations by id; with two of one name, nobody knows which is meant.",
    ),
    "duplicate-article": Rule(
        4,
        "An article's id stands once among the files that are validated together.",
        "The article would count twice, and with two splits stand in training and test at once.",
    ),
    "file-name": Rule(
        4,
        "An article file is named after its id.",
        "An article is found by its file; under another name, the build would write a second draft of it.",
    ),
    "unknown-speaker": Rule(
        4,
        "A quote's speaker is a speaker of the article.",
        "The quote would be said by nobody: the speaker was removed or renamed, or the id mistyped.",
    ),
    "unknown-parent": Rule(
        4,
        "A quote's parent is a quote of the article.",
        "The quote would be nested in nothing: the outer one was removed or renamed, or the id mistyped.",
    ),
    "parent-cycle": Rule(
        4,
        "No quote is nested in itself.",
        "Who follows the parents outwards would never arrive.",
    ),
    "unknown-date": Rule(
        4,
        "An anchor's dates are dates of the article.",
        "The date says that it was resolved against one that is not there, so its value cannot be retraced.",
    ),
    "source-mention": Rule(
        4,
        "The source of a quote with a speaker holds a mention of that speaker, or lies in one.",
        "The source is the place where the text names the speaker; if it names somebody else, one of the two is wrong.",
    ),
    "kind-marks": Rule(
        5,
        "A quote's kind says how much of its content stands in marks: every word, some or none.",
        "",
    ),
    "marks-outside": Rule(
        5,
        "Marks lie in the content of their quote.",
        "",
    ),
    "speaker-source": Rule(
        5,
        "A quote with a speaker has the words that name the speaker as source.",
        "",
    ),
    "roles-overlap": Rule(
        5,
        "Content, cue, source and addressee of a quote share no text.",
        "",
    ),
    "contents-cross": Rule(
        5,
        "The contents of two quotes are apart, or one holds all of the other: they never cross.",
        "",
    ),
    "outside-parent": Rule(
        5,
        "A quote's content lies in the content of its parent.",
        "",
    ),
    "inner-parent": Rule(
        5,
        "A quote made inside the content of another has that one, or one inside it, as parent.",
        "",
    ),
    "timex-value": Rule(
        5,
        "A date's value is a TIMEX3 value, and a day one of the calendar.",
        "",
    ),
    "timex-type": Rule(
        5,
        "A date's type agrees with its value.",
        "",
    ),
    "date-bounds": Rule(
        5,
        "A date's bounds are the first and last day of its value, empty where it has none.",
        "",
    ),
    "alternatives": Rule(
        5,
        "Alternatives are values of the date's type, each once and none the value itself.",
        "",
    ),
    "set-only": Rule(
        5,
        "quant and freq stand with a SET alone.",
        "",
    ),
    "zone-clock": Rule(
        5,
        "A zone stands with a clock time alone.",
        "",
    ),
    "mod-length": Rule(
        5,
        "BEFORE, AFTER and their like stand with points in time, not with lengths or sets.",
        "",
    ),
    "anchor": Rule(
        5,
        "An anchor has the value and the dates that its basis asks for.",
        "",
    ),
    "number-value": Rule(
        5,
        "A number has one value, or low and high of a range; a score has its terms alone.",
        "",
    ),
    "number-terms": Rule(
        5,
        "A ratio has two terms and their quotient as value, a score two terms or more, others none.",
        "",
    ),
    "number-unit": Rule(
        5,
        "A unit agrees with the number's kind; a count has none.",
        "",
    ),
    "currency-code": Rule(
        5,
        "The unit of money is a code of ISO 4217, or a hundredth of it such as cUSD.",
        "",
    ),
    "ucum-code": Rule(
        5,
        "The unit of a quantity is a code of UCUM.",
        "",
    ),
    "ordinal-counted": Rule(
        5,
        "An ordinal counts nothing.",
        "",
    ),
    "modifier-spans": Rule(
        5,
        "A modifier has the words that say so, and such words a modifier.",
        "",
    ),
    "number-parts": Rule(
        5,
        "What qualifies a number, and what it counts, stands outside its span.",
        "",
    ),
    "date-number": Rule(
        5,
        "A date is no number, and shares no text with one.",
        "",
    ),
    "expressions-overlap": Rule(
        5,
        "Dates share no text with each other, nor do numbers.",
        "",
    ),
    "published": Rule(
        5,
        "The day of publication, its bounds and its evidence are those that its basis asks for.",
        "",
    ),
    "published-evidence": Rule(
        5,
        "Inferred bounds of publication are those of the two dates in evidence.",
        "",
    ),
    "status-proof": Rule(
        5,
        "A reviewed or gold record names those whose work made it so.",
        "",
    ),
    "gold-guidelines": Rule(
        5,
        "A gold record names the version of the guidelines that was followed.",
        "",
    ),
    "seed-missing": Rule(
        5,
        "A seed that a record names is in the folder of seeds that is given.",
        "",
    ),
    "seed-sha256": Rule(
        5,
        "A record has the SHA-256 of its seed's bytes.",
        "",
    ),
    "seed-text": Rule(
        5,
        "A record's text is that of its seed, unchanged.",
        "",
    ),
}
