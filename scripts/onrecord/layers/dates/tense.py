"""Whether the verb that governs an expression of time looks ahead, so that "on Monday" is the coming one."""

from __future__ import annotations

import re
from dataclasses import dataclass

_REACH = 60  # code points from a verb that looks ahead to what it governs
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

    def looks_ahead(self, position: int) -> bool:
        """Whether the last verb before `position` looks ahead; where there is none, the first one after it."""
        last = None
        for match in _VERB.finditer(self.lowered, max(self.start, position - _WINDOW), position):
            last = match
        if last is not None:
            return last["ahead"] is not None and position - last.end() <= _REACH
        first = _VERB.search(self.lowered, position, min(self.end, position + _WINDOW // 2))
        return first is not None and first["ahead"] is not None
