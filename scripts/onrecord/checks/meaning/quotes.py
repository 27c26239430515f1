"""Quotes, each by itself: kind and marks, and the parts of an attribution (guidelines 3)."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.checks.meaning.contents import hull, lies_in
from onrecord.incident import Finding, quoted
from onrecord.model import Quote, Record
from onrecord.quotation import kind_of
from onrecord.spans import overlapping

_ROLES = ("content", "cue", "source", "addressee")


def check(record: Record) -> Iterator[Finding]:
    """Findings about the quotes of a record."""
    for i, quote in enumerate(record.quotes):
        if (quote.marks or quote.kind != "indirect") and not _agree(quote, record.text):
            yield from _kind_and_marks(i, quote, record.text)
        if quote.speaker and not quote.source:
            yield Finding(
                test_id="speaker-source",
                path=("quotes", i, "source"),
                found=f"no source, and {quoted(quote.speaker)} as speaker",
                expected="the words that name the speaker as source",
                mend='add the source, or leave speaker "" (nothing is guessed)',
                span=hull(quote),
            )
        if _share_text(quote):
            yield from _overlaps(i, quote)


def _agree(quote: Quote, text: str) -> bool:
    """Whether kind and marks agree at first sight, as nearly all do: each span in marks of its own, or one span that
    begins with a word before its marks.
    """
    content, marks = quote.content, quote.marks
    if quote.kind == "direct" and len(content) == len(marks):
        pairs = zip(content, marks, strict=True)
        return all(span.start == mark.start and span.end == mark.end for span, mark in pairs)
    if quote.kind != "mixed" or not marks or len(content) != 1:
        return False
    start, end = content[0].start, content[0].end
    return start < marks[0].start and marks[-1].end <= end <= len(text) and text[start : start + 1].isalnum()


def _kind_and_marks(i: int, quote: Quote, text: str) -> Iterator[Finding]:
    kind = kind_of(text, quote.content, quote.marks)
    if kind != quote.kind:
        how_many = {"direct": "every word", "indirect": "no word", "mixed": "some of the words"}[kind]
        yield Finding(
            test_id="kind-marks",
            path=("quotes", i, "kind"),
            found=f"{quote.kind}, with {how_many} of the content in marks",
            expected=kind,
            mend=f"set kind to {kind}, or mend marks",
            span=hull(quote),
        )
    for j, mark in enumerate(quote.marks):
        if not lies_in(mark, quote.content):
            yield Finding(
                test_id="marks-outside",
                path=("quotes", i, "marks", j),
                found=f"{quoted(mark.text)}, which is not in the content",
                expected="a part of one span of the content",
                mend="clip the mark to the content, or widen the content",
                span=(mark.start, mark.end),
            )


def _share_text(quote: Quote) -> bool:
    """Whether two spans of the quote's parts overlap."""
    content, cue, source = quote.content, quote.cue, quote.source
    if len(content) == len(cue) == len(source) == 1 and not quote.addressee:  # as most are: three times as fast
        a, b, c = content[0], cue[0], source[0]
        one = a.start < b.end and b.start < a.end
        return one or (a.start < c.end and c.start < a.end) or (b.start < c.end and c.start < b.end)
    spans = [(span.start, span.end) for span in (*content, *cue, *source, *quote.addressee)]
    spans.sort()
    reached = 0
    for start, end in spans:
        if start < reached:
            return True
        reached = end
    return False


def _overlaps(i: int, quote: Quote) -> Iterator[Finding]:
    spans = [(span.start, span.end, role, j) for role in _ROLES for j, span in enumerate(getattr(quote, role))]
    for before, (start, end, role, j) in overlapping(spans):
        yield Finding(
            test_id="roles-overlap",
            path=("quotes", i, role, j),
            found=f"{role} [{start}, {end}) and {before[2]} [{before[0]}, {before[1]}) share text",
            expected="content, cue, source and addressee apart from each other",
            mend="cut the spans where the one part of the attribution ends and the other begins",
            span=(start, end),
        )
