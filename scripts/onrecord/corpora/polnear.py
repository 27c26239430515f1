"""PolNeAR (Newell, Margolin and Ruths 2018): attributions in US political news, as brat stand-off.

A folder holds `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann`. Offsets are half-open and count code points. A
line `T` is a span, maybe of several fragments (brat cuts a span at each line end); a line `E` joins spans to an
attribution:

    T1	Source 110 112	we
    T3	Content 381 507;601 662	“You have … we speak,” “So they … I will do.”
    E1	Attribution:T4 Content:T3 Cue:T2 Source:T1

What PolNeAR does not annotate (cue class, addressee, speaker, negation) keeps the record's defaults.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from onrecord.corpora.foreign_files import read_whole
from onrecord.errors import InputError, raising
from onrecord.layers.quotes.marks import find_regions
from onrecord.layers.quotes.nesting import kind_and_marks
from onrecord.layers.segments import find_segments
from onrecord.losses import Losses
from onrecord.model import Annotation, Annotator, Published, Quote, Record, Segment, Span
from onrecord.seeds import decoded
from onrecord.spans import Offsets

_ROLES = {"Content": "content", "Content2": "content", "Cue": "cue", "Source": "source"}
_DAY = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")
_SPAN_LINE = re.compile(r"(T\d+)\t\w+ ([\d; ]+)\t(.*)", re.DOTALL)


def iter_polnear(folder: str | Path, losses: Losses | None = None) -> Iterator[Record]:
    """The articles of a folder by name, each with its quotes; of several annotators' files the first by name.

    `losses` counts attributions without content. Raises `InputError` for a folder without attributions, and for a span
    whose surface is not the text at its offsets.
    """
    return raising(scan_polnear(folder, Losses() if losses is None else losses))


def scan_polnear(folder: str | Path, losses: Losses) -> Iterator[Record | InputError]:
    """As `iter_polnear`, with the error in the place of an article that cannot be read."""
    notes: dict[str, Path] = {}
    for path in sorted(Path(folder, "attributions").glob("*.ann"), reverse=True):
        notes[path.stem.rpartition("_")[0]] = path
    if not notes:
        yield InputError(
            str(folder), "no attributions/*.ann in it", "name the folder of a part: it holds text/ and attributions/"
        )
    for name in sorted(notes):
        text_path = Path(folder, "text", f"{name}.txt")
        try:
            if not text_path.is_file():
                raise InputError(str(notes[name]), f"has no text {text_path}", "put the texts into text/")
            yield _record(name, _read(text_path), notes[name], losses)
        except InputError as error:
            yield error


def _read(path: Path) -> str:
    return decoded(read_whole(path), str(path), encoding="utf-8")


def _record(name: str, text: str, path: Path, losses: Losses) -> Record:
    segments = find_segments(text)
    regions = [region for segment in segments for region in find_regions(text, segment)]
    day = _DAY.search(name)
    given = day.group() if day else ""
    quotes = [
        _quote(number, text, segments, regions, roles)
        for number, roles in enumerate(sorted(_attributions(path, text, losses), key=lambda roles: roles["content"]), 1)
    ]
    annotator = Annotator(name=path.stem.rpartition("_")[2], kind="person", task="annotate")
    return Record(
        id=name,
        text=text,
        published=Published(date=given, earliest=given, latest=given, basis="given" if given else "unknown"),
        annotation=Annotation(status="reviewed", guidelines="", annotators=(annotator,)),
        segments=segments,
        quotes=tuple(quotes),
    )


def _quote(
    number: int,
    text: str,
    segments: Sequence[Segment],
    regions: Sequence[Offsets],
    roles: dict[str, list[Offsets]],
) -> Quote:
    content, cue, source = (tuple(_parts(text, segments, roles[role])) for role in ("content", "cue", "source"))
    kind, marks = kind_and_marks(text, content, regions)
    return Quote(id=f"q{number}", kind=kind, marks=marks, content=content, cue=cue, source=source)


def _attributions(path: Path, text: str, losses: Losses) -> Iterator[dict[str, list[Offsets]]]:
    """The fragments of each attribution by role; one without content is left out."""
    lines = _read(path).split("\n")
    spans: dict[str, list[Offsets]] = {}
    for number, line in enumerate(lines, 1):
        if match := _SPAN_LINE.match(line):
            spans[match[1]] = _proved(f"{path}:{number}", text, match[2], match[3])
    for number, line in enumerate(lines, 1):
        if not re.match(r"E\d+\t", line):
            continue
        roles: dict[str, list[Offsets]] = {"content": [], "cue": [], "source": []}
        for argument in line.split("\t", 1)[1].split():
            role, _, target = argument.partition(":")
            if role in _ROLES:
                if target not in spans:
                    raise InputError(
                        f"{path}:{number}", f"{argument}: no line {target}", "add the span, or mend its id"
                    )
                roles[_ROLES[role]] += spans[target]
        if roles["content"]:
            yield roles
        else:
            losses.add("attributions without content", f"{path}:{number}")


def _proved(place: str, text: str, offsets: str, surface: str) -> list[Offsets]:
    """The fragments, when what stands at them is the surface but for white space."""
    fragments = [(int(start), int(end)) for start, end in (part.split() for part in offsets.split(";"))]
    found = " ".join(text[start:end] for start, end in fragments)
    # A surface that runs over a line end is cut there in the file: what there is of it has to agree.
    if not "".join(found.split()).startswith("".join(surface.split())):
        raise InputError(place, f"{offsets} is {found!r} in the text", f"it should be {surface!r}: mend the offsets")
    return fragments


def _parts(text: str, segments: Sequence[Segment], fragments: Iterable[Offsets]) -> Iterator[Span]:
    """Fragments joined where white space alone parts them, cut where a paragraph ends, without white space around."""
    joined: list[list[int]] = []
    for start, end in sorted(fragments):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1][1] = max(end, joined[-1][1])
        else:
            joined.append([start, end])
    for start, end in joined:
        for segment in segments:
            first, last = max(start, segment.start), min(end, segment.end)
            if text[first:last].strip():
                yield Span.stripped(text, first, last)
