"""What a model read and what the rules found, as one list: which of two readings of a cue holds, and what is nested.

A model that learned from PolNeAR is right more often than a rule, but has no attribution inside another and takes a
listener for content. So a rule holds where the guidelines differ from that corpus, and where it was right more often.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from onrecord.layers.quotes.attribution import Attribution
from onrecord.layers.quotes.cues import REPORTING, UNNAMED
from onrecord.layers.quotes.nesting import cross, holds, overlap
from onrecord.model import Span

# Patterns that hold against what a model read of the same cue, and where it read none.
_TRUSTED = frozenset(["according", "question", "as_reported", "noted", "signed", "labelled"])
_WHOLE = frozenset(["signed", "labelled"])  # these are all that there is to their paragraph
_AROUND = _WHOLE | {"closing", "as_reported", "according"}  # these can stand around others, so they come first
_SAID = frozenset(["said", "says", "reports", "reported", "added", "adds", "wrote", "writes"])
_POINTING = frozenset(["this", "that", "it", "so", "such"])
_OPENERS = ("that ", "whether ", "if ", "“", '"', "‘", "'")
_NEAR = 30  # attributions before and after, among which one that shares text with another stands


def merge(read: Sequence[Attribution], ruled: Sequence[Attribution]) -> list[Attribution]:
    """The attributions of an article. `read` are a model's, `ruled` the rules' in order of their cues."""
    merged = sorted(read, key=_place)
    for rule in sorted(ruled, key=lambda rule: rule.pattern not in _AROUND):
        same = [found for found in _near(merged, rule) if overlap(found.cue, rule.cue)]
        if rule.pattern == "citing":
            _cite(merged, rule)
        elif same:
            _choose(merged, same, rule)
        elif _is_trusted(rule) or _is_around(rule, merged) or _is_nested(rule, merged):
            _add(merged, rule)
    return merged


def _is_trusted(rule: Attribution) -> bool:
    pointing = rule.pattern == "passive" and rule.content[0].text.lower() in _POINTING
    return rule.pattern in _TRUSTED or pointing


def _is_around(rule: Attribution, merged: Sequence[Attribution]) -> bool:
    """Whether the rule's is a report around a report: "The mayor said that …, the Herald reports." """
    if rule.pattern != "closing":
        return False
    near = [found for found in _near(merged, rule) if overlap(found.content, rule.content)]
    return any(found.cue and holds(rule, found) for found in near) or (not near and rule.cue[0].text in _SAID)


def _place(attribution: Attribution) -> int:
    return (attribution.cue or attribution.content)[0].start


def _near(merged: Sequence[Attribution], rule: Attribution) -> Sequence[Attribution]:
    at = bisect_left(merged, _place(rule), key=_place)
    return merged[max(0, at - _NEAR) : at + _NEAR]


def _add(merged: list[Attribution], rule: Attribution) -> None:
    """Put a rule's attribution in place of those that it crosses, and of those inside it that have no source."""
    for other in _near(merged, rule):
        swallows = rule.pattern == "question" and any(o.start <= rule.cue[0].start < o.end for o in other.content)
        if swallows or cross(other, rule) or (holds(rule, other) and (not other.source or rule.pattern in _WHOLE)):
            merged.remove(other)
    merged.insert(bisect_right(merged, _place(rule), key=_place), rule)


def _choose(merged: list[Attribution], same: Sequence[Attribution], rule: Attribution) -> None:
    """Of two readings of a cue keep one; what a rule alone sees, it adds to a model's."""
    if _is_trusted(rule):
        for found in same:
            merged.remove(found)
        _add(merged, rule)
    elif rule.pattern == "closing" and _is_cut(same[0], rule):
        merged[merged.index(same[0])] = replace(same[0], content=rule.content, addressee=rule.addressee)
    elif not same[0].addressee and rule.addressee:
        cue = tuple(_before(span, rule.addressee[0].start) for span in same[0].cue)  # told | the court
        merged[merged.index(same[0])] = replace(same[0], addressee=rule.addressee, cue=cue)


def _is_cut(found: Attribution, rule: Attribution) -> bool:
    """Whether a model took the first words alone of a sentence that somebody is said to report (3.5.4)."""
    content, whole = found.content[-1], rule.content[-1]
    return content.start == whole.start and content.end < whole.end <= found.cue[0].start


def _cite(merged: list[Attribution], rule: Attribution) -> None:
    """X wrote citing Y that Z: Y has the content of X (guidelines 3.5)."""
    before = [found for found in _near(merged, rule) if found.cue and found.cue[0].start < rule.cue[0].start]
    if before and rule.source[0].start - before[-1].cue[0].end < 40:
        host = before[-1]
        content = tuple(span for span in host.content if not overlap((span,), rule.source)) or rule.content
        cue = tuple(_before(span, rule.cue[0].start) for span in host.cue)
        merged.insert(merged.index(host) + 1, replace(rule, content=content))
        merged[merged.index(host)] = replace(host, content=content, cue=cue)


def _before(span: Span, end: int) -> Span:
    """What of a span stands before `end`, if that is within it."""
    surface = span.text[: end - span.start].rstrip() if span.start < end < span.end else span.text
    return Span(span.start, span.start + len(surface), surface)


def _is_nested(rule: Attribution, merged: Sequence[Attribution]) -> bool:
    """Whether the rule's attribution is a report inside another's indirect content: by somebody who is named there,
    with a verb of saying or thinking, and what opens a content behind it.
    """
    outer = next((found for found in _near(merged, rule) if found is not rule and holds(found, rule)), None)
    if outer is None or not rule.source or rule.source[0].text.lower() in UNNAMED:
        return False
    if rule.pattern == "noun":
        return rule.source[0].text.endswith(("'s", "’s"))
    return rule.cue[0].text.split()[-1].lower() in REPORTING and rule.content[0].text.lower().startswith(_OPENERS)
