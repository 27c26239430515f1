"""Tell how far annotators of the same articles agree, and where they do not.

Each of A B … is an annotator's article file, file of document records (one a line; .gz by name) or folder of either,
and gives them its name; one of them may be - for standard input. Records meet by their id. Another text is refused, and
so are articles that someone lacks, unless --common leaves out those that fewer than two have.

Of each pair of annotators:
  F1      of spans and relations, strict (equal) and overlap (one to one, the most text in common first)
  agr     A‖B, the share of A's items that share text with any of B's; B‖A; their mean (Wiebe et al. 2005, PARC)
  κ       Cohen's, of the attributes of items that overlap; with more than two annotators also the mean of the pairs
Of all together:
  α       Krippendorff's, nominal, over tokens: whether a content, cue, source, mention, date, number covers one; and
          which role, form, type or kind the smallest has that does, if any. With more than two annotators, also of the
          attributes of what they have in common
What is not defined, as where nothing varies, is a dash or null. The text form ends with the disagreements.

examples:
  onrecord agree ann/ bob/
  onrecord agree ann.jsonl bob.jsonl cat.jsonl --layer quotes speakers --disagreements disagreements.jsonl
  onrecord agree ann/ bob/ --common --format json -o agreement.json
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from onrecord.commands.score import LAYERS, read_articles
from onrecord.errors import OnrecordError
from onrecord.files import STANDARD_STREAM

if TYPE_CHECKING:
    from onrecord.scoring.agreement import Agreement


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("annotators", nargs="+", metavar="A", help="article file, document JSONL, folder, or -")
    parser.add_argument("--layer", nargs="+", action="extend", choices=LAYERS, help="only these layers")
    parser.add_argument("--common", action="store_true", help="leave out articles that fewer than two have")
    parser.add_argument(
        "--list", type=int, default=20, metavar="N", dest="most", help="disagreements shown (default: 20)"
    )
    parser.add_argument("--disagreements", metavar="FILE", help="write them all as JSONL; -: in place of the report")
    parser.add_argument("--format", choices=["text", "markdown", "json"], default="text", dest="form")
    parser.add_argument("-o", "--out", default=STANDARD_STREAM, metavar="FILE", help="where to write (default: -)")


def run(args: argparse.Namespace) -> int:
    from onrecord.scoring.disagreement_list import to_jsonl
    from onrecord.writes import writing

    if len(args.annotators) < 2:
        raise OnrecordError("one annotator alone cannot agree: name two files or folders, or more")
    if args.most < 0:
        raise OnrecordError("--list is 0 or more")
    agreement = _agreement(args)
    if args.disagreements:
        with writing(args.disagreements) as stream:
            stream.write(to_jsonl(agreement.disagreements))
    if args.disagreements != STANDARD_STREAM or args.out != STANDARD_STREAM:
        with writing(args.out) as stream:
            stream.write(_report(agreement, args).encode())
    return 0


def _agreement(args: argparse.Namespace) -> Agreement:
    from onrecord.scoring.agreement import agreement_of

    names, articles = read_articles(args.annotators, common=args.common)
    return agreement_of(names, articles, layers=args.layer or LAYERS)


def _report(agreement: Agreement, args: argparse.Namespace) -> str:
    from onrecord.scoring.agreement_report import FORMS
    from onrecord.scoring.disagreement_list import to_text

    found = FORMS[args.form](agreement)
    return found + "\n" + to_text(agreement.disagreements, args.most) if args.form == "text" else found
