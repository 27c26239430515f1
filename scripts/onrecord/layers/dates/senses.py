"""Whether a match is an expression of time where it stands: words and figures of time have other uses too."""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.layers.dates import names
from onrecord.layers.dates.lengths import is_duration
from onrecord.layers.dates.place import Place
from onrecord.layers.dates.vocabulary import CONTEXTS, MONTH_ABBREVIATIONS, MONTHS

_PREPOSITIONS = frozenset(CONTEXTS["prepositions"])
_BEFORE_YEAR = _PREPOSITIONS | frozenset(CONTEXTS["year"]["before"]) | MONTHS.keys() | MONTH_ABBREVIATIONS.keys()
_COUNTED = frozenset(CONTEXTS["year"]["after_no"])
_COUNTING = frozenset(CONTEXTS["year"]["before_no"])
_NUMBERED = frozenset(CONTEXTS["year"]["names"])
_BEFORE_CLOCK = frozenset(CONTEXTS["clock"]["before"])
_BEFORE_SEASON = _PREPOSITIONS - frozenset(CONTEXTS["season"]["before_no"])
_BEFORE_OF = frozenset(CONTEXTS["bare"]["before_of"])
_SPORT = re.compile(rf"\b(?:{'|'.join(CONTEXTS['sport']['stems'])})")
_DEGREES = re.compile(rf"\b(?:{'|'.join(CONTEXTS['decade']['stems'])})", re.IGNORECASE)
_STREET = re.compile(rf"(?:\s{{1,3}}[A-Z][\w.]{{0,20}}){{1,3}}\s{{1,3}}(?:{'|'.join(CONTEXTS['street']['kinds'])})\b")
_OTHER_EDGES = ("early", "late", "mid")  # late 2019-early 2020
_PREFIX = re.compile(r"\b(?:post|pre)-\Z", re.IGNORECASE)
_OF_DAY = re.compile(r"\s{1,3}of\s{1,3}(?:[0-9]|[A-Z][a-z])")
# Quarters and halves of other things than years: the second half of the flight.
_OF_OTHERS = re.compile(
    r"\s{1,3}of\s{1,3}(?:the|an?|his|her|its|their|our|my|that|this)\s{1,3}"
    r"(?!(?:fiscal|financial|calendar|current|next|last|previous|following|coming|same|past|year|decade|century|[0-9']))"
)
_DAILY = re.compile(r"[Dd]aily\s{1,3}[A-Z]")  # the Communist daily Granma
# A telephone number, a fraction of a date or a hash tag: 555-2013, 06/2016, #2016.
_LABEL = re.compile(r"(?:[/#]|[0-9]-)\Z")
_OWN = frozenset(CONTEXTS["decade"]["before_no"])
_NOUNS = frozenset(CONTEXTS["reference"]["nouns"])
_BEHIND_NOUN = _PREPOSITIONS | frozenset(CONTEXTS["reference"]["after"])
_MARKS = frozenset(".,;:!?)\"'”’—–") | {""}
_PAPERS = frozenset(CONTEXTS["frequency"]["after_no"])


def fits(kind: str, place: Place) -> bool:
    """Whether the match of a kind is an expression of time in its place."""
    check = _CHECKS.get(kind)
    return not place.cuts_grapheme and (check is None or check(place))


def _is_year(place: Place) -> bool:
    compound = place.is_compound and place.after not in _OTHER_EDGES
    if compound or place.after in _COUNTED or _STREET.match(place.text, place.end, place.closing):
        return False
    if not place.surface.isdigit():
        return place.surface[:2] != "fy"
    before = place.before
    if not before:
        if _LABEL.search(place.text, max(0, place.start - 2), place.start):
            return False
        prefixed = _PREFIX.search(place.text, max(0, place.start - 5), place.start) is not None
        return place.opens or prefixed or not place.mark_after or place.mark_after in ".,;:)"
    if before in _NUMBERED or before.isdigit():
        return False
    if place.surface < "1500":
        return before in ("in", "since", "circa")
    if before in _BEFORE_YEAR or before.endswith(("'s", "’s")):
        return True
    # An adjective before a noun: "the unsuccessful 1996 campaign".
    adjective = before.isalpha() and place.text[place.start - 2].islower() and before not in _COUNTING
    return adjective and _is_singular(place.after)


