"""Check article files, document JSONL and Parquet of the documents view: form, schema, offsets, references, meaning.

PATH is an article file, a file of document records (one a line; .gz and .zst by name), a .parquet file of the documents
view, a folder of the first two at any depth, or - for standard input. There are five levels, each of which runs on what
passed the one before: 1 file, 2 schema, 3 offsets, 4 references, 5 meaning. schema/CHECKS.md has every test with a bad
example.

Each finding has its place, what was found, what was expected and how to mend it. Formats of the report:

  text    for people: by file, each rule explained once, in colour on a terminal
  github  annotations of GitHub Actions, ten at most, with a summary of the step
  sarif   SARIF 2.1.0, for code scanning
  junit   JUnit XML
  json    schema/report.schema.json

Limits, beyond which a finding (too-long, or not-json) takes the place of what is not read: 128 MiB a line, a row and an
article file, which has at most 500,000 lines; 1 GiB, or 200 times its size if that is more, of what a file of .gz, .zst
or .parquet unpacks to; 1 GiB of a line that is passed over; 64 lists and objects in each other; whole numbers of 4,300
digits; 10,000 findings a record.

examples:
  onrecord validate corpus/articles
  onrecord validate records.jsonl.zst --workers 4
  onrecord annotate news.jsonl | onrecord validate -
  onrecord validate corpus/articles --level 2 --format sarif -o findings.sarif
  onrecord validate corpus/articles --skip file-name --max-findings 100
  onrecord validate corpus/articles --fix
  onrecord validate my-corpus --extension my-corpus/acme.schema.json

Exit codes: 0 nothing found, 1 findings, 2 a path that cannot be read or wrong use.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, TextIO

from onrecord.checks import TESTS, VALID
from onrecord.checks.shape import DEFAULT_ENGINE, ENGINES
from onrecord.errors import InputError, OnrecordError
from onrecord.files import PARQUET, STANDARD_STREAM, record_files
from onrecord.outputs import positive
from onrecord.reports import REPORTS
from onrecord.writes import writing

if TYPE_CHECKING:
    from onrecord.incident import Incident
    from onrecord.reports import Totals


def register(parser: argparse.ArgumentParser) -> None:
    add_arguments(parser, VALID)
    parser.add_argument(
        "--level",
        type=int,
        choices=range(1, VALID + 1),
        default=VALID,
        help=f"stop after this level (default: {VALID})",
    )
    parser.add_argument(
        "--fix", action="store_true", help="first mend the files where that needs no judgement, and tell each change"
    )
    parser.add_argument("--engine", choices=ENGINES, default=DEFAULT_ENGINE, help="what tells faults of level 2")


def add_arguments(parser: argparse.ArgumentParser, level: int) -> None:
    """The arguments of a command that reports findings of tests up to `level`."""
    parser.add_argument("path", nargs="+", metavar="PATH", help="article file, document JSONL, Parquet, folder, or -")
    ids = [test_id for test_id, rule in TESTS.items() if rule.level <= level]
    for name, meaning in (("only", "run only this test"), ("skip", "leave this test out")):
        parser.add_argument(
            f"--{name}",
            action="append",
            default=[],
            choices=ids,
            metavar="TEST-ID",
            help=f"{meaning} (may be repeated)",
        )
    parser.add_argument("--max-findings", type=positive, metavar="N", help="stop after so many findings")
    parser.add_argument("--format", choices=REPORTS, default="text", help="of the report (default: text)")
    parser.add_argument(
        "-o", "--out", default=STANDARD_STREAM, metavar="FILE", help="write the report there (default: -)"
    )
    parser.add_argument(
        "--extension", action="append", default=[], metavar="FILE", help="schema extension of your own corpus"
    )
    parser.add_argument(
        "--seeds", default="", metavar="FOLDER", help="holds the seeds (default: seeds/ beside corpus/, where it is)"
    )
    parser.add_argument("--workers", type=positive, default=1, metavar="N", help="number of processes (default: 1)")


def run(args: argparse.Namespace) -> int:
    if args.fix:
        _fix(args.path)
    return 1 if report_on(args, args.level, engine=args.engine).findings else 0


def _fix(paths: Sequence[str]) -> None:
    """Mend the files in place: canonical form, order, spans whose surface stands at one place alone."""
    from onrecord.revisions.mending import mend_file

    if STANDARD_STREAM in paths:
        raise OnrecordError("--fix mends files in place: name files, or use onrecord fmt - for a stream")
    for file in chain.from_iterable(map(record_files, paths)):
        if file.endswith(PARQUET):
            continue
        try:
            mended = mend_file(file)
        except InputError:
            continue  # no JSON: what is wrong with it is told by the report
        for change in mended.changes:
            print(f"mended {change}", file=sys.stderr)
        if mended.is_changed:
            with writing(file) as stream:
                stream.write(mended.data)


def report_on(args: argparse.Namespace, level: int, *, engine: str = DEFAULT_ENGINE) -> Totals:
    """Validate the paths up to `level`, write the report as it is asked for; the totals of what was found."""
    from tqdm import tqdm

    from onrecord.parsed import Reader
    from onrecord.reports import Totals, report
    from onrecord.schema import record_schema
    from onrecord.validation import Choice, validate

    record_schema(tuple(args.extension))  # what is wrong with an extension is told before a report begins
    choice = Choice(
        level=level,
        only=frozenset(args.only),
        skip=frozenset(args.skip),
        reader=Reader(extensions=tuple(args.extension), engine=engine),
        seeds=args.seeds,
    )
    totals = Totals(tests=[test_id for test_id in TESTS if choice.has(test_id)])
    with tqdm(unit="B", unit_scale=True, delay=2, disable=None, desc=args.command) as bar:
        found = validate(args.path, totals, choice=choice, workers=args.workers, progress=bar.update)
        incidents = _up_to(args.max_findings, found, totals)
        if args.out == STANDARD_STREAM:
            report(args.format, incidents, totals, _utf8(sys.stdout))
        else:
            with writing(args.out) as stream:
                text = io.TextIOWrapper(stream, "utf-8", newline="\n")
                report(args.format, incidents, totals, text)
                text.detach()  # flushed; the stream is closed by who opened it
    if args.format == "text":
        print(f"onrecord: {totals}", file=sys.stderr)
    return totals


def _up_to(limit: int | None, incidents: Iterator[Incident], totals: Totals) -> Iterator[Incident]:
    yield from islice(incidents, limit)
    totals.cut = limit is not None and next(incidents, None) is not None


def _utf8(stream: TextIO) -> TextIO:
    """Standard output as reports need it, whatever the locale says."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    return stream
