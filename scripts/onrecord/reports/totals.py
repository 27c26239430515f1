"""What a run looked at and found, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from onrecord.checks import LEVELS, TESTS
from onrecord.incident import Incident


@dataclass(slots=True)
class Totals:
    """Files and records that were looked at, and the findings by test id.

    `tests` are the ids of the tests that were run, `cut` tells that a limit ended the run before all was found.
    """

    tests: Collection[str] = tuple(TESTS)
    files: int = 0
    records: int = 0
    cut: bool = False
    faulty_files: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    def counting(self, incidents: Iterable[Incident]) -> Iterator[Incident]:
        """The incidents, each counted when it is passed on."""
        file = None
        for incident in incidents:
            if incident.file != file:
                file = incident.file
                self.faulty_files += 1
            self.counts[incident.test_id] += 1
            yield incident

    @property
    def findings(self) -> int:
        return self.counts.total()

    @property
    def by_test(self) -> list[tuple[str, int]]:
        """Test ids with their findings, the most frequent first, then in the order of the table of tests."""
        order = {test_id: place for place, test_id in enumerate(TESTS)}
        return sorted(self.counts.items(), key=lambda item: (-item[1], order[item[0]]))

    @property
    def by_level(self) -> dict[int, int]:
        """Every level that has findings, with their number."""
        counts = Counter[int]()
        for test_id, count in self.counts.items():
            counts[TESTS[test_id].level] += count
        return {level: counts[level] for level in LEVELS if counts[level]}

    def __str__(self) -> str:
        """`3 findings in 2 of 40 files (40 records)`, on one line."""
        seen = f"{counted(self.files, 'file')} ({counted(self.records, 'record')})"
        if not self.findings:
            return f"no findings in {seen}"
        limit = ", and the limit was reached: there may be more" * self.cut
        return f"{counted(self.findings, 'finding')} in {self.faulty_files:,} of {seen}{limit}"


def counted(number: int, noun: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number:,} {noun}{'s' * (number != 1)}"
