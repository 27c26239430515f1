"""Whether a number of units is a duration where it stands: it may be an age, a rate, a share, a rank or a title."""

from __future__ import annotations

import re

from onrecord.layers.dates.names import TITLES
from onrecord.layers.dates.place import Place
from onrecord.layers.dates.vocabulary import CONTEXTS

_BEFORE_SINGLE = frozenset(CONTEXTS["single"]["before"])
_AFTER_SINGLE = frozenset(CONTEXTS["single"]["after"])
_BEFORE_AGE = frozenset(CONTEXTS["age"]["before"])
_SHARES = ("three", "3", "two", "2")
_ONE = ("a", "an", "one", "half", "split", "single", "the")
# Round the clock: 24 hours a day, seven days a week.
_RATE = re.compile(r"\s{1,3}(?:an?|per|each|every)\s{1,3}(?:day|week)\b")


def _is_of_year(place: Place) -> bool:
    """Whether quarters are those of a year: for three quarters, but three quarters of voters."""
    return place.before in _BEFORE_SINGLE and place.after not in ("of", "million", "billion")


def is_duration(place: Place) -> bool:
    """Neither a share (a quarter of them), a rate ($5 a day), a rank (a second man), an age nor "a minute amount"."""
    surface = place.surface.lower()
    words = re.split(r"[\s-]+", surface)
    if words[-1] == "quarter" or (words[-1] == "quarters" and words[0] in _SHARES and not _is_of_year(place)):
        return False
    if words[-1] == "second" and words[0] not in _ONE and not words[0][0].isdigit():
        return False
    if place.before in _BEFORE_AGE or _RATE.match(place.text, place.end, place.closing):
        return False
    if words[0] == "many" and place.before in CONTEXTS["many"]["before_no"]:
        return False
    if surface in TITLES and place.surface.split()[-1][0].isupper():
        return False
    if len(words) != 2 or words[0] not in ("a", "an"):
        return True
    if words[1] in ("second", "minute"):
        return False
    return place.before in _BEFORE_SINGLE or place.after in _AFTER_SINGLE
