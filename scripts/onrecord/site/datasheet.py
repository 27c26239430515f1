"""The datasheet of a corpus as a page: the Markdown file that stands at its root."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.release.markdown import without_comments

if TYPE_CHECKING:
    from markdown_it.token import Token

NAME = "DATASHEET.md"
_ELSEWHERE = re.compile(r"https?://|mailto:", re.IGNORECASE)
_EMPTY = re.compile(r"<th([^>]*)></th>")  # a head that says nothing is no head to those who listen


def find_datasheet(source: str) -> Path | None:
    """The datasheet of a folder of articles: in it, or in one of the two folders above, as in `corpus/articles`."""
    folder = Path(source).resolve()
    places = [folder, *list(folder.parents)[:2]] if folder.is_dir() else []
    return next((path for place in places if (path := place / NAME).is_file()), None)


def datasheet_html(markdown: str) -> str:
    """Markdown as HTML. HTML in it is shown as text, and links that run scripts are none: the parser sees to both.

    A link to a file beside the datasheet would lead nowhere from the site: it becomes text with the file's name.
    """
    from markdown_it import MarkdownIt

    parser = MarkdownIt("js-default", {"html": False, "linkify": False}).disable("image")
    tokens = parser.parse(without_comments(markdown))
    for token in tokens:
        token.children = [*_with_living_links(token.children or [])]
        if style := token.attrs.pop("style", None):  # of a table's cells, which the policy of pages forbids
            token.attrs["class"] = str(style).rpartition(":")[2]
    html: str = parser.renderer.render(tokens, parser.options, {})
    html = _EMPTY.sub(r"<td\1></td>", html)
    # A table may be wider than a page is on a phone: it scrolls in a frame of its own, which keys reach.
    frame = '<div class="wide" tabindex="0" role="group" aria-label="Table"><table>'
    return html.replace("<table>", frame).replace("</table>", "</table></div>").replace("<pre>", '<pre tabindex="0">')


def _with_living_links(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens of a line, links that lead nowhere from the site as their text, and the file's name behind it."""
    dead = text = ""
    for token in tokens:
        if token.type == "link_open" and not _ELSEWHERE.match(str(token.attrs["href"])):
            dead, text = str(token.attrs["href"]), ""
        elif token.type == "link_close" and dead:
            name = "" if dead.startswith("#") or dead == text else f" ({dead})"
            yield replace(token, type="text", tag="", nesting=0, content=name)
            dead = ""
        else:
            text += token.content
            yield token
