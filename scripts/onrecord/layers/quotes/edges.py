"""Where content, cue and source begin and end by the guidelines, in stretches that a model read."""

from __future__ import annotations

from onrecord.layers.quotes.cues import ADJUNCTS, CUES, DENYING, PARTICLES
from onrecord.layers.quotes.words import FINAL, INSIDE, MARK, OUTSIDE, PUNCTUATION, Paragraph, Stretch

_JOINING = frozenset(["while", "because", "although", "though", "whereas", "with", "if"])
_LONGEST_CLAUSE = 60  # words
_RELATIVES = frozenset(["who", "which", "whose", "whom", "where"])


def enclosed(content: Stretch) -> Stretch | None:
    """The content without punctuation at its edges, with the marks that enclose it and the punctuation inside them."""
    paragraph, first, stop = content.paragraph, content.first, content.stop
    states = paragraph.states
    while first < stop and paragraph.words[first] in PUNCTUATION and states[first] == OUTSIDE:
        first += 1
    for i in range(first + 1, stop - 1):
        if paragraph.words[i] == "," and states[i] == OUTSIDE and paragraph.words[i + 1] == "without":
            stop = i  # "…, without elaborating" tells how it was said
            break
    while first < stop and _is_left_outside(paragraph, stop - 1, first):
        stop -= 1
    stop = _clause_end(paragraph, first, stop)
    if first >= stop or all(paragraph.words[i] in PUNCTUATION or states[i] == MARK for i in range(first, stop)):
        return None
    while first > 0 and states[first] != OUTSIDE and states[first - 1] == MARK and not _closes(paragraph, first - 1):
        first -= 1
    last = stop
    while last < len(paragraph) and states[last] == INSIDE and paragraph.words[last] in PUNCTUATION:
        last += 1
    if last < len(paragraph) and states[last - 1] != OUTSIDE and states[last] == MARK and _closes(paragraph, last):
        stop = last + 1
        while stop < len(paragraph) and states[stop] == MARK and _closes(paragraph, stop):
            stop += 1
    return Stretch(paragraph, first, stop)


def _clause_end(paragraph: Paragraph, first: int, stop: int) -> int:
    """The end of a clause with "that" to which another belongs: "that they were ready, | while others were not". Taken
    in unless it attributes something itself or stands in marks (3.1.9).
    """
    if paragraph.word(first) != "that" or paragraph.word(stop) != "," or paragraph.word(stop + 1) not in _JOINING:
        return stop
    for i in range(stop + 1, min(stop + _LONGEST_CLAUSE, len(paragraph))):
        if paragraph.words[i] in FINAL:
            return i
        if paragraph.words[i] in CUES or paragraph.states[i] != OUTSIDE:
            return stop
    return stop


def _is_left_outside(paragraph: Paragraph, i: int, first: int) -> bool:
    """Whether the word at the end of a content is punctuation that does not belong to it."""
    if paragraph.states[i] != OUTSIDE or paragraph.words[i] not in PUNCTUATION:
        return False
    return not (paragraph.words[i] in ")]" and {"(", "["} & set(paragraph.words[first:i]))


def _closes(paragraph: Paragraph, i: int) -> bool:
    """Whether a mark closes a region: the word before it stands inside."""
    while i > 0 and paragraph.states[i - 1] == MARK:
        i -= 1
    return i > 0 and paragraph.states[i - 1] == INSIDE


def core(cue: Stretch) -> Stretch:
    """The words that attribute: the verb with its auxiliaries and its preposition, without adverbs and adjuncts."""
    paragraph, first, stop = cue.paragraph, cue.first, cue.stop
    while stop - first > 1 and paragraph.words[stop - 1] in PUNCTUATION:
        stop -= 1
    while stop - first > 1 and (paragraph.words[first] in PUNCTUATION or _is_adverb(paragraph, first)):
        first += 1
    head = next((i for i in range(first, stop) if paragraph.words[i] in CUES), None)
    if head is None or paragraph.words[head] == "according":
        return Stretch(paragraph, first, stop)
    if paragraph.words[head] in DENYING and paragraph.word(head + 1) == "to" and head + 2 < stop:
        head += 2
    if head + 1 < stop:
        following = paragraph.words[head + 1]
        if following in PARTICLES.get(paragraph.words[head], ()):
            return Stretch(paragraph, first, head + 2)
        if following in ADJUNCTS or _is_adverb(paragraph, head + 1):
            return Stretch(paragraph, first, head + 1)
    return Stretch(paragraph, first, stop)


def _is_adverb(paragraph: Paragraph, i: int) -> bool:
    """Whether the word is an adverb at the edge of a verb group, which the cue leaves out (3.3.2)."""
    word = paragraph.words[i]
    return word in ("also", "then", "later", "earlier", "once", "again", "recently", "even", "still", "now") or (
        word.endswith("ly") and word not in CUES
    )


def named(source: Stretch, cue: Stretch) -> Stretch | None:
    """The noun phrase of the source: with what names it, and without a clause that only adds news about it (3.4)."""
    paragraph, first, stop = source.paragraph, source.first, source.stop
    while first < stop and (paragraph.words[first] in PUNCTUATION or paragraph.words[first] == "by"):
        first += 1
    for i in range(first + 1, stop - 1):
        if paragraph.words[i] == "," and _adds_news(paragraph, i + 1):
            stop = i
            break
    while first < stop and paragraph.words[stop - 1] in PUNCTUATION and paragraph.words[stop - 1] not in (")", "]"):
        stop -= 1
    while stop < len(paragraph) and _is_hyphenated(paragraph, stop):
        stop += 2
    possessive = paragraph.word(stop) in ("'s", "’s", "'", "’")
    if possessive and stop + 1 == cue.first and cue.paragraph is paragraph:
        stop += 1
    return Stretch(paragraph, first, stop) if first < stop else None


def _adds_news(paragraph: Paragraph, i: int) -> bool:
    """Whether a clause that tells more about the source begins: ", who …", ", published in January"."""
    participle = paragraph.words[i].endswith("ed") and paragraph.word(i + 1) in ADJUNCTS and not paragraph.is_name(i)
    return paragraph.words[i] in _RELATIVES or participle


def _is_hyphenated(paragraph: Paragraph, i: int) -> bool:
    """Whether a name goes on behind a hyphen: "Okafor-Lyle"."""
    offsets = paragraph.offsets
    joined = i + 1 < len(paragraph) and offsets[i - 1][1] == offsets[i][0] and offsets[i][1] == offsets[i + 1][0]
    return joined and paragraph.words[i] == "-"


def behind(cue: Stretch, source: Stretch) -> Stretch:
    """The cue without what belongs to its source: "Ban Ki-|moon condemned"."""
    if source.paragraph is cue.paragraph and source.first < cue.first < source.stop < cue.stop:
        return Stretch(cue.paragraph, source.stop, cue.stop)
    return cue
