"""The orders of words around a cue, each with the attribution that it makes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from onrecord.layers.quotes.attribution import Attribution
from onrecord.layers.quotes.cues import COMPLEMENTIZERS
from onrecord.layers.quotes.rules.candidates import POSSESSIVES, Candidate, is_passive, iter_candidates
from onrecord.layers.quotes.rules.contents import (
    ADJUNCTS,
    Content,
    complement,
    content_left,
    content_right,
    quoted_at,
    quoted_before,
    quoted_from,
)
from onrecord.layers.quotes.rules.phrases import ARTICLES, PREPOSITIONS, PRONOUNS, Tokens, phrase_after, phrase_before
from onrecord.layers.quotes.rules.units import FINAL, PUNCTUATION, Unit

# Verbs that can stand between an indirect content and its source: "…, said Lee".
INVERTED = frozenset("said says added adds wrote writes noted notes explained continued asked replied tweeted".split())
_OF = PREPOSITIONS | {"about"}
_BEFORE_CLAUSES = PUNCTUATION | {"and", "but"}
_AT_END = FINAL | {""}
_OPENERS = COMPLEMENTIZERS | {"to"}


def according(unit: Unit, cue: Candidate) -> Attribution | None:
    """According to Lee, …; …, according to Lee."""
    source = phrase_after(unit, cue.last + 1)
    if source is None:
        return None
    leads = cue.first <= 1 and unit.word(source[1] + 1) == ","
    content = content_right(unit, source[1] + 2) if leads else content_left(unit, cue.first)
    return _made(unit, cue, content, source)


def colon(unit: Unit, cue: Candidate) -> Attribution | None:
    """Lee: “…”"""
    source = phrase_before(unit, cue.first)
    return _made(unit, cue, quoted_at(unit, cue.last + 1), source) if source and source[0] == 0 else None


def noun(unit: Unit, cue: Candidate) -> Attribution | None:
    """Lee's claim that …; her determination to …"""
    if unit.word(cue.last + 1) not in ("that", "to"):
        return None
    owner = max(i for i in range(max(0, cue.head - 3), cue.head) if unit.words[i] in POSSESSIVES)
    source: Tokens | None = (owner, owner)
    if unit.words[owner] in ("'s", "’s", "'", "’"):
        phrase = phrase_before(unit, owner)
        if phrase is None:
            return None
        inner = [i + 1 for i in range(*phrase) if unit.words[i] in _OF and unit.is_name(i + 1)]
        source = (max(inner, default=phrase[0]), owner)
    return _made(unit, cue, content_right(unit, cue.last + 1), source)


def citing(unit: Unit, cue: Candidate, before: Sequence[Attribution]) -> Attribution | None:
    """Lee wrote citing officials that …: the content is that of the attribution before."""
    source = phrase_after(unit, cue.last + 1)
    return _made(unit, cue, before[-1].content, source) if source and before else None


def is_question(unit: Unit, cue: Candidate) -> bool:
    """Whether the cue puts a question to somebody: it opens its clause, and what was asked follows."""
    opens = cue.first == 0 or unit.words[cue.first - 1] in (",", "when", "—", "–")
    following = unit.word(cue.last + 1)
    return opens and (following in COMPLEMENTIZERS or following in ("about", "on"))


def question(unit: Unit, cue: Candidate) -> Attribution | None:
    """Asked whether …, Lee said: a question to the subject of the main clause."""
    stop = next((i for i in range(cue.last + 1, len(unit)) if unit.words[i] == "," and unit.is_outside(i)), None)
    if stop is None:
        return None
    main = next((candidate for candidate in iter_candidates(unit) if candidate.first > stop), None)
    listener = phrase_before(unit, main.first) if main else None
    content = (unit.span(cue.last + 1, stop - 1),)
    return _made(unit, cue, content, None, listener if listener and listener[0] > stop else None)


def passive(unit: Unit, cue: Candidate) -> Attribution | None:
    """This was stated by Lee in an interview with the Post."""
    source = phrase_after(unit, cue.last + 2)
    if source is None:
        return None
    inner = [i - 1 for i in range(source[0] + 1, source[1] + 1) if unit.words[i] in ("in", "on", "during", "at")]
    source = (source[0], min(inner, default=source[1]))
    return _made(unit, cue, content_left(unit, cue.first), source, _interviewer(unit, source[1] + 1))


def _interviewer(unit: Unit, start: int) -> Tokens | None:
    for i in range(start, min(start + 6, len(unit))):
        if unit.words[i] in ("interview", "conversation") and unit.word(i + 1) in ("with", "to"):
            return phrase_after(unit, i + 2)
    return None


def participle(unit: Unit, cue: Candidate, before: Sequence[Attribution]) -> Attribution | None:
    """…, adding that …: the source is that of the attribution before."""
    if not cue.entry.bare and not cue.entry.particles:
        return None
    content, listener, last = complement(unit, cue)
    made = _made(unit, replace(cue, last=last), content, None, listener)
    return replace(made, source=before[-1].source) if made and before else made


