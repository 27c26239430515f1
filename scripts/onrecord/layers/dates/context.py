"""Whether a match is an expression of time where it stands: words and figures of time have other uses too."""

from __future__ import annotations

import re

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
_SPORT = re.compile(
    r"touchdown|goal|scor(?:e|ing)|coach|yards|kick|match|\bgame|rebound|player|quarterback|halftime|half-time|penalty"
)


def fits(text: str, kind: str, start: int, end: int, opening: int) -> bool:
    """Whether the match of a kind at `[start, end)` is a date; its sentence begins at `opening`."""
    check = _CHECKS.get(kind)
    return check is None or check(text, start, end, opening)


def _before(text: str, start: int, opening: int) -> str:
    """The word before, in lower case; "" at the start of a sentence and after a mark."""
    found = _WORD_BEFORE.search(text, max(opening, start - 25), start)
    return found[1].lower() if found else ""


def _after(text: str, end: int) -> str:
    found = _WORD_AFTER.match(text, end, end + 25)
    return found[1].lower() if found else ""


def _is_year(text: str, start: int, end: int, opening: int) -> bool:
    if _COMPOUND.match(text, end) or _after(text, end) in _COUNTED:
        return False
    if not text[start:end].isdigit():
        return True
    before = _before(text, start, opening)
    known = before in _BEFORE_YEAR or before in MONTHS or before in MONTH_ABBREVIATIONS or before.endswith(("'s", "’s"))
    if known or not before:
        return known or start == opening or text[end : end + 1] in ".,;:)"
    # An adjective before a noun: "the unsuccessful 1996 campaign".
    return (
        before.isalpha() and text[start - 2].islower() and before not in _COUNTING and _is_singular(_after(text, end))
    )


def _is_singular(word: str) -> bool:
    return word.isalpha() and len(word) > 3 and not word.endswith("s")


def _is_month(text: str, start: int, end: int, opening: int) -> bool:
    surface = text[start:end]
    if not surface.isalpha() and not surface.endswith("."):
        return True
    if not surface[0].isupper():
        return False
    plain = surface not in ("May", "March", "MAY", "MARCH") and (len(surface) > 3 or surface.endswith("."))
    return plain or _before(text, start, opening) in _BEFORE_MONTH


def _is_month_day(text: str, start: int, end: int, opening: int) -> bool:
    """Neither a verb before a figure nor the name of an event: "the September 11 attacks"."""
    return not text.startswith(("may ", "march "), start) and _after(text, end) not in _EVENTS


def _is_weekday(text: str, start: int, end: int, opening: int) -> bool:
    if text[end - 1] != ".":
        return True
    return text[start].isupper() and _before(text, start, opening) in _BEFORE_MONTH


def _is_quarter(text: str, start: int, end: int, opening: int) -> bool:
    """Not that of a game."""
    named = any(character.isdigit() for character in text[start:end])
    return named or not _SPORT.search(text, max(opening, start - 80), end + 80)


def _is_season(text: str, start: int, end: int, opening: int) -> bool:
    surface = text[start:end]
    if not surface.isalpha():
        return True
    return surface[0].islower() and _before(text, start, opening) in _BEFORE_SEASON


def _is_clock(text: str, start: int, end: int, opening: int) -> bool:
    return not text[start:end].replace(":", "").isdigit() or _before(text, start, opening) in _BEFORE_CLOCK


def _is_duration(text: str, start: int, end: int, opening: int) -> bool:
    """Neither a rate ("$5 a day") nor a rank ("a second man") nor a small thing ("a minute amount")."""
    words = text[start:end].lower().split()
    if words[-1] == "quarters" and _after(text, end) == "of":
        return False
    if len(words) != 2 or words[0] not in ("a", "an"):
        return True
    if words[1] in ("second", "minute"):
        return False
    if words[1] == "quarter":
        return False
    return _before(text, start, opening) in _BEFORE_SINGLE or _after(text, end) in ("later", "after", "before", "and")


def _is_bare(text: str, start: int, end: int, opening: int) -> bool:
    """Not the class of a thing: "player of the year"."""
    if text.endswith("night", start, end) or _after(text, end) in ("before", "after"):
        return False
    if _before(text, start, opening) != "of":
        return True
    earlier = _before(text, max(opening, start - 3), opening)
    return earlier in ("months", "weeks", "days", "half", "quarter", "rest", "remainder", "part", "quarters", "most")


def _is_adverb(text: str, start: int, end: int, opening: int) -> bool:
    return text[start].islower()


def _is_reference(text: str, start: int, end: int, opening: int) -> bool:
    """Not "as soon as"; not the first part of "now-defunct"."""
    surface = text[start:end].lower()
    if surface == "soon" and (_before(text, start, opening) == "as" or _after(text, end) in ("after", "as")):
        return False
    return not _COMPOUND.match(text, end)


def _is_part(text: str, start: int, end: int, opening: int) -> bool:
    return text[start].islower() or start == opening


_CHECKS = {
    "year": _is_year,
    "month": _is_month,
    "month_day": _is_month_day,
    "weekday": _is_weekday,
    "quarter": _is_quarter,
    "season": _is_season,
    "clock_24": _is_clock,
    "duration": _is_duration,
    "bare": _is_bare,
    "frequency": _is_adverb,
    "reference": _is_reference,
    "part": _is_part,
}
