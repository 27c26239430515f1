"""The manifest of a crawl: its plan, frozen in its folder by the first run.

Each further one, on this machine or another, must have the same: the same command goes on, another is refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from typing import Annotated, Any, TypedDict

import msgspec

from onrecord import __version__
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.items import InputFile
from onrecord.crawl.plan import Parameters, Plan
from onrecord.errors import InputError, OnrecordError
from onrecord.incident import ascii_controls, cut
from onrecord.model import GUIDELINES_VERSION, SCHEMA_VERSION
from onrecord.reports.totals import counted
from onrecord.writes import write_bytes, write_new

# What is not named on the command line as it is in the manifest.
_NAMES = {
    "columns": "--column",
    "digest": "the model in the folder of --model: its digest",
    "mebibytes": "--memory",
    "onrecord": "onrecord's version",
    "schema": "the schema's version",
    "guidelines": "the guidelines' version",
}


class _Inputs(TypedDict):
    files: int
    bytes: int
    sha256: str


class _Manifest(TypedDict):
    onrecord: str
    schema: str
    guidelines: str
    tasks: Annotated[int, msgspec.Meta(ge=1)]
    inputs: _Inputs
    parameters: dict[str, Any]


def freeze(plan: Plan, folder: CrawlFolder) -> bool:
    """Write the plan into a folder that has none, or see that the one it has is the same; whether it is a new one.

    Of several runs that begin at once, on any machine, one writes its manifest and so decides; the inputs are written
    by whoever has the same. Raises `OnrecordError` where it is another, or where there is something else in the folder.
    """
    lines = _to_lines(plan.inputs)
    wanted = _manifest(plan, lines)
    if _is_other(folder):
        raise OnrecordError(f"{folder.path}: not empty, and no crawl; name a new folder with -o")
    is_new = write_new(folder.manifest, msgspec.json.format(msgspec.json.encode(wanted), indent=2) + b"\n")
    if not is_new and (differences := list(_differences(_read_manifest(folder), wanted))):
        told = "; ".join(differences)
        raise OnrecordError(
            f"{folder.path}: begun with other parameters: {told}; go on with the same, or name a new folder with -o"
        )
    write_bytes(folder.inputs, lines)
    return is_new


def _is_other(folder: CrawlFolder) -> bool:
    """Whether something lies in the folder, and no crawl; what is hidden may be a manifest that is being written."""
    found = [] if not folder.path.exists() else [path.name for path in folder.path.iterdir()]
    is_used = any(not name.startswith(".") for name in found)
    return is_used and not folder.manifest.exists()


@cache
def read_plan(folder: CrawlFolder) -> Plan:
    """As `load_plan`, once a process."""
    return load_plan(folder)


def load_plan(folder: CrawlFolder) -> Plan:
    """The plan that is frozen in the folder. Raises `InputError`."""
    manifest = _read_manifest(folder)
    try:
        lines = folder.inputs.read_bytes()
        if hashlib.sha256(lines).hexdigest() != manifest["inputs"]["sha256"]:
            mend = "restore inputs.jsonl as the crawl wrote it, or begin anew in another folder"
            raise InputError(str(folder.inputs), "not the inputs that the manifest has", mend)
        inputs = tuple(msgspec.json.decode(line, type=InputFile) for line in lines.splitlines())
        if manifest["tasks"] > max(len(inputs), 1):
            raise _damaged(folder, f"not whole ({manifest['tasks']:,} tasks for {counted(len(inputs), 'input file')})")
        return Plan(inputs, manifest["tasks"], msgspec.convert(manifest["parameters"], Parameters))
    except (OSError, ValueError) as error:
        raise _damaged(folder, f"not whole ({error})") from error


def _manifest(plan: Plan, lines: bytes) -> _Manifest:
    return {
        "onrecord": __version__,
        "schema": SCHEMA_VERSION,
        "guidelines": GUIDELINES_VERSION,
        "tasks": plan.tasks,
        "inputs": {
            "files": len(plan.inputs),
            "bytes": sum(file.size for file in plan.inputs),
            "sha256": hashlib.sha256(lines).hexdigest(),
        },
        "parameters": asdict(plan.parameters),
    }


def _to_lines(inputs: tuple[InputFile, ...]) -> bytes:
    return b"".join(msgspec.json.encode(file) + b"\n" for file in inputs)


def _read_manifest(folder: CrawlFolder) -> _Manifest:
    try:
        return msgspec.json.decode(folder.manifest.read_bytes(), type=_Manifest)
    except (FileNotFoundError, NotADirectoryError) as error:
        mend = "name the folder that `onrecord crawl -o` wrote"
        raise InputError(str(folder.path), "no crawl: it has no manifest.json", mend) from error
    except (OSError, ValueError) as error:
        raise _damaged(folder, f"a manifest that cannot be read ({error})") from error


def _damaged(folder: CrawlFolder, found: str) -> InputError:
    mend = "restore manifest.json and inputs.jsonl as the crawl wrote them, or begin anew in another folder"
    return InputError(str(folder.path), found, mend)


def _differences(known: _Manifest, wanted: _Manifest) -> Iterator[str]:
    """What differs, as a user says it."""
    before, now = ({**each, **each["parameters"]} for each in (known, wanted))
    for key in sorted(now.keys() - {"parameters", "inputs"}):
        if before.get(key) != now[key]:
            name = _NAMES.get(key, f"--{key.replace('_', '-')}")
            yield f"{name} {_told(before.get(key))}, now {_told(now[key])}"
    if known["inputs"] != wanted["inputs"]:
        sizes = _size(known["inputs"]), _size(wanted["inputs"])
        yield f"INPUT {sizes[0]}, now " + (sizes[1] if sizes[0] != sizes[1] else "others, or in another order")


def _told(value: Any) -> str:
    """A value of the manifest as it stands on the command line."""
    if isinstance(value, dict):
        value = " ".join(f"{key}={column}" for key, column in value.items())
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, float):
        value = f"{value:g}"
    return "none" if value in ("", 0, None) else cut(ascii_controls(str(value)), 200)


def _size(inputs: _Inputs) -> str:
    return f"of {counted(inputs['files'], 'file')}, {counted(inputs['bytes'], 'byte')}"
