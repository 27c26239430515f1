"""The schema is data: the dataclasses, the article lines and the Arrow schema say the same."""

from __future__ import annotations

import json
import types
import typing
from dataclasses import fields, is_dataclass

import pyarrow as pa
import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from conftest import GOLD
from onrecord import model
from onrecord.arrow import arrow_type, documents_schema
from onrecord.schema import record_schema, resolve

SCHEMA = record_schema()
CLASSES = {
    "span": model.Span, "source": model.Source, "published": model.Published, "annotator": model.Annotator,
    "annotation": model.Annotation, "segment": model.Segment, "mention": model.Mention, "speaker": model.Speaker,
    "quote": model.Quote, "anchor": model.Anchor, "date": model.Date, "number": model.Number,
}  # fmt: skip
LAYERS = ("segment", "speaker", "quote", "date", "number")


def objects():
    yield "record", SCHEMA
    for name, node in SCHEMA["$defs"].items():
        if node.get("type") == "object":
            yield name, node


def test_is_a_valid_schema_with_identity():
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["$id"].endswith(":1.0.0")
    assert SCHEMA["properties"]["schema_version"]["const"] == model.SCHEMA_VERSION == "1.0.0"


@pytest.mark.parametrize("name, node", list(objects()), ids=lambda value: value if isinstance(value, str) else "")
def test_objects_are_closed_and_every_property_is_required_and_explained(name, node):
    assert node["additionalProperties"] is False
    assert node["required"] == list(node["properties"])
    for key, child in node["properties"].items():
        found = resolve(child)
        assert found.get("description"), f"{name}.{key} has no description"
        assert found.get("examples"), f"{name}.{key} has no example"


def test_every_example_is_valid():
    def walk(node, path):
        if isinstance(node, dict):
            for example in node.get("examples", []) if isinstance(node.get("examples"), list) else []:
                rest = {key: value for key, value in node.items() if key != "examples"}
                errors = list(Draft202012Validator({**rest, "$defs": SCHEMA["$defs"]}).iter_errors(example))
                assert not errors, f"{path}: {errors[0].message}"
            for key, child in node.items():
                if key != "examples":
                    walk(child, f"{path}/{key}")

    walk(SCHEMA, "#")


@pytest.mark.parametrize("name", CLASSES)
def test_dataclasses_equal_the_schema(name):
    check_class(CLASSES[name], SCHEMA["$defs"][name])


def test_record_and_document_equal_the_schema():
    check_class(model.Record, SCHEMA)
    assert [f.name for f in fields(model.Document)] == list(SCHEMA["$defs"]["documentLine"]["properties"])[1:]


def check_class(cls, node):
    hints = typing.get_type_hints(cls)
    assert [field.name for field in fields(cls)] == list(node["properties"])
    for key, child in node["properties"].items():
        check_type(hints[key], resolve(child), f"{cls.__name__}.{key}")


def check_type(hint, node, path):
    kind = node.get("type", "string")
    if isinstance(hint, types.UnionType):
        members = set(typing.get_args(hint))
        expected = ["number", "null"] if type(None) in members else "number"
        assert members - {type(None)} == {int, float} and kind == expected, path
    elif typing.get_origin(hint) is tuple:
        assert kind == "array", path
        check_type(typing.get_args(hint)[0], resolve(node["items"]), path)
    elif is_dataclass(hint):
        assert kind == "object", path
        assert [field.name for field in fields(hint)] == list(node["properties"]), path
    else:
        assert {"string": str, "integer": int, "boolean": bool}[kind] is hint, path


@pytest.mark.parametrize("layer", ("document", *LAYERS))
def test_article_lines_are_the_objects_and_their_layer(layer):
    line = SCHEMA["$defs"][f"{layer}Line"]["properties"]
    lists = {f"{name}s" for name in LAYERS}
    whole = SCHEMA if layer == "document" else SCHEMA["$defs"][layer]
    expected = {key: child for key, child in whole["properties"].items() if layer != "document" or key not in lists}
    assert line["layer"]["const"] == layer
    assert list(line) == ["layer", *expected]
    assert all(resolve(line[key]) == resolve(child) for key, child in expected.items())


def test_every_line_of_the_gold_article_is_an_article_line():
    registry = Registry().with_resource(SCHEMA["$id"], Resource.from_contents(SCHEMA))
    validator = Draft202012Validator({"$ref": f"{SCHEMA['$id']}#/$defs/articleLine"}, registry=registry)
    lines = [json.loads(line) for line in GOLD.read_text("utf-8").split("\n")[:-1]]
    assert lines
    for line in lines:
        validator.validate(line)


def test_arrow_schema_is_derived_from_the_schema():
    schema = documents_schema()
    assert schema.names == list(SCHEMA["properties"])
    assert schema.field("text").type == pa.string()
    span = pa.struct([("start", pa.int32()), ("end", pa.int32()), ("text", pa.string())])
    assert arrow_type(SCHEMA["$defs"]["span"]) == span
    quotes = schema.field("quotes").type.value_type
    assert quotes.field("content").type == pa.list_(span)
    assert quotes.field("negated").type == pa.bool_()
    assert schema.field("numbers").type.value_type.field("value").type == pa.float64()
