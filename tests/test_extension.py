"""Schema extensions: declared fields are legal anywhere, their typos are not, and a file that is none is told so."""

from __future__ import annotations

import http.server
import json
import threading
from pathlib import Path

import pytest

from onrecord.checks.shape import ENGINES
from onrecord.compiled import encode
from onrecord.errors import InputError
from onrecord.parsed import Reader
from onrecord.schema import record_schema
from onrecord.validation import Choice, validate

CASES = Path(__file__).parent / "cases"
ACME, LAB = CASES / "extensions" / "acme.json", CASES / "extensions" / "lab.json"
ARTICLE = [json.loads(line) for line in (CASES / "valid" / "base.jsonl").read_text("utf-8").splitlines()]
LISTS = ("segment", "speaker", "quote", "date", "number")
ANNOTATOR = {"name": "A", "kind": "person", "version": "", "task": "annotate"}

# Where in an article a field is put: the layer of the line, and the path to the object in it.
PLACES = {
    "quote": ("quote", ()), "date": ("date", ()), "number": ("number", ()), "speaker": ("speaker", ()),
    "segment": ("segment", ()), "document": ("document", ()), "mention": ("speaker", ("mentions", 0)),
    "span": ("quote", ("content", 0)), "anchor": ("date", ("anchor",)), "source": ("document", ("source",)),
    "published": ("document", ("published",)), "annotation": ("document", ("annotation",)),
    "annotator": ("document", ("annotation", "annotators", 0)),
}  # fmt: skip

LEGAL = [
    ("quote", "acme:stance", "for"), ("quote", "acme:evidence", [{"start": 0, "end": 1, "text": "“"}]),
    ("document", "acme:desk", "politics"), ("segment", "lab:tone", None), ("segment", "lab:tone", -0.5),
    ("speaker", "lab:wikidata", "Q42"), ("mention", "lab:certain", False), ("span", "lab:by", "👩‍👩‍👧"),
    ("date", "lab:event-id", 3), ("date", "lab:event_id", "none"), ("anchor", "lab:why", ""),
    ("anchor", "lab:any", [1]),
    ("number", "lab:source", {"table": "t", "row": 3}), ("number", "lab:labels", ["a", "b"]),
    ("source", "lab:crawl", {"any key": 1}), ("published", "lab:checked", "later"),
    ("annotation", "lab:round", [1, {}]), ("annotator", "lab:hours", 99.5),
    ("document", "lab:keywords", {"a": {"b": []}}),
]  # fmt: skip

WRONG = [
    ("quote", "acme:stance", "agianst", "[not-in-list] $['acme:stance']: 'agianst' | 'for' or 'against'"),
    ("quote", "acme:evidence", [{"start": 0, "end": 1}], "[missing-field] $['acme:evidence'][0]: no field 'text'"),
    ("document", "acme:desk", "Politics", "[wrong-form] $['acme:desk']: 'Politics' | pattern '^[a-z]+$'"),
    ("segment", "lab:tone", 2, "[schema] $['lab:tone']: 2 | maximum 1"),
    ("speaker", "lab:wikidata", "Q1234567890123", "[wrong-form]"),
    ("mention", "lab:certain", "yes", "[wrong-type] $.mentions[0]['lab:certain']: 'yes' | true or false"),
    ("span", "lab:by", "", "[empty-value] $.content[0]['lab:by']"),
    ("span", "lab:by", "x", "[schema] $.content[0]['lab:by']: 'x' | minLength 2"),
    ("date", "lab:event-id", 0, "[schema] $['lab:event-id']: 0 | exclusiveMinimum 0"),
    ("date", "lab:event_id", 3, "[not-in-list]"),
    ("number", "lab:source", {}, "[missing-field] $['lab:source']: no field 'table'"),
    ("number", "lab:source", {"table": "t", "rwo": 1}, "[unknown-field] $['lab:source'].rwo: a field 'rwo'"),
    ("number", "lab:source", {"table": "t", "row": []}, "[schema] $['lab:source'].row: [] | anyOf"),
    ("number", "lab:labels", ["a", "a"], "[schema] $['lab:labels']"),
    ("number", "lab:labels", [1], "[wrong-type] $['lab:labels'][0]: 1 | a string"),
    ("source", "lab:crawl", {"k": "v"}, "[wrong-type] $.source['lab:crawl'].k: 'v' | a whole number"),
    ("published", "lab:checked", False, "[schema]"),
    ("annotation", "lab:round", "two", "[schema]"),
    ("annotator", "lab:hours", 100, "[schema] $.annotation.annotators[0]['lab:hours']: 100"),
    ("document", "lab:keywords", {}, "[schema]"),
    # A slip in the name, another object's field, another namespace.
    ("quote", "acme:stanse", "for", "a field 'acme:stanse' | 'acme:stance' | correct"),
    ("quote", "amce:stance", "for", "a field 'amce:stance' | 'acme:stance'"),
    ("span", "lab:bye", "me", "[unknown-field] $.content[0]['lab:bye']"),
    ("date", "acme:stance", "for", "declare it in a schema extension (--extension)"),
    ("quote", "other:note", 1, "[unknown-field] $['other:note']"),
]  # fmt: skip


