"""Who was spoken to: the noun phrase behind a cue that takes a listener, and the partner of an interview or letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.layers.quotes.cues import ADJUNCTS, AUXILIARIES, COMPLEMENTIZERS, CUES, LISTENED
from onrecord.layers.quotes.words import FINAL, PUNCTUATION, Paragraph, Stretch

TALKS = frozenset("interview interviews conversation call letter email e-mail memo message note speech address".split())
_TO = frozenset("say said says saying speak spoke spoken speaks write wrote written writes explain explained".split())
_ARTICLES = frozenset("the a an his her its their our my your this these those some several two three".split())
_PRONOUNS = frozenset("he she it they we i you there".split())
_STOPS = COMPLEMENTIZERS | AUXILIARIES | frozenset("because while as although though unless until since but so".split())
_INSIDE = frozenset(["of", "for", "at", "from", "in"])  # prepositions that can go on a noun phrase
_PARTING = PUNCTUATION - {"-", "/"}
_OPENERS = _ARTICLES | _PRONOUNS
_GOING_ON = _INSIDE | {"and", "or", "all"}
_NO_LISTENERS = ADJUNCTS | COMPLEMENTIZERS | PUNCTUATION
_TALKING = _TO | TALKS
_LONGEST = 15
_NEAR = 12  # words around a cue within which an interview is looked for


def find_addressee(cue: Stretch, content: Sequence[Stretch]) -> Stretch | None:
    """The addressee, if the text has one beside the cue."""
    paragraph = cue.paragraph
    taken = [range(part.first, part.stop) for part in content if part.paragraph is paragraph]
    for start in _starts(cue):
        if any(start in words for words in taken):
            continue
        stop = min([words.start for words in taken if words.start > start], default=len(paragraph))
        end = phrase_end(paragraph, start, stop)
        if end > start:
            return Stretch(paragraph, start, end)
    return None


def phrase_end(paragraph: Paragraph, start: int, stop: int) -> int:
    """The word after the noun phrase that begins at `start`, at most `stop`; `start` where there is none."""
    i = start
    while i < stop and i - start < _LONGEST and paragraph.is_outside(i):
        word = paragraph.words[i]
        if word in _PARTING or word in _STOPS or (word in ADJUNCTS and not _goes_on(paragraph, start, i)):
            break
        if word in ("and", "or") and not paragraph.is_name(i + 1):
            break
        if i > start + 1 and word in _OPENERS and paragraph.words[i - 1] not in _GOING_ON:
            break  # another phrase: "told the hearing | the company …"
        i += 1
    plausible = i > start and (paragraph.is_name(start) or paragraph.words[start] in _ARTICLES or i - start <= 3)
    return i if plausible and not paragraph.words[start].endswith("ly") else start


def _goes_on(paragraph: Paragraph, start: int, i: int) -> bool:
    """Whether a preposition belongs to the phrase: "members of the council", "reporters at the White House"."""
    if i == start or paragraph.words[i] not in _INSIDE:
        return False
    following = paragraph.word(i + 1)
    if paragraph.words[i] == "of":
        return True
    place = paragraph.is_name(i + 1) or (following == "the" and paragraph.is_name(i + 2))
    return paragraph.words[i] in ("at", "from") and place


def _starts(cue: Stretch) -> Iterator[int]:
    """Where an addressee may begin."""
    paragraph, head = cue.paragraph, cue.words[-1]
    listens = next((word for word in reversed(cue.words) if word in CUES), head) in LISTENED
    if listens and paragraph.word(cue.stop) not in _NO_LISTENERS:
        yield cue.stop
    if head in _TALKING and paragraph.word(cue.stop) == "to":
        yield cue.stop + 1
    if paragraph.word(cue.first - 1) in ("told", "asked"):
        return
    for i in range(cue.stop, min(cue.stop + _NEAR, len(paragraph))):
        if paragraph.words[i] in FINAL:
            break
        if paragraph.words[i] in TALKS and paragraph.word(i + 1) in ("with", "to"):
            yield i + 2
    for i in range(cue.first - 1, max(cue.first - 2 * _NEAR, -1), -1):
        if paragraph.words[i] in FINAL:
            break
        if paragraph.words[i] in TALKS and paragraph.word(i + 1) in ("with", "to"):
            yield i + 2
