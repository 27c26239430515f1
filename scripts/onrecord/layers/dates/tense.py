"""Whether the verb that governs an expression of time looks ahead, so that "on Monday" is the coming one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.layers.dates.patterns import one_of
from onrecord.layers.dates.vocabulary import VERBS

# Code points from a verb to what it governs: one that looks ahead reaches far, one in the past is sure when next to it.
_REACH, _REACH_BACK = 60, 8
_WINDOW = 300


def _phrases(*names: str) -> str:
    said = VERBS
    for name in names:
        said = said[name]
    return one_of(said)


# The last verb before an expression decides: a form that looks ahead, with the participle that it governs, or a past.
_AHEAD = (
    rf"(?:{_phrases('ahead', 'phrases')}|{_phrases('ahead', 'progressive')} \w{{1,20}}ing)\b(?! {_phrases('ahead', 'not_before')}\b)"
    rf"(?: not)?(?: be)?(?: \w{{1,20}}(?:ed|en)\b)?"
)
_PAST = rf"(?:{_phrases('past', 'verbs')}|\w{{1,20}}ed)\b"
_VERB = re.compile(
    rf"\b(?:(?P<past_ahead>{_phrases('past', 'before_all')}\b)|(?P<ahead>{_AHEAD})|{_PAST})".replace(" ", r"\s{1,3}")
)


@dataclass(frozen=True, slots=True)
class Tense:
    """The direction of the verbs of one sentence, in text in lower case."""

    lowered: str
    start: int
    end: int

    def looks_ahead(self, position: int) -> bool | None:
        """Whether the last verb before `position` looks ahead, or where there is none the first one after it.

        None where the verb is too far away to tell.
        """
        last = None
        for match in _VERB.finditer(self.lowered, max(self.start, position - _WINDOW), position):
            last = match
        if last is not None:
            ahead = last["ahead"] is not None
            return ahead if position - last.end() <= (_REACH if ahead else _REACH_BACK) else None
        first = _VERB.search(self.lowered, position, min(self.end, position + _WINDOW // 2))
        return None if first is None else first["ahead"] is not None
