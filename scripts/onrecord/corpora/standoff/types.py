"""The types of an `.ann` folder with how often they occur, and a map to start from."""

from __future__ import annotations

import json
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.corpora.foreign_files import read_whole, scan_files
from onrecord.errors import InputError
from onrecord.exchange.graph import LABELS
from onrecord.seeds import decoded

_TYPE = re.compile(
    r"(?:T\w+\t(?P<entities>\S+)|E\w+\t(?P<events>[^\s:]+):\S+(?P<roles>.*)|[R*]\w*\t(?P<relations>\S+)"
    r"|[AM]\w+\t(?P<attributes>\S+)|#\d*\t(?P<notes>\S+)|N\w+\t(?P<normalizations>\S+)) ?"
)
_PLAIN = re.compile(r"[A-Za-z0-9_-]+\Z")
# What a type most often is, by a word in its name.
_GUESSES = (
    ("content", r"content|quot|utterance|statement"),
    ("cue", r"cue|report|verb"),
    ("addressee", r"addressee|recipient|hearer|listener"),
    ("source", r"source|speaker|holder"),
    ("date", r"date|timex|time|duration"),
    ("number", r"num|cardinal|ordinal|money|percent|quant"),
    ("mention", r"mention|person|\bper\b|org|agent|entity"),
)  # fmt: skip
_PARTS = ("content", "cue", "addressee", "source")


@dataclass(slots=True)
class FoundTypes:
    """How often each type occurs, by the section of a map that it belongs to; of events the names of arguments too."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    roles: dict[str, Counter[str]] = field(default_factory=dict)

    @property
    def is_foreign(self) -> bool:
        """Whether there are types, and none of the spans has one of ours."""
        entities = self.counts.get("entities", Counter())
        return bool(entities or self.counts.get("events")) and not any(name in LABELS for name in entities)

    def shown(self) -> str:
        """The types with their counts, on a line."""
        sections = []
        for section, counts in self.counts.items():
            names = ", ".join(f"{name} {count:,}" for name, count in counts.most_common(12))
            sections.append(f"{section} {names}" + (", …" if len(counts) > 12 else ""))
        return "; ".join(sections)

    def to_map(self) -> str:
        """A map to start from: what names tell, and the rest in comments."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield "# What the types of these files are in a record; what is not named here is left out and counted."
        yield "# onrecord import --help says what can stand here. Behind each type: how often it occurs."
        in_events = set(self.counts.get("events", ()))
        for section, counts in self.counts.items():
            yield from ("", f"[{section}]")
            for name, count in counts.most_common():
                guess = self._guess(section, name, bool(in_events))
                yield f"{guess or self._open(section, name)}  # {count:,}"

    def _open(self, section: str, name: str) -> str:
        """A line for somebody to fill in."""
        roles = ("trigger", *self.roles.get(name, ())) if section == "events" else ()
        blank = "{ " + ", ".join(f'{_key(role)} = ""' for role in roles) + " }" if roles else '""'
        return f"# {_key(name)} = {blank}"

    def _guess(self, section: str, name: str, has_events: bool) -> str:
        if section == "events":
            roles = {role: label for role in self.roles.get(name, ()) if (label := _label(role)) in _PARTS}
            if "content" in roles.values():
                return f"{_key(name)} = {{ " + ", ".join(f'{_key(r)} = "{label}"' for r, label in roles.items()) + " }"
        elif section == "entities" and (label := _label(name)) and not (has_events and label in _PARTS):
            return f'{_key(name)} = "{label}"'
        return ""


def find_types(paths: Iterable[str]) -> FoundTypes:
    """The types of `.ann` files, or of those of folders and of the folders in them; what cannot be read has none."""
    found = FoundTypes()

    def read(file: str) -> Iterator[InputError]:
        for line in decoded(read_whole(file), file, encoding="utf-8").split("\n"):
            if match := _TYPE.match(line):
                section = str(match.lastgroup if match.lastgroup != "roles" else "events")
                found.counts.setdefault(section, Counter())[match[section]] += 1
                for role in (match["roles"] or "").split():
                    name = role.partition(":")[0].rstrip("0123456789")
                    found.roles.setdefault(match["events"], Counter())[name] += 1
        yield from ()

    for path in paths:
        if Path(path).is_dir() or path.endswith((".ann", ".ann.gz", ".ann.zst")):
            deque(scan_files(path, (".ann",), read, deep=True), maxlen=0)
    return found


def _label(name: str) -> str:
    return next((label for label, words in _GUESSES if re.search(words, name, re.IGNORECASE)), "")


def _key(name: str) -> str:
    """The name as TOML writes a key."""
    return name if _PLAIN.match(name) else json.dumps(name)
