"""What was done to an article, to be undone and done again."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.review.work import Delta


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is called, and what leads there and back."""

    label: str
    forth: Delta
    back: Delta


@dataclass(slots=True)
class History:
    """The steps that can be undone, and those that can be done again, the next one last."""

    past: list[Step] = field(default_factory=list)
    future: list[Step] = field(default_factory=list)

    def add(self, step: Step) -> None:
        """A new step; what had been undone can no longer be done again."""
        self.past.append(step)
        self.future.clear()

    def undo(self) -> None:
        self.future.append(self.past.pop())

    def redo(self) -> None:
        self.past.append(self.future.pop())

    @property
    def labels(self) -> dict[str, str]:
        """What the next undo and the next redo are about, "" where there is none."""
        return {
            "undo": self.past[-1].label if self.past else "",
            "redo": self.future[-1].label if self.future else "",
        }
