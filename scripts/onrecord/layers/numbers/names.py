"""Figures and number words that are no numbers but parts of names, labels, codes and addresses (guideline 6.1)."""

from __future__ import annotations

import re

from onrecord.layers.numbers.expressions import Expression
from onrecord.layers.numbers.nouns import NO_MODIFIERS
from onrecord.layers.numbers.numerals import Stretch

_REACH = 32  # characters looked at before a number

# What touches a number and makes both a code: F-16, 192.168.1.2, #5, MH17.
_CODE_BEFORE = re.compile(r"(?:[^\W_]|_|[^\W_][-‐‑/.]|[0-9][–—:,'’]|[#@=&%?+\\/§:]|=\")\Z")
_CODE_AFTER = re.compile(r"[^\W_]|_|[-–‐‑/:.,][0-9]|-to-|-[A-Z]|['’][0-9s]|[/@^%]|\s?(?:[ap]\.?m\b|o['’]clock)")
_TELEPHONE = re.compile(r"[(+]?[0-9]{2,4}\)?[ .-][0-9]{3,4}[ .-][0-9]{3,4}(?![\w,])")
_STREET = re.compile(
    r"\s(?:[NSEW]\.?\s)?(?:[A-Z0-9][\w.'’-]{0,20}\s){1,3}"
    r"(?:Street|St\b|Avenue|Ave\b|Road|Rd\b|Boulevard|Blvd|Drive|Lane|Way|Court|Place|Square|Terrace|Highway|Plaza|Row)"
)
_POSTCODE = re.compile(r"\b[A-Z]{2}\s\Z")
_YEAR = re.compile(r"(?:1[6-9]|20)[0-9]{2}(?:\D{1,5}(?:1[6-9]|20)?[0-9]{2})?\Z")
_ENUMERATOR = re.compile(r"[.)]\s")

# Labels of which a number is a part in any case, and those that are common words when they begin in lower case.
_LABEL = re.compile(
    r"""(?<!\w)(?:articles?|channel|boeing|airbus|flight|route|highway|interstate|sections?|chapters?|resolution|apollo
    |windows|iphone|galaxy|proposition|prop\.?|amendment|level|phase|category|grades?|pages?|pp?\.|room|gate|paragraphs?
    |para|clause|exhibit|appendix|fig\.?|volume|vol\.?|episode|season|version|platform|pier|precinct|ward|zone|sector
    |suite|apartment|apt\.?|numbers?|no\.|nos\.|nrs?\.?|fortune|formula|air\sforce|group\sof|gang\sof|isaiah|psalm|tier
    |radio|play\s?station|xbox|super\sbowl|world\swar|title)\s{1,2}\Z
    |(?<!\w)(?:Line|Part|Question|Measure|Act|Class|Model|Mark|Train|Bus|System|Stage|Round|Game|Week|Day|Unit|Track|Step
    |Type|Area|Table|Figure|Box|Item|Rule|Form|Bill|Book|Big|Final|Elite|Catch|No|District|Local|Pier|Studio|Sweet)\s\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_COMMON = re.compile(
    r"(?:line|part|question|measure|act|class|model|mark|train|bus|system|stage|round|game|week|day|unit|track|step|type"
    r"|area|table|figure|box|item|rule|form|bill|book|big|final|elite|catch|no|district|local|pier|studio|sweet)\s\Z"
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
    if not label or expression.unit or _COMMON.match(text, label.start(), start):
        return False
    return expression.bare or text[start].isupper() or expression.kind == "cardinal"


def _follows_name(stretch: Stretch, before: int, start: int) -> bool:
    name = None if stretch.title else _CAPITAL_BEFORE.search(stretch.text, before, start)
    return name is not None and name[1].lower() not in NO_MODIFIERS and not opens(stretch, name.start())
