"""Where a content begins and ends, to the left and to the right of its cue."""

from __future__ import annotations

from onrecord.layers.quotes import cues
from onrecord.layers.quotes.cues import COMPLEMENTIZERS
from onrecord.layers.quotes.rules.candidates import Candidate
from onrecord.layers.quotes.rules.cues import VERBS, Cue
from onrecord.layers.quotes.rules.phrases import Tokens, phrase_after
from onrecord.layers.quotes.rules.units import FINAL, PUNCTUATION, Unit
from onrecord.model import Span

Content = tuple[Span, ...]

# What opens an adjunct of the cue: "said on Monday that …".
ADJUNCTS = cues.ADJUNCTS - {"to", "of", "tonight"}
_PART_OF_CUE = frozenset("to towards toward for out".split())
_CITING = frozenset(["citing", "quoting"])
_BREAKS = frozenset(",;:—–")
_AT_END = FINAL | _BREAKS
_BEFORE_CUE = _BREAKS | {"-"}
_WINDOW = 14
_FAR_WINDOW = 28


def content_right(unit: Unit, start: int) -> Content:
    """From token `start` to the end of the clause: of the unit, or where another attribution takes over."""
    last = start
    for i in range(start, len(unit)):
        if unit.is_outside(i):
            if unit.words[i] == ";" or i >= unit.tail > start or (unit.words[i] == "," and _takes_over(unit, i + 1)):
                break
        elif unit.word(i - 1) == "," and i == unit.last_of(unit.region_of[i]):
            last = i  # “…,” she said: the comma inside the marks says that the cue follows
            break
        last = i
    while last >= start and unit.is_outside(last) and unit.words[last] in _AT_END:
        last -= 1
    if not start <= last < len(unit):
        return ()
    return (Span.of(unit.text, unit.offsets[start][0], unit.end_of(last)),)


def content_left(unit: Unit, stop: int) -> Content:
    """The unit up to token `stop`, without the comma before it and the conjunction that opens it."""
    first, last = 0, stop - 1
    while last >= 0 and unit.is_outside(last) and unit.words[last] in _BEFORE_CUE:
        last -= 1
    while first < last and unit.words[first] in ("but", "and", "so", ","):
        first += 1
    return (unit.span(first, last),) if last >= first else ()


def quoted_at(unit: Unit, i: int) -> Content:
    """The region at token `i`, with the rest of the clause when the region only begins the content."""
    if i >= len(unit) or unit.is_outside(i):
        return ()
    following = unit.word(unit.last_of(unit.region_of[i]) + 1)
    if following and following not in PUNCTUATION and following not in ("and", "but"):
        return content_right(unit, i)
    return (Span.of(unit.text, *unit.regions[unit.region_of[i]]),)


def quoted_from(unit: Unit, i: int) -> Content:
    """All regions from token `i` on: what goes on after “…,” she said."""
    regions = dict.fromkeys(region for region in unit.region_of[i:] if region >= 0)
    return tuple(Span.of(unit.text, *unit.regions[region]) for region in regions)


def quoted_before(unit: Unit, i: int) -> Content:
    """The region that ends at token `i`, with the clause before it when the region only ends the content."""
    first = unit.first_of(unit.region_of[i])
    if first > 0 and unit.is_outside(first - 1) and unit.words[first - 1] not in (":", "."):
        return content_left(unit, i + 1)
    return (Span.of(unit.text, *unit.regions[unit.region_of[i]]),)


def complement(unit: Unit, cue: Candidate) -> tuple[Content, Tokens | None, int]:
    """The content to the right of the cue, the listener between them, and the cue's last token with its preposition."""
    entry, start = cue.entry, cue.last + 1
    following = unit.word(start)
    if following in _CITING:
        return _after_that(unit, start, _FAR_WINDOW), None, cue.last
    if following in entry.particles - {""}:
        last = start if following in _PART_OF_CUE else cue.last
        return content_right(unit, last + 1), None, last
    listener = None
    if entry.listener and unit.is_outside(start) and not _opens_content(unit, start, entry):
        listener = _listener(unit, start, entry)
        start = listener[1] + 1 if listener else start
        if listener and unit.word(start) in entry.particles - {""}:
            return content_right(unit, start), listener, cue.last
    return _clause(unit, start, entry), listener, cue.last


def _clause(unit: Unit, start: int, entry: Cue) -> Content:
    """The content that begins at token `start`, or behind an adjunct there."""
    following = unit.word(start)
    if following in (",", ":") and start + 1 < len(unit) and not unit.is_outside(start + 1):
        return quoted_at(unit, start + 1)
    if _opens_content(unit, start, entry):
        return content_right(unit, start) if unit.is_outside(start) else quoted_at(unit, start)
    if following in ADJUNCTS or following == ",":
        return _after_that(unit, start, _WINDOW)
    bare = entry.bare and start + 1 < len(unit)
    if (bare or "" in entry.particles) and following and following not in PUNCTUATION:
        return content_right(unit, start)
    return ()


def _after_that(unit: Unit, start: int, window: int) -> Content:
    """The content behind an adjunct: where "that" or a quotation opens it within so many tokens."""
    for i in range(start, min(start + window, len(unit))):
        if not unit.is_outside(i):
            return quoted_at(unit, i) if unit.word(i - 1) in (",", ":") else ()
        if unit.words[i] in ("that", "whether"):
            return content_right(unit, i)
        if unit.words[i] in FINAL:
            break
    return ()


def _opens_content(unit: Unit, i: int, entry: Cue) -> bool:
    if i >= len(unit):
        return False
    return not unit.is_outside(i) or unit.words[i] in COMPLEMENTIZERS or (unit.words[i] == "to" and entry.to)


def _listener(unit: Unit, start: int, entry: Cue) -> Tokens | None:
    """Who was told: the phrase behind the cue, up to what opens the content."""
    listener = phrase_after(unit, start)
    if listener is None:
        return None
    for i in range(listener[0] + 1, listener[1] + 1):
        if unit.words[i] in entry.particles or _opens_content(unit, i, entry):
            return listener[0], i - 1
    return listener


def _takes_over(unit: Unit, i: int) -> bool:
    """Whether something else begins behind a comma: ", adding that …", ", according to …", ", without saying …"."""
    word = unit.word(i)
    if not unit.is_outside(i):
        return False
    return word in ("according", "without") or (word.endswith("ing") and word in VERBS)
