from hypothesis import given
from hypothesis import strategies as st

from onrecord.crawl.tasks.ids import Ids


@given(st.lists(st.text(max_size=2)), st.integers(1, 5))
def test_an_id_is_new_once(given_ids, recent):
    ids, known = Ids(recent), set()
    for each in given_ids:
        assert ids.add(each) == (each not in known)
        known.add(each)
