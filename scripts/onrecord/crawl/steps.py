"""The steps of a task, as datatrove runs them: generators that pass every item on and settle the fates that are theirs.

A step holds the task, which is a folder and a stage until it is begun, so that it can be sent to another process or
machine; plan, model and vocabularies are read there, once a process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from datatrove.data import Document as Carrier
from datatrove.pipeline.base import PipelineStep

from onrecord.crawl.items import Fate, InputFile, Item, Raw, Received
from onrecord.crawl.output.shards import writing_shard
from onrecord.crawl.plan import Parameters, Plan
from onrecord.crawl.sifting import Wanted
from onrecord.crawl.sources import Columns, source
from onrecord.crawl.sources.discovery import opened
from onrecord.crawl.tasks.ids import Ids
from onrecord.crawl.tasks.task import Task
from onrecord.errors import OnrecordError
from onrecord.models import load_model, model_digest
from onrecord.pipeline import annotate_document
from onrecord.seeds import slug

Carriers = Iterator[Carrier]


class CrawlStep(PipelineStep):  # type: ignore[misc]
    """A step of a task; the steps of one pipeline share it."""

    type = "onrecord"

    def __init__(self, task: Task) -> None:
        super().__init__()
        self.task = task

    @property
    def plan(self) -> Plan:
        return self.task.plan

    @property
    def parameters(self) -> Parameters:
        return self.task.plan.parameters

    def bytes_of(self, item: Item) -> Callable[[], bytes]:
        """What gives the item's bytes as received."""
        content = item.raw.content
        if isinstance(content, Received):
            return content.data
        return partial(source(self.plan.inputs[item.file].format).data, item.raw)


def carried(item: Item) -> Carrier:
    """The item as datatrove takes it through a pipeline."""
    return Carrier(text="", id="{}:{}".format(*item.key), metadata={"item": item})


def items(data: Carriers) -> Iterator[tuple[Carrier, Item]]:
    """The carriers with what they carry."""
    return ((carrier, carrier.metadata["item"]) for carrier in data)


class ReadInputs(CrawlStep):
    """The documents of a task's input files, as they lie."""

    name = "read"

    def run(self, data: Carriers | None = None, rank: int = 0, world_size: int = 1) -> Carriers:
        for number, file in self.plan.files_of(rank):
            for raw in _raws(file, self.parameters.columns):
                item = Item(number, raw)
                if raw.fault:
                    item.reject("not-whole", raw.fault)
                yield carried(item)


def _raws(file: InputFile, columns: Columns) -> Iterator[Raw]:
    with opened(file) as stream:
        yield from source(file.format).scan(stream, file, columns)


class Interpret(CrawlStep):
    """What lies in the file to a document: decoding, columns, HTML to text."""

    name = "interpret"

    def run(self, data: Carriers, rank: int = 0, world_size: int = 1) -> Carriers:
        ids = Ids()
        for carrier, item in items(data):
            if item.is_open:
                self.task.settle(item, partial(self._interpret, item))
            if item.is_open and item.document is not None:
                carrier.text = item.document.text
                if not ids.add(item.document.id):
                    item.reject("second-id", f"the id {item.document.id!r} for a second time")
            yield carrier

    def _interpret(self, item: Item) -> None:
        file = self.plan.inputs[item.file]
        fallback = f"{slug(Path(file.path).name.partition('.')[0])}-{item.file}-{item.raw.position}"
        item.document = source(file.format).document(item.raw, file, self.parameters.columns, fallback)


class Sift(CrawlStep):
    """Documents that are not wanted are filtered."""

    name = "sift"

    def run(self, data: Carriers, rank: int = 0, world_size: int = 1) -> Carriers:
        parameters = self.parameters
        wanted = Wanted(parameters.min_characters, parameters.max_characters, parameters.language)
        wanted.load()
        for carrier, item in items(data):
            if item.is_open and item.document is not None:
                self.task.settle(item, partial(wanted.check, item.document.text))
            yield carrier


class Annotate(CrawlStep):
    """Documents to records, by the layers that `annotate` has."""

    name = "annotate"

    def run(self, data: Carriers, rank: int = 0, world_size: int = 1) -> Carriers:
        self._load()
        for carrier, item in items(data):
            if item.is_open:
                self.task.settle(item, partial(self._annotate, item))
            yield carrier

    def _load(self) -> None:
        """Load the model before the first document, whose time and memory it would take. Raises `OnrecordError`, also
        where this machine has another one than the plan.
        """
        model = self.parameters.model
        load_model(model)
        if model_digest(model) != self.parameters.digest:
            raise OnrecordError(
                f"{model}: not the model that the crawl began with; put that one there, on each machine"
            )

    def _annotate(self, item: Item) -> None:
        assert item.document is not None
        parameters = self.parameters
        item.record = annotate_document(item.document, parameters.model, nested=parameters.nested)
        item.fate = Fate.ANNOTATED


class WriteShard(CrawlStep):
    """The last step: what became of each item, into the files of the shard. The task is begun and ended here."""

    name = "write"

    def run(self, data: Carriers, rank: int = 0, world_size: int = 1) -> Carriers:
        with self.task.begun(rank), writing_shard(self.task.folder, rank) as shard:
            for _, item in items(data):
                shard.add(item, self.bytes_of(item))
                self.task.count(item)
        yield from ()
