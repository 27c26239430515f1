"""Items are matched one to one, the greatest share of common text first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.scoring.items import Item
from onrecord.scoring.matching import match
from onrecord.spans import dice, merged, touch, touches_any, touching

offsets = st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda pair: (pair[0], sum(pair)))
items = st.lists(
    st.builds(
        Item,
        st.lists(offsets, min_size=1, max_size=3).map(lambda spans: tuple(sorted(spans))),
        rest=st.lists(offsets, max_size=1).map(tuple),
    ),
    max_size=8,
)


def at(*spans: tuple[int, int], rest: tuple[tuple[int, int], ...] = ()) -> Item:
    return Item(spans, rest=rest)


def test_the_greatest_share_is_taken_first():
    gold, predicted = [at((0, 100)), at((50, 100))], [at((50, 99))]
    assert match(gold, predicted) == [(1, 0)]  # both share 49 characters with it, the second more of itself
    assert match([at((0, 10)), at((10, 20))], [at((2, 12)), at((0, 10))]) == [(0, 1), (1, 0)]


def test_of_equal_spans_the_rest_decides_then_the_order():
    gold = [at((0, 9), rest=((10, 14),)), at((0, 9), rest=((20, 24),))]
    predicted = [at((0, 9), rest=((20, 23),)), at((0, 9), rest=((10, 14),))]
    assert match(gold, predicted) == [(0, 1), (1, 0)]
    assert match([at((0, 4)), at((6, 10))], [at((2, 8))]) == [(0, 0)]


def test_fragments_count_together():
    assert match([at((0, 5), (20, 30))], [at((0, 5)), at((21, 30))]) == [(0, 1)]


@given(items, items)
def test_matches_are_one_to_one_touch_and_leave_nothing(gold, predicted):
    pairs = match(gold, predicted)
    assert len({g for g, _ in pairs}) == len(pairs) == len({p for _, p in pairs})
    near = {
        (g, p) for g, ours in enumerate(gold) for p, theirs in enumerate(predicted) if touch(ours.spans, theirs.spans)
    }
    assert touching([item.spans for item in gold], [item.spans for item in predicted]) == near >= set(pairs)
    taken = [{pair[side] for pair in pairs} for side in (0, 1)]
    assert all(g in taken[0] or p in taken[1] for g, p in near)
    equal = sum(gold[g].spans == predicted[p].spans for g, p in pairs)
    theirs = [item.spans for item in predicted]
    for item in gold:
        if item.spans in theirs:
            theirs.remove(item.spans)
            equal -= 1
    assert equal == 0  # as many equal spans as can be


@given(items, items)
def test_no_side_is_favoured(gold, predicted):
    assert len(match(gold, predicted)) == len(match(predicted, gold))


@given(st.lists(offsets, max_size=5), st.lists(offsets, max_size=5), offsets)
def test_shared_text(first, second, span):
    ours, theirs = ({i for start, end in spans for i in range(start, end)} for spans in (first, second))
    size = len(ours) + len(theirs)
    assert dice(first, second) == (2 * len(ours & theirs) / size if size else 0)
    assert {i for start, end in merged(first) for i in range(start, end)} == ours
    assert touches_any(span, merged(first)) == touch([span], first)
