"""The status of an article: what has to be done before it is reviewed or gold, and who is named for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from onrecord.review.findings import errors
from onrecord.review.refusals import RefusedError
from onrecord.review.work import Work


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who reviews, and as what they are named in the article: `task` is check or adjudicate."""

    name: str
    kind: str = "person"
    task: str = "check"


def promoted(work: Work, status: str, reviewer: Reviewer, *, findings: Sequence[Mapping[str, Any]]) -> Work:
    """The state with another status and no marks. Raises `RefusedError` for what is not checked or is wrong."""
    if status == work.status:
        raise RefusedError(f"the status {status} already", "another status", "load the article again")
    annotation = work.head["annotation"]
    annotators = list(annotation["annotators"])
    if status != "draft":
        left = [name for name in work.entries if name not in work.checked]
        if left:
            found = f"{len(left)} annotations that nobody has checked in this pass, {left[0]} among them"
            raise RefusedError(found, "every annotation checked", "accept, correct or reject them")
        if wrong := errors(list(map(dict, findings))):
            mend = "mend what is found"
            raise RefusedError(f"{len(wrong)} findings", "none of levels 1 to 5", mend, findings=wrong)
        one = {"name": reviewer.name, "kind": reviewer.kind, "version": "", "task": reviewer.task}
        is_there = any((a["name"], a["task"]) == (reviewer.name, reviewer.task) for a in annotators)
        annotators += [] if is_there else [one]
    annotation = annotation | {"status": status, "annotators": annotators}
    return replace(work, head=work.head | {"annotation": annotation}, checked={})
