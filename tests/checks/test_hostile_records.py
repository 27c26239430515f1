"""What keeps to the schema and to nothing else never stops a check: no level can rely on those that were left out."""

from __future__ import annotations

from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.checks import meaning, suspicion
from onrecord.model import (
    Anchor,
    Annotation,
    Annotator,
    Date,
    Mention,
    Number,
    Published,
    Quote,
    Record,
    Segment,
    Source,
    Span,
    Speaker,
)
from onrecord.timex import type_of

offsets = st.integers(0, 30) | st.just(10**30)
surfaces = st.sampled_from(["x", "“x y z”", "he", "“", "1999", "said that"])
places = {"start": offsets, "end": offsets, "text": surfaces}
spans = st.builds(Span, **places)
some = st.lists(spans, max_size=3)
ids = {letter: st.sampled_from([f"{letter}1", f"{letter}2", f"{letter}3"]) for letter in "gsqdnm"}
days = st.sampled_from(["", "2024-05-02", "2024-02-30", "0000-00-00", "9999-12-31"])
words = st.sampled_from(["", "EVERY", "2X", "km", "USD", "%", "{", "((((", "\x00", "é" * 300])
numbers = st.none() | st.integers(-(10**400), 10**400) | st.floats(allow_nan=False, allow_infinity=False)
timex = st.sampled_from(
    ["2024-05-02", "P1D", "T", "T25", "9999-W53", "0000", "XXXX-WXX-1", "PAST_REF", "T" * 99]
) | st.text("0123456789XWPTD-:", min_size=1, max_size=12)

mentions = st.builds(Mention, id=ids["m"], **places, form=st.sampled_from(["name", "nominal", "pronoun"]))
records = st.builds(
    Record,
    id=st.just("a"),
    text=st.sampled_from(["x", "“x y z” he said that “", "In 1999 12 men said “we are here”.\nim\n\n“a b c"]),
    source=st.builds(Source, seed=words, sha256=st.sampled_from(["", "0" * 64])),
    published=st.builds(
        Published, date=days, earliest=days, latest=days, evidence=some,
        basis=st.sampled_from(["given", "inferred", "unknown"]),
    ),
    annotation=st.builds(
        Annotation,
        status=st.sampled_from(["draft", "reviewed", "gold"]),
        annotators=st.lists(
            st.builds(
                Annotator, name=surfaces, kind=st.sampled_from(["person", "program", "language model"]),
                task=st.sampled_from(["draft", "annotate", "check", "adjudicate"]),
            ),
            max_size=3,
        ),
    ),
    segments=st.lists(
        st.builds(
            Segment, id=ids["g"], **places, sentences=some,
            kind=st.sampled_from(["headline", "paragraph", "boilerplate"]),
        ),
        max_size=3,
    ),
    speakers=st.lists(
        st.builds(
            Speaker, id=ids["s"], name=surfaces, kind=st.sampled_from(["person", "group"]),
            mentions=st.lists(mentions, min_size=1, max_size=3),
        ),
        max_size=3,
    ),
    quotes=st.lists(
        st.builds(
            Quote, id=ids["q"], kind=st.sampled_from(["direct", "indirect", "mixed"]),
            content=st.lists(spans, min_size=1, max_size=3), marks=some, cue=some, source=some, addressee=some,
            speaker=st.just("") | ids["s"], parent=st.just("") | ids["q"],
        ),
        max_size=4,
    ),
    dates=st.lists(
        st.builds(
            Date, id=ids["d"], **places, type=st.sampled_from(["DATE", "TIME", "DURATION", "SET"]), value=timex,
            alternatives=st.lists(timex, max_size=2), mod=st.sampled_from(["", "BEFORE", "START"]),
            quant=words, freq=words, zone=st.sampled_from(["", "Z"]), earliest=days, latest=days,
            anchor=st.builds(
                Anchor, basis=st.sampled_from(["none", "published", "date", "inferred"]), value=st.just("") | timex,
                dates=st.lists(ids["d"], max_size=2),
            ),
        ),
        max_size=4,
    ),
    numbers=st.lists(
        st.builds(
            Number, id=ids["n"], **places,
            kind=st.sampled_from(["cardinal", "ordinal", "money", "percent", "quantity", "fraction", "ratio", "score"]),
            value=numbers, low=numbers, high=numbers, terms=st.lists(st.integers() | st.just(10**400), max_size=3),
            modifier=st.sampled_from(["", "about"]), modifier_spans=some, unit=words, counted=some,
        ),
        max_size=4,
    ),
)  # fmt: skip


@settings(max_examples=1500)
@given(records)
def test_no_record_of_the_schema_stops_a_check(record):
    for check in (meaning.check, suspicion.check):
        for finding in check(record):
            assert finding.test_id and finding.found and finding.expected and finding.mend


def test_records_are_read_by_their_attributes_alone():
    """What is checked is a struct made from the schema, with lists for tuples, and no class of the model."""

    def plain(value: object) -> object:
        if isinstance(value, (list, tuple)):
            return [plain(item) for item in value]
        if hasattr(value, "__slots__"):
            names = [name for kind in type(value).__mro__ for name in getattr(kind, "__slots__", ())]
            return SimpleNamespace(**{name: plain(getattr(value, name)) for name in names})
        return value

    @settings(max_examples=200)
    @given(records)
    def alike(record: Record) -> None:
        for check in (meaning.check, suspicion.check):
            assert list(check(plain(record))) == list(check(record))

    alike()


@given(timex)
def test_every_value_has_a_type_or_none(value):
    assert type_of(value) in ("", "DATE", "TIME", "DURATION", "REF")
