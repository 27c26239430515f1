"""The report as SARIF 2.1.0 (OASIS), written piece by piece: a result a line."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any, TextIO
from urllib.parse import quote

from onrecord import __version__
from onrecord.checks import LEVELS, TESTS, VALID
from onrecord.incident import Incident
from onrecord.reports.text import details
from onrecord.reports.totals import Totals

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_INDEX = re.compile(r"\[\d+\]")
_BRACKET = re.compile(r"[\\\[\]]")


def write(incidents: Iterable[Incident], totals: Totals, out: TextIO) -> None:
    """Write the tool with its rules, the results as they come, and whether the run went to its end."""
    driver = {
        "name": "onrecord",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(test_id) for test_id in totals.tests],
    }
    out.write(f'{{"$schema":"{_SCHEMA}","version":"2.1.0","runs":[{{"tool":{_dump({"driver": driver})},\n')
    out.write('"columnKind":"unicodeCodePoints","results":[')
    indices = {test_id: index for index, test_id in enumerate(totals.tests)}
    file, seen, before = "", Counter[str](), "\n"
    for incident in incidents:
        if incident.file != file:
            file, seen = incident.file, Counter()
        fingerprint = _fingerprint(incident)
        seen[fingerprint] += 1
        result = _result(incident, indices.get(incident.test_id, -1), f"{fingerprint}:{seen[fingerprint]}")
        out.write(before + _dump(result))
        before = ",\n"
    out.write(f'\n],\n"invocations":[{_dump(_invocation(totals))}]}}]}}\n')


def uri(file: str) -> str:
    """The name of a file as a URI, relative where it is; whatever has a meaning in a URI is escaped."""
    path = PurePath(file)
    escaped = quote(os.fsencode(path.as_posix()), safe="/")
    if not path.is_absolute():
        return escaped
    return f"file://{'' if escaped.startswith('/') else '/'}{escaped}"


def _dump(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))


def _level(level: int) -> str:
    return "error" if level <= VALID else "warning"


def _rule(test_id: str) -> dict[str, Any]:
    rule = TESTS[test_id]
    page = f"With a bad example in schema/CHECKS.md, under {test_id}."
    return {
        "id": test_id,
        "shortDescription": {"text": rule.text},
        "fullDescription": {"text": f"{rule.text} {rule.why}".strip()},
        "help": {"text": f"{rule.text} {rule.why} {page}", "markdown": f"**{rule.text}**\n\n{rule.why}\n\n{page}"},
        "defaultConfiguration": {"level": _level(rule.level)},
        "properties": {"tags": [LEVELS[rule.level]]},
    }


def _result(incident: Incident, index: int, fingerprint: str) -> dict[str, Any]:
    artifact = {"uri": uri(incident.file)}
    if not artifact["uri"].startswith("file:"):
        artifact["uriBaseId"] = "%SRCROOT%"
    region = {"startLine": incident.line, "startColumn": incident.column}
    return {
        "ruleId": incident.test_id,
        "ruleIndex": index,
        "level": _level(incident.level),
        "message": {"text": _message(incident)},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": artifact, "region": region},
                "logicalLocations": [{"fullyQualifiedName": incident.path, "kind": "value"}],
            }
        ],
        "partialFingerprints": {"onrecordFinding/v1": fingerprint},
        "properties": {name: getattr(incident, name) for name in ("level", "found", "expected", "mend", "context")},
    }


def _message(incident: Incident) -> str:
    lines = [incident.found, *details(incident)]
    # Viewers make a link of [words](place), even in plain text (SARIF 3.11.6): nothing here is one.
    return _BRACKET.sub(r"\\\g<0>", "\n".join(lines))


def _fingerprint(incident: Incident) -> str:
    """What stays the same when lines move or annotations are put in before: not line, column, index or offsets."""
    about = incident.context or incident.found
    parts = (incident.test_id, incident.file, _INDEX.sub("[]", incident.path), about)
    data = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:16]


def _invocation(totals: Totals) -> dict[str, Any]:
    invocation: dict[str, Any] = {"executionSuccessful": True, "properties": {"summary": str(totals)}}
    if totals.cut:
        message = {"text": "The limit of findings was reached: there may be more."}
        invocation["toolExecutionNotifications"] = [{"level": "warning", "message": message}]
    return invocation
