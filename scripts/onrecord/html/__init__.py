"""Records as HTML: for notebooks, for pages of their own, and for the site of a corpus.

What comes from data is escaped by the template engine, never by hand; no page has a style or a script of an element.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import BaseLoader, Environment

HERE = Path(__file__).parent
COLOURS = HERE / "colours.css"
SCRIPT = HERE / "article.js"


def environment(*loaders: BaseLoader) -> Environment:
    """Templates of `loaders`, then those of this package; everything is escaped, and what is undefined is an error."""
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=ChoiceLoader([*loaders, FileSystemLoader(HERE / "templates")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
