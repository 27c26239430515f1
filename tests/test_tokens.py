"""Tokens cover every character that is no white space, once and in order."""

from __future__ import annotations

import pytest
from hypothesis import given

from onrecord.tokens import iter_tokens
from strategies import texts


@pytest.mark.parametrize(
    "text, expected",
    [
        ("“We won’t go,” he said.", "“|We|wo|n’t|go|,|”|he|said|."),
        ("Russia's U.S. envoys", "Russia|'s|U.S.|envoys"),
        ("late January-early February 2022", "late|January|-|early|February|2022"),
        ("$3.5m or 92,000 on the 21st…", "$|3.5m|or|92,000|on|the|21st|…"),
        ("They're 5% up... (yes)", "They|'re|5|%|up|...|(|yes|)"),
        ("Zoe\u0308 naïve 東京 👩‍👩‍👧", None),
    ],
)
def test_tokens(text, expected):
    found = [text[start:end] for start, end in iter_tokens(text)]
    assert "".join(found) == "".join(text.split())
    if expected is not None:
        assert found == expected.split("|")


@given(texts)
def test_tokens_cover_any_text(text):
    position = 0
    for start, end in iter_tokens(text):
        assert start < end and not any(c.isspace() for c in text[start:end])
        assert text[position:start].strip() == ""
        position = end
    assert text[position:].strip() == ""


@given(texts)
def test_what_joins_characters_elsewhere_changes_no_token(text):
    *found, _ = iter_tokens(f"{text} x\u0301")
    assert found == list(iter_tokens(text))
