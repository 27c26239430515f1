"""Spans of others cut at our segments."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.corpora.imported import parts_of
from onrecord.layers.segments import find_segments

TEXT = "Dam holds\n\n“We are ready,\n\nwe stay,” she said. \n\n\nIt rained."


def test_fragments_are_joined_over_white_space_and_cut_where_a_paragraph_ends():
    segments = find_segments(TEXT)
    start, end = TEXT.index("“We"), TEXT.index(" she")
    middle = TEXT.index("ready")
    for fragments in ([(start, end)], [(middle, end), (start, middle - 1)], [(start - 2, middle), (middle, end + 1)]):
        assert [part.text for part in parts_of(TEXT, segments, fragments)] == ["“We are ready,", "we stay,”"]
    assert not list(parts_of(TEXT, segments, [(9, 11)]))


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted).map(tuple), max_size=5))
def test_no_character_is_lost_or_added(fragments):
    parts = list(parts_of(TEXT, find_segments(TEXT), fragments))
    wanted = {at for start, end in fragments for at in range(start, end) if not TEXT[at].isspace()}
    found = [at for part in parts for at in range(part.start, part.end) if not TEXT[at].isspace()]
    assert sorted(found) == sorted(wanted) and all(TEXT[part.start : part.end] == part.text for part in parts)
