"""Figures as SVG, made by Vega-Lite in the process: no browser, no network.

All places are given, so that no width of a text, and with it no font of the machine, changes a byte; colours are
variables and fonts are inherited, so that the page's style rules both. What comes from data is a value of the data and
a field of that name: Vega-Lite reads no expression in it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any
from xml.etree import ElementTree

from onrecord.site.figures import Bar, Figure
from onrecord.tokens import cuts_grapheme

_WIDTH, _LABELS, _VALUES = 460, 182, 52  # units of the picture: all of it, left and right of bars
_ROW = 24
_LONGEST = 22  # of a label, in widths of a letter
_COLUMNS = 150  # height of a time line
_SIDE = 24  # left and right of it
_FEW = 12  # periods whose values stand on them, and whose bars are no wider than where there are so many
_ROOT = re.compile(r'\A<svg [^>]*viewBox="(?P<box>[0-9. -]+)"[^>]*>(?P<body>.*)</svg>\s*\Z', re.DOTALL)
_DRAWN = {"d", "fill", "font-family", "font-size", "stroke", "text-anchor", "transform", "x2", "y2"}
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def chart(figure: Figure) -> tuple[str, str]:
    """View box and content of the figure's SVG element, to be put into a page as they are."""
    import vl_convert

    spec = _time_line(figure) if figure.periods else _bars(figure.bars[: figure.shown])
    drawn = _ROOT.match(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]))
    assert drawn is not None, "vl-convert draws an element svg"
    picture = ElementTree.fromstring(f"<svg>{drawn['body']}</svg>")
    return drawn["box"], "".join(ElementTree.tostring(part, encoding="unicode") for part in _plain(picture))


def _plain(element: ElementTree.Element) -> ElementTree.Element:
    """The element with what is drawn alone: the picture is one image to those who do not see it, not a hundred."""
    for part in list(element):
        if part.get("display") == "none":
            element.remove(part)
        else:
            _plain(part)
    element.attrib = {name: value for name, value in element.attrib.items() if name in _DRAWN}
    return element


def short(label: str, longest: int = _LONGEST) -> str:
    """A label that fits: on one line, without what is not seen, cut between characters."""
    plain = " ".join("".join(" " if unicodedata.category(c) in _UNSEEN else c for c in label).split())
    width = 0
    for place, character in enumerate(plain):
        width += 2 if unicodedata.east_asian_width(character) in "WF" else not unicodedata.combining(character)
        if width > longest:
            ends = (end for end in range(max(place - 1, 0), 0, -1) if not cuts_grapheme(plain, end))
            return plain[: next(ends, 1)].rstrip() + "…"
    return plain


def _bars(bars: tuple[Bar, ...]) -> dict[str, Any]:
    rows = [{"n": n, "label": short(bar.label), "count": bar.count} for n, bar in enumerate(bars)]
    values = [{**row, "shown": f"{row['count']:,}"} for row in rows]
    y = {"field": "n", "type": "ordinal", "axis": None, "scale": {"paddingInner": 0.3, "paddingOuter": 0.15}}
    # With the scale's end at the largest count the longest bar ends where the picture's values begin.
    most = max(bar.count for bar in bars)
    x = {"field": "count", "type": "quantitative", "axis": None, "scale": {"domain": [0, most], "nice": False}}
    beside = {"type": "text", "baseline": "middle", "fontSize": 13}
    layers: list[dict[str, Any]] = [
        {"mark": {"type": "bar", "color": "var(--bar)"}, "encoding": {"x": x, "y": y}},
        {
            "mark": {**beside, "align": "right", "x": -8, "fill": "currentColor"},
            "encoding": {"y": y, "text": {"field": "label"}},
        },
        {
            "mark": {**beside, "align": "left", "dx": 6, "fill": "currentColor"},
            "encoding": {"x": x, "y": y, "text": {"field": "shown"}},
        },
    ]
    size = (_WIDTH - _LABELS - _VALUES, _ROW * len(rows))
    return _picture(values, layers, size, {"left": _LABELS, "right": _VALUES, "top": 2, "bottom": 2})


def _time_line(figure: Figure) -> dict[str, Any]:
    found = figure.periods
    most = max(period.count for period in found)
    peak = next(n for n, period in enumerate(found) if period.count == most)
    values = [
        {
            "n": n,
            "count": period.count,
            "label": period.label if period.is_tick else "",
            "shown": f"{period.count:,}" if period.count and (len(found) <= _FEW or n == peak) else "",
        }
        for n, period in enumerate(found)
    ]
    width = _WIDTH - 2 * _SIDE
    x = {"field": "n", "type": "ordinal", "axis": None, "scale": {"paddingInner": 0.18, "paddingOuter": 0.1}}
    y = {"field": "count", "type": "quantitative", "axis": None, "scale": {"domain": [0, most], "nice": False}}
    words = {"type": "text", "align": "center", "fontSize": 13, "fill": "currentColor"}
    places = {"x": 0, "x2": width, "y": _COLUMNS, "color": "var(--axis)"}
    base = {name: {"value": value} for name, value in places.items()}
    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "bar", "color": "var(--bar)", "width": {"band": min(1, len(found) / _FEW)}},
            "encoding": {"x": x, "y": y},
        },
        {"mark": {"type": "rule"}, "encoding": base, "data": {"values": [{}]}},
        {"mark": {**words, "y": _COLUMNS + 16}, "encoding": {"x": x, "text": {"field": "label"}}},
        {"mark": {**words, "dy": -8}, "encoding": {"x": x, "y": y, "text": {"field": "shown"}}},
    ]
    return _picture(values, layers, (width, _COLUMNS), {"left": _SIDE, "right": _SIDE, "top": 20, "bottom": 26})


def _picture(
    values: list[dict[str, Any]], layers: list[dict[str, Any]], size: tuple[int, int], padding: dict[str, int]
) -> dict[str, Any]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": values},
        "layer": layers,
        "width": size[0],
        "height": size[1],
        "padding": padding,
        "autosize": "none",
        "background": None,
        "config": {"font": "inherit", "view": {"stroke": None}, "aria": False},
    }