def inverted(unit: Unit, cue: Candidate) -> Attribution | None:
    """“…,” said Lee; …, said Lee."""
    comma = unit.word(cue.first - 1) == "," and unit.is_outside(cue.first - 1)
    end = cue.first - 2 if comma else cue.first - 1
    quoted = end >= 0 and not unit.is_outside(end)
    following = cue.last + 1
    if not quoted and not (comma and unit.words[cue.head] in INVERTED and not _apposed(unit, cue)):
        return None
    if not (unit.is_name(following) or unit.word(following) in ARTICLES or unit.word(following) in PRONOUNS):
        return None
    source = phrase_after(unit, following)
    if source is None:
        return None
    content = quoted_before(unit, end) + quoted_from(unit, source[1] + 1) if quoted else content_left(unit, cue.first)
    return _made(unit, cue, content, source)


def _apposed(unit: Unit, cue: Candidate) -> bool:
    """Whether what stands before the cue is a subject with an apposition: Lee, the mayor of the city, said."""
    subject = phrase_before(unit, cue.first)
    return subject is not None and (subject[0] == 0 or unit.words[subject[0] - 1] in _BEFORE_CLAUSES)


def as_reported(unit: Unit, cue: Candidate) -> Attribution | None:
    """As Lee said, …"""
    source = _subject(unit, cue)
    if source is None or unit.word(source[0] - 1) != "as" or source[0] > 2:
        return None
    comma = next((i for i in range(cue.last + 1, min(cue.last + 6, len(unit))) if unit.words[i] == ","), None)
    return _made(unit, cue, content_right(unit, comma + 1), source) if comma is not None else None


def closing(unit: Unit, cue: Candidate) -> Attribution | None:
    """…, Lee said."""
    source = _subject(unit, cue)
    if source is None or not cue.entry.bare or unit.word(cue.last + 1) not in _AT_END:
        return None
    before = source[0] - 1
    if before < 0 or complement(unit, cue)[0]:
        return None
    if not unit.is_outside(before):
        content = quoted_before(unit, before)
        return None if _begins_quoted(unit, content) else _made(unit, cue, content, source)
    return _made(unit, cue, content_left(unit, source[0]), source) if unit.word(before) == "," else None


def clause(unit: Unit, cue: Candidate) -> Attribution | None:
    """Lee said …; Lee told the council that …; “…,” Lee said"""
    source = _subject(unit, cue)
    if source is None or (unit.word(source[0] - 1) == "as" and source[0] <= 2):
        return None
    content, listener, last = complement(unit, cue)
    comma_before = unit.word(source[0] - 1) == "," and unit.is_outside(source[0] - 1)
    end = source[0] - 2 if comma_before else source[0] - 1
    quoted = end >= 0 and not unit.is_outside(end)
    if not content and quoted:
        content = quoted_before(unit, end) + quoted_from(unit, cue.last + 1)
    elif content and quoted and _begins_quoted(unit, content):
        content = quoted_before(unit, end) + content
    return _made(unit, replace(cue, last=last), content, source, listener)


def _subject(unit: Unit, cue: Candidate) -> Tokens | None:
    """The noun phrase before the cue, unless the cue is a passive and so says nothing of who spoke."""
    source = phrase_before(unit, cue.first)
    return None if is_passive(unit, cue) and not unit.words[cue.head].endswith("ing") else source


def noted(unit: Unit, cue: Candidate) -> Attribution | None:
    """“Unusual movement” of troops was noted."""
    if not is_passive(unit, cue) or cue.entry.cue_class != "speech" or complement(unit, cue)[0]:
        return None
    comma = next((i for i in range(min(6, cue.first)) if unit.words[i] == "," and unit.is_outside(i)), -1)
    if all(unit.is_outside(i) for i in range(comma + 1, cue.first)):
        return None
    return _made(unit, cue, (unit.span(comma + 1, cue.first - 1),), None)


def sourceless(unit: Unit, cue: Candidate) -> Attribution | None:
    """It was reported that …"""
    content, listener, last = complement(unit, cue)
    if is_passive(unit, cue) and unit.word(cue.last + 1) not in _OPENERS:
        return None
    if not content or not (cue.entry.bare or _begins_quoted(unit, content)):
        return None
    return _made(unit, replace(cue, last=last), content, None, listener)


def nothing_follows(unit: Unit, cue: Candidate) -> bool:
    """Whether the cue is followed by nothing, or by an adjunct only."""
    following = unit.word(cue.last + 1)
    return following in FINAL or following in ADJUNCTS or following in ("", ",")


def _begins_quoted(unit: Unit, content: Content) -> bool:
    at = bisect_left(unit.regions, (content[0].start, 0))
    return at < len(unit.regions) and unit.regions[at][0] == content[0].start


def _made(
    unit: Unit, cue: Candidate, content: Content, source: Tokens | None, listener: Tokens | None = None
) -> Attribution | None:
    if not content:
        return None
    return Attribution(
        content=content,
        cue=(unit.span(cue.first, cue.last),),
        cue_class=cue.entry.cue_class,
        source=(unit.span(*source),) if source else (),
        addressee=(unit.span(*listener),) if listener else (),
        negated=cue.negated,
    )
