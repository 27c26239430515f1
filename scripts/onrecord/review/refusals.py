"""What the bench refuses: a request that nothing is applied of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onrecord.errors import OnrecordError

UNPROCESSABLE = 422


class RefusedError(OnrecordError):
    """A request is refused: the HTTP status, what was found, what was expected, how to mend it, and the findings."""

    def __init__(
        self,
        found: str,
        expected: str,
        mend: str,
        *,
        status: int = UNPROCESSABLE,
        findings: Sequence[dict[str, Any]] = (),
    ) -> None:
        super().__init__(f"{found}; {mend}")
        self.found, self.expected, self.mend = found, expected, mend
        self.status, self.findings = status, findings

    @property
    def body(self) -> dict[str, Any]:
        """The answer to the request."""
        error = {"found": self.found, "expected": self.expected, "mend": self.mend}
        return {"error": error} | ({"findings": list(self.findings)} if self.findings else {})


def unknown_id(identifier: str) -> RefusedError:
    """That the article has no annotation of this id."""
    from onrecord.incident import quoted

    return RefusedError(quoted(identifier), "the id of an annotation of this article", "load the article again")
