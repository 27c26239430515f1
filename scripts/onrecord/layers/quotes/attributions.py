"""Candidates to attributions: which order of words each stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.layers.quotes import patterns
from onrecord.layers.quotes.candidates import Candidate, is_passive, iter_candidates
from onrecord.layers.quotes.patterns import Attribution
from onrecord.layers.quotes.phrases import phrase_before
from onrecord.layers.quotes.units import Unit

_CITING = frozenset(["citing", "quoting"])
_ASKED = frozenset("asked pressed questioned".split())


def find_attributions(unit: Unit) -> list[Attribution]:
    """The attributions of a unit, in the order of their cues."""
    found: list[Attribution] = []
    candidates = list(iter_candidates(unit))
    unit = replace(unit, tail=_tail(unit, candidates))
    for cue in candidates:
        attribution = _attribution(unit, cue, found)
        if attribution is not None:
            found.append(attribution)
    return found


def _tail(unit: Unit, candidates: Sequence[Candidate]) -> int:
    """The comma of an attribution that closes the unit ("…, Lee said on Monday"); beyond the unit if none does."""
    for cue in candidates:
        comma = cue.first - 1
        if cue.pattern == "verb" and cue.entry.bare and patterns.nothing_follows(unit, cue):
            source = phrase_before(unit, cue.first)
            comma = source[0] - 1 if source else -1
        elif unit.word(cue.head) not in patterns.INVERTED:
            continue
        if comma > 1 and unit.words[comma] == "," and unit.is_outside(comma):
            return comma
    return len(unit)


def _attribution(unit: Unit, cue: Candidate, before: Sequence[Attribution]) -> Attribution | None:
    """The attribution of a cue; `before` are those of the unit so far."""
    word = unit.words[cue.head]
    if cue.pattern != "verb":
        return {"according": patterns.according, "noun": patterns.noun, "colon": patterns.colon}[cue.pattern](unit, cue)
    if word in _CITING:
        return patterns.citing(unit, cue, before)
    if word in _ASKED and patterns.is_question(unit, cue):
        return patterns.question(unit, cue)
    if unit.word(cue.last + 1) == "by" and is_passive(unit, cue):
        return patterns.passive(unit, cue)
    if word.endswith("ing") and unit.word(cue.first - 1) in (",", "and", "—", "–"):
        return patterns.participle(unit, cue, before)
    return patterns.inverted(unit, cue) or patterns.clause(unit, cue) or patterns.sourceless(unit, cue)
