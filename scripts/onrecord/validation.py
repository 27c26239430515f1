"""Files to incidents: loads the records and runs the checks on them, level by level."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, partial
from itertools import chain, islice
from pathlib import Path

from onrecord.article_lines import read_article
from onrecord.batches import Batch
from onrecord.checks import TESTS, VALID, meaning, offsets, references, seeds
from onrecord.files import record_files, stem
from onrecord.incident import MOST_FINDINGS, Finding, Incident, quoted
from onrecord.lines import Line, incident, of_file
from onrecord.loading import batches
from onrecord.parallel import in_order
from onrecord.parsed import Parsed, Reader, read_document, read_row
from onrecord.reports import Totals


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which tests are run, how records are read, and the folder of seeds, where it is not found beside the articles.

    A test that is left out counts as passed.
    """

    level: int = VALID
    only: frozenset[str] = frozenset()
    skip: frozenset[str] = frozenset()
    reader: Reader = field(default_factory=Reader)
    seeds: str = ""

    def has(self, test_id: str) -> bool:
        """Whether a test is among those that are asked for."""
        chosen = not self.only or test_id in self.only
        return chosen and test_id not in self.skip and TESTS[test_id].level <= self.level


@dataclass(slots=True)
class Examined:
    """What is known of a batch: its incidents in order, and the article of each of its records, by id and line."""

    file: str
    size: int = 0
    records: int = 0
    incidents: list[Incident] = field(default_factory=list)
    articles: list[tuple[str, int]] = field(default_factory=list)


def validate(
    paths: Iterable[str | Path],
    totals: Totals | None = None,
    *,
    choice: Choice | None = None,
    workers: int = 1,
    progress: Callable[[int], object] = lambda size: None,
) -> Iterator[Incident]:
    """All incidents of the files (folders: of their JSONL files, at any depth), in the order of files and lines.

    Files and records are counted in `totals`. `progress` is told the bytes of each batch that was looked at. Raises
    `InputError` for a path that cannot be read.
    """
    totals = totals if totals is not None else Totals()
    choice = choice or Choice()
    files = [file for path in paths for file in record_files(path, parquet=True)]
    totals.files = len(files)
    seen: dict[str, tuple[str, int]] = {}
    work = partial(examine, choice=choice)
    for examined in in_order(work, chain.from_iterable(map(batches, files)), workers=workers):
        progress(examined.size)
        totals.records += examined.records
        again = [_again(examined.file, *article, seen) for article in examined.articles] if choice.level >= 4 else []
        if told := [found for found in again if found and choice.has(found.test_id)]:
            examined.incidents = sorted(examined.incidents + told, key=_place)
        yield from examined.incidents


def examine(batch: Batch, choice: Choice) -> Examined:
    """The incidents of a batch."""
    examined = Examined(batch.file, batch.size)
    for incidents, parsed in _read(batch, choice.reader):
        told = [found for found in incidents if choice.has(found.test_id)]
        if parsed is not None:
            examined.articles.append((parsed.record.id, parsed.head.number))
            told += _levels(parsed, choice)
        examined.incidents += _first(sorted(told, key=_place))
    examined.incidents.sort(key=_place)
    is_record = [not isinstance(item, Incident) for item in batch.items]
    examined.records = any(is_record) if batch.is_article else sum(is_record)
    return examined


def _first(told: list[Incident]) -> list[Incident]:
    """The incidents of a record, or the first of too many, and that there are more."""
    if len(told) <= MOST_FINDINGS:
        return told
    last = told[MOST_FINDINGS - 1]
    found, mend = f"more than {MOST_FINDINGS:,} findings in a record", "mend those that are told; then look again"
    more = of_file(last.file, last.line, "too-long", found=found, expected="fewer", mend=mend)
    return [*told[:MOST_FINDINGS], replace(more, column=last.column)]


def _read(batch: Batch, reader: Reader) -> Iterator[tuple[list[Incident], Parsed | None]]:
    """The records of a batch, with the incidents of levels 1 and 2; None in the place of those that cannot be read."""
    if batch.is_article:
        lines = [item for item in batch.items if isinstance(item, Line)]
        yield [item for item in batch.items if isinstance(item, Incident)], None
        if lines:
            yield read_article(batch.file, lines, reader)
        return
    for item in batch.items:
        match item:
            case Line():
                yield read_document(batch.file, item, reader)
            case Incident():
                yield [item], None
            case number, row:
                yield read_row(batch.file, number, row, reader)


def _place(found: Incident) -> tuple[int, int]:
    return found.line, found.column


def _levels(parsed: Parsed, choice: Choice) -> list[Incident]:
    """The incidents of the first level from 3 on that finds something."""
    for check in _CHECKS[: max(choice.level - 2, 0)]:
        chosen = (finding for finding in check(parsed, choice) if choice.has(finding.test_id))
        if found := [parsed.incident(finding) for finding in islice(chosen, MOST_FINDINGS + 1)]:
            return found
    return []


def _offsets(parsed: Parsed, choice: Choice) -> Iterator[Finding]:
    del choice
    return offsets.check(parsed.record, parsed.order)


def _references(parsed: Parsed, choice: Choice) -> Iterator[Finding]:
    del choice
    yield from references.check(parsed.record)
    if parsed.is_article:
        yield from _file_name(parsed)


def _meaning(parsed: Parsed, choice: Choice) -> Iterator[Finding]:
    yield from meaning.check(parsed.record)
    if parsed.record.source.seed:
        yield from _seed(parsed, choice)


def _suspicion(parsed: Parsed, choice: Choice) -> Iterator[Finding]:
    from onrecord.checks import suspicion  # loads the layers' vocabularies, which what is wrong does not need

    del choice
    return suspicion.check(parsed.record)


_CHECKS = (_offsets, _references, _meaning, _suspicion)


def _seed(parsed: Parsed, choice: Choice) -> Iterator[Finding]:
    if folder := choice.seeds or _beside(parsed.file):
        yield from seeds.check(parsed.record, _seed_folder(folder, is_named=bool(choice.seeds)))


def _beside(file: str) -> str:
    """The folder seeds/ of the corpus whose articles a file is among; "" where there is none."""
    articles = Path(file).absolute().parent
    folder = articles.parents[1] / "seeds" if articles.parts[-2:] == ("corpus", "articles") else None
    return str(folder) if folder and folder.is_dir() else ""


@cache
def _seed_folder(path: str, *, is_named: bool) -> seeds.SeedFolder:
    return seeds.SeedFolder(path, complete=is_named)


def _file_name(parsed: Parsed) -> Iterator[Finding]:
    identifier = parsed.record.id
    if parsed.file != "<stdin>" and stem(parsed.file) != identifier:
        yield Finding(
            test_id="file-name",
            path=("id",),
            found=f"the id {quoted(identifier)} in a file named {quoted(Path(parsed.file).name)}",
            expected=f"a file named {quoted(identifier + '.jsonl')}",
            mend="rename the file, or correct the id",
        )


def _again(file: str, identifier: str, number: int, seen: dict[str, tuple[str, int]]) -> Incident | None:
    """The incident of an article that came before."""
    first = seen.setdefault(identifier, (file, number))
    if first == (file, number):
        return None
    finding = Finding(
        test_id="duplicate-article",
        path=("id",),
        found=f"the article {quoted(identifier)}, which is also at {quoted(first[0], 200)}:{first[1]}",
        expected="an id that no other article has",
        mend="keep one of them, or give it another id",
    )
    return incident(file, Line(number, b""), finding, rest=("id",))
