"""Names beside each other: surnames, full names of one person, short forms and initials of bodies."""

from __future__ import annotations

from onrecord.layers.speakers.vocabulary import (
    BODIES,
    COMPANIES,
    LINKS,
    PARTICLES,
)


def surname_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """The surname with its particles and hyphens: ("bin", "yusof"), ("okafor", "-", "lyle")."""
    end = len(words) - 1 if words[-1] in ("jr", "sr", "ii", "iii") and len(words) > 1 else len(words)
    first = end - 1
    while first > 1 and (words[first - 1] in PARTICLES or words[first - 1] in "-’'‑" or words[first] in "-’'‑"):
        first -= 1
    return words[first:end]


def is_same_person(known: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether two full names can be one person's: the surnames agree, and the given names or their initials do."""
    if surname_of(known) != surname_of(words):
        return known[: len(words)] == words
    first, second = known[0], words[0]
    return first == second or (1 in (len(first), len(second)) and first[0] == second[0])


def is_short(words: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether words are a short form of a body's name: its first or last words, or its initials."""
    if 1 < len(words) < len(full) and (full[: len(words)] == words or full[-len(words) :] == words):
        return True
    if len(words) == 1 and len(full) > 1 and words[0].isalpha():
        first = words[0] == full[0] and len(full) == 2 and full[1] in COMPANIES
        last = words[0] == full[-1] and "of" not in full and (words[0] in BODIES or words[0].endswith("s"))
        if first or last:
            return True
    longer, shorter = (full, words) if len(full) > 1 else (words, full)
    if len(shorter) != 1 or len(longer) < 2:
        return False
    plain = [word for word in longer if word[0].isalnum()]
    initials = ("".join(word[0] for word in plain), "".join(word[0] for word in plain if word not in LINKS))
    return shorter[0].replace(".", "") in initials
