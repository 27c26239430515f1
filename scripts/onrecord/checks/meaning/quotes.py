"""Quotes: kind and marks, the parts of one quote against each other, the contents of several (guidelines 3)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from onrecord.incident import Finding, quoted
from onrecord.model import Quote, Record, Span, joined

_ROLES = ("content", "cue", "source", "addressee")


def check(record: Record) -> Iterator[Finding]:
    """Findings about the quotes of a record."""
    for i, quote in enumerate(record.quotes):
        if quote.kind != "indirect" or quote.marks:
            yield from _kind_and_marks(i, quote, record.text)
        if quote.speaker and not quote.source:
            yield Finding(
                test_id="speaker-source",
                path=("quotes", i, "source"),
                found=f"no source, and {quoted(quote.speaker)} as speaker",
                expected="the words that name the speaker as source",
                mend='add the source, or leave speaker "" (nothing is guessed)',
                span=_hull(quote),
            )
        if _share_text(quote):
            yield from _overlaps(i, quote)
    yield from _nesting(record.quotes)


def _kind_and_marks(i: int, quote: Quote, text: str) -> Iterator[Finding]:
    kind = _kind(quote.content, quote.marks, text)
    if kind != quote.kind:
        how_many = {"direct": "every word", "indirect": "no word", "mixed": "some of the words"}[kind]
        yield Finding(
            test_id="kind-marks",
            path=("quotes", i, "kind"),
            found=f"{quote.kind}, with {how_many} of the content in marks",
            expected=kind,
            mend=f"set kind to {kind}, or mend marks",
            span=_hull(quote),
        )
    for j, mark in enumerate(quote.marks):
        if not _lies_in(mark, quote.content):
            yield Finding(
                test_id="marks-outside",
                path=("quotes", i, "marks", j),
                found=f"{quoted(mark.text)}, which is not in the content",
                expected="a part of one span of the content",
                mend="clip the mark to the content, or widen the content",
                span=(mark.start, mark.end),
            )


def _kind(content: Sequence[Span], marks: Sequence[Span], text: str) -> str:
    """direct when every word of the content stands in marks, indirect when none does, else mixed."""
    if not marks:
        return "indirect"
    at = 0
    for span in content:
        start = span.start
        while at < len(marks) and marks[at].start < span.end:
            if _has_word(text[start : marks[at].start]):
                return "mixed"
            start = max(start, marks[at].end)
            at += 1
        if _has_word(text[start : span.end]):
            return "mixed"
    return "direct"


def _has_word(text: str) -> bool:
    return bool(text) and any(map(str.isalnum, text))


def _share_text(quote: Quote) -> bool:
    """Whether two spans of the quote's parts overlap."""
    spans = [(span.start, span.end) for span in quote.content]
    spans += [(span.start, span.end) for span in quote.cue]
    spans += [(span.start, span.end) for span in quote.source]
    spans += [(span.start, span.end) for span in quote.addressee]
    spans.sort()
    reached = 0
    for start, end in spans:
        if start < reached:
            return True
        reached = end
    return False


def _overlaps(i: int, quote: Quote) -> Iterator[Finding]:
    spans: list[tuple[int, int, str, int]] = sorted(
        (span.start, span.end, role, j) for role in _ROLES for j, span in enumerate(getattr(quote, role))
    )
    furthest = spans[0]
    for span in spans[1:]:
        start, end, role, j = span
        if start < furthest[1] and start < end:
            yield Finding(
                test_id="roles-overlap",
                path=("quotes", i, role, j),
                found=f"{role} [{start}, {end}) and {furthest[2]} [{furthest[0]}, {furthest[1]}) share text",
                expected="content, cue, source and addressee apart from each other",
                mend="cut the spans where the one part of the attribution ends and the other begins",
                span=(start, end),
            )
        if end > furthest[1]:
            furthest = span


def _nesting(quotes: Sequence[Quote]) -> Iterator[Finding]:
    """How contents lie to each other: a sweep over their spans, the open ones on a stack, each inside the one below."""
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
    by_id = {quote.id: quote for quote in quotes if holders or quote.parent}
    for i, inside in holders.items():
        for holder in inside:
            yield from _inside(quotes, i, holder, by_id.get(quotes[i].parent))
    for i, quote in enumerate(quotes):
        if quote.parent and quote.parent in by_id:
            yield from _in_parent(i, quote, by_id[quote.parent])


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
            found=f"{quoted(quote.parent)}, with content and cue inside the content of {quoted(outer.id)}",
            expected=f"{quoted(outer.id)}, or a quote inside it",
            mend="name the innermost quote whose content holds this one",
            span=_hull(quote),
        )


def _is_made_in(quote: Quote, outer: Quote) -> bool:
    """Whether a quote in the content of another is made there: the cue is there too, and the contents differ."""
    return bool(quote.cue) and _all_in(quote.cue, outer.content) and not _all_in(outer.content, quote.content)


def _in_parent(i: int, quote: Quote, parent: Quote) -> Iterator[Finding]:
    if not _all_in(quote.content, parent.content):
        yield Finding(
            test_id="outside-parent",
            path=("quotes", i, "parent"),
            found=f"{quoted(parent.id)}, whose content ({quoted(joined(parent.content), 40)}) does not hold this one's",
            expected="a quote in whose content this one's content lies",
            mend='name that quote, or "" where there is none',
            span=_hull(quote),
        )


def _crossing(quotes: Sequence[Quote], i: int, other: int) -> Finding:
    return Finding(
        test_id="contents-cross",
        path=("quotes", i, "content"),
        found=f"content that crosses the content of {quoted(quotes[other].id)}",
        expected="contents that are apart, or of which one holds the other",
        mend="widen the outer content, or cut the inner one, so that one holds the other",
        span=_hull(quotes[i]),
    )


def _hull(quote: Quote) -> tuple[int, int]:
    return min(span.start for span in quote.content), max(span.end for span in quote.content)


def _all_in(inner: Sequence[Span], outer: Sequence[Span]) -> bool:
    return all(_lies_in(span, outer) for span in inner)


def _lies_in(span: Span, outer: Sequence[Span]) -> bool:
    """Whether one of the outer spans, which are in order, holds the span."""
    if not outer:
        return False
    at = bisect_right(outer, span.start, key=lambda other: other.start) - 1 if len(outer) > 1 else 0
    return outer[at].start <= span.start and span.end <= outer[at].end
