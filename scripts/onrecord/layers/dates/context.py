"""Whether a match is an expression of time where it stands: words and figures of time have other uses too."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from unicodedata import combining

from onrecord.layers.dates.vocabulary import MONTH_ABBREVIATIONS, MONTHS

_WORD_BEFORE = re.compile(r"(\w[\w'’-]{0,20})[\s(\"“‘]{1,3}\Z")
_WORD_AFTER = re.compile(r"[\s-]{1,3}(\w{1,20})")
_COMPOUND = re.compile(r"-[^\W\d_]")

_PREPOSITIONS = frozenset(
    "in since by of from until till through throughout during for before after around between about to on at into "
    "over within".split()
)
_BEFORE_YEAR = _PREPOSITIONS | frozenset(
    "late early mid and or fiscal year spring summer fall autumn winter election season world circa due both "
    "its his her their our the a an that this".split()
)
_BEFORE_MONTH = _PREPOSITIONS | frozenset("last next this late early mid and or every each until".split())
_BEFORE_CLOCK = frozenset("at by around about until till from to before after between since and".split())
_BEFORE_SEASON = _PREPOSITIONS - {"to", "at", "on", "about", "around", "for"}
_BEFORE_SINGLE = frozenset(
    "for in within after before than about nearly almost over under around took take takes taking last lasted lasting "
    "least most during of only just barely early every spent spend spending per long him her them by"
    .split()
)  # fmt: skip
# What is counted with a number that looks like a year.
_COUNTED = frozenset(
    "people troops soldiers men women children percent miles meters metres feet points dollars jobs workers euros "
    "pounds votes homes tons tonnes barrels shares students members employees acres km hours days times".split()
)
# What stands between a verb and a number.
_COUNTING = frozenset(
    "some about nearly over almost only up than least most around roughly approximately exactly was were is are cost "
    "paid killed lost won another every".split()
)
_EVENTS = frozenset("attack attacks hijackings committee movement revolution uprising insurrection massacre".split())
_BEFORE_OF = frozenset("months weeks days half quarter quarters rest remainder part most".split())
_QUOTATION = "\"“”‘’'"
_SPORT = re.compile(
    r"touchdown|goal|scor(?:e|ing)|coach|yards|kick|match|\bgame|rebound|player|quarterback|halftime|half-time|penalty"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A match at `[start, end)` in the sentence `text[opening:closing]`."""

    text: str
    start: int
    end: int
    opening: int
    closing: int

    @property
    def surface(self) -> str:
        return self.text[self.start : self.end]

    @property
    def opens(self) -> bool:
        return self.start == self.opening

    @property
    def before(self) -> str:
        """The word before, in lower case; "" at the start of a sentence and after a mark."""
        found = _WORD_BEFORE.search(self.text, max(self.opening, self.start - 25), self.start)
        return found[1].lower() if found else ""

    @property
    def after(self) -> str:
        """The word behind, in lower case; "" before a mark."""
        found = _WORD_AFTER.match(self.text, self.end, self.closing)
        return found[1].lower() if found else ""

    @property
    def cuts_grapheme(self) -> bool:
        """Whether a mark that combines with its last character is left outside."""
        return self.end < len(self.text) and combining(self.text[self.end]) != 0

    @property
    def is_compound(self) -> bool:
        """Whether it is the first part of a compound: "now-defunct"."""
        return bool(_COMPOUND.match(self.text, self.end, self.closing))


def fits(kind: str, place: Place) -> bool:
    """Whether the match of a kind is an expression of time in its place."""
    check = _CHECKS.get(kind)
    return not place.cuts_grapheme and (check is None or check(place))


def _is_year(place: Place) -> bool:
    if place.is_compound or place.after in _COUNTED:
        return False
    if not place.surface.isdigit():
        return True
    before = place.before
    if not before:
        return place.opens or place.end == place.closing or place.text[place.end] in ".,;:)"
    if before in _BEFORE_YEAR or before in MONTHS or before in MONTH_ABBREVIATIONS or before.endswith(("'s", "’s")):
        return True
    # An adjective before a noun: "the unsuccessful 1996 campaign".
    adjective = before.isalpha() and place.text[place.start - 2].islower() and before not in _COUNTING
    return adjective and _is_singular(place.after)


