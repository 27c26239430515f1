"""Figures and number words that are no numbers but parts of names, labels, codes and addresses (guideline 6.1)."""

from __future__ import annotations

import re

from onrecord.layers.lexicon import load_lexicon, phrases
from onrecord.layers.numbers.neighbours import Word
from onrecord.layers.numbers.nouns import NO_MODIFIERS
from onrecord.layers.numbers.numerals import Stretch
from onrecord.layers.numbers.sides import Expression

_LABELS = {name: phrases(table["words"]) for name, table in load_lexicon("numbers/labels").items()}
# In capitals they are no names: AT LEAST 10 KILLED.
_QUALIFIERS = frozenset("least most nearly almost roughly approximately".split())
_LABELLED = frozenset(("cardinal", "score", "fraction", "ratio"))

# What touches a number and makes both a code: F-16, 192.168.1.2, #5, MH17.
_CODE_BEFORE = re.compile(r"(?:[^\W_]|_|[^\W_][-‐‑/.]|[0-9][–—:,'’]|[#@=&%?+\\/§:]|=\")\Z")
_CODE_AFTER = re.compile(
    r"[^\W_]|_|[-–‐‑/:.,][0-9]|-to-|-for-[0-9]|-[A-Z]|['’][0-9s]|[/@^%]|\([a-z]\)|\s?(?:[ap]\.?m\b|o['’]clock)"
)
_TELEPHONE = re.compile(r"[(+]?[0-9]{2,4}\)?[ .-][0-9]{3,4}[ .-][0-9]{3,4}(?![\w,])")
_TELEPHONE_BEFORE = re.compile(r"(?<![\w.])0[0-9]{2,5}\s(?:[0-9]{3,4}\s)?\Z")
_FIGURES = re.compile(r"[0-9][0-9.,'’]*+")
_STREET = re.compile(
    r"\s(?:[NSEW]\.?\s)?(?:[A-Z0-9][\w.'’-]{0,20}\s){1,3}"
    rf"(?:{'|'.join(map(re.escape, _LABELS['streets']))})(?!\w)"
)
_YEAR = re.compile(r"(?:1[6-9]|2[01])[0-9]{2}(?:\D{1,5}(?:1[6-9]|20)?[0-9]{2})?\Z")
_BLOCK = re.compile(r"\sblock\sof\s(?:[NSEW]\.?\s|North\s|South\s|East\s|West\s)?[A-Z0-9]")
_SCREEN = re.compile(
    r"[0-9]{1,2}[Kk](?=\s(?:runs?|races?|walk|fun|charity|road)\b)"
    r"|[248][Kk](?=\s(?:Ultra|UHD|TVs?|video|displays?|resolution|screens?|monitors?|cameras?|content|movies?|HDR)\b)"
)
_ENUMERATOR = re.compile(r"[.)]\s")

# Labels of which a number is a part in any case, and those that are common words when they begin in lower case.
_ANY_CASE = frozenset(_LABELS["any_case"])
_CAPITALISED_LABELS = frozenset(label.lower() for label in _LABELS["capitalised"])
_CAPITALISED = re.compile(r"[A-Z][a-z]{2,}(?![\w$])")
# Where a sentence or quotation begins, so that a capital says nothing.
_OPENING = re.compile(r"(?:\A|[.!?:;…—–•*\"“”'‘’(\[]|\s-)\s{0,3}[\"“‘'(\[]{0,2}\Z")


def code_end(text: str, start: int, end: int) -> int:
    """Where the telephone number or run of figures that begins at `start` ends: none of it is tried again."""
    figures = _TELEPHONE.match(text, start, end) or _FIGURES.match(text, start, end)
    return figures.end() if figures else start


def is_code(stretch: Stretch, expression: Expression) -> bool:
    """Whether what touches the expression makes it part of a code, a score or a time of day."""
    text, start, end = stretch.text, expression.start, expression.end
    return bool(
        _CODE_BEFORE.search(text, max(0, start - 2), start)
        or _CODE_AFTER.match(text, end)
        or _TELEPHONE.match(text, start)
        or _TELEPHONE_BEFORE.search(text, max(0, start - 12), start)
    )


def is_name(stretch: Stretch, expression: Expression, before: list[Word], *, counting: bool) -> bool:
    """Whether the expression is part of a name, label or address, by the words `before` it; `counting` when something
    that it counts follows.
    """
    text, start, end = stretch.text, expression.start, expression.end
    lettered = expression.unit in ("Cel", "[degF]") and text[start].isdigit() and text[end - 1] in "CF"
    if (lettered or (not expression.unit and expression.kind in _LABELLED)) and _is_labelled(before):
        return True
    if expression.kind in ("score", "ratio"):
        return False
    if _SCREEN.match(text, start, stretch.end):
        return True
    if not expression.bare:
        return bool(_CAPITALISED.match(text, start)) and not stretch.title and not opens(stretch, start)
    figures = text[start:end]
    return (
        (_YEAR.match(figures) is not None and (not counting or text[start - 2 : start] == ", "))
        or figures == "911"  # the telephone number
        or (figures[0] == "0" and len(figures) > 1)
        or _STREET.match(text, end, stretch.end) is not None
        or _BLOCK.match(text, end, stretch.end) is not None
        or _is_postcode(before, figures)
        or (start == stretch.start and _ENUMERATOR.match(text, end, stretch.end) is not None)
        or (not counting and _follows_name(stretch, before))
    )


def opens(stretch: Stretch, position: int) -> bool:
    """Whether a sentence or quotation may begin at `position`."""
    return position == stretch.start or _OPENING.search(stretch.text, max(0, position - 5), position) is not None


def _is_labelled(before: list[Word]) -> bool:
    if not before:
        return False
    last = before[-1]
    plain = last.plain.rstrip(".")
    two = f"{before[-2].plain} {plain}" if len(before) > 1 else ""
    if any(form in _ANY_CASE for form in (plain, plain.removesuffix("s"), two)):
        return True
    if two in _CAPITALISED_LABELS and before[-2].text[0].isupper():
        return True
    return last.text[0].isupper() and (plain in _CAPITALISED_LABELS or plain.removesuffix("s") in _CAPITALISED_LABELS)


def _is_postcode(before: list[Word], figures: str) -> bool:
    return len(figures) == 5 and bool(before) and len(before[-1].text) == 2 and before[-1].text.isupper()


def _follows_name(stretch: Stretch, before: list[Word]) -> bool:
    if stretch.title or not before:
        return False
    name = before[-1]
    if name.text.endswith(("'s", "’s", "s'", "s’")):
        return False  # China's 260
    return (
        name.text[0].isupper()
        and name.plain not in NO_MODIFIERS
        and name.plain not in _QUALIFIERS
        and not opens(stretch, name.start)
    )
