"""Two annotators' files of one article, and the file that an adjudication makes of them, begun or gone on with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from onrecord.errors import InputError
from onrecord.files import stem
from onrecord.review.adjudication import Adjudication, adjudication_of
from onrecord.review.disk import ArticleFile, digest
from onrecord.review.journal import Journal
from onrecord.review.work import Work, work_of
from onrecord.revisions.records import name_of, to_bytes
from onrecord.revisions.spans import Fields
from onrecord.spans import parting
from onrecord.validation import Choice
from onrecord.writes import write_bytes


def begin(paths: tuple[Path, Path], out: Path, journal: Journal, *, choice: Choice) -> Adjudication:
    """The adjudication of two files; `out` is made if its journal is new, and else left as it is.

    Raises `InputError` for files of different texts, and where `out` is something else.
    """
    data = [ArticleFile(path, choice).load() for path in paths]
    works = [_work(path, held, choice) for path, held in zip(paths, data, strict=True)]
    first, second = works
    if first.text != second.text:
        at = parting(first.text, second.text)
        mend = "onrecord rebase moves one's annotations to the other's text"
        raise InputError(name_of(paths[1]), f"a text that differs from offset {at} on", mend)
    known = {str(work.head["id"]) for work in works}
    if stem(out) not in known:
        right = " or ".join(f"{name}.jsonl" for name in sorted(known))
        raise InputError(name_of(out), "a name that is not the article's id", f"name it {right}")
    names = _names(paths, works)
    head = first.head | {"id": stem(out), "annotation": _annotation(works, names)}
    found = adjudication_of(first, second, names=names, head=head)
    of = list(map(digest, data))
    if not journal.lines:
        _start(out, found, journal, of=of)
    elif len(journal.lines) == 1 and not out.exists():
        write_bytes(out, journal.lines[0]["bytes"].encode())  # ended before it was written, or taken away
    elif journal.lines[0].get("of") != of:
        mend = "go on with the files that it began with, or choose another OUT"
        raise InputError(name_of(out), "a review of other files, or of other versions of them", mend)
    return found


def _start(out: Path, found: Adjudication, journal: Journal, *, of: list[str]) -> None:
    if out.exists():
        mend = "choose another OUT, or remove it"
        raise InputError(name_of(out), "a file that is there already", mend)
    data = to_bytes(found.start.record)
    header: dict[str, Any] = {"of": of, "start": {"checked": dict(found.start.checked)}}
    journal.restart(header | {"file": out.name, "sha256": digest(data), "bytes": data.decode()})
    write_bytes(out, data)


def _work(path: Path, data: bytes, choice: Choice) -> Work:
    return work_of(ArticleFile(path, choice).read(data), name_of(path))


def _names(paths: tuple[Path, Path], works: list[Work]) -> tuple[str, str]:
    """What the annotators are called: as their files name them, or as the files, or their folders, are named."""
    found = [_annotator(work).get("name", "") for work in works]
    if not all(found) or found[0] == found[1]:
        found = [stem(path) for path in paths]
    if found[0] == found[1]:
        found = [path.resolve().parent.name for path in paths]
    if found[0] == found[1]:
        found = [f"{name} ({number})" for number, name in enumerate(found, 1)]
    return found[0], found[1]


def _annotator(work: Work) -> Fields:
    """The last in a file's list who is no program."""
    people = [one for one in work.head["annotation"]["annotators"] if one["kind"] != "program"]
    return people[-1] if people else {}


def _annotation(works: list[Work], names: tuple[str, str]) -> Fields:
    """A draft by both, each with the task that their file names; the program that made a draft before stays named."""
    annotators: list[Fields] = []
    for work in works:
        drafts = (one for one in work.head["annotation"]["annotators"] if one["kind"] == "program")
        annotators += [one for one in drafts if one not in annotators]
    for work, name in zip(works, names, strict=True):
        known = {"kind": "person", "version": "", "task": "annotate"} | _annotator(work)
        annotators.append(known | {"name": name})
    guidelines = [work.head["annotation"]["guidelines"] for work in works]
    return {"status": "draft", "guidelines": max(guidelines), "annotators": annotators}
