"""Generated parts of texts: blocks and single numbers are made anew, what people wrote stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import OnrecordError
from onrecord.release.markdown import refresh, with_front_matter

BLOCKS = {"counts": lambda: "| a |"}
VALUES = {"counts.quotes.all": 1234, "distributions.quotes.kind.direct": 8}


def made(text):
    return refresh(text, BLOCKS, VALUES, "README.md")


def test_blocks_and_values():
    text = "One.\n<!-- generated: counts -->\nold\n<!-- end -->\nOf <!-- value: counts.quotes.all -->7<!-- end -->.\n"
    expected = text.replace("old", "| a |").replace(">7<", ">1,234<")
    assert made(text) == expected == made(expected)


def test_what_a_distribution_does_not_have_now_is_none_of_it():
    assert ">0<" in made("<!-- value: distributions.quotes.kind.mixed -->3<!-- end -->")


@pytest.mark.parametrize(
    "text, found",
    [
        ("<!-- generated: cuonts -->\n<!-- end -->", "unknown generated block 'cuonts'; known are counts"),
        ("<!-- value: counts.qoutes -->1<!-- end -->", "unknown value 'counts.qoutes'"),
        ("<!-- value: distributions.quotes.kin.direct -->1<!-- end -->", "unknown value"),
    ],
)
def test_unknown_names_are_told(text, found):
    with pytest.raises(OnrecordError, match=r"README\.md: " + found):
        made(text)


@given(st.text(alphabet="ab<>!- :\n").filter(lambda text: "<!-- " not in text))
def test_other_text_stays(text):
    assert made(text) == text


def test_front_matter_is_replaced_or_put_before():
    assert (
        with_front_matter("---\nold: 1\n---\n# Title\n---\n", "---\nnew: 1\n---\n")
        == "---\nnew: 1\n---\n# Title\n---\n"
    )
    assert with_front_matter("# Title\n", "---\nnew: 1\n---\n") == "---\nnew: 1\n---\n# Title\n"
