"""Noun phrases beside a cue, found without a parser: by closed classes of words, capitals and commas."""

from __future__ import annotations

from onrecord.layers.quotes.cues import COMPLEMENTIZERS, FULL_AUXILIARIES, VERB_NEGATIONS
from onrecord.layers.quotes.rules.cues import INNER_ADVERBS, VERBS
from onrecord.layers.quotes.rules.units import PUNCTUATION, Unit

Tokens = tuple[int, int]  # first and last token, both included

PRONOUNS = frozenset("he she they it we i you who".split())
_STOPS = frozenset(
    "that which because while when where if whether as although though unless until since after before but and or so "
    "than then what how why whom there about".split()
)
ARTICLES = frozenset(
    "the a an his her its their our my this these those some one two three many several another both each".split()
)
PREPOSITIONS = frozenset("of for from in at with on to by and".split())
_LEADING = frozenset("in on at during after before by from for with as since under over amid despite".split())
_APPOSITION = frozenset(
    "the a an who whose which of from former head chief director president chairman chairwoman spokesman spokeswoman "
    "spokesperson one his her its their author professor executive senior vice deputy founder leader member and also "
    "now then".split()
)
_FUNCTION_WORDS = (FULL_AUXILIARIES | INNER_ADVERBS | VERB_NEGATIONS | _STOPS | _LEADING) | frozenset(
    "not both either clear sometimes together even shortly away up out off down back there here very too more "
    "most less much well instead perhaps maybe yet soon ago able ready likely willing themselves himself "
    "herself itself of rather".split()
)
_OPENERS = frozenset("and but so then meanwhile".split())
_OPENING = ARTICLES | PRONOUNS
_AUXILIARIES = FULL_AUXILIARIES - {"to"}
_PARTING = _LEADING - {"of", "for", "at", "from", "in", "with"}
_LONGEST = 30


def phrase_before(unit: Unit, stop: int) -> Tokens | None:
    """The noun phrase that ends right before token `stop`, with the appositions that follow its head."""
    last = stop - 1
    apposed = unit.word(last) == "," and unit.is_outside(last)
    if apposed:
        last = _before_relative(unit, last - 1)
    if not unit.is_outside(last) or unit.word(last) in PUNCTUATION:
        return None
    if unit.word(last) in PRONOUNS and not apposed:
        return last, last
    first = _chunk_start(unit, last)
    while apposed and _is_apposition(unit, first, last):
        if unit.word(first - 1) != "," or not unit.is_outside(first - 2) or stop - first > _LONGEST:
            break
        first = _chunk_start(unit, first - 2)
        if _heads(unit, first):
            break
    first = _trim(unit, first, last, apposed)
    return (first, last) if _is_phrase(unit, first, last) else None


def _before_relative(unit: Unit, last: int) -> int:
    """The end of the phrase whose relative clause between commas ends at token `last`; `last` where there is none."""
    for i in range(last, max(0, last - _LONGEST), -1):
        if unit.words[i] == "," and unit.is_outside(i):
            return i - 1 if unit.words[i + 1] in ("who", "which", "whose", "whom") else last
    return last


def phrase_after(unit: Unit, start: int) -> Tokens | None:
    """The noun phrase that begins at token `start`, with an apposition between commas that follows it."""
    if not unit.is_outside(start) or unit.word(start) in PUNCTUATION:
        return None
    if unit.word(start) in PRONOUNS:
        return start, start
    last = _chunk_end(unit, start)
    while unit.word(last + 1) == "," and unit.is_outside(last + 2) and last - start < _LONGEST:
        following = unit.word(last + 2)
        if following not in _APPOSITION and not following.isdigit():
            break
        end = _chunk_end(unit, last + 2)
        if unit.is_outside(end + 1) and unit.words[end + 1] not in PUNCTUATION:
            break  # what follows is a clause: according to Lee, the bridge was closed
        last = end
    return (start, last) if _is_phrase(unit, start, last) else None


def _is_phrase(unit: Unit, first: int, last: int) -> bool:
    """Whether the tokens can name someone: they do not begin like a verb phrase and do not end in a function word."""
    opening, closing = unit.word(first), unit.word(last)
    if first > last or unit.is_name(first) or opening in _OPENING or opening[0].isdigit():
        return first <= last and (closing not in _FUNCTION_WORDS or (first == last and closing in PRONOUNS))
    if opening in _FUNCTION_WORDS or opening.endswith(("ed", "ly", "ing")) or opening in VERBS:
        return False
    return closing not in _FUNCTION_WORDS and not closing.endswith("ly")


def _chunk_start(unit: Unit, last: int) -> int:
    """Where the stretch without commas, verbs and conjunctions begins that ends with token `last`."""
    i = last
    while i - 1 >= 0 and last - i < _LONGEST and unit.is_outside(i - 1):
        word = unit.word(i - 1)
        if word in PUNCTUATION and not (word == "-" and _is_hyphen(unit, i - 1)):
            break
        if word in _STOPS and not (word in ("and", "or") and _joins_names(unit, i - 1)):
            break
        if word in _AUXILIARIES or word in COMPLEMENTIZERS:
            break
        if word in VERBS and not unit.is_name(i - 1) and VERBS[word].bare and unit.word(i - 2) not in ARTICLES:
            break
        i -= 1
    return i


def _is_hyphen(unit: Unit, i: int) -> bool:
    return not unit.text[unit.offsets[i][0] - 1].isspace()


def _joins_names(unit: Unit, i: int) -> bool:
    return unit.is_name(i - 1) and (unit.is_name(i + 1) or unit.word(i + 1) in ARTICLES)


def _is_apposition(unit: Unit, first: int, last: int) -> bool:
    """Whether the tokens read like what stands behind a name: a description, an age, a place."""
    return unit.word(first) in _APPOSITION or unit.word(first).isdigit() or last - first <= 3 or not unit.is_name(first)


def _heads(unit: Unit, first: int) -> bool:
    return unit.is_name(first) and not unit.word(first).isdigit()


def _trim(unit: Unit, first: int, last: int, apposed: bool) -> int:
    """Leave out what leads up to the phrase: adverbs, an opening prepositional phrase before a new article or name."""
    while first < last and (unit.word(first).endswith("ly") or unit.word(first) in _OPENERS):
        first += 1
    if unit.word(first) in _LEADING:
        for i in range(first + 2, last + 1):
            word, before = unit.word(i), unit.word(i - 1)
            fresh = word in ARTICLES or word in PRONOUNS or (unit.is_name(i) and not unit.is_name(i - 1))
            if fresh and before not in PREPOSITIONS and before not in ARTICLES:
                return i
    if not apposed:
        for i in range(last, first, -1):
            if unit.word(i) in PRONOUNS:
                return i
    return first


def _chunk_end(unit: Unit, start: int) -> int:
    i = start
    while i + 1 < len(unit) and i - start < _LONGEST and unit.is_outside(i + 1):
        word = unit.word(i + 1)
        if word in PUNCTUATION and word != "-":
            break
        if word in _STOPS and not (word in ("and", "or") and _joins_names(unit, i + 1)):
            break
        if word in FULL_AUXILIARIES or word in COMPLEMENTIZERS or word in _PARTING:
            break
        if word in VERBS and not unit.is_name(i + 1) and (VERBS[word].bare or word.endswith("ing")):
            break
        i += 1
    return i
