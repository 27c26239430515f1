"""Layer 1: the headline, paragraphs, sentences and boilerplate of an article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.layers.sentences import split_sentences
from onrecord.model import Segment, Span

_BREAK = re.compile(r"\r\n?|[\n\v\f\x85\u2028\u2029]")
_UNFINISHED = re.compile(r"[^\s.!?:;…\"'”’)\]]\Z")
_HEADLINE_WORDS = 25
_BOILERPLATE_WORDS = 40

# Lines that publishing systems add to articles. Each alternative is anchored at the start and needs a mark or a set
# phrase, so that a sentence of the article which merely begins alike ("Photos show …") is not taken.
_NOTICE = re.compile(
    r"""(?:
      (?:photos?|image|picture|video|graphic|illustration)(?:\s+(?:credit|courtesy|by|source))?\s*[:/©|]
    | (?:read|see|watch|listen|related|more|also\ read|read\ also|read\ more|see\ also)
      (?:\s+(?:more|also|next|here|on|stories|articles|coverage|now))*\s*[:>»|]
    | (?:also\ )?read\ (?:more|also|next)\b.{0,40}\Z
    | (?:advertisement|sponsored(?:\ content)?|promoted\ content|story\ continues\ below|continue\ reading)\b.{0,40}\Z
    | (?:subscribe|sign\ up|log\ in|register|donate|click\ here|follow\ us|like\ us|join\ us|share\ this|download)\b
      .{0,160}\b(?:newsletters?|here|subscription|twitter|facebook|telegram|instagram|inbox|account|updates|app|now)\b
    | follow\ .{1,60}\ on\ (?:twitter|facebook|instagram|x|telegram)\b
    | (?:©|\(c\)|copyright)\s
    | .{0,80}\ball\ rights\ reserved\b
    | this\ (?:material|article|story)\ may\ not\ be\ (?:published|reproduced)
    | (?:\(\s*end\s*\)|-\s*30\s*-|\#{2,}|\*{3,}|_{3,}|-{3,})\Z
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# A byline, or a dateline without a date, that has a line to itself.
_SIGNATURE = re.compile(
    r"""(?:
      (?:By|BY|Written\ by|Reported\ by|Reporting\ by|Editing\ by)
      \s+[A-Z][\w.'’-]{0,30}(?:\s+(?:and\s+)?[A-Z][\w.'’-]{0,30}){1,7}(?:[,|].{0,60})?
    | [A-Z][A-Z .'’-]{2,40}(?:,\s[^()0-9]{0,40})?\s*\([A-Z][\w /.-]{1,30}\)\s*[-–—_]*
    )\Z""",
    re.VERBOSE,
)
# What is left of an editor's sign-off when the end of an article is torn off: "im", "ol/mk".
_REMAINS = re.compile(r"[a-z]{1,3}(?:/[a-z]{1,3})*\Z")


def find_segments(text: str, title: str = "") -> tuple[Segment, ...]:
    """Cut `text` into segments that tile it but for white space.

    A paragraph is a line, or a block between blank lines where the text is wrapped. The first one is the headline when
    it equals `title`, or when none is given and it reads like one: short, unfinished, and followed by more.
    """
    blocks = list(_paragraphs(text))
    segments = []
    for number, (start, end) in enumerate(blocks, 1):
        last = number == len(blocks)
        kind = "paragraph"
        if _is_boilerplate(text[start:end], last and number > 1):
            kind = "boilerplate"
        elif number == 1 and _is_headline(text[start:end], title, last):
            kind = "headline"
        sentences = () if kind == "boilerplate" else _sentences(text, start, end)
        segments.append(
            Segment(id=f"g{number}", start=start, end=end, text=text[start:end], kind=kind, sentences=sentences)
        )
    return tuple(segments)


def annotated(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """The segments that later layers annotate: all but boilerplate."""
    return tuple(segment for segment in segments if segment.kind != "boilerplate")


def _sentences(text: str, start: int, end: int) -> tuple[Span, ...]:
    return tuple(Span.of(text, *offsets) for offsets in split_sentences(text, start, end))


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the paragraphs, stripped of white space; none is empty."""
    lines = list(_lines(text))
    wrapped = _is_wrapped(text, lines)
    first: int | None = None
    end = 0
    for start, stop, after_blank in lines:
        if first is not None and not (wrapped and not after_blank):
            yield first, end
            first = None
        if first is None:
            first = start
        end = stop
    if first is not None:
        yield first, end


def _lines(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each non-blank line without its white space, and whether blank or indented space precedes it."""
    position, blank = 0, False
    for stop in [*(match.span() for match in _BREAK.finditer(text)), (len(text), len(text))]:
        line = text[position : stop[0]]
        body = line.strip()
        if body:
            indent = len(line) - len(line.lstrip())
            yield position + indent, position + indent + len(body), blank or indent > 1
        blank = not body
        position = stop[1]


def _is_wrapped(text: str, lines: list[tuple[int, int, bool]]) -> bool:
    """Whether lines are cut at a width: many of them run on, in mid-sentence, into a next one in lower case."""
    joints = [(a, b) for a, b in pairwise(lines) if not b[2]]
    running = sum(text[b[0]].islower() and bool(_UNFINISHED.search(text, a[1] - 1, a[1])) for a, b in joints)
    return len(joints) >= 3 and running * 3 > len(joints)


def _is_headline(paragraph: str, title: str, only: bool) -> bool:
    if title:
        return " ".join(paragraph.split()).casefold() == " ".join(title.split()).casefold()
    return (
        not only
        and len(paragraph) <= 300
        and len(paragraph.split()) <= _HEADLINE_WORDS
        and paragraph[-1] not in ".:;,"
        and any(character.isalpha() for character in paragraph)
    )


def _is_boilerplate(paragraph: str, last: bool) -> bool:
    if last and _REMAINS.match(paragraph):
        return True
    if len(paragraph) > 1000 or len(paragraph.split()) > _BOILERPLATE_WORDS:
        return False
    return bool(_NOTICE.match(paragraph) or _SIGNATURE.match(paragraph))
