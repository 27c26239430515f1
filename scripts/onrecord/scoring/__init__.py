"""Scores of records against gold, and how far annotators agree.

>>> from onrecord import annotate
>>> from onrecord.scoring import paired, score
>>> gold = [annotate("“We are ready,” Mayor Ann Lee said.", id="a"), annotate("Bo Cole said no.", id="b")]
>>> predicted = [annotate(record.text, id=record.id, model="fast") for record in gold]
>>> tally = score(paired(gold, predicted))
>>> tally["quotes", "content", "strict"].f1
1.0

`score` takes a scorer too (`scorer_of`: the field's own measures); `intervals` gives the bootstrap of a tally; `agree`
takes annotators by name, and `onrecord.scoring.agreement_report.figures` tells what it finds. `alpha` and `kappa` take
counts of labels; B³ and CEAF-e are in `onrecord.scoring.entities`.
"""

from __future__ import annotations

from onrecord.scoring.agreement import agree
from onrecord.scoring.bootstrap import Resampling, intervals
from onrecord.scoring.coefficients import alpha, kappa
from onrecord.scoring.counts import Counts, Key, Tally
from onrecord.scoring.pairing import paired
from onrecord.scoring.scorers import score, scorer_of

__all__ = [
    "Counts",
    "Key",
    "Resampling",
    "Tally",
    "agree",
    "alpha",
    "intervals",
    "kappa",
    "paired",
    "score",
    "scorer_of",
]
