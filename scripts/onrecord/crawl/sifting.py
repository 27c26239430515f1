"""Which texts of a crawl are wanted: by their length and their language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.crawl.items import UnfitError

WINDOW = 200  # characters
WINDOWS = 3
FEWEST = 40  # characters of narration that a language is known by
SUREST_OTHER = 0.5  # below it, what is taken for another language is as likely a short English text full of names

# A quotation, or what is left of one at the end of a line or of a window.
_QUOTATION = re.compile(r'["“„«][^"”“»\n]*["”“»]?')


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a text has to be to be annotated: lengths in characters (code points), 0 and "" for no bound."""

    shortest: int = 0
    longest: int = 0
    language: str = ""  # ISO 639-1

    def check(self, text: str) -> None:
        """Raise `UnfitError` where `text` is not wanted."""
        length = len(text)
        if length < self.shortest:
            raise UnfitError("too-short", f"{length:,} characters, fewer than {self.shortest:,}")
        if self.longest and length > self.longest:
            raise UnfitError("too-long", f"{length:,} characters, more than {self.longest:,}")
        if self.language and (other := other_language(text, self.language)):
            raise UnfitError("language", other)

    def load(self) -> None:
        """Load now what `check` needs, so that no document pays for it."""
        if self.language:
            _identifier()


def other_language(text: str, language: str) -> str:
    """The language of `text` (ISO 639, `zxx` for none at all) where it surely is not `language`, else ""."""
    found, probability = _identifier().classify(_narration(text))
    return str(found) if found != language and probability >= SUREST_OTHER else ""


def languages() -> list[str]:
    """The languages that are told apart, by code."""
    return sorted(_identifier().labels)


def _narration(text: str) -> str:
    """What the article itself says in a sample of it: an English one may quote at length in another language.

    The sample has a fixed size, so that a text of 10 MB costs what one of 600 characters does.
    """
    sample = _sample(text)
    narration = _QUOTATION.sub(" ", sample)
    return narration if len(narration) >= FEWEST else sample


def _sample(text: str) -> str:
    """Windows spread over the text, the first at its beginning and the last at its end; a short text whole."""
    if len(text) <= WINDOW * WINDOWS:
        return text
    step = (len(text) - WINDOW) // (WINDOWS - 1)
    return "\n".join(text[start : start + WINDOW] for start in range(0, step * WINDOWS, step))


@cache
def _identifier() -> Any:
    """The model of py3langid (Lui and Baldwin 2012), which is in its wheel; 0.6 s and 90 MB, once a process."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
