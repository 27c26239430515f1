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


def decoded(tags: Iterable[str], starts: Iterable[int], ends: Iterable[int]) -> list[tuple[int, int, str]]:
    """The spans that the tags of a row make, by start: start, end (half-open, in code points of the article), label.

    The inverse of `bio` as far as a tag a token can have one: `I-` goes on with the open span of its label, also after
    a smaller span inside it, and `O` ends all. What a smaller span covers at an edge of a larger one is not the larger
    one's any more, and of two of a label inside each other the outer one ends where the inner begins.
    """
    found: list[tuple[int, int, str]] = []
    running: dict[str, int] = {}  # the place in `found` of the open span of each label
    for tag, start, end in zip(tags, starts, ends, strict=True):
        prefix, _, label = tag.partition("-")
        if prefix == "O":
            running.clear()
        elif prefix == "I" and label in running:
            first, _, _ = found[running[label]]
            found[running[label]] = (first, end, label)
        else:
            running[label] = len(found)
            found.append((start, end, label))
    return found
