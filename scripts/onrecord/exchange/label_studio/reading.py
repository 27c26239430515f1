"""Tasks to records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from onrecord.corpora.foreign_files import read_whole, scan_files, stem
from onrecord.errors import InputError
from onrecord.exchange.graph import Graph, Values, defragmented
from onrecord.exchange.heads import head_of
from onrecord.exchange.incoming import record_of
from onrecord.exchange.json_files import parse_json
from onrecord.exchange.label_studio.result import Result
from onrecord.exchange.label_studio.tasks import Answer, Task
from onrecord.exchange.side_map import SideMaps
from onrecord.files import shown_name
from onrecord.losses import Losses
from onrecord.model import Record

_SUFFIX = ".json"
_MEND = "export the project from Label Studio as JSON"
_OF_DATA = {"id", "title", "text"}


def scan_label_studio(path: str | Path, losses: Losses, maps: SideMaps) -> Iterator[Record | InputError]:
    """The records of an export (`-`: on standard input; `.gz` by name), or of all `.json` of a folder.

    A task for which nobody has submitted an annotation gives its prediction; of several annotations the one that was
    changed last is taken. A draft becomes reviewed by the annotation of a person.
    """
    return scan_files(path, (_SUFFIX,), lambda file: _scan_file(file, losses, maps), mend=_MEND)


def _scan_file(file: str, losses: Losses, maps: SideMaps) -> Iterator[Record | InputError]:
    place = shown_name(file)
    value = parse_json(read_whole(file), place)
    for number, task in enumerate(value if isinstance(value, list) else [value], 1):
        try:
            yield _Reader(_task(task, f"{place}: task {number}"), place, number, losses).record(maps)
        except InputError as error:
            yield error


def _task(value: Any, place: str) -> Task:
    if not isinstance(value, dict) or "data" not in value:
        is_min = isinstance(value, dict) and "annotation_id" in value
        found = "a task of JSON_MIN, which has no relations and no ids" if is_min else "no task of Label Studio"
        raise InputError(place, found, _MEND)
    try:
        return msgspec.convert(value, Task)
    except msgspec.ValidationError as error:
        raise InputError(place, f"no task about a text ({error})", _MEND) from error


@dataclass(frozen=True, slots=True)
class _Reader:
    task: Task
    file: str
    number: int
    losses: Losses

    @property
    def place(self) -> str:
        return f"{self.file}: task {self.number}"

    def record(self, maps: SideMaps) -> Record:
        text = self.task.data.get("text")
        if not isinstance(text, str) or not text.strip():
            raise InputError(self.place, "no text in its data", 'name it "text" in the data of each task')
        head = self._head()
        answer, is_annotation = self._answer()
        if answer is None:
            return record_of(self._untouched(head, text, maps), self.losses, self.place)
        result = Result(text, self.place, self.losses)
        graph = Graph(head=head, text=text, regions=result.regions(answer.result), links=result.links(answer.result))
        graph = defragmented(maps.restored(graph, self.losses, whole=False))
        return record_of(_checked(graph, answer) if is_annotation else graph, self.losses, self.place)

    def _untouched(self, head: Values, text: str, maps: SideMaps) -> Graph:
        """The graph of a task that has no annotation; an export names its prediction by a number alone."""
        exported = maps.exported(head["id"], text)
        if exported:
            return exported
        if self.task.predictions:
            found = "no annotation, and its prediction is not in the export"
            raise InputError(self.place, found, "name the side map of the draft with --side-map")
        self.losses.add("tasks without annotations", self.place)
        return Graph(head=head, text=text)

    def _head(self) -> Values:
        data = self.task.data
        name = data.get("id")
        if not isinstance(name, str):
            name = f"{stem(self.file, (_SUFFIX,))}-{self.number if self.task.id is None else self.task.id}"
        self.losses.add("data of tasks but for id, title and text", self.place, len(data.keys() - _OF_DATA))
        given = (self.task.meta or {}) | {key: data[key] for key in ("title",) if key in data}
        return head_of(name, given, self.place, self.losses)

    def _answer(self) -> tuple[Answer | None, bool]:
        """The annotation that was changed last, else the last prediction; and whether it is an annotation."""
        made = [answer for answer in self.task.annotations if isinstance(answer, Answer)]
        kept = [answer for answer in made if not answer.was_cancelled]
        self.losses.add("annotations that were skipped", self.place, len(made) - len(kept))
        self.losses.add("drafts that nobody submitted", self.place, len(self.task.drafts))
        if kept:
            self.losses.add("annotations but for the one that was changed last", self.place, len(kept) - 1)
            return max(enumerate(kept), key=lambda pair: (pair[1].updated_at or "", pair[0]))[1], True
        predicted = [answer for answer in self.task.predictions if isinstance(answer, Answer)]
        self.losses.add("predictions but for the last", self.place, max(0, len(predicted) - 1))
        return (predicted[-1] if predicted else None), False


def _checked(graph: Graph, answer: Answer) -> Graph:
    """The graph of a draft as reviewed by the person who submitted an annotation of it."""
    known = graph.head.get("annotation", {"guidelines": ""})
    if not isinstance(known, dict) or known.get("status", "draft") != "draft":
        return graph
    user = answer.completed_by
    number = user.get("id") if isinstance(user, dict) else user
    name = f"Label Studio user {number}" if isinstance(number, int) else "Label Studio user"
    before = known.get("annotators") or []
    if not isinstance(before, list):
        return graph
    annotators = [*before, {"name": name, "kind": "person", "task": "check"}]
    return replace(graph, head=graph.head | {"annotation": known | {"status": "reviewed", "annotators": annotators}})
