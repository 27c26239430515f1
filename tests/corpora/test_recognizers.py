"""Case files of Recognizers-Text to records, on cases made for it: offsets, units, flags, faults."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from onrecord.checks import offsets, references, shape
from onrecord.corpora.recognizers import iter_recognizers, scan_recognizers, unit_code
from onrecord.errors import InputError
from onrecord.losses import Losses


def result(text: str, start: int | None, end: int | None, name: str, **resolution: str) -> dict[str, Any]:
    return {"Text": text, "Start": start, "End": end, "TypeName": name, "Resolution": resolution}


def case(text: str, *results: dict[str, Any], **more: str) -> dict[str, Any]:
    return {"Input": text, "Results": list(results), **more}


@pytest.fixture
def write(tmp_path):
    def written(cases: object, name: str = "NumberModel.json"):
        path = tmp_path / name
        path.write_bytes(b"\xef\xbb\xbf" + json.dumps(cases).encode())
        return path

    return written


def numbers(path) -> list[tuple[Any, ...]]:
    return [
        (n.start, n.end, n.text, n.kind, n.value, n.unit) for record in iter_recognizers(path) for n in record.numbers
    ]


def test_each_case_is_a_record(write):
    cases = [
        case("Two 🇺🇦 cost $12 and up.", result("$12", 12, 14, "currency", value="12", unit="Dollar"),
             result("two", 0, 2, "number", subtype="integer", value="2")),
        case("Nothing here."),
    ]  # fmt: skip
    records = list(iter_recognizers(write(cases)))
    assert [record.id for record in records] == ["NumberModel-0", "NumberModel-1"]
    assert [(n.id, n.text, n.kind, n.value, n.unit) for n in records[0].numbers] == [
        ("n1", "Two", "cardinal", 2, ""),
        ("n2", "$12", "money", 12, "USD"),
    ]
    assert records[1].numbers == ()
    for record in records:
        parsed = msgspec.json.decode(msgspec.json.encode(record))
        assert [*shape.check(parsed), *offsets.check(record), *references.check(record)] == []


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (result("5 km", 3, 6, "dimension", value="5", unit="Kilometer"), ("quantity", 5, "km")),
        (result("5 km", 3, 6, "age", value="5", unit="Year"), ("quantity", 5, "a")),
        (result("5 km", 3, 6, "temperature", value="-5.5", unit="F"), ("quantity", -5.5, "[degF]")),
        (result("5 km", 3, 6, "temperature", value="null", unit="C"), ("quantity", None, "Cel")),
        (result("5 km", 3, 6, "percentage", value="20%"), ("percent", 20, "%")),
        (result("5 km", 3, 6, "currency", value="75000000", unit="Yen", isoCurrency="JPY"), ("money", 75000000, "JPY")),
        (result("5 km", 3, 6, "currency", value="1", unit="Bitcoin", isoCurrency="_BTC"), ("money", 1, "")),
        (result("5 km", 3, 6, "number", subtype="fraction", value="0.2"), ("fraction", 0.2, "")),
        (result("5 km", 3, 6, "number", subtype="power", value="1E-12"), ("cardinal", 1e-12, "")),
        (result("5 km", 3, 6, "number", value="-1.2732E+15"), ("cardinal", -1273200000000000, "")),
        (result("5 km", 3, 6, "ordinal.relative", value="end-1", offset="-1"), ("ordinal", None, "")),
        (result("5 km", 3, 6, "number", value="NaN"), ("cardinal", None, "")),
    ],
)
def test_kinds_values_and_units(write, found, expected):
    [number] = numbers(write([case("In 5 km.", found)]))
    assert number == (3, 7, "5 km", *expected)


@pytest.mark.parametrize(
    "place",
    [
        {"Start": 3, "End": 6},
        {"Start": 3, "End": None, "Length": 4},
        {"Start": 3},
        {"Start": None, "End": None},
        {},
    ],
)
def test_offsets_are_told_in_several_ways(write, place):
    found = {"Text": "5 KM", "TypeName": "number", "Resolution": {"value": "5"}, **place}
    assert numbers(write([case("In 5 km.", found)]))[0][:3] == (3, 7, "5 km")


BAD = {
    "offset": (
        case("In 5 km.", result("5 km", 2, 5, "number", value="5")),
        "Start 2, End 5 is not '5 km'",
    ),
    "twice": (case("5 or 5", result("5", None, None, "number", value="5")), "Start None, End None is not '5'"),
    "outside": (case("5", result("5", 0, 9, "number", value="5")), "mend the offsets"),
    "a date": (case("May", result("May", 0, 2, "datetimeV2.date", value="5")), "TypeName is 'datetimeV2.date'"),
    "no text": (case(" "), "no Input"),
    "results": ({"Input": "5", "Results": [5]}, "Results is no list of objects"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_case_is_told_in_its_place(write, name):
    bad, message = BAD[name]
    path = write([case("Fine."), bad, case("Fine too.")])
    first, error, last = scan_recognizers(path, Losses())
    assert isinstance(error, InputError) and str(error).startswith(f"{path} case 1: ") and message in str(error)
    assert (first.id, last.id) == ("NumberModel-0", "NumberModel-2")
    with pytest.raises(InputError):
        list(iter_recognizers(path))


@pytest.mark.parametrize("cases", [{"Input": "5"}, [5], "5"])
def test_what_is_no_case_file_is_told(write, cases):
    with pytest.raises(InputError, match="no list of objects"):
        list(iter_recognizers(write(cases)))


def test_what_is_no_json_is_told(write):
    path = write([])
    path.write_text("[\n{]")
    with pytest.raises(InputError, match=r"NumberModel\.json:2: not JSON"):
        list(iter_recognizers(path))


def test_cases_that_are_not_supported_are_counted(write):
    cases = [case("1", NotSupported="javascript, Python, java"), case("2", NotSupported="java"),
             case("3", NotSupportedByDesign="python")]  # fmt: skip
    path, losses = write(cases), Losses()
    assert [record.text for record in iter_recognizers(path, losses)] == ["2"]
    assert losses.counts["cases that python does not support"] == 2
    assert [record.text for record in iter_recognizers(path, supported_by="java")] == ["3"]
    assert len(list(iter_recognizers(path, supported_by=""))) == 3


def test_a_folder_gives_the_models_it_holds(write, tmp_path):
    write([case("1")], "OrdinalModel.json")
    write([case("2")], "AgeModel.json")
    write([case("3")], "DateTimeModel.json")
    assert [record.id for record in iter_recognizers(tmp_path)] == ["AgeModel-0", "OrdinalModel-0"]
    with pytest.raises(InputError, match=r"no \.json in it; it should hold"):
        list(iter_recognizers(tmp_path / ".."))


def test_units_without_a_code_are_counted(write):
    losses = Losses()
    [record] = iter_recognizers(
        write([case("5 foo", result("5 foo", 0, 4, "dimension", value="5", unit="Foo"))]), losses
    )
    assert record.numbers[0].unit == "" and losses.counts["names of units that have no code"] == 1


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Kilometer per hour", "km/h"),
        ("Square meter", "m2"),
        ("Euro", "EUR"),
        ("Japanese yen", "JPY"),
        ("", ""),
        ("Foo", ""),
    ],
)
def test_names_of_units(name, code):
    assert unit_code(name) == code
