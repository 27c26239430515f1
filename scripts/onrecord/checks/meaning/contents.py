"""The contents of several quotes: apart, or nested, each in that of its parent; they never cross (guidelines 3.5)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from onrecord.incident import Finding, quoted
from onrecord.model import Quote, Record, Span, joined


def check(record: Record) -> Iterator[Finding]:
    """Findings about how contents lie to each other, by a sweep over their spans: those that are open stand on a stack,
    each inside the one below.
    """
    quotes = record.quotes
    spans = [(span.start, -span.end, i) for i, quote in enumerate(quotes) for span in quote.content]
    spans.sort()
    holders: dict[int, dict[int, None]] = {}
    stack: list[tuple[int, int]] = []
    for start, end, i in spans:
        while stack and stack[-1][0] <= start:
            stack.pop()
        if stack and stack[-1][1] != i:
            reached, holder = stack[-1]
            if -end > reached:
                yield _crossing(quotes, i, holder)
                continue
            holders.setdefault(i, {})[holder] = None
        stack.append((-end, i))
    nested = [i for i, quote in enumerate(quotes) if quote.parent]
    by_id = {quote.id: quote for quote in quotes} if nested else {}
    for i, inside in holders.items():
        for holder in inside:
            yield from _inside(quotes, i, holder, by_id.get(quotes[i].parent))
    for i in nested:
        if quotes[i].parent in by_id:
            yield from _in_parent(i, quotes[i], by_id[quotes[i].parent])


def _inside(quotes: Sequence[Quote], i: int, holder: int, parent: Quote | None) -> Iterator[Finding]:
    """Findings about a quote that has spans inside the content of another, the holder."""
    quote, outer = quotes[i], quotes[holder]
    if not _all_in(quote.content, outer.content):
        if not _all_in(outer.content, quote.content):
            yield _crossing(quotes, i, holder)
    elif _is_made_in(quote, outer) and not (parent and _all_in(parent.content, outer.content)):
        yield Finding(
            test_id="inner-parent",
            path=("quotes", i, "parent"),
            found=f"{quote.parent or 'no parent'}, with content and cue inside the content of {quoted(outer.id)}",
            expected=f"{quoted(outer.id)}, or a quote inside it",
            mend="name the innermost quote whose content holds this one",
            span=hull(quote),
        )


def _is_made_in(quote: Quote, outer: Quote) -> bool:
    """Whether a quote in the content of another is made there: the cue is there too, and the contents differ."""
    return bool(quote.cue) and _all_in(quote.cue, outer.content) and not _all_in(outer.content, quote.content)


def _in_parent(i: int, quote: Quote, parent: Quote) -> Iterator[Finding]:
    if not _all_in(quote.content, parent.content):
        words = quoted(joined(parent.content[:4]), 40)
        yield Finding(
            test_id="outside-parent",
            path=("quotes", i, "parent"),
            found=f"{quoted(parent.id)}, whose content ({words}) does not hold this one's",
            expected="a quote in whose content this one's content lies",
            mend='name that quote, or "" where there is none',
            span=hull(quote),
        )


def _crossing(quotes: Sequence[Quote], i: int, other: int) -> Finding:
    return Finding(
        test_id="contents-cross",
        path=("quotes", i, "content"),
        found=f"content that crosses the content of {quoted(quotes[other].id)}",
        expected="contents that are apart, or of which one holds the other",
        mend="widen the outer content, or cut the inner one, so that one holds the other",
        span=hull(quotes[i]),
    )


def hull(quote: Quote) -> tuple[int, int]:
    """From the first to the last code point of a content, whose spans are in order."""
    return quote.content[0].start, quote.content[-1].end


def _all_in(inner: Sequence[Span], outer: Sequence[Span]) -> bool:
    return all(lies_in(span, outer) for span in inner)


def lies_in(span: Span, outer: Sequence[Span]) -> bool:
    """Whether one of the outer spans, which are in order, holds the span."""
    if not outer:
        return False
    at = bisect_right(outer, span.start, key=lambda other: other.start) - 1 if len(outer) > 1 else 0
    return outer[at].start <= span.start and span.end <= outer[at].end
