"""What a web page says about itself in the places made for it; nothing is inferred from its text or address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from onrecord.intake.extracted import Proposal
from onrecord.sidecars import LANGUAGE

_TYPES = re.compile(r"(Report|\w*Article|BlogPosting|LiveBlogPosting)\Z")
_URL = re.compile(r"https?://\S+\Z")
_LONGEST = 500  # characters of a value; what is longer is no title, name or address


def proposals(tree: Any) -> dict[str, Proposal]:
    """Values for keys of the sidecar, each from the first place of the page that has one fit for it."""
    found = {
        key: next((Proposal(value, where) for where, value in places if _is_fit(key, value)), None)
        for key, places in _places(tree).items()
    }
    return {key: proposal for key, proposal in found.items() if proposal}


def headings(tree: Any) -> list[str]:
    """The headings of the first rank."""
    return [squeezed(heading.text_content()) for heading in tree.iter("h1")]


def squeezed(text: str) -> str:
    """The text on one line. What does not break a line (U+00A0) stays."""
    return re.sub(r"[ \t\r\n\f\v]+", " ", text).strip()


def _places(tree: Any) -> dict[str, list[tuple[str, str]]]:
    """Of each key the places where it may stand, the best first, with what stands there."""
    meta = _meta(tree)
    linked = list(_linked(tree))
    return {
        "title": list(_titles(tree, meta, linked)),
        "publisher": [*_of(linked, "JSON-LD publisher"), *_of(meta, "og:site_name")],
        "published": [
            (where, _day(value))
            for where, value in (
                *_of(linked, "JSON-LD datePublished"),
                *_of(meta, "article:published_time", "datePublished"),
            )
        ],
        "url": [*_links(tree, "canonical"), *_of(meta, "og:url")],
        "licence": [*_links(tree, "license"), *_of(linked, "JSON-LD license")],
        "language": [("html lang", tree.get("lang", ""))],
    }


def _titles(tree: Any, meta: list[tuple[str, str]], linked: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The longest heading that the page's other titles hold, for they may end in the name of the site, or begin so."""
    whole = squeezed(tree.findtext(".//title") or "")
    others = [*_of(meta, "og:title"), *_of(linked, "JSON-LD headline")]
    ones = sorted(headings(tree), key=len, reverse=True)
    held = [one for one in ones if any(one in title for title in [value for _, value in others] or [whole])]
    yield from (("h1", one) for one in held)
    yield from others
    if len(ones) == 1:
        yield "h1", ones[0]
    yield "title", whole


def _of(said: Iterable[tuple[str, str]], *names: str) -> list[tuple[str, str]]:
    """What is said under these names, in their order."""
    given = list(said)
    return [(name, value) for wanted in names for name, value in given if name == wanted]


def _meta(tree: Any) -> list[tuple[str, str]]:
    return [
        (meta.get("property") or meta.get("name") or meta.get("itemprop") or "", squeezed(meta.get("content", "")))
        for meta in tree.iter("meta")
    ]


def _links(tree: Any, relation: str) -> list[tuple[str, str]]:
    links = [link for link in tree.iter("link", "a") if relation in link.get("rel", "").lower().split()]
    return [(f"rel={relation}", link.get("href", "").strip()) for link in links]


def _linked(tree: Any) -> Iterator[tuple[str, str]]:
    """What the descriptions of articles in JSON-LD (schema.org) say, objects by their name or address."""
    for script in tree.iter("script"):
        if script.get("type", "").lower() == "application/ld+json":
            for described in _articles(script.text or ""):
                for key in ("headline", "datePublished", "publisher", "license"):
                    value = described.get(key)
                    value = (value.get("name") or value.get("url")) if isinstance(value, dict) else value
                    if isinstance(value, str):
                        yield f"JSON-LD {key}", squeezed(value)


def _articles(text: str) -> Iterator[dict[str, Any]]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return
    outer = found if isinstance(found, list) else [found]
    graphs = [part["@graph"] for part in outer if isinstance(part, dict) and isinstance(part.get("@graph"), list)]
    for part in (part for parts in (outer, *graphs) for part in parts):
        if isinstance(part, dict):
            types = part.get("@type")
            if any(
                isinstance(name, str) and _TYPES.match(name) for name in (types if isinstance(types, list) else [types])
            ):
                yield part


def _day(value: str) -> str:
    """The day of a date, or of a date and time in its own zone; "" for another form."""
    try:
        return datetime.fromisoformat(value).date().isoformat()
    except ValueError:
        return ""


def _is_fit(key: str, value: str) -> bool:
    forms = {"url": _URL, "licence": _URL, "language": LANGUAGE}
    return 0 < len(value) <= _LONGEST and (key not in forms or bool(forms[key].match(value)))
