"""The surfaces that files of tools repeat, held against the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from onrecord.errors import InputError
from onrecord.incident import quoted
from onrecord.offset_units import OffsetError, OffsetUnits
from onrecord.spans import Offsets


def check_surface(place: str, text: str, parts: Sequence[Offsets], surface: str, *, joint: str = " ") -> None:
    """Raises `InputError` where the parts, in code points and joined by `joint`, are not the surface."""
    found = joint.join(text[start:end] for start, end in parts)
    if found == surface:
        return
    shown = ";".join(f"{start} {end}" for start, end in parts)
    units = " or ".join(fitting(text, parts, surface, joint=joint))
    mend = f"the offsets count {units}" if units else "the text or the offsets were changed, or count in another unit"
    raise InputError(
        place,
        f"{quoted(found)} stands at {shown}, where the file has {quoted(surface)}",
        f"{mend}: write them in code points, or export text and annotations from the tool once more",
    )


def fitting(text: str, parts: Sequence[Offsets], surface: str, *, joint: str = " ") -> list[str]:
    """The other units of offsets in which the parts are the surface."""
    units = OffsetUnits(text)
    readings: list[tuple[str, str, str, Callable[[int], int]]] = [
        ("UTF-16 units", text, surface, units.from_utf16),
        ("bytes of UTF-8", text, surface, units.from_bytes),
        ("CR LF as one", text.replace("\r\n", "\n"), surface.replace("\r\n", "\n"), int),
    ]
    found = []
    for unit, reference, expected, convert in readings:
        with suppress(OffsetError):
            if joint.join(reference[convert(start) : convert(end)] for start, end in parts) == expected:
                found.append(unit)
    return found
