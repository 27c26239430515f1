"""Who said what, when and how many: an annotated corpus of news, and the tools that make it."""

from __future__ import annotations

__version__ = "0.1.0"
