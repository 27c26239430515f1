"""Candidates to attributions: which order of words each stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.layers.quotes.attribution import Attribution
from onrecord.layers.quotes.rules import patterns
from onrecord.layers.quotes.rules.candidates import Candidate, is_passive, iter_candidates
from onrecord.layers.quotes.rules.phrases import phrase_before
from onrecord.layers.quotes.rules.units import Unit

_CITING = frozenset(["citing", "quoting"])
_ASKED = frozenset("asked pressed questioned".split())
_LOOKING_BACK = frozenset(["citing", "participle"])  # patterns that need what was found before


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
    """The attribution of a cue, named by its pattern; `before` are those of the unit so far."""
    for name in _patterns(unit, cue):
        pattern = getattr(patterns, name)
        found: Attribution | None = pattern(unit, cue, before) if name in _LOOKING_BACK else pattern(unit, cue)
        if found is not None:
            return replace(found, pattern=name)
    return None


def _patterns(unit: Unit, cue: Candidate) -> tuple[str, ...]:
    """The patterns that a cue can stand in, in the order in which they are tried."""
    word = unit.words[cue.head]
    if cue.pattern != "verb":
        return (cue.pattern,)
    if word in _CITING:
        return ("citing",)
    if word in _ASKED and patterns.is_question(unit, cue):
        return ("question",)
    if unit.word(cue.last + 1) == "by" and is_passive(unit, cue):
        return ("passive",)
    if word.endswith("ing") and unit.word(cue.first - 1) in (",", "and", "—", "–"):
        return ("participle",)
    return ("inverted", "as_reported", "closing", "clause", "noted", "sourceless")
