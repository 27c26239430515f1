"""Limits of what is read into memory, and of what a small file may unpack to.

An article of a million words makes a record of some 50 MB; JSONL of records packs to a tenth.
"""

from __future__ import annotations

from pathlib import Path

from onrecord.incident import Incident
from onrecord.lines import of_file

LONGEST_LINE = 128 * 2**20
LARGEST_FILE = 2**29  # bytes of a file of others that is read whole, unpacked
MOST_LINES = 500_000  # of an article file
MOST_PASSED_OVER = 2**30  # bytes of a line that is too long, after which no end of it is looked for
UNPACKED_FREELY = 2**30
UNPACKED_TIMES = 200


def unpacked_limit(file: str) -> float:
    """How many bytes a packed file may unpack to."""
    return max(UNPACKED_FREELY, UNPACKED_TIMES * Path(file).stat().st_size)


def too_long(file: str, number: int, what: str, limit: float) -> Incident:
    """That there is more of something than `limit` bytes."""
    size = f"{limit / 2**20:,.0f} MiB"
    mend = "part it into smaller files, and leave out what is no article"
    return of_file(file, number, "too-long", found=f"{what} of more than {size}", expected=f"at most {size}", mend=mend)
