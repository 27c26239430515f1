"""How well sources are resolved to entities, on a folder of articles whose quotes and speakers are annotated.

    .venv/bin/python tests/bench/speakers.py [FOLDER] [--model MODEL] [--verbose]

FOLDER holds article files; tests/articles/held-back when none is named, which nothing was tuned on. Each measure has a
line with the gold quotes given, so that the speakers layer alone is measured, and two for the whole of `annotate`. In
those a quote counts when its content and cue were found to the character; its recall is over all gold quotes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from onrecord.articles import read_articles
from onrecord.layers.speakers import find_speakers
from onrecord.model import Record
from onrecord.models import DEFAULT
from onrecord.pipeline import redraft
from onrecord.scoring.entities import Speakers, aligned_speakers, score_speakers

HELD_BACK = Path(__file__).parents[1] / "articles" / "held-back"
FIELDS = ("name", "kind", "role", "affiliation")
MEASURES = {"mention → entity": "mentions", "quote → entity": "quotes", "B³": "b_cubed", "CEAF-e": "ceaf_e"}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=HELD_BACK)
    parser.add_argument("--model", default=DEFAULT)
    parser.add_argument("--verbose", action="store_true", help="a line for each article too")
    options = parser.parse_args(arguments)
    gold = list(read_articles(options.folder))
    mentions = sum(len(speaker.mentions) for record in gold for speaker in record.speakers)
    quotes = sum(len(record.quotes) for record in gold)
    speakers = sum(len(record.speakers) for record in gold)
    print(f"{len(gold)} articles, {quotes} quotes, {mentions} mentions of {speakers} speakers\n")
    print("| | measure | precision | recall | F1 |\n|---|---|---|---|---|")
    drafts = {
        "gold quotes": resolve,
        "annotate": lambda record: redraft(record, options.model),
        "annotate --nested": lambda record: redraft(record, options.model, nested=True),
    }
    for name, draft in drafts.items():
        scores = sum((score(record, draft, options.verbose) for record in gold), Speakers())
        for measure, field in MEASURES.items():
            ratio = getattr(scores, field)
            print(f"| {name} | {measure} | {ratio.precision:.1%} | {ratio.recall:.1%} | {ratio.f1:.1%} |")
    told = [pair for record in gold for pair in aligned_speakers(record, resolve(record))]
    right = {field: sum(getattr(k, field) == getattr(r, field) for k, r in told) / len(told) for field in FIELDS}
    print("\nof speakers that were found, gold quotes given: " + ", ".join(f"{f} {v:.1%}" for f, v in right.items()))
    return 0


def resolve(record: Record) -> Record:
    """The record with its own quotes and the layer's speakers."""
    quotes = tuple(replace(quote, speaker="") for quote in record.quotes)
    speakers, quotes = find_speakers(record.text, record.segments, quotes)
    return replace(record, speakers=speakers, quotes=quotes)


def score(record: Record, draft: Callable[[Record], Record], verbose: bool) -> Speakers:
    found = score_speakers(record, draft(record))
    if verbose:
        print(f"{record.id}: mentions {found.mentions.recall:.1%}, quotes {found.quotes.recall:.1%}", file=sys.stderr)
    return found


if __name__ == "__main__":
    sys.exit(main())
