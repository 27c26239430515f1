"""Years, decades, centuries and the ends of years."""

from __future__ import annotations

from onrecord.layers.dates import vocabulary as words
from onrecord.layers.dates.periods import rank
from onrecord.layers.dates.points import edge, year_of
from onrecord.layers.dates.reading import Parts, Reading


def year_end(parts: Parts) -> Reading:
    """By year-end."""
    return Reading(shift=(parts["unit"], 0), mod="END")


def new_year(_: Parts) -> Reading:
    """The new year, which is the coming one in the second half of a year."""
    return Reading(holiday="new year's day", mod="START")


def year(parts: Parts) -> Reading:
    """2013; fiscal 2013; FY13; the year 1066."""
    if short := parts.get("fiscal"):
        return Reading(year=int(short) + (1900 if int(short) > 50 else 2000))
    return Reading(year=year_of(parts.get("year") or parts["old"]), mod=edge(parts))


def years(parts: Parts) -> Reading | None:
    """2012-13, which is two years; 2013-02, which is a month."""
    first, second = int(parts["year"]), parts["second"]
    if len(second) == 4 or int(second) > first % 100:
        return Reading(year=first)
    month = int(second)
    return Reading(year=first, month=month) if second[0] in "01" and 1 <= month <= 12 else None


def decade(parts: Parts) -> Reading:
    """The 1990s; the '80s and the nineties, which are those of the twentieth century; the 1800s, a century."""
    if "name" in parts:
        return Reading(value=words.DECADES[parts["name"]], mod=edge(parts))
    if "decade" not in parts:
        return Reading(value=f"19{(parts.get('short') or parts['bare_short'])[0]}", mod=edge(parts))
    written = parts["decade"]
    return Reading(value=written[: 2 if written[2:] == "00" and written < "2000" else 3], mod=edge(parts))


def century(parts: Parts) -> Reading | None:
    """The 19th century; the 5th century BC."""
    number = rank(parts["ordinal"])
    if not 1 <= number <= 30:
        return None
    return Reading(value=f"BC{number - 1:02d}" if "era" in parts else f"{number - 1:02d}", mod=edge(parts))


def era(parts: Parts) -> Reading | None:
    """44 BC, AD 79."""
    number = int((parts.get("number") or parts["count"]).replace(",", ""))
    before = parts.get("era", "").startswith("b")
    if before or number > 31:
        return Reading(value=f"BC{number:04d}") if before else Reading(year=number)
    return None
