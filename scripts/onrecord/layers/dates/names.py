"""Whether a name of the calendar means time where it stands: May, Jan, Sun and Today are also names of others."""

from __future__ import annotations

import re

from onrecord.layers.dates.place import Place
from onrecord.layers.dates.vocabulary import CONTEXTS, MONTH_ABBREVIATIONS, MONTHS, WEEKDAYS

TITLES = frozenset(CONTEXTS["title"]["names"])
_BEFORE_MONTH = frozenset(CONTEXTS["month"]["before"])
_BEFORE_WEEKDAY = _BEFORE_MONTH | {"on"}
_BEFORE_MAY = frozenset(CONTEXTS["month"]["before_may"])
_NAME_MONTHS = frozenset(CONTEXTS["month"]["names"])
_VERBS = ("may", "march")
_EVENTS = frozenset(CONTEXTS["event"]["after"])
_ATTACKS = frozenset(CONTEXTS["event"]["after_attack_days"])
_ATTACK_DAYS = tuple(CONTEXTS["event"]["attack_days"])
_PAPERS = frozenset(CONTEXTS["weekday"]["after_no"])
_NAMED_DAYS = frozenset(CONTEXTS["weekday"]["before_no"])
_HOLIDAY_THINGS = frozenset(CONTEXTS["holiday"]["after_no"])
_QUOTATION = "\"“”‘’'"
_WORD = re.compile(r"[^\W\d_]+")
_OTHER_END = ("and", "or", "to")
_ARTICLES = ("the", "a", "an", "its", "their", "his", "her")
_NO_NOUNS = frozenset(CONTEXTS["prepositions"]) | {"and", "or", "is", "was", "will", "has", "had"}
_CALENDAR = MONTHS.keys() | MONTH_ABBREVIATIONS.keys() | WEEKDAYS.keys()


def is_month(place: Place) -> bool:
    """Not a verb, a surname or a first name: "may", "Theresa May", "April Jones", "Jan"."""
    words = _WORD.findall(place.surface)
    name = next((word for word in words if word.lower() in MONTHS or word.lower() in MONTH_ABBREVIATIONS), "")
    if not name[:1].isupper():
        return False
    if len(words) > 1 or place.surface[-1].isdigit():
        return True
    lowered = name.lower()
    plain = len(name) > 3 or place.surface.endswith(".")
    if plain and lowered not in _NAME_MONTHS:
        return True
    before = place.before
    if place.word_after[:1].isupper() and place.mark_after == " " and place.after not in _CALENDAR:
        return before in _BEFORE_MAY  # in April Mr. Lee said; not April Lee
    if before in _OTHER_END and place.at_word_before().before in _CALENDAR:
        return True
    if before in _ARTICLES and lowered in _VERBS:
        return place.word_after.islower() and place.after not in _NO_NOUNS
    if lowered == "may":
        return before in _BEFORE_MAY
    return before in _BEFORE_MONTH or (plain and lowered not in _VERBS and not place.word_before[:1].isupper())


def is_day(place: Place) -> bool:
    """Neither a verb before a figure nor the name of an event: "the September 11 attacks"."""
    surface = place.surface
    if surface.startswith(("may ", "march ")) or (surface.endswith((" may", " march"))):
        return False
    after = place.after
    return after not in _EVENTS and not (after in _ATTACKS and surface.lower().startswith(_ATTACK_DAYS))


def is_weekday(place: Place) -> bool:
    """Not a short form that ends a sentence, a paper (Sunday Times) nor a name (Joe Friday)."""
    surface = place.surface
    if surface.endswith("."):
        return surface[0].isupper() and place.before in _BEFORE_WEEKDAY
    if place.before in _NAMED_DAYS:
        return False
    if surface.endswith("Night") and not is_no_title(place):
        return False
    return not (place.after in _PAPERS and place.word_after[0].isupper())


def is_holiday(place: Place) -> bool:
    """Not what is named after it: a Christmas tree, the Good Friday Agreement."""
    if place.surface.lower() == "independence day" and place.before.endswith(("'s", "’s")):
        return place.before[:-2] in ("america", "nation", "country")
    return place.surface != place.surface.lower() and place.after not in _HOLIDAY_THINGS


def is_new_year(place: Place) -> bool:
    """Neither a greeting nor that of another calendar; "a new year" is any."""
    said = place.surface.split()
    if said[0].lower() == "the":
        return place.before not in ("happy",)
    return said[0][0].isupper() and place.before in (
        "in",
        "into",
        "before",
        "after",
        "by",
        "until",
        "early",
        "since",
        "over",
    )


def is_no_title(place: Place) -> bool:
    """Not the name of a programme or paper: ABC's This Week, “Today”, USA TODAY, Saturday Night Live."""
    surface = place.surface
    if place.opens or not surface.split()[-1][0].isupper():
        return True
    if place.before == "usa" or (place.word_after[:1].isupper() and surface.lower() in TITLES):
        return False
    behind = place.text[place.end : min(place.end + 3, place.closing)]
    quoted = (
        place.text[place.start - 1] in _QUOTATION and not behind.startswith(("'s", "’s")) and behind.lstrip(",.")[:1]
    )
    return not (quoted and quoted in _QUOTATION) and not place.before.endswith(("'s", "’s"))
