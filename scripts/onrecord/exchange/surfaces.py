"""The surfaces that files of tools repeat, held against the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from onrecord.errors import InputError
from onrecord.incident import quoted
from onrecord.offset_units import OffsetError, OffsetUnits
from onrecord.spans import Offsets


def check_surface(place: str, text: str, parts: Sequence[Offsets], surface: str) -> None:
    """Raises `InputError` where the parts, in code points and joined by blanks, are not the surface; it says which unit
    would fit.
    """
    found = _standing(text, parts)
    if found == surface:
        return
    shown = ";".join(f"{start} {end}" for start, end in parts)
    units = " or ".join(_fitting(text, parts, surface))
    mend = f"the offsets count {units}" if units else "the text or the offsets were changed, or count in another unit"
    raise InputError(
        place,
        f"{quoted(found)} stands at {shown}, where the file has {quoted(surface)}",
        f"{mend}: write them in code points, or export text and annotations from the tool once more",
    )


def _standing(text: str, parts: Sequence[Offsets], convert: Callable[[int], int] = int) -> str:
    """What stands at the parts; nothing where they lie outside the text."""
    return " ".join(text[max(convert(start), 0) : max(convert(end), 0)] for start, end in parts)


def _fitting(text: str, parts: Sequence[Offsets], surface: str) -> Iterator[str]:
    """The other units of offsets in which the parts are the surface."""
    units = OffsetUnits(text)
    readings: list[tuple[str, Callable[[int], int]]] = [
        ("UTF-16 units", units.from_utf16),
        ("bytes of UTF-8", units.from_bytes),
    ]
    for unit, convert in readings:
        with suppress(OffsetError):
            if _standing(text, parts, convert) == surface:
                yield unit
    if _standing(text.replace("\r\n", "\n"), parts) == surface.replace("\r\n", "\n"):
        yield "CR LF as one"
