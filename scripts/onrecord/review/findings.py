"""What validate and check find in a state of an article, in the lines that would be written, by annotation."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.batches import Batch
from onrecord.checks import LEVELS, TESTS, VALID
from onrecord.incident import Incident
from onrecord.lines import Line
from onrecord.review.refusals import RefusedError
from onrecord.review.rendering import Rendered
from onrecord.validation import Choice, examine

SHAPE = 2  # the last level whose findings mean that a record cannot be worked on
Found = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Examiner:
    """Examines the states of one article file; suspicions too."""

    file: Path
    choice: Choice = field(default_factory=lambda: Choice(level=max(LEVELS)))

    def examine(self, rendered: Rendered) -> list[Found]:
        """The findings. Raises `RefusedError` for lines that do not keep to the schema: no state may hold those."""
        lines = [Line(number, data) for number, data in enumerate(rendered.lines, 1)]
        batch = Batch(str(self.file), is_article=True, items=[*lines], size=sum(map(len, rendered.lines)))
        found = [_finding(incident, rendered) for incident in examine(batch, self.choice).incidents]
        broken = [one for one in found if one["level"] != "check" and one["level"] <= SHAPE]
        if broken:
            first = broken[0]
            raise RefusedError(first["found"], first["expected"], first["mend"], findings=broken)
        return found


def errors(found: list[Found], identifier: str | None = None) -> list[Found]:
    """The findings of levels 1 to 5, of one annotation if it is named."""
    return [one for one in found if one["level"] != "check" and identifier in (None, one["id"])]


def _finding(incident: Incident, rendered: Rendered) -> Found:
    start, end = incident.span or (None, None)
    return {
        "id": rendered.order[incident.line - 2] if incident.line > 1 else "",
        "test": incident.test_id,
        "level": incident.level if incident.level <= VALID else "check",
        "found": incident.found,
        "expected": incident.expected,
        "mend": incident.mend,
        "rule": TESTS[incident.test_id].text,
        "path": incident.path,
        "start": start,
        "end": end,
    }
