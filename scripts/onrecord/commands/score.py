"""Score records against gold ones of the same articles.

GOLD and PRED are article files, files of document records (one a line; .gz by name), or folders of either; one of them
may be - for document records on standard input. Records meet by their id. A text that is another on the other side is
refused, and so are articles that one side lacks, unless --common leaves them out.

What is scored, --as:
  layers       spans of all layers: strict (equal), overlap (one to one, the most text in common first), token (of this
               package); attributes of matched items: accuracy, and F1 where an item is right if its attribute is too;
               relations: right where their ends are; entities: aligned by CEAF-e, and B3
  polnear      quotes as PolNeAR's users report them: content by fragment (exact, overlap) and word, source, cue
  tempeval     dates by TempEval-3: strict, relaxed, type, value
  recognizers  numbers by the cases of Recognizers-Text: span, span+value, cases all right
  cqe          numbers by sentence, as CQE: value, value+modifier, value+unit
Tables are in percent; JSON and CSV hold shares from 0 to 1, all counts, and intervals of precision, recall and F1.
What is not defined (nothing gold, nothing predicted) is a dash, null or empty.

examples:
  onrecord score corpus/articles drafts.jsonl
  onrecord score corpus/articles drafts.jsonl --layer quotes speakers --by kind
  onrecord annotate news.jsonl | onrecord score gold.jsonl.gz - --format json -o scores.json
  onrecord score gold/ pred/ --as polnear --common --bootstrap 10000
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from onrecord.errors import OnrecordError
from onrecord.files import STANDARD_STREAM

if TYPE_CHECKING:
    from onrecord.model import Record
    from onrecord.scoring.counts import Tally

MOST_RESAMPLES = 10_000  # more would say nothing new, and fill the memory
# As in `onrecord.scoring`, which help must not wait for.
SCORERS = ("layers", "polnear", "tempeval", "recognizers", "cqe")
LAYERS = ("segments", "quotes", "speakers", "dates", "numbers")


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("gold", metavar="GOLD", help="article file, document JSONL, folder, or -")
    parser.add_argument("pred", metavar="PRED", help="the same, of the records that are scored")
    parser.add_argument(
        "--as", choices=SCORERS, default="layers", dest="scorer", help="what is scored (default: layers)"
    )
    parser.add_argument("--layer", nargs="+", action="extend", choices=LAYERS, help="only these layers")
    parser.add_argument(
        "--by", choices=["kind"], help="also each kind of quote, speaker, mention, date, number by itself"
    )
    parser.add_argument(
        "--number-kind", default="", metavar="KIND", help="--as recognizers: only PRED's numbers of KIND"
    )
    parser.add_argument("--common", action="store_true", help="score the articles that both have, leave out the others")
    parser.add_argument(
        "--bootstrap", type=int, default=1000, metavar="N", help="resamples (default: 1000; 0: no intervals)"
    )
    parser.add_argument("--confidence", type=float, default=0.95, metavar="C", help="of intervals (default: 0.95)")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of resampling (default: 0)")
    parser.add_argument("--format", choices=["text", "markdown", "json", "csv"], default="text", dest="form")
    parser.add_argument("-o", "--out", default=STANDARD_STREAM, metavar="FILE", help="where to write (default: -)")


def run(args: argparse.Namespace) -> int:
    from onrecord.scoring.bootstrap import Resampling
    from onrecord.scoring.score_report import FORMS, Report
    from onrecord.writes import writing

    _check(args)
    how = Resampling(args.bootstrap, args.confidence, args.seed)
    tally = _scored(args)
    about = {"gold": args.gold, "predicted": args.pred, "as": args.scorer}
    told = FORMS[args.form](Report(tally, how, about))
    with writing(args.out) as stream:
        stream.write(told.encode())
    _tell_of_empty_layers(tally)
    return 0


def _check(args: argparse.Namespace) -> None:
    if not 0 <= args.bootstrap <= MOST_RESAMPLES or not 0 < args.confidence < 1 or args.seed < 0:
        limits = f"--bootstrap is from 0 to {MOST_RESAMPLES}, --seed 0 or more, --confidence between 0 and 1"
        raise OnrecordError(f"{limits}; write them so")
    if args.scorer != "layers" and (args.layer or args.by):
        raise OnrecordError("--layer and --by go with --as layers alone")
    if args.scorer != "recognizers" and args.number_kind:
        raise OnrecordError("--number-kind goes with --as recognizers alone")


def _scored(args: argparse.Namespace) -> Tally:
    from onrecord.scoring.scorers import score, scorer_of

    scorer = scorer_of(
        args.scorer, layers=args.layer or LAYERS, by_kind=args.by == "kind", number_kind=args.number_kind
    )
    _, articles = read_articles([args.gold, args.pred], common=args.common)
    return score(((gold, predicted) for _, (gold, predicted) in articles if gold and predicted), scorer)


def read_articles(paths: Sequence[str], *, common: bool) -> tuple[list[str], Iterable[tuple[str, list[Record | None]]]]:
    """The names of the sides, and the articles that `pairing.articles_of` brings together, with progress.

    With `common`, what a side lacks is told on standard error.
    """
    from onrecord.outputs import report
    from onrecord.progress import with_bar
    from onrecord.scoring.pairing import articles_of, missing, read_sides

    sides = read_sides(paths)
    if common and (lacking := missing(sides)):
        report(lacking)
    return [side.name for side in sides], with_bar(articles_of(sides, common=common), "score")


def _tell_of_empty_layers(tally: Tally) -> None:
    """A layer that gold leaves empty may not have been annotated: its precision of 0 would say nothing."""
    from onrecord.outputs import report

    counts = tally.total()
    for layer in dict.fromkeys(key.layer for key in counts):
        of_layer = [count for key, count in counts.items() if key.layer == layer]
        if not any(count.gold for count in of_layer) and any(count.predicted for count in of_layer):
            report(f"gold has no {layer}: if they were not annotated, the figures of {layer} say nothing")
