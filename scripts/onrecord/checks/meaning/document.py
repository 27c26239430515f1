"""The document: what its status rests on, and when it was published (guidelines 5.9 and 7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date as calendar_date

from onrecord.incident import Finding, quoted
from onrecord.model import Annotator, Published, Record

_GOLD = "two who annotated and one who adjudicated, or one who checked what another had made; programs do not count"
_REVIEWED = "a person or language model who annotated, checked or adjudicated"


def check(record: Record) -> Iterator[Finding]:
    """Findings about the fields of a document."""
    annotation, source = record.annotation, record.source
    if annotation.status != "draft":
        yield from _status(record)
    if bool(source.seed) != bool(source.sha256):
        missing = "sha256" if source.seed else "seed"
        yield Finding(
            test_id="seed-sha256",
            path=("source", missing),
            found=f'"", and {quoted(source.seed or source.sha256)} as {"seed" if source.seed else "sha256"}',
            expected="the name of the seed's file with the SHA-256 of its bytes, or neither",
            mend="add what is missing (sha256sum prints the digest), or leave both empty",
        )
    yield from _published(record)


def _status(record: Record) -> Iterator[Finding]:
    status, annotators = record.annotation.status, record.annotation.annotators
    if not (_is_gold(annotators) if status == "gold" else _is_reviewed(annotators)):
        tasks = ", ".join(f"{annotator.name} ({annotator.kind}): {annotator.task}" for annotator in annotators[:5])
        yield Finding(
            test_id="status-proof",
            path=("annotation", "annotators"),
            found=f"{status} by {quoted(tasks) if tasks else 'nobody'}",
            expected=_GOLD if status == "gold" else _REVIEWED,
            mend="add who did it, or set the status that the work has reached",
        )
    if status == "gold" and not record.annotation.guidelines:
        yield Finding(
            test_id="gold-guidelines",
            path=("annotation", "guidelines"),
            found='"" for a gold record',
            expected="the version of the guidelines by which it was annotated",
            mend="add the version, or set the status to reviewed where others' rules were followed",
        )


def _is_gold(annotators: Sequence[Annotator]) -> bool:
    """Whether it was annotated twice and adjudicated, or checked by someone other than its author."""
    tasks: dict[str, set[str]] = {"draft": set(), "annotate": set(), "check": set(), "adjudicate": set()}
    for annotator in annotators:
        if annotator.kind != "program" or annotator.task == "draft":
            tasks[annotator.task].add(annotator.name)
    authors = tasks["draft"] | tasks["annotate"]
    return (len(tasks["annotate"]) >= 2 and bool(tasks["adjudicate"])) or bool(authors and tasks["check"] - authors)


def _is_reviewed(annotators: Sequence[Annotator]) -> bool:
    return any(annotator.kind != "program" and annotator.task != "draft" for annotator in annotators)


def _published(record: Record) -> Iterator[Finding]:
    published = record.published
    expected = _expected(published)
    if expected:
        yield Finding(
            test_id="published",
            path=("published",),
            found=f"basis {published.basis}, date {quoted(published.date)}, {quoted(published.earliest)} to "
            f"{quoted(published.latest)}, {len(published.evidence)} spans of evidence",
            expected=expected,
            mend="mend the fields by guidelines 5.9, or set basis to unknown and empty them",
        )
    elif published.basis == "inferred":
        yield from _evidence(record)


def _expected(published: Published) -> str:
    """What should stand in the fields, "" where it does."""
    date, bounds, evidence = published.date, (published.earliest, published.latest), published.evidence
    if not all(map(_is_day, (date, *bounds))):
        return "days that the calendar has"
    match published.basis:
        case "given":
            return (
                ""
                if date and bounds == (date, date) and not evidence
                else "a date, both bounds equal to it, no evidence"
            )
        case "inferred":
            is_right = not date and bounds[0] and bounds[0] <= bounds[1] and len(evidence) == 2
            return "" if is_right else 'date "", earliest no later than latest, and two expressions as evidence'
    return "every field empty" if date or any(bounds) or evidence else ""


def _is_day(day: str) -> bool:
    try:
        return not day or bool(calendar_date.fromisoformat(day))
    except ValueError:
        return False


def _evidence(record: Record) -> Iterator[Finding]:
    """Findings where the bounds are not those of the dates in evidence: the last that is past, the first to come."""
    published = record.published
    dates = {(date.start, date.end): date for date in record.dates}
    found = [dates.get((span.start, span.end)) for span in published.evidence]
    past = {date.earliest for date in found if date is not None}
    to_come = {date.latest for date in found if date is not None}
    if None in found or published.earliest not in past or published.latest not in to_come:
        texts = ", ".join(span.text for span in published.evidence)
        yield Finding(
            test_id="published-evidence",
            path=("published", "evidence"),
            found=f"{quoted(published.earliest)} to {quoted(published.latest)} from {quoted(texts)}",
            expected="two dates, the first day of the one as earliest, the last day of the other as latest",
            mend="name the spans of the last date that is past and the first to come, and copy their bounds",
            span=(published.evidence[0].start, published.evidence[0].end),
        )