def article(*fields) -> list[dict]:
    """The lines of an article with fields (object, name, value), by name at the end of their objects."""
    lines = json.loads(json.dumps(ARTICLE))
    lines[0]["annotation"]["annotators"] = [dict(ANNOTATOR)]
    for name, field, value in fields:
        layer, path = PLACES[name]
        target = next(line for line in lines if line["layer"] == layer)
        for step in path:
            target = target[step]
        target[field] = value
        for key in sorted(key for key in target if ":" in key):
            target[key] = target.pop(key)
    return lines


def record(lines: list[dict]) -> dict:
    """The document record of an article's lines; the document's own fields of extensions come after the lists."""
    head, *rest = ({key: value for key, value in line.items() if key != "layer"} for line in lines)
    layers = [line["layer"] for line in lines[1:]]
    lists = {f"{layer}s": [line for line, of in zip(rest, layers, strict=True) if of == layer] for layer in LISTS}
    return {k: v for k, v in head.items() if ":" not in k} | lists | {k: v for k, v in head.items() if ":" in k}


def write(folder: Path, lines: list[dict]) -> None:
    (folder / "base.jsonl").write_bytes(b"".join(encode(line) + b"\n" for line in lines))


def findings(folder: Path, lines: list[dict]) -> list[str]:
    """What is found in an article, by either engine, with both extensions."""
    write(folder, lines)
    readers = [Reader(extensions=(str(ACME), str(LAB)), engine=engine) for engine in ENGINES]
    first, second = (list(validate([folder], choice=Choice(reader=reader))) for reader in readers)
    assert first == second
    return [f"[{i.test_id}] {i.path}: {i.found} | {i.expected} | {i.mend}" for i in first]


@pytest.fixture(params=["article file", "document JSONL"])
def validated(request, tmp_path, onrecord):
    """Validates lines in one of the forms, in canonical bytes, by both engines, whose reports are the same."""

    def check(lines, *options):
        values = lines if request.param == "article file" else [record(lines)]
        path = tmp_path / "base.jsonl"
        path.write_bytes(b"".join(encode(value) + b"\n" for value in values))
        first, second = (onrecord("validate", path, "--engine", engine, *options) for engine in ENGINES)
        assert first == second
        return first

    return check


BOTH = ("--extension", ACME, "--extension", LAB)


def test_declared_fields_are_legal_in_every_object_and_may_be_missing(validated):
    every = {(name, field): value for name, field, value in LEGAL}
    result = validated(article(*((*place, value) for place, value in every.items())), *BOTH)
    assert result.out == ""
    assert validated(article(), *BOTH).code == 0
    without = validated(article(*LEGAL))
    assert without.out.count(": level 2 [unknown-field]") == len(every)


@pytest.mark.parametrize("name, field, value", LEGAL)
def test_each_legal_value(tmp_path, name, field, value):
    assert findings(tmp_path, article((name, field, value))) == []


@pytest.mark.parametrize("name, field, value, expected", WRONG)
def test_wrong_values_and_slips_of_the_name_are_told(tmp_path, name, field, value, expected):
    [found] = findings(tmp_path, article((name, field, value)))
    assert expected in found


def test_wrong_values_are_told_in_both_forms(validated):
    result = validated(article(("quote", "acme:stance", "fore"), ("date", "lab:event-id", 0)), *BOTH)
    assert "[not-in-list]" in result.out and "[schema]" in result.out and "2 findings" in result.err