def _is_singular(word: str) -> bool:
    return word.isalpha() and len(word) > 3 and not word.endswith("s")


def _is_quarter(place: Place) -> bool:
    """Not that of a game, nor a name such as Q1 in small letters."""
    surface = place.surface
    if any(character.isdigit() for character in surface):
        return surface[0] not in "qh"
    if _OF_OTHERS.match(place.text, place.end, place.closing):
        return False
    return not _SPORT.search(place.text, *place.near(80))


def _is_season(place: Place) -> bool:
    surface = place.surface
    if surface.isalpha():
        return surface[0].islower() and place.before in _BEFORE_SEASON
    if surface.lower() in ("the fall", "the spring"):  # "the fall in prices", "the spring of a watch"
        return surface[4].islower() and place.before in _BEFORE_SEASON and place.after not in ("of", "in")
    return True


def _is_clock(place: Place) -> bool:
    return not place.surface.replace(":", "").isdigit() or place.before in _BEFORE_CLOCK


def _is_recurrent(place: Place) -> bool:
    return not place.surface.endswith((" may", " march"))


def _is_bare(place: Place) -> bool:
    """Not the class of a thing: "player of the year"."""
    surface = place.surface.lower()
    if surface.endswith("night") and not _OF_DAY.match(place.text, place.end, place.closing):
        return False
    if place.after in ("before", "after"):
        return False
    if not surface.startswith("the ") or place.before != "of":
        return True
    return place.at_word_before().before in _BEFORE_OF


def _is_adverb(place: Place) -> bool:
    return (
        (place.surface[0].islower() or place.opens)
        and place.text[place.start - 1 : place.start] != "-"  # half-yearly
        and place.after not in _PAPERS
        and not _DAILY.match(place.text, place.start)
    )


def _is_reference(place: Place) -> bool:
    """Not "as soon as"; not the first part of "now-defunct"."""
    lowered = place.surface.lower()
    if lowered == "soon" and (
        place.before in CONTEXTS["soon"]["before_no"] or place.after in CONTEXTS["soon"]["after_no"]
    ):
        return False
    if lowered == "now" and place.before in CONTEXTS["reference"]["before_no"]:
        return False
    if place.text[place.start - 1 : place.start] == "-":
        return False
    if lowered in _NOUNS and place.mark_after not in _MARKS and place.after not in _BEHIND_NOUN:
        return False
    return not place.is_compound


def _is_plural(place: Place) -> bool:
    """Not the small hours."""
    return place.before not in CONTEXTS["plural"]["before_no"]


def _is_part(place: Place) -> bool:
    if not (place.surface[0].islower() or place.opens or (place.is_quoted and place.mark_after == " ")):
        return False
    return place.after not in CONTEXTS["part"]["after_no"]


def _is_decade(place: Place) -> bool:
    """Not degrees or ages: "in the 80s"."""
    if len(digits := place.surface.lower().removeprefix("the ").lstrip("'’")) > 3 or place.surface[-4] in "'’":
        return True
    return digits[0] in "5678" and place.before not in _OWN and not _DEGREES.search(place.text, *place.near(60))


def _is_era(place: Place) -> bool:
    return place.surface.upper() == place.surface


_CHECKS: dict[str, Callable[[Place], bool]] = {
    "year": _is_year,
    "month": names.is_month,
    "month_day": names.is_day,
    "day_month": names.is_day,
    "weekday": names.is_weekday,
    "quarter": _is_quarter,
    "season": _is_season,
    "clock_24": _is_clock,
    "duration": is_duration,
    "compound": is_duration,
    "short": is_duration,
    "plural": _is_plural,
    "every": _is_recurrent,
    "which": names.is_no_title,
    "day": names.is_no_title,
    "holiday": names.is_holiday,
    "new_year": names.is_new_year,
    "bare": _is_bare,
    "frequency": _is_adverb,
    "reference": _is_reference,
    "part": _is_part,
    "decade": _is_decade,
    "era": _is_era,
}
