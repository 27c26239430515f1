"""Records to data sets of Hugging Face's `datasets` and back, in memory: nothing is read from a cache or left in one.

What comes out is equal to what `load_dataset` gives for the configuration: rows, features, splits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec
import numpy as np

from onrecord.articles import ordered
from onrecord.errors import InputError, OnrecordError, needing, raising
from onrecord.files import check_named
from onrecord.incident import quoted
from onrecord.inputs import scan_all, scan_records
from onrecord.model import Record
from onrecord.progress import with_bar

if TYPE_CHECKING:
    import pyarrow as pa
    from datasets import Dataset, DatasetDict

    from onrecord.views import View

Row: TypeAlias = Mapping[str, Any]
_TAKE_ONE = "give one row of documents, as data[0] has it (after data.with_format(None))"


def to_hf(*records: Record | Iterable[Record], config: str = "documents") -> Dataset:
    """The rows of a configuration (documents, quotes, mentions, dates, numbers, tokens) that records give.

    Records are the arguments, or one iterable of them, which is read a few at a time. Raises `OnrecordError` for an
    unknown configuration, for what is no record, and for a record that does not keep to the schema.
    """
    view = _view(config)
    from onrecord.tables import table

    return _dataset(table(view, _records(records)), config)


def from_hf(row: Row | Any) -> Record:
    """The record of a row of `documents`, whatever gave the row: `datasets` in any format that does not round, a data
    frame or an Arrow table of one row.

    Raises `OnrecordError` for a row of another configuration, for several rows, and for numbers in 32 bits, as the
    formats numpy and torch have them: the record's cannot be had back from them.
    The format numpy also loses a NUL at the end of a string, which cannot be seen here.
    """
    values = _one_row(row)
    if missing := [field.name for field in fields(Record) if field.name not in values]:
        raise _not_of_documents(values, missing)
    try:
        return ordered(msgspec.convert({name: _plain(value) for name, value in values.items()}, Record))
    except msgspec.ValidationError as error:
        raise OnrecordError(f"from_hf: not a row of documents ({error}); {_TAKE_ONE}") from error


def load(path: str | Path = "corpus", config: str = "documents", split: str | None = None) -> Dataset | DatasetDict:
    """What `load_dataset` would give for the records at `path` had they just been built: a data set a split, or that of
    `split`, which can be anything that `load_dataset` takes ("train", "train+test", "train[:10%]").

    `path` is a corpus (the folder with `articles/` in it, or with `corpus/articles`), a folder of article files or of
    document JSONL, one such file (`.gz` and `.zst` by name), or `-`. An edit is seen by the next call: files are read
    each time. Raises `InputError` for the first record that cannot be read, `OnrecordError` for an unknown
    configuration or split.
    """
    view = _view(config)
    from datasets import DatasetDict

    from onrecord.arrow import choices
    from onrecord.tables import GrowingTable

    growing = {name: GrowingTable(view) for name in choices("split")}
    check_named(
        path, "name a corpus, a folder or a file that is here (what is on the Hub, datasets.load_dataset loads)"
    )
    for record in with_bar(raising(scan_all([str(path)], scan_records)), "load", unit="records"):
        if record.split not in growing:
            found = f"the split {quoted(record.split)}, which is none of {', '.join(growing)}"
            raise InputError(quoted(record.id), found, "run onrecord validate on it")
        growing[record.split].add(record)
    parts = {name: rows for name, part in growing.items() if (rows := part.table()).num_rows}
    if split is None:
        return DatasetDict({name: _dataset(part, config, name) for name, part in parts.items()})
    if split == "all" and parts:
        split = "+".join(parts)
    return _dataset(_selected(parts, split, config), config, split)


def _view(config: str) -> View:
    """The view of that name; this is where it is told that `datasets` is missing."""
    with needing("build"):
        import datasets  # noqa: F401

        from onrecord.views import VIEWS
    if config not in VIEWS:
        raise OnrecordError(f"no configuration {quoted(config)}; there are {', '.join(VIEWS)}")
    return VIEWS[config]


def _records(given: tuple[Record | Iterable[Record], ...]) -> Iterator[Record]:
    alone = given[0] if len(given) == 1 else None
    items: Any = given if alone is None or isinstance(alone, Record) else alone
    if isinstance(items, str | bytes | Path | Mapping) or not isinstance(items, Iterable):
        items = (items,)
    for item in items:
        if not isinstance(item, Record):
            mend = (
                "read them with onrecord.read_articles(folder), onrecord.iter_documents(file) or onrecord.from_hf(row)"
            )
            raise OnrecordError(f"to_hf takes records, and this is of the type {type(item).__name__}; {mend}")
        yield ordered(item)


def _dataset(rows: pa.Table, config: str, split: str | None = None) -> Dataset:
    from datasets import Dataset, DatasetInfo, NamedSplit

    return Dataset(rows, info=DatasetInfo(config_name=config), split=NamedSplit(split) if split else None)


def _selected(parts: Mapping[str, pa.Table], split: str, config: str) -> pa.Table:
    """The rows of the splits, or parts of them, that `split` names."""
    import pyarrow as pa
    from datasets import ReadInstruction

    lengths = {name: part.num_rows for name, part in parts.items()}
    try:
        steps = ReadInstruction.from_spec(split).to_absolute(lengths)
    except (ValueError, AssertionError) as error:
        known = ", ".join(lengths) or "none"
        raise OnrecordError(f"no split {quoted(split)} with rows of {config}; there are: {known}") from error
    return pa.concat_tables(parts[step.splitname].slice(step.from_, step.to - step.from_) for step in steps)


def _one_row(given: Any) -> dict[str, Any]:
    """The values by column of a row: a mapping, a pandas series, or a table or data frame of one row."""
    if isinstance(given, Mapping):
        return dict(given)
    rows: Any = [given]
    for method in ("to_pylist", "to_dicts"):  # of Arrow, of Polars
        if hasattr(given, method):
            rows = getattr(given, method)()
    if hasattr(given, "iloc"):  # pandas
        rows = given.to_dict("records") if given.ndim == 2 else [given.to_dict()]
    if len(rows) != 1 or not isinstance(rows[0], Mapping):
        what = f"{len(rows)} rows" if len(rows) != 1 else f"a value of the type {type(given).__name__}"
        raise OnrecordError(f"from_hf: {what}; {_TAKE_ONE}")
    return dict(rows[0])


def _not_of_documents(values: Mapping[str, Any], missing: list[str]) -> OnrecordError:
    if "article" in values:
        article = quoted(values["article"])
        return OnrecordError(
            f"from_hf: a row of another configuration; its document is the row of documents with the id {article}"
        )
    return OnrecordError(f"from_hf: no column {', '.join(missing)}; {_TAKE_ONE}, with all its columns")


def _plain(value: Any) -> Any:
    """What numpy and pandas made of a value as Python has it."""
    if isinstance(value, np.ndarray | np.generic):
        if value.dtype == np.float32 and value.size:
            raise OnrecordError(f"from_hf: numbers in 32 bits, which are rounded; {_TAKE_ONE}")
        value = value.tolist()
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return None if isinstance(value, float) and value != value else value
