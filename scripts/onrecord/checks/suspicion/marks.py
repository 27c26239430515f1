"""Quotation marks against the quotes: pairs in no quote, words in marks that `marks` leaves out, lone marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from onrecord.checks.suspicion.cover import Cover, segments_of
from onrecord.incident import Finding, quoted
from onrecord.layers.quotes.marks import Region, find_regions, is_name
from onrecord.model import Quote, Record

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_MARK = re.compile(r'["“”]')
_INCHES = re.compile(r'[0-9]"')
_OPENING = ('"', "“", "‘", "'")
_SMALL = 3  # letters of a word that is small in a title


def check(record: Record) -> Iterator[Finding]:
    """Findings about the quotation marks of a record with quotes."""
    text = record.text
    contents = Cover(span for quote in record.quotes for span in quote.content)
    regions: list[Region] = []
    for i, segment in segments_of(record):
        found = find_regions(text, segment)
        regions += found
        for start, end in found:
            if is_speech(text, start, end) and not contents.touches(start, end):
                yield Finding(
                    test_id="unquoted-marks",
                    path=("quotes",),
                    found=f"{quoted(text[start:end])}, in no quote",
                    expected="words in quotation marks in a quote",
                    mend="annotate who said it, unless the marks stand around a name, title or word of the writer",
                    span=(start, end),
                )
        yield from _odd(record, i)
    for i, quote in enumerate(record.quotes):
        yield from _left_out(i, quote, regions, text)
    yield from _in_boilerplate(record)


def is_speech(text: str, start: int, end: int) -> bool:
    """Whether what stands in marks can be somebody's words: two or more, and no name or title."""
    words = _WORD.findall(text[start:end])
    if len(words) < 2 or is_name(text, start, end):
        return False
    longer = [word for word in words if len(word) > _SMALL]
    return not longer or any(word[0].islower() for word in longer)


def _odd(record: Record, i: int) -> Iterator[Finding]:
    """A finding for a paragraph with an odd number of marks, unless the next one goes on with the quotation."""
    segment, text = record.segments[i], record.text
    marks = list(_MARK.finditer(text, segment.start, segment.end))
    inches = len(_INCHES.findall(text, segment.start, segment.end))
    if len(marks) % 2 == 0 or (len(marks) - inches) % 2 == 0:
        return
    following = text[segment.end : segment.end + 20].lstrip()
    if not following.startswith(_OPENING):
        yield Finding(
            test_id="odd-marks",
            path=("segments", i),
            found=f"{len(marks)} quotation marks in a paragraph",
            expected="as many that close as open, or a quotation that goes on in the next paragraph",
            mend="see that the quote beside the lone mark ends where it should; the text stays as it is",
            span=(marks[-1].start(), marks[-1].end()),
        )


def _left_out(i: int, quote: Quote, regions: Sequence[Region], text: str) -> Iterator[Finding]:
    """Findings about words in quotation marks inside a content that are none of its marks."""
    marks = Cover(quote.marks)
    for span in quote.content:
        at = bisect_right(regions, (span.start, -1))
        while at < len(regions) and regions[at][1] <= span.end:
            start, end = regions[at]
            if is_speech(text, start, end) and not marks.touches(start, end):
                yield Finding(
                    test_id="unmarked-words",
                    path=("quotes", i, "marks"),
                    found=f"{quoted(text[start:end])} in the content, and not in marks",
                    expected="each quoted part of the content in marks",
                    mend="add it to marks and set kind by it; leave it where it is a name, title or scare quote",
                    span=(start, end),
                )
            at += 1


def _in_boilerplate(record: Record) -> Iterator[Finding]:
    for i, segment in segments_of(record, boilerplate=True):
        for start, end in find_regions(record.text, segment):
            if is_speech(record.text, start, end):
                yield Finding(
                    test_id="boilerplate-quote",
                    path=("segments", i, "kind"),
                    found=f"boilerplate with {quoted(record.text[start:end])}",
                    expected="what somebody says in a paragraph",
                    mend="set the kind to paragraph and annotate it, if the article says it",
                    span=(start, end),
                )
