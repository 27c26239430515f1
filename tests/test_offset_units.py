"""Offsets in code points, UTF-16 units and bytes: each equals what encoding the text says, and comes back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.offset_units import OffsetError, OffsetUnits
from strategies import TRICKY

texts = st.lists(st.sampled_from(TRICKY) | st.text(max_size=5), max_size=40).map("".join)
texts = texts.filter(lambda text: not any("\ud800" <= char <= "\udfff" for char in text))


@given(texts)
def test_every_place_is_what_encoding_says_and_comes_back(text):
    units = OffsetUnits(text)
    places: dict[str, set[int]] = {"utf16": set(), "bytes": set()}
    for at in range(len(text) + 1):
        utf16, in_bytes = units.to_utf16(at), units.to_bytes(at)
        assert utf16 == len(text[:at].encode("utf-16-le")) // 2
        assert in_bytes == len(text[:at].encode())
        assert units.from_utf16(utf16) == units.from_bytes(in_bytes) == at
        places["utf16"].add(utf16)
        places["bytes"].add(in_bytes)
    for back, known, end in (
        (units.from_utf16, places["utf16"], units.to_utf16(len(text))),
        (units.from_bytes, places["bytes"], units.to_bytes(len(text))),
    ):
        for offset in {*range(-1, end + 2)} - known:
            with pytest.raises(OffsetError):
                back(offset)


@pytest.mark.parametrize("offset", [-1, 4])
def test_a_place_outside_the_text_is_none(offset):
    with pytest.raises(OffsetError, match="outside a text of 3 code points"):
        OffsetUnits("a👩b").to_utf16(offset)
