"""Scores of records against gold, and how far annotators agree.

>>> from onrecord import annotate
>>> from onrecord.scoring import score
>>> text = "“We are ready,” Mayor Ann Lee said."
>>> tally = score([(annotate(text), annotate(text, model="fast"))])
>>> tally["quotes", "content", "strict"].f1
1.0
"""

from __future__ import annotations

from onrecord.scoring.agreement import agree
from onrecord.scoring.bootstrap import Resampling, intervals
from onrecord.scoring.counts import Counts, Key, Tally
from onrecord.scoring.scorers import score, scorer_of

__all__ = ["Counts", "Key", "Resampling", "Tally", "agree", "intervals", "score", "scorer_of"]
