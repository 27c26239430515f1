"""Level 2: the record against the schema, every fault as a finding."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from typing import Any

from onrecord.incident import Finding, quoted
from onrecord.schema import record_schema

_TEST_IDS = {
    "required": "missing-field",
    "additionalProperties": "unknown-field",
    "type": "wrong-type",
    "enum": "not-in-list",
    "const": "not-in-list",
    "pattern": "wrong-form",
    "maxLength": "wrong-form",
    "minLength": "empty-value",
    "minItems": "empty-value",
}


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    # Offsets are slices: 45.0, a whole number to JSON Schema, is none here.
    whole = Draft202012Validator.TYPE_CHECKER.redefine(
        "integer", lambda _, value: isinstance(value, int) and not isinstance(value, bool)
    )
    return extend(Draft202012Validator, type_checker=whole)(record_schema())


def check(record: dict[str, Any]) -> Iterator[Finding]:
    """Findings of level 2."""
    for error in _validator().iter_errors(record):
        yield from _findings(error)


def _findings(error: Any) -> Iterator[Finding]:
    path = tuple(error.absolute_path)
    test_id = _TEST_IDS.get(error.validator, "schema")
    match error.validator:
        case "required":
            missing = [name for name in error.validator_value if name not in error.instance]
            # jsonschema reports each missing field by itself; its message opens with the name.
            name = next((name for name in missing if error.message.startswith(repr(name))), missing[0])
            yield Finding(test_id=test_id, path=path, found=f"no field {name!r}", mend="add it; it may be empty")
        case "additionalProperties":
            known = list(error.schema["properties"])
            for name in error.instance.keys() - set(known):
                close = get_close_matches(name, known, 1)
                mend = f"write {close[0]!r}" if close else f"remove it, or use one of {', '.join(known)}"
                yield Finding(test_id=test_id, path=(*path, name), found=f"a field {quoted(name)}", mend=mend)
        case "enum" | "const":
            values = error.validator_value if error.validator == "enum" else [error.validator_value]
            yield Finding(
                test_id=test_id, path=path, found=quoted(error.instance), mend=_choice(error.instance, values)
            )
        case "type":
            expected = error.validator_value
            names = expected if isinstance(expected, list) else [expected]
            mend = f"write {' or '.join(_ARTICLES.get(name, str(name)) for name in names)}"
            yield Finding(test_id=test_id, path=path, found=_typed(error.instance), mend=mend)
        case "pattern":
            examples = [quoted(example) for example in error.schema.get("examples", []) if example != ""]
            like = f", like {examples[0]}" if examples else ""
            found = quoted(error.instance)
            form = error.schema["description"].partition(":")[0].rstrip(".")
            mend = f"write {form[:1].lower()}{form[1:]}{like}"
            yield Finding(test_id=test_id, path=path, found=found, mend=mend)
        case "minLength" | "minItems":
            yield Finding(test_id=test_id, path=path, found="nothing in it", mend="fill it in; it may not be empty")
        case _:
            found = quoted(error.instance)
            yield Finding(test_id=test_id, path=path, found=found, mend=f"{error.validator} is {error.validator_value}")


def _choice(value: object, values: list[Any]) -> str:
    close = get_close_matches(str(value).lower(), [str(v) for v in values], 1)
    listed = ", ".join(quoted(v) for v in values)
    return f"write {quoted(close[0])}" if close else f"write one of {listed}"


_ARTICLES = {"array": "a list", "object": "an object", "integer": "a whole number", "string": "a string"} | {
    "number": "a number",
    "boolean": "true or false",
}


def _typed(value: object) -> str:
    names = {"NoneType": "null", "dict": "an object", "list": "a list", "bool": str(value).lower()}
    return names.get(type(value).__name__, quoted(value))
