"""Whether the verb that governs an expression of time looks ahead, so that "on Monday" is the coming one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.layers.dates.patterns import one_of
from onrecord.layers.dates.vocabulary import VERBS

# Code points from a verb to what it governs: one that looks ahead reaches far, one in the past is sure when next to it.
_REACH, _REACH_BACK = 90, 8
_WINDOW = 300
_AWAITED = re.compile(rf"\b{one_of(VERBS['ahead']['awaited'])} \Z".replace(" ", r"\s{1,3}"))
_AWAITED_DAY = re.compile(rf"\b{one_of(VERBS['ahead']['awaited_with_article'])} \Z".replace(" ", r"\s{1,3}"))
_INFINITIVE = re.compile(rf"\sto\s{one_of(VERBS['ahead']['infinitives'])}(?:\s[\w'’-]{{1,20}}){{0,6}}\s\Z")
_PERFECT = re.compile(r".{0,5}\b(?:had|has|have|was|were)\b")


def _phrases(*names: str) -> str:
    said = VERBS
    for name in names:
        said = said[name]
    return one_of(said)


# The last verb before an expression decides: a form that looks ahead, with the participle that it governs, or a past.
_PARTICIPLE = rf"(?:\w{{1,20}}(?:ed|en)|{_phrases('past', 'verbs')})\b"
_CONDITIONAL = rf"{_phrases('ahead', 'conditional')}\b(?! {_phrases('ahead', 'not_before')}\b)"
_INSIDE = rf"(?<=\w\s){_phrases('ahead', 'inside')}"
_BY_ITSELF = rf"{_CONDITIONAL}|{_phrases('ahead', 'phrases')}|{_INSIDE}"
_PROGRESSIVE = _phrases("ahead", "progressive")
_AHEAD = (
    rf"(?:{_BY_ITSELF}|{_PROGRESSIVE} \w{{1,20}}ing)\b"
    rf"(?: not)?(?: be)?(?: {_PARTICIPLE})?"
)
# "The case is heard in May" can be either.
_OPEN = rf"{_PROGRESSIVE} (?:not )?(?!{_phrases('ahead', 'phrases')}\b){_PARTICIPLE}"
# "Due to hit" is no past: an infinitive can look like one.
_PAST = rf"(?<!\bto\s)(?:{_phrases('past', 'verbs')}|(?!{_phrases('past', 'no_verbs')}\b)\w{{1,20}}ed)\b"
_VERB = re.compile(
    rf"\b(?:(?P<past_ahead>{_phrases('past', 'before_all')}\b)|(?P<ahead>{_AHEAD})|(?P<open>{_OPEN})|{_PAST})".replace(
        " ", r"\s{1,3}"
    )
)


@dataclass(frozen=True, slots=True)
class Tense:
    """The direction of the verbs of one sentence, in text in lower case."""

    lowered: str
    start: int
    end: int

    def is_awaited(self, position: int) -> bool:
        """Whether what stands at `position` is awaited: ahead of Sunday's vote."""
        return _AWAITED.search(self.lowered, max(self.start, position - 20), position) is not None

    def is_awaited_day(self, position: int) -> bool:
        """Whether the day at `position` is awaited: five months before the Nov. 3 election."""
        return _AWAITED_DAY.search(self.lowered, max(self.start, position - 26), position) is not None

    def is_intended(self, position: int) -> bool:
        """Whether an infinitive stands before it, with nothing that ends its clause: likely to vote in November."""
        return _INFINITIVE.search(self.lowered, max(self.start, position - 80), position) is not None

    def looks_ahead(self, position: int, following: int) -> bool | None:
        """Whether the last verb before `position` looks ahead, or where there is none the first from `following` on.

        None where the verb is too far away to tell.
        """
        last = None
        clause = self.lowered.rfind(";", self.start, position) + 1
        for match in _VERB.finditer(self.lowered, max(self.start, clause, position - _WINDOW), position):
            last = match
        if last is not None and last["open"]:
            return None
        by = self.lowered.startswith("by", position - 3)  # a day by which something is done is to come
        if last is not None:
            ahead, distance = last["ahead"] is not None, position - last.end()
            if by and not ahead and not _PERFECT.match(self.lowered, max(self.start, last.start() - 5), last.end()):
                return True
            return ahead if distance <= (_REACH if ahead else _REACH_BACK) else None
        first = _VERB.search(self.lowered, following, min(self.end, position + _WINDOW // 2))
        if first is None or first["open"] or first[0] == "to be":  # appears to be
            return by or None
        return first["ahead"] is not None
