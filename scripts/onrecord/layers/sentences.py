"""Where sentences end: punctuation, what follows it, and the abbreviations that news uses."""

from __future__ import annotations

import re
from collections.abc import Iterator

# The end marks with what closes over them, then white space, then what can open a sentence. The look-behind and the
# possessive `++` let a run of marks be tried once only, so that a million full stops take linear time.
_END = re.compile(r"(?<![.!?…])(?P<mark>[.!?…]++)(?P<close>[\"'”’»)\]]{0,4})(?=\s+(?P<next>[\"'“‘«(\[]{0,3}\w+))")
_WORD_BEFORE = re.compile(r"[\w.&'’-]{1,40}\Z")

# Abbreviations before a name or number: a full stop after one never ends a sentence.
_BEFORE_NAME = frozenset(
    "mr mrs ms messrs dr prof rev fr hon pres gov lt sen rep reps sens gen col maj capt cpl sgt cmdr adm brig pvt "
    "st ste mt ft vs v no nos art sec fig pp vol al cf e.g i.e approx supt det insp amb atty".split()
)
# Abbreviations that can also stand last: they end a sentence only before a word that often opens one.
_ANYWHERE = frozenset(
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri sat sun inc corp co ltd llc "
    "bros plc jr sr ph.d m.d b.a m.a a.m p.m etc est dept univ ave blvd rd ala ariz ark calif colo conn del fla ga "
    "ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo".split()
)
_OPENERS = frozenset(
    "the a an this that these those he she it they we i you his her its their our in on at by for from with after "
    "before but and or so if when while as although though however meanwhile there here what who why how some many "
    "most both also according asked since until during under over no not mr mrs ms".split()
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]\Z")


def split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Offsets of the sentences of the paragraph `text[start:end]`, without the white space between them."""
    begin = start
    for match in _END.finditer(text, start, end):
        if match.end() > begin and _ends_sentence(text, begin, match):
            yield begin, match.end()
            begin = match.start("next")
    if begin < end:
        yield begin, end


def _ends_sentence(text: str, begin: int, match: re.Match[str]) -> bool:
    following = match["next"].lstrip("\"'“‘«([")
    opened = len(following) < len(match["next"])
    if following[0].islower() and not (opened and match["close"]):
        return False
    if not (following[0].isupper() or following[0].isdigit() or opened):
        return False
    if match["mark"] != ".":
        return not following[0].islower()
    before = _WORD_BEFORE.search(text, max(begin, match.start() - 40), match.start())
    word = before.group().strip("'’-").lower() if before else ""
    if match["close"] or not word:
        return True
    if word in _BEFORE_NAME:
        return False
    if word in _ANYWHERE or _INITIALS.match(word):
        return following.lower() in _OPENERS
    return True