def _is_singular(word: str) -> bool:
    return word.isalpha() and len(word) > 3 and not word.endswith("s")


def _is_month(place: Place) -> bool:
    surface = place.surface
    if not surface.isalpha() and not surface.endswith("."):
        return True
    if not surface[0].isupper():
        return False
    plain = surface not in ("May", "March", "MAY", "MARCH") and (len(surface) > 3 or surface.endswith("."))
    return plain or place.before in _BEFORE_MONTH


def _is_month_day(place: Place) -> bool:
    """Neither a verb before a figure nor the name of an event: "the September 11 attacks"."""
    return not place.surface.startswith(("may ", "march ")) and place.after not in _EVENTS


def _is_weekday(place: Place) -> bool:
    if not place.surface.endswith("."):
        return True
    return place.surface[0].isupper() and place.before in _BEFORE_MONTH


def _is_quarter(place: Place) -> bool:
    """Not that of a game."""
    if any(character.isdigit() for character in place.surface):
        return True
    near = max(place.opening, place.start - 80), min(place.closing, place.end + 80)
    return not _SPORT.search(place.text, *near)


def _is_season(place: Place) -> bool:
    return not place.surface.isalpha() or (place.surface[0].islower() and place.before in _BEFORE_SEASON)


def _is_clock(place: Place) -> bool:
    return not place.surface.replace(":", "").isdigit() or place.before in _BEFORE_CLOCK


def _is_duration(place: Place) -> bool:
    """Neither a share ("a quarter of them"), a rate ("$5 a day"), a rank ("a second man") nor "a minute amount"."""
    words = re.split(r"[\s-]+", place.surface.lower())
    if words[-1] == "quarter" or (words[-1] == "quarters" and place.after == "of"):
        return False
    if len(words) != 2 or words[0] not in ("a", "an"):
        return True
    if words[1] in ("second", "minute"):
        return False
    return place.before in _BEFORE_SINGLE or place.after in ("later", "after", "before", "and")


def _is_recurrent(place: Place) -> bool:
    return not place.surface.endswith((" may", " march"))


def _is_no_title(place: Place) -> bool:
    """Not the name of a programme: ABC's This Week, “Today”."""
    if place.opens or not place.surface.split()[-1][0].isupper():
        return True
    quoted = (
        place.text[place.start - 1] in _QUOTATION
        and place.text[place.end : min(place.end + 3, place.closing)].lstrip(",.")[:1]
    )
    return not (quoted and quoted in _QUOTATION) and not place.before.endswith(("'s", "’s"))


def _is_bare(place: Place) -> bool:
    """Not the class of a thing: "player of the year"."""
    if place.surface.endswith("night") or place.after in ("before", "after"):
        return False
    if place.before != "of":
        return True
    return replace(place, start=place.text.rindex("of", place.opening, place.start)).before in _BEFORE_OF


def _is_adverb(place: Place) -> bool:
    return place.surface[0].islower()


def _is_reference(place: Place) -> bool:
    """Not "as soon as"; not the first part of "now-defunct"."""
    if place.surface.lower() == "soon" and (place.before == "as" or place.after in ("after", "as")):
        return False
    return not place.is_compound


def _is_part(place: Place) -> bool:
    return place.surface[0].islower() or place.opens


_CHECKS: dict[str, Callable[[Place], bool]] = {
    "year": _is_year,
    "month": _is_month,
    "month_day": _is_month_day,
    "weekday": _is_weekday,
    "quarter": _is_quarter,
    "season": _is_season,
    "clock_24": _is_clock,
    "duration": _is_duration,
    "compound": _is_duration,
    "every": _is_recurrent,
    "which": _is_no_title,
    "day": _is_no_title,
    "bare": _is_bare,
    "frequency": _is_adverb,
    "reference": _is_reference,
    "part": _is_part,
}