def test_a_declared_field_stands_at_the_end_of_its_object_by_name_and_fmt_puts_it_there(tmp_path, onrecord):
    (tmp_path / "more.json").write_bytes(extension("acme:later"))
    order = ("acme:evidence", "acme:later", "acme:stance")
    options = ("--extension", ACME, "--extension", tmp_path / "more.json")
    values = {"acme:stance": "for", "acme:evidence": [], "acme:later": ""}
    lines = article(*(("quote", field, values[field]) for field in order))
    write(tmp_path, lines)
    assert onrecord("validate", tmp_path, *options).out == ""
    quote = next(line for line in lines if line["layer"] == "quote")
    quote["acme:evidence"] = quote.pop("acme:evidence")
    write(tmp_path, lines)
    result = onrecord("validate", tmp_path, *options)
    assert result.code == 1 and "[not-canonical]" in result.out and "1 finding " in result.err
    assert onrecord("fmt", tmp_path / "base.jsonl").code == 0
    assert onrecord("validate", tmp_path, *options).out == ""


def test_extension_fields_do_not_loosen_the_schemas_own(validated):
    lines = article(("quote", "acme:stance", "for"))
    lines[1]["kind"], lines[1]["content"][0]["start"] = "loud", "0"
    result = validated(lines, *BOTH)
    assert "[not-in-list]" in result.out and "[wrong-type]" in result.out


@pytest.mark.parametrize(
    "value, code",
    [
        ("[" * 60 + "]" * 60, 0),
        ("[" * 400 + "]" * 400, 1),
        ("[" * 5000 + "]" * 5000, 1),
        ("9" * 300, 0),
        ("1e400", 1),
        ('{"a":1,"a":2}', 1),
    ],
    ids="deep deeper deepest long large twice".split(),
)
def test_hostile_values_of_declared_fields(tmp_path, onrecord, value, code):
    """Any JSON is legal where a schema asks for nothing more; nesting and large numbers end in no traceback."""
    (tmp_path / "any.json").write_text('{"namespace":"any","properties":{"quote":{"any:x":{}}}}')
    write(tmp_path, article(("quote", "any:x", 0)))
    path = tmp_path / "base.jsonl"
    path.write_text(path.read_text("utf-8").replace('"any:x":0', f'"any:x":{value}'), "utf-8")
    reports = [onrecord("validate", path, "--extension", tmp_path / "any.json", "--engine", name) for name in ENGINES]
    assert reports[0] == reports[1] and len(reports[0].out) < 5000
    assert reports[0].code == code


def extension(field="acme:x", node=None, **other):
    node = {"type": "string"} if node is None else node
    return json.dumps({"namespace": "acme", "properties": {"quote": {field: node}}} | other).encode()


@pytest.mark.parametrize(
    "data, expected",
    [
        (b'{"namespace":\n "acme", }', ":2:10: Expecting property name enclosed in double quotes; correct it there"),
        (b"\xff{}", "the byte 0xff; save the file as UTF-8"),
        (b"[]", "no object; write an object"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"namespace":"a","namespace":"b"}', ":1:18: the key 'namespace' twice"),
        (b'{"namespace":"acme","properties":{"quote":{"acme:x":{"const":NaN}}}}', "NaN, which JSON does not have"),
        (b" " * 2_000_000, "more than 1,048,576 bytes; keep nothing but the schemas"),
        (b"{}", "the namespace None; write"),
        (b'{"namespace":"Acme Inc","properties":{}}', "the namespace 'Acme Inc'; write"),
        (b'{"namespace":"acme"}', "no properties; write"),
        (b'{"namespace":"acme","properties":[]}', "'properties' is no object"),
        (b'{"namespace":"acme","propertys":{}}', "the key 'propertys'; keep to namespace, properties, description"),
        (b'{"namespace":"acme","properties":{"quotes":{}}}', "fields of 'quotes'; name one of document, span"),
        (b'{"namespace":"acme","properties":{"quoteLine":{}}}', "fields of 'quoteLine'"),
        (b'{"namespace":"acme","properties":{"quote":[]}}', "'quote' is no object"),
        (extension("kind"), "the field 'kind'; name it \"acme:\" and then a word"),
        (extension("other:x"), "the field 'other:x'"),
        (extension("acme:"), "the field 'acme:'"),
        (extension("acme:\x1b[2J"), "the field 'acme:\\x1b[2J'"),
        (extension(node=[]), "quote: acme:x: [] in the place of a schema; write a JSON Schema"),
        (extension(node=True), "True in the place of a schema"),
        (extension(node={"type": "strng"}), "no JSON Schema ("),
        (extension(node={"required": "a"}), "no JSON Schema ("),
        (extension(node={"enmu": ["a"]}), "the keyword 'enmu'; write 'enum'"),
        (extension(node={"items": {"format": "date"}}), "the keyword 'format'"),
        (extension(node={"$id": "https://example.org/x"}), "the keyword '$id'"),
        (extension(node={"$ref": "#/$defs/nothing"}), "the reference '#/$defs/nothing'; refer to a definition"),
        (extension(node={"$ref": "#/$defs/span", "properties": {}}), "'properties' beside a reference"),
        (extension(node={"pattern": "("}), "no JSON Schema ("),
        (extension(node={"pattern": "^(a)\\1$"}), "no back-reference"),
        (extension(node={"pattern": "(?=a)"}), "no look-around"),
        (extension(node={"pattern": "((a{1,1000}){1,1000}){1,1000}"}), "no JSON Schema ("),
        (extension(node={"pattern": "[[:alpha:]]"}), "a pattern that cannot be read ('Possible nested set"),
        (extension(node={"pattern": "\\p{L}+"}), "a pattern that cannot be read ('bad escape"),
        (extension(node=json.loads('{"items":' * 40 + "{}" + "}" * 40)), "more than 32 schemas inside each other"),
        (extension(node=json.loads('{"const":' + "[" * 300 + "]" * 300 + "}")), "nested too deeply"),
    ],
)  # fmt: skip
def test_files_that_are_no_extension_are_told_what_and_how_to_mend(tmp_path, data, expected):
    path = tmp_path / "my extension.json"
    path.write_bytes(data)
    with pytest.raises(InputError) as told:
        record_schema((str(path),))
    message = str(told.value)
    assert message.startswith(f"'{path}'") and expected in message, message
    assert len(message) < 1000 and "\x1b" not in message


