"""Candidates for cues in a unit: the words that can attribute, with the verb group around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.layers.quotes.cues import FULL_AUXILIARIES, FULL_BE, VERB_NEGATIONS
from onrecord.layers.quotes.rules.cues import DENYING, INNER_ADVERBS, NOUNS, VERBS, Cue
from onrecord.layers.quotes.rules.units import Unit

POSSESSIVES = frozenset("'s ’s ' ’ his her their its my our".split())

_BEFORE_NOUNS = POSSESSIVES | frozenset(
    "the a an this these those your of in on for with by no any some each every several many two three latest "
    "new first last recent former and or".split()
)
_POSSIBLE = VERBS.keys() | NOUNS.keys() | {"according", ":"}
_IN_GROUPS = FULL_AUXILIARIES | VERB_NEGATIONS | INNER_ADVERBS  # of verbs


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible cue: tokens `first` to `last`, the latter included; `head` is the word itself.

    `pattern` says how its attribution is built: `verb`, `noun`, `according` or `colon`.
    """

    first: int
    head: int
    last: int
    entry: Cue
    pattern: str = "verb"
    negated: bool = False


def iter_candidates(unit: Unit) -> Iterator[Candidate]:
    """The candidates outside quoted regions, in order."""
    for i, word in enumerate(unit.words):
        if word not in _POSSIBLE or not unit.is_outside(i) or "-" in (unit.word(i - 1), unit.word(i + 1)):
            continue
        if word in DENYING and unit.word(i + 1) == "to" and unit.word(i + 2) in VERBS:
            continue  # "declined to say": the cue is "say", with this in its group
        if word == "according" and unit.word(i + 1) == "to":
            yield Candidate(i, i, i + 1, Cue("speech"), "according")
        elif word in VERBS and not _is_noun(unit, i, word):
            yield _verb_group(unit, i, VERBS[word])
        elif word in NOUNS and any(unit.word(j) in POSSESSIVES for j in range(i - 3, i)):
            yield Candidate(i, i, i, Cue(NOUNS[word], to=True), "noun")
        elif word == ":" and unit.word(i - 1) not in VERBS and i + 1 < len(unit) and not unit.is_outside(i + 1):
            yield Candidate(i, i, i, Cue("speech"), "colon")


def is_passive(unit: Unit, cue: Candidate) -> bool:
    """Whether a form of "be" stands in the verb group: "was stated", "has been reported"."""
    return any(unit.word(i) in FULL_BE for i in range(cue.first, cue.head))


def _is_noun(unit: Unit, i: int, word: str) -> bool:
    """Whether a form that is verb and noun alike ("claims", "report") stands as a noun or in a name here."""
    if unit.is_name(i) and i > 0:
        return True
    if word.endswith("ed") or word == "said":
        return False
    before = unit.word(i - 1)
    if word in NOUNS and before in VERBS and not unit.is_name(i - 1):
        return True  # "denies plan to close"
    return before in _BEFORE_NOUNS and unit.is_outside(i - 1) and not (before in ("and", "or") and word.endswith("s"))


def _verb_group(unit: Unit, head: int, entry: Cue) -> Candidate:
    """The verb with its auxiliaries, negation and the adverbs between them; "declined to say" is denied too."""
    first, negated, i = head, False, head - 1
    while unit.is_outside(i) and unit.word(i) in _IN_GROUPS:
        word = unit.word(i)
        if word == "to":
            if unit.word(i - 1) in DENYING:
                first, negated = i - 1, True
            break
        negated = negated or word in VERB_NEGATIONS
        if word not in INNER_ADVERBS or unit.word(i - 1) in FULL_AUXILIARIES or i == head - 1:
            first = i
        i -= 1
    return Candidate(first, head, head, entry, negated=negated)
