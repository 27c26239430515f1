"""Whether the verb that governs an expression of time looks ahead, so that "on Monday" is the coming one."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Code points from a verb to what it governs: one that looks ahead reaches far, one in the past is sure when next to it.
_REACH, _REACH_BACK = 60, 8
_WINDOW = 300
# The last verb before an expression decides: a form that looks ahead, with the participle that it governs, or a past.
_VERB = re.compile(
    r"\b(?P<ahead>(?:will|wo(?=n['’]t)|['’]ll|would|could|shall|going\s+to|(?:is|are|was|were|be)\s+to|(?<!been\s)(?:scheduled|due)|effective"
    r"|plan(?:s|ned|ning)?\s+to|expect(?:s|ed)?(?:\s+to)?|intends?\s+to|hopes?\s+to|set\s+to|slated|to\s+be"
    r"|poised\s+to|(?:is|are)\s+\w{1,20}ing|(?<=\w\s)until|as\s+soon\s+as)"
    r"\b(?:n['’]t)?(?:\s+not)?(?:\s+be)?(?:\s+\w{1,20}(?:ed|en))?)"
    r"|\b(?:was|were|had|did|has|have|\w{1,20}ed|said|says|told|wrote|made|came|went|rose|fell|took|began|held|met|won"
    r"|lost|left|sent|saw|got|gave|found|led|shot|hit|set|spoke)\b",
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
