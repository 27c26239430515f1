"""The elements of regions, with their attributes."""

from __future__ import annotations

import re
from datetime import date as calendar_date

from onrecord.exchange.graph import Region
from onrecord.model import Quote, Speaker

# The order of elements at one place, the outer one first.
RANKS = ("segment", "sentence", "content", "marks", "source", "addressee", "counted", "mention", "number", "date")
_DIRECT = {"direct": "true", "indirect": "false", "mixed": "unknown"}
_ALOUD = {"speech": "true", "thought": "false", "deed": "inapplicable"}
_KINDS = {"percent": "percentage"}  # the name that TEI suggests
_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?\Z")
_MONTH = re.compile(r"\d{3}[1-9]-(0[1-9]|1[0-2])\Z|\d\d[1-9]\d-(0[1-9]|1[0-2])\Z|[1-9]\d{3}(-(0[1-9]|1[0-2]))?\Z")
_DURATION = re.compile(r"P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?\Z")


def rank(label: str) -> int:
    return RANKS.index(label) if label in RANKS else len(RANKS)


def element(region: Region, quotes: dict[str, Quote], speakers: dict[str, Speaker]) -> tuple[str, dict[str, str]]:
    """The name and the attributes of the element of a region that is no segment and no sentence."""
    values = region.values
    if region.label == "content":
        quote = quotes[region.id]
        who = {"who": f"#{quote.speaker}"} if quote.speaker in speakers else {}
        return "said", who | {"direct": _DIRECT[quote.kind], "aloud": _ALOUD[quote.cue_class]}
    if region.label == "mention":
        speaker = speakers[str(values["entity"])]
        names = {"person": "persName", "organisation": "orgName", "group": "orgName"}
        name = names.get(speaker.kind, "rs") if values["form"] == "name" else "rs"
        return name, {"ref": f"#{speaker.id}", "type": str(values["form"] if name == "rs" else speaker.kind)}
    if region.label == "date":
        return _date(region)
    if region.label == "number":
        return _number(region)
    return "seg", {"type": region.label, "corresp": f"#{region.id.partition('.')[0]}"}


def datable(value: str, zone: str = "") -> str:
    """A value as the types of W3C's XML Schema write it, which attributes such as `when` take; "" where none does."""
    day = value[:10]
    if _DAY.match(day):
        try:
            calendar_date.fromisoformat(day)
        except ValueError:
            return ""
    if match := _TIME.match(value):
        return f"{value}{'' if match[2] else ':00'}{zone}"
    return value if _DAY.match(value) or _MONTH.match(value) else ""


def _date(region: Region) -> tuple[str, dict[str, str]]:
    values = {name: str(value) for name, value in region.values.items()}
    kind, value = values["type"], values["value"]
    attributes = {"type": kind, "n": value}
    if kind in ("DATE", "TIME"):
        bounds = [datable(values.get(name, "")) for name in ("earliest", "latest")]
        if when := datable(value, values.get("zone", "")):
            attributes["when"] = when
        elif all(bounds):
            attributes |= {"from": bounds[0], "to": bounds[1]}
    elif kind == "DURATION" and _DURATION.match(value):
        attributes["dur"] = value
    return ("time" if kind == "TIME" else "date"), attributes


def _number(region: Region) -> tuple[str, dict[str, str]]:
    values = region.values
    kind = str(values["kind"])
    attributes = {"type": _KINDS.get(kind, kind)}
    is_measure = bool(values.get("unit")) and kind != "percent"
    for name, given in (("value", "quantity" if is_measure else "value"), ("low", "atLeast"), ("high", "atMost")):
        if name in values:
            attributes[given] = str(values[name])
    if is_measure:
        attributes["unit"] = str(values["unit"])
    if "terms" in values:
        attributes["n"] = " ".join(map(str, values["terms"]))
    return ("measure" if is_measure else "num"), attributes
