"""Documents in, canonical bytes out, in input order and bounded memory, on one process or several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain

from onrecord.articles import FORMS
from onrecord.errors import InputError, OnrecordError
from onrecord.model import Document, Record
from onrecord.models import DEFAULT, load_model
from onrecord.outputs import Output
from onrecord.parallel import in_order
from onrecord.pipeline import annotate_document
from onrecord.seeds import Input

Draft = Callable[[Document], Record]

_BATCH_DOCUMENTS = 32
_BATCH_CHARACTERS = 200_000


def annotate_stream(
    inputs: Iterable[Input], *, form: str, workers: int = 1, model: str = DEFAULT, nested: bool = False
) -> Iterator[Output]:
    """One output an input, in their order. `form` is a key of `articles.FORMS`, `model` names what reads the
    attributions, with `nested` also inside the content of others.

    Raises `OnrecordError` when a worker dies.
    """
    draft = partial(annotate_document, model=model, nested=nested)
    load_model(model)  # a name or folder that holds none should be told before the first document is read
    if workers <= 1:
        yield from (_annotate_one(item, form, draft) for item in inputs)
        return
    annotate = partial(_annotate_batch, form=form, draft=draft)
    yield from chain.from_iterable(in_order(annotate, _batches(inputs), workers=workers))


def _batches(inputs: Iterable[Input]) -> Iterator[list[Input]]:
    batch: list[Input] = []
    size = 0
    for item in inputs:
        batch.append(item)
        size += len(item.text) if isinstance(item, Document) else 0
        if len(batch) >= _BATCH_DOCUMENTS or size >= _BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _annotate_batch(batch: list[Input], form: str, draft: Draft) -> list[Output]:
    return [_annotate_one(item, form, draft) for item in batch]


def _annotate_one(item: Input, form: str, draft: Draft) -> Output:
    if isinstance(item, InputError):
        return Output(id="", error=str(item))
    try:
        data = FORMS[form](draft(item))
    except OnrecordError:
        raise  # a model that cannot be read is no document's fault
    except Exception as error:  # a fault of a layer costs its document, never the run
        return Output(
            id=item.id, error=f"{item.id}: a layer failed ({type(error).__name__}: {error}); please report it"
        )
    return Output(id=item.id, data=data, characters=len(item.text))
