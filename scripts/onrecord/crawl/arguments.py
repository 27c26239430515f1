"""The options of a crawl, and the plan that they make. What is wrong with them is told before anything is written."""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterable
from pathlib import Path

from onrecord.crawl.plan import Parameters, Plan
from onrecord.crawl.sources import KEYS
from onrecord.crawl.sources.discovery import default_tasks, discovered
from onrecord.errors import OnrecordError
from onrecord.files import STANDARD_STREAM
from onrecord.incident import quoted
from onrecord.models import MODELS, add_model_argument, model_digest
from onrecord.outputs import positive

DUPLICATES = ("exact", "minhash")
_DEFAULTS = Parameters()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """All that says what is annotated, how, and into which folder."""
    parser.add_argument("-o", "--out", metavar="OUT", help="the folder of the crawl")
    _add_input(parser.add_argument_group("input"))
    _add_annotation(parser.add_argument_group("annotation"))
    _add_filters(parser.add_argument_group("filters (each document left out is counted, with the reason)"))
    _add_bounds(parser.add_argument_group("bounds of a document (over them it is rejected, and the run goes on)"))


def _add_input(group: argparse._ArgumentGroup) -> None:
    group.add_argument("input", nargs="*", metavar="INPUT", help="files, folders, or URLs that fsspec reads")
    group.add_argument(
        "--column",
        action="append",
        type=_column,
        default=[],
        metavar="KEY=COLUMN",
        help=f"where Parquet and JSONL hold what (default: COLUMN is KEY); KEY is one of {', '.join(KEYS)}; "
        "with no COLUMN, the key is left out",
    )


def _add_annotation(group: argparse._ArgumentGroup) -> None:
    add_model_argument(group)
    group.add_argument("--nested", action="store_true", help="also look for attributions inside the content of others")


def _add_filters(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--language", default="", metavar="CODE", help="leave out what is surely in another (en)")
    group.add_argument("--min-characters", type=positive, default=0, metavar="N", help="leave out shorter texts")
    group.add_argument("--max-characters", type=positive, default=0, metavar="N", help="leave out longer texts")
    group.add_argument(
        "--duplicates",
        choices=DUPLICATES,
        default="",
        help="leave out texts that are there before: the same (exact), or nearly (minhash)",
    )


def _add_bounds(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--seconds",
        type=_seconds,
        default=_DEFAULTS.seconds,
        metavar="S",
        help=f"time for each of its steps (default: {_DEFAULTS.seconds:g})",
    )
    group.add_argument(
        "--memory",
        type=positive,
        default=_DEFAULTS.mebibytes,
        metavar="MIB",
        help=f"memory, in mebibytes (default: {_DEFAULTS.mebibytes})",
    )


def plan_of(args: argparse.Namespace) -> Plan:
    """The plan that the arguments make. Raises `OnrecordError`."""
    parameters = _parameters(args)
    _check_out(args.out, args.input)
    inputs = discovered(args.input)
    if args.tasks and args.tasks > len(inputs):
        found = f"--tasks {args.tasks:,}: more tasks than input files"
        idle = args.tasks - len(inputs)
        raise OnrecordError(f"{found}; {idle:,} would have nothing to do: {len(inputs):,} is the most")
    return Plan(tuple(inputs), args.tasks or default_tasks(inputs), parameters)


def _parameters(args: argparse.Namespace) -> Parameters:
    keys = [key for key, _ in args.column]
    if repeated := next((key for key in keys if keys.count(key) > 1), None):
        raise OnrecordError(f"--column: {repeated} is there twice; a key has one column")
    if args.max_characters and args.min_characters > args.max_characters:
        raise OnrecordError(
            f"--min-characters {args.min_characters} is more than --max-characters {args.max_characters}: "
            "no text would be annotated"
        )
    model = args.model if args.model in MODELS else str(Path(args.model).absolute())
    return Parameters(
        columns=dict(sorted(args.column)),
        model=model,
        digest=model_digest(model),
        nested=args.nested,
        min_characters=args.min_characters,
        max_characters=args.max_characters,
        language=args.language,
        duplicates=args.duplicates,
        seconds=args.seconds,
        mebibytes=args.memory,
    )


def _check_out(out: str | None, inputs: Iterable[str]) -> None:
    """Raise `OnrecordError` where the crawl would have no folder, no input, or read what it writes."""
    if not inputs:
        raise OnrecordError("no INPUT: name Parquet, JSONL, WARC or .txt files, or folders of them")
    if STANDARD_STREAM in inputs:
        raise OnrecordError("-: standard input cannot be read again, which going on needs; write it to a file first")
    if not out or out == STANDARD_STREAM:
        raise OnrecordError("no folder to write: name one with -o OUT")
    if "://" in out:
        raise OnrecordError(f"{quoted(out, 200)}: OUT has to be a folder of a file system that all processes share")
    if Path(out).exists() and not Path(out).is_dir():
        raise OnrecordError(f"{quoted(out, 200)}: a file, and OUT has to be a folder; name a new one with -o")
    for path in inputs:
        if path and "://" not in path and Path(out).resolve().is_relative_to(Path(path).resolve()):
            mend = "name a folder outside of it"
            raise OnrecordError(f"{quoted(out, 200)}: OUT is inside the input {quoted(path, 200)}; {mend}")


def _column(value: str) -> tuple[str, str]:
    key, equals, column = value.partition("=")
    if not equals or key not in KEYS:
        found = "is no KEY=COLUMN" if not equals else f"has no key that is known; write one of {', '.join(KEYS)}"
        raise argparse.ArgumentTypeError(f"{quoted(value)} {found}")
    if key == "text" and not column:
        raise argparse.ArgumentTypeError("text= names no column, and nothing is annotated without a text")
    return key, column


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = math.nan
    if not 0.001 <= seconds <= 86_400:
        raise argparse.ArgumentTypeError(f"{quoted(value)} is no number of seconds, 0.001 to 86400")
    return seconds
