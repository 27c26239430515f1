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
        "The kind follows from the marks alone, so that no two annotators can differ on it; one of the two is wrong.",
    ),
    "marks-outside": Rule(
        5,
        "Marks lie in the content of their quote.",
        "Marks are parts of the content; what lies outside was not said in this quote.",
    ),
    "speaker-source": Rule(
        5,
        "A quote with a speaker has the words that name the speaker as source.",
        "The speaker is who the source refers to. Without a source nobody can see where the text says so.",
    ),
    "roles-overlap": Rule(
        5,
        "Content, cue, source and addressee of a quote share no text.",
        "Each word plays one part in an attribution; whoever learns from it would be told two things of one word.",
    ),
    "contents-cross": Rule(
        5,
        "The contents of two quotes are apart, or one holds all of the other: they never cross.",
        "Reports nest like clauses. Where two cross, one of them takes in words that its source did not say.",
    ),
    "outside-parent": Rule(
        5,
        "A quote's content lies in the content of its parent.",
        "A quote is nested where it stands inside the words of the other; outside of them it is a quote of its own.",
    ),
    "inner-parent": Rule(
        5,
        "A quote made inside the content of another has that one, or one inside it, as parent.",
        "Who says it is then reported by somebody else, which readers of the inner quote have to know.",
    ),
    "timex-value": Rule(
        5,
        "A date's value is a TIMEX3 value, and a day one of the calendar.",
        "Programs compute with the value: one that is no TIMEX3, or no day, they leave out or stumble over.",
    ),
    "timex-type": Rule(
        5,
        "A date's type agrees with its value.",
        "The type says how to read the value: a point, a length, or what comes back.",
    ),
    "date-bounds": Rule(
        5,
        "A date's bounds are the first and last day of its value, empty where it has none.",
        "The bounds repeat the value as days, for searches and sorting; where they differ, one was not kept up.",
    ),
    "alternatives": Rule(
        5,
        "Alternatives are values of the date's type, each once and none the value itself.",
        "They are the other readings of an open figure such as 3/4/2021; a value of another type reads other words.",
    ),
    "set-only": Rule(
        5,
        "quant and freq stand with a SET alone.",
        "They say how often something comes back. What comes once has neither.",
    ),
    "zone-clock": Rule(
        5,
        "A zone stands with a clock time alone.",
        "A zone shifts the hours of a clock; a day or a length has none to shift.",
    ),
    "mod-length": Rule(
        5,
        "BEFORE, AFTER and their like stand with points in time, not with lengths or sets.",
        "A length is not before or after anything: it is LESS_THAN or MORE_THAN what its value says.",
    ),
    "anchor": Rule(
        5,
        "An anchor has the value and the dates that its basis asks for.",
        "The anchor is what makes a value such as that of “Monday” retraceable; half of it explains nothing.",
    ),
    "number-value": Rule(
        5,
        "A number has one value, or low and high of a range; a score has its terms alone.",
        "One number or a range: with both, or with half a range, readers would not know which to take.",
    ),
    "number-terms": Rule(
        5,
        "A ratio has two terms and their quotient as value, a score two terms or more, others none.",
        "Terms are the numbers that stand in the text; in other kinds the value has them.",
    ),
    "number-unit": Rule(
        5,
        "A unit agrees with the number's kind; a count has none.",
        "The kind tells what family the unit is of; a count has a noun for what is counted, not a unit.",
    ),
    "currency-code": Rule(
        5,
        "The unit of money is a code of ISO 4217, or a hundredth of it such as cUSD.",
        "One code for one currency lets amounts be added and compared; signs and names are those of several.",
    ),
    "ucum-code": Rule(
        5,
        "The unit of a quantity is a code of UCUM.",
        "One code for one unit lets quantities be converted by a program; names and abbreviations have many spellings.",
    ),
    "ordinal-counted": Rule(
        5,
        "An ordinal counts nothing.",
        "“The third man” is one man in a place, not three men.",
    ),
    "modifier-spans": Rule(
        5,
        "A modifier has the words that say so, and such words a modifier.",
        "The modifier is read off the words; without them it is guessed, and words without it say nothing.",
    ),
    "number-parts": Rule(
        5,
        "What qualifies a number, and what it counts, stands outside its span.",
        "“More than 92,000 troops” is three spans, so that each is found by itself.",
    ),
    "date-number": Rule(
        5,
        "A date is no number, and shares no text with one.",
        "The figures of a date would be counted a second time, as if they were an amount.",
    ),
    "expressions-overlap": Rule(
        5,
        "Dates share no text with each other, nor do numbers.",
        "One expression has one span and one value; two in one place are two readings of it, and one is right.",
    ),
    "published": Rule(
        5,
        "The day of publication, its bounds and its evidence are those that its basis asks for.",
        "Every relative date hangs on this day; what is known of it, and how, has to be one story.",
    ),
    "published-evidence": Rule(
        5,
        "Inferred bounds of publication are those of the two dates in evidence.",
        "Bounds that nobody was told are only as good as the dates they come from, which a reader can look up.",
    ),
    "status-proof": Rule(
        5,
        "A reviewed or gold record names those whose work made it so.",
        "The status is a promise about how the annotation was made. The list of annotators is its proof.",
    ),
    "gold-guidelines": Rule(
        5,
        "A gold record names the version of the guidelines that was followed.",
        "Gold means annotated by these guidelines, and they change: without the version nobody knows by which rules.",
    ),
    "seed-missing": Rule(
        5,
        "A seed that a record names is in the folder of seeds that is given.",
        "The seed is the article as received; without it nobody can prove that the text was not changed.",
    ),
    "seed-sha256": Rule(
        5,
        "A record has the SHA-256 of its seed's bytes.",
        "A digest that does not fit says that the file, or the record's idea of it, is another one than it was.",
    ),
    "seed-text": Rule(
        5,
        "A record's text is that of its seed, unchanged.",
        "Spans point into the text by counting characters; a text that was repaired is not the one that was published.",
    ),
    "layer-empty": Rule(
        6,
        "Quotes, dates and numbers are annotated where the text has some.",
        "A layer that was left out looks like one that has nothing, and teaches a model to find nothing.",
    ),
    "unquoted-marks": Rule(
        6,
        "Words in quotation marks are in a quote, unless they are a name or title.",
        "Most pairs of quotation marks hold somebody's words, and the others are names, titles and scare quotes.",
    ),
    "unmarked-words": Rule(
        6,
        "Words in quotation marks inside a content are in its marks.",
        "Quoted words inside a report are what its kind is told by; they are easily overlooked.",
    ),
    "odd-marks": Rule(
        6,
        "As many quotation marks close as open, unless the next paragraph goes on.",
        "After a lone mark every pair is taken the wrong way round, and what is quoted and what is not change places.",
    ),
    "boilerplate-quote": Rule(
        6, "Boilerplate holds nobody's words.", "Nothing in boilerplate is annotated, so a quote there is lost."
    ),
    "unused-verb": Rule(
        6,
        "A verb that reports (said, announced that) is in a cue.",
        "A verb such as “said” nearly always attributes something; inside a quotation it makes a nested quote.",
    ),
    "bare-quote": Rule(
        6,
        "A quote has a source, or a cue that leaves it open (was told, reportedly).",
        "Nobody says it: the source was overlooked, or it goes on a quote of the paragraph before.",
    ),
    "duplicate-quote": Rule(
        6,
        "An attribution is annotated once.",
        "The same attribution counts twice, mostly after a merge or a copied line.",
    ),
    "lone-word": Rule(
        6,
        "One word in quotation marks is no quote by itself, but the writer's scare quote.",
        "A writer who keeps a word at arm's length quotes nobody.",
    ),
    "speaker-unquoted": Rule(
        6,
        "A speaker has a quote.",
        "Speakers are listed because something is attributed to them; the quote was deleted, or names another one.",
    ),
    "speaker-pronoun": Rule(
        6,
        "A speaker has a mention other than pronouns.",
        "“She” is somebody whom the text names elsewhere, mostly a speaker who is already there.",
    ),
    "speaker-missing": Rule(
        6,
        "A quote whose source is a mention of a speaker has that speaker.",
        "The source names a speaker whom the quote does not have: it was not linked, or linked and lost.",
    ),
    "mention-form": Rule(
        6,
        "A mention that is a pronoun has that form, and no other one has.",
        "The form decides what is counted as named; “she” names nobody.",
    ),
    "pronoun-mention": Rule(
        6,
        "A pronoun is a mention only where it is a source.",
        "Pronouns are not followed through the text, so a single one here and there misleads.",
    ),
    "mentions-overlap": Rule(
        6, "Mentions do not nest or overlap.", "A name inside a title or another name is no mention of its own."
    ),
    "name-unmentioned": Rule(
        6,
        "The full name of a speaker is a mention wherever it stands.",
        "All mentions of a speaker are listed; one by the full name is hardly left out on purpose.",
    ),
    "unused-year": Rule(6, "A year is in a date.", "Four figures that look like a year are nearly always one."),
    "unused-figures": Rule(
        6,
        "Figures are in a date or number, unless they are part of a name or label.",
        "Figures before a noun or a sign count something.",
    ),
    "far-date": Rule(
        6,
        "A date is near the day of publication where the text tells no year.",
        "News tells days of these weeks without their year; decades away, a figure was mistyped.",
    ),
    "anchor-open": Rule(
        6,
        "A date that was resolved against another one names it.",
        "The basis alone says that there was another date, and not which: the value cannot be retraced.",
    ),
    "same-string": Rule(
        6,
        "The same words are annotated alike.",
        "The same words in one article mostly mean the same; where they differ, one of them was a slip.",
    ),
}
