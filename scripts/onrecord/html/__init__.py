"""Records as HTML: for notebooks, for pages of their own, and for the site of a corpus.

What comes from data is escaped by the template engine, never by hand; no page has a style or a script of an element.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.descriptions import shown

if TYPE_CHECKING:
    from jinja2 import BaseLoader, Environment

HERE = Path(__file__).parent
COLOURS = HERE / "colours.css"
SCRIPT = HERE / "article.js"


def environment(*loaders: BaseLoader) -> Environment:
    """Templates of `loaders`, then those of this package.

    Everything is escaped, and what is undefined is an error. Controls become their pictures, for some are invisible and
    some turn the text around them; markup is let through as it is.
    """
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=ChoiceLoader([*loaders, FileSystemLoader(HERE / "templates")]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _shown(value: object) -> object:
    return shown(value) if type(value) is str else value