@pytest.mark.parametrize("form", ["text", "github", "sarif"])
def test_a_wrong_extension_is_wrong_use_and_told_before_a_report_begins(tmp_path, onrecord, form):
    (tmp_path / "\x1b[2J.json").write_bytes(extension("kind"))
    result = onrecord("validate", CASES / "valid", "--extension", tmp_path / "\x1b[2J.json", "--format", form)
    assert (result.code, result.out) == (2, "")
    assert (
        result.err.startswith("onrecord: '") and "the field 'kind'; name it" in result.err and "\x1b" not in result.err
    )


def test_files_that_cannot_be_read(tmp_path, onrecord):
    for path, expected in (
        (tmp_path, "Is a directory"),
        (tmp_path / "no.json", "No such file"),
        ("/dev/zero", "more than"),
    ):
        result = onrecord("validate", CASES / "valid", "--extension", path, "--workers", "2")
        assert result.code == 2 and expected in result.err


def test_a_field_is_declared_once(tmp_path, onrecord):
    (tmp_path / "again.json").write_bytes(extension("acme:stance"))
    result = onrecord("validate", CASES / "valid", "--extension", ACME, "--extension", tmp_path / "again.json")
    assert result.code == 2 and "'acme:stance' of quote for a second time; declare it in one" in result.err
    (tmp_path / "more.json").write_bytes(extension("acme:tone"))
    assert onrecord("validate", CASES / "valid", "--extension", ACME, "--extension", tmp_path / "more.json").code == 0


def test_nothing_is_fetched_or_opened(tmp_path, onrecord):
    asked = []

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/schema.json"
    (tmp_path / "open.json").write_text("{}")
    nodes = [{key: value} for key in ("$ref", "$dynamicRef", "$schema", "$id") for value in (address, "x.json")]
    nodes += [{"$ref": (tmp_path / "open.json").as_uri()}, {"anyOf": [{"$ref": f"{address}#/x"}]}, {"$ref": 1}]
    nodes += [{"properties": {"a": {"$ref": address}}}, {"$defs": {"a": {"$ref": address}}, "$ref": "#/$defs/a"}]
    try:
        for number, node in enumerate(nodes):
            path = tmp_path / f"{number}.json"
            path.write_bytes(extension(node=node))
            with pytest.raises(InputError, match=r"the reference|the keyword '\$"):
                record_schema((str(path),))
        assert onrecord("validate", CASES / "valid", "--extension", tmp_path / "0.json").code == 2
    finally:
        server.shutdown()
        server.server_close()
    assert asked == []


def test_a_catastrophic_pattern_takes_linear_time(tmp_path, onrecord):
    """In the default engine, whose expressions know no backtracking; the reference engine is Python's and does."""
    (tmp_path / "e.json").write_bytes(extension(node={"pattern": "^(a+)+$"}))
    lines = article(("quote", "acme:x", "a" * 100_000 + "!"))
    write(tmp_path, lines)
    result = onrecord("validate", tmp_path / "base.jsonl", "--extension", tmp_path / "e.json")
    assert result.code == 1 and "[wrong-form]" in result.out
