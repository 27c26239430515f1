"""`Document` to `Record`: the ordered list of layers, and nothing else."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import PurePath

from onrecord import __version__
from onrecord.layers.dates import find_dates, infer_published
from onrecord.layers.numbers import find_numbers
from onrecord.layers.quotes import find_quotes
from onrecord.layers.segments import find_segments
from onrecord.layers.speakers import find_speakers
from onrecord.model import GUIDELINES_VERSION, Annotation, Annotator, Document, Published, Record
from onrecord.models import DEFAULT, load_model
from onrecord.seeds import document_of
from onrecord.sidecars import Sidecar


def drafted_by(model: str = DEFAULT, *, nested: bool = False) -> Annotator:
    """Who a draft is by: this version of the program, and what was not as by default."""
    options = [PurePath(model).name] * (model != DEFAULT) + ["nested"] * nested
    version = "+".join([__version__, ".".join(options)]) if options else __version__
    return Annotator(name="onrecord", kind="program", version=version, task="draft")


def annotate_document(document: Document, model: str = DEFAULT, *, nested: bool = False) -> Record:
    """The draft record of a document; `model`, one of `onrecord.models.MODELS`, reads its attributions, with `nested`
    also those inside the content of others.
    """
    text = document.text
    segments = find_segments(text, document.title)
    dates = find_dates(text, segments, document.published, language=document.language)
    numbers = find_numbers(text, segments, dates, language=document.language)
    speakers, quotes = find_speakers(text, segments, find_quotes(text, segments, load_model(model), nested=nested))
    known = {field.name: getattr(document, field.name) for field in fields(Document)}
    known["annotation"] = Annotation(
        status="draft", guidelines=GUIDELINES_VERSION, annotators=(drafted_by(model, nested=nested),)
    )
    if document.published.basis == "unknown":
        known["published"] = infer_published(text, dates)
    return Record(**known, segments=segments, speakers=speakers, quotes=quotes, dates=dates, numbers=numbers)


def redraft(record: Record, model: str = DEFAULT, *, nested: bool = False) -> Record:
    """The draft of a record's text from what was received with it alone, to be scored against the record."""
    published = record.published if record.published.basis == "given" else Published()
    return annotate_document(replace(record, published=published), model, nested=nested)


def annotate(
    text: str,
    published: str | None = None,
    *,
    id: str = "untitled",  # noqa: A002
    title: str = "",
    model: str = DEFAULT,
    nested: bool = False,
) -> Record:
    """The draft record of a text.

    `published` is the day of publication, YYYY-MM-DD, if known; `model` (accurate, fast, or a folder that `onrecord
    train` wrote) reads the attributions, with `nested` also those inside the content of others. Raises `InputError` for
    an empty text, one that holds a lone surrogate, or another form of date; `OnrecordError` for no such model.
    """
    sidecar = Sidecar(id=id, title=title, published=published or "")
    return annotate_document(document_of(text, sidecar, place="text"), model, nested=nested)
