"""Spans to BIO tags of tokens (IOB2): one tag a token, of the smallest span that covers it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

ATTRIBUTION_TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
EXPRESSION_TAGS = ("O", "B-date", "I-date", "B-number", "I-number")


def labelled(spans: Iterable[tuple[str, Any]]) -> list[tuple[int, int, str]]:
    """Spans (all that has start and end) with their labels, each once, by start."""
    return sorted({(span.start, span.end, label) for label, span in spans})


def bio(tokens: list[tuple[int, int]], spans: list[tuple[int, int, str]]) -> list[str]:
    """One tag a token: `B-` on the first token of this row under its smallest span, `I-` on the later ones."""
    if not tokens:
        return []
    near = [span for span in spans if span[0] < tokens[-1][1] and tokens[0][0] < span[1]]
    tags: list[str] = []
    begun: set[tuple[int, int, str]] = set()
    for start, end in tokens:
        covering = [span for span in near if span[0] < end and start < span[1]]
        if not covering:
            tags.append("O")
            continue
        span = min(covering, key=lambda s: (s[1] - s[0], s))
        tags.append(f"{'I' if span in begun else 'B'}-{span[2]}")
        begun.add(span)
    return tags
