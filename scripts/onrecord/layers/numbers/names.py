"""Figures and number words that are no numbers but parts of names, labels, codes and addresses (guideline 6.1)."""

from __future__ import annotations

import re

from onrecord.layers.lexicon import load_lexicon
from onrecord.layers.numbers.nouns import NO_MODIFIERS
from onrecord.layers.numbers.numerals import Stretch
from onrecord.layers.numbers.sides import Expression

_LABELS = {name: re.sub(r"\s*\n", "", table["words"]) for name, table in load_lexicon("numbers/labels").items()}
_REACH = 32  # characters looked at before a number

# What touches a number and makes both a code: F-16, 192.168.1.2, #5, MH17.
_CODE_BEFORE = re.compile(r"(?:[^\W_]|_|[^\W_][-‐‑/.]|[0-9][–—:,'’]|[#@=&%?+\\/§:]|=\")\Z")
_CODE_AFTER = re.compile(r"[^\W_]|_|[-–‐‑/:.,][0-9]|-to-|-[A-Z]|['’][0-9s]|[/@^%]|\s?(?:[ap]\.?m\b|o['’]clock)")
_TELEPHONE = re.compile(r"[(+]?[0-9]{2,4}\)?[ .-][0-9]{3,4}[ .-][0-9]{3,4}(?![\w,])")
_STREET = re.compile(rf"\s(?:[NSEW]\.?\s)?(?:[A-Z0-9][\w.'’-]{{0,20}}\s){{1,3}}(?:{_LABELS['streets']})")
_POSTCODE = re.compile(r"\b[A-Z]{2}\s\Z")
_YEAR = re.compile(r"(?:1[6-9]|20)[0-9]{2}(?:\D{1,5}(?:1[6-9]|20)?[0-9]{2})?\Z")
_ENUMERATOR = re.compile(r"[.)]\s")

# Labels of which a number is a part in any case, and those that are common words when they begin in lower case.
_LABEL = re.compile(
    rf"(?<!\w)(?:(?i:{_LABELS['any_case']})\s{{1,2}}|(?:{_LABELS['capitalised']}|{_LABELS['capitalised'].upper()})\s)\Z"
)
_CAPITAL_BEFORE = re.compile(r"(?<![^\W\d_])([A-Z][\w’'.&-]{0,30})\s\Z")
_CAPITALISED = re.compile(r"[A-Z][a-z]{2,}(?![\w$])")
# Where a sentence or quotation begins, so that a capital says nothing.
_OPENING = re.compile(r"(?:\A|[.!?:;…—–•*\"“”'‘’(\[]|\s-)\s{0,3}[\"“‘'(\[]{0,2}\Z")


def is_code(stretch: Stretch, expression: Expression) -> bool:
    """Whether what touches the expression makes it part of a code, a score or a time of day."""
    text, start, end = stretch.text, expression.start, expression.end
    return bool(
        _CODE_BEFORE.search(text, max(0, start - 2), start)
        or _CODE_AFTER.match(text, end)
        or _TELEPHONE.match(text, start)
    )


def is_name(stretch: Stretch, expression: Expression, *, counting: bool) -> bool:
    """Whether the expression is part of a name, label or address; `counting` when something that it counts follows."""
    text, start, end = stretch.text, expression.start, expression.end
    before = max(stretch.start, start - _REACH)
    if _is_label(text, before, start, expression):
        return True
    if expression.kind in ("score", "ratio"):
        return False
    if not expression.bare:
        return bool(_CAPITALISED.match(text, start)) and not stretch.title and not opens(stretch, start)
    figures = text[start:end]
    return (
        (_YEAR.match(figures) is not None and not counting)
        or (figures[0] == "0" and len(figures) > 1)
        or _STREET.match(text, end, stretch.end) is not None
        or _POSTCODE.search(text, before, start) is not None
        or (start == stretch.start and _ENUMERATOR.match(text, end, stretch.end) is not None)
        or (not counting and _follows_name(stretch, before, start))
    )


def opens(stretch: Stretch, position: int) -> bool:
    """Whether a sentence or quotation may begin at `position`."""
    return _OPENING.search(stretch.text, max(0, position - 5), position) is not None or position == stretch.start


def _is_label(text: str, before: int, start: int, expression: Expression) -> bool:
    label = _LABEL.search(text, before, start)
    return bool(label) and not expression.unit and expression.kind in ("cardinal", "score", "fraction", "ratio")


def _follows_name(stretch: Stretch, before: int, start: int) -> bool:
    name = None if stretch.title else _CAPITAL_BEFORE.search(stretch.text, before, start)
    return name is not None and name[1].lower() not in NO_MODIFIERS and not opens(stretch, name.start())
