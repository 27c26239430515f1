"""Attributions by the layout of a paragraph."""

from __future__ import annotations

import pytest

from onrecord.layers.quotes.marks import find_regions
from onrecord.layers.quotes.rules import find_layouts
from onrecord.layers.segments import find_segments


def layouts(text: str):
    *_, segment = find_segments(f"Some headline here\n{text}")
    return [
        (found.pattern, found.source[0].text, found.cue[0].text, *(span.text for span in found.content))
        for found in find_layouts(
            f"Some headline here\n{text}", segment, find_regions(f"Some headline here\n{text}", segment)
        )
    ]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("“Nobody asked us.” — Ann Lee", [("signed", "Ann Lee", "—", "“Nobody asked us.”")]),
        ('"Nobody asked us."--Ursula Berg, Harlow', [("signed", "Ursula Berg, Harlow", "--", '"Nobody asked us."')]),
        ("“Nobody asked us.” “Nobody.” ― Ann Lee.", [("signed", "Ann Lee", "―", "“Nobody asked us.”", "“Nobody.”")]),
        ("LEE: Nobody asked us.", [("labelled", "LEE", ":", "Nobody asked us.")]),
        ('"ANN LEE: Nobody asked us.', [("labelled", "ANN LEE", ":", "Nobody asked us.")]),
        ("“Nobody asked us,” Lee said — and left.", []),
        ("“Nobody asked us.” — she shrugged", []),
        ("Lee: Nobody asked us.", []),
        ("A: first answer", []),
        ("NATO: ", []),
    ],
)  # fmt: skip
def test_layouts(text, expected):
    assert layouts(text) == expected
