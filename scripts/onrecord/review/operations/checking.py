"""Operations that take annotations as they are: checked, not checked any more, gone."""

from __future__ import annotations

from onrecord.review.operations.draft import Draft
from onrecord.review.operations.requests import Accept, Reject, Uncheck


def accept(draft: Draft, operation: Accept) -> None:
    """Checked, if nothing is found wrong with them: who applies the operation looks."""
    for name in operation.ids:
        draft.accepted.append(draft.entry(name).id)


def uncheck(draft: Draft, operation: Uncheck) -> None:
    """Not checked any more."""
    for name in operation.ids:
        draft.checked.pop(draft.entry(name).id, None)


def reject(draft: Draft, operation: Reject) -> None:
    """Annotations or mentions go. What named them is mended; a speaker goes with its last mention."""
    for name in operation.ids:
        if name.startswith("m"):
            _reject_mention(draft, name)
        else:
            remove(draft, name)


def remove(draft: Draft, identifier: str) -> None:
    """Take an annotation out: quotes lose it as their speaker, its children go to its parent, anchors lose it."""
    gone = draft.remove(identifier)
    heir = gone.value["parent"] if gone.layer == "quote" else ""
    names = {(gone.layer, identifier): heir}
    draft.rename(lambda layer, name: names.get((layer, name), name), mark="off")
    draft.shown.append(identifier)


def _reject_mention(draft: Draft, identifier: str) -> None:
    speaker = draft.speaker_of(identifier)
    left = [mention for mention in speaker.value["mentions"] if mention["id"] != identifier]
    if left:
        draft.change(speaker.id, {"mentions": left})
    else:
        remove(draft, speaker.id)
