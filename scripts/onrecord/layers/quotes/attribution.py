"""One attribution on its way to a quote."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """What was found around one cue; the parts are spans in order of the text. `pattern` names the order of words by
    which a rule found it; "" when a model read it.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    cue_class: str = "speech"
    source: tuple[Span, ...] = ()
    addressee: tuple[Span, ...] = ()
    negated: bool = False
    pattern: str = ""
