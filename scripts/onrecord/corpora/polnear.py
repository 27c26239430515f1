"""PolNeAR (Newell, Margolin and Ruths 2018): attributions in US political news, as brat stand-off.

The corpus has a folder for each of its parts, in `data/`: `train/`, `dev/` and `test/`, which are the splits train,
validation and test, and a list of the articles, `metadata.tsv`, which has their titles. A part holds `text/NAME.txt`
and `attributions/NAME_ANNOTATOR.ann`. Offsets are half-open and count code points. A line `T` is a span, maybe of
several fragments (brat cuts a span at each line end); a line `E` joins spans to an attribution:

    T1\tSource 110 112\twe
    T3\tContent 381 507;601 662\t“You have … we speak,” “So they … I will do.”
    E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1

What PolNeAR does not annotate (cue class, addressee, speaker, negation) keeps the record's defaults.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from onrecord.corpora.foreign_files import read_whole
from onrecord.corpora.imported import by_people, parts_of
from onrecord.corpora.standoff.lines import Standoff, read_standoff
from onrecord.errors import InputError, raising
from onrecord.incident import quoted
from onrecord.layers.quotes.marks import find_regions
from onrecord.layers.quotes.nesting import kind_and_marks
from onrecord.layers.segments import find_segments
from onrecord.losses import Losses
from onrecord.model import Published, Quote, Record, Segment, Source
from onrecord.seeds import decoded
from onrecord.spans import Offsets

_ROLES = {"Content": "content", "Content2": "content", "Cue": "cue", "Source": "source"}
_DAY = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")
_ATTRIBUTIONS = "attributions"
_PUBLISHERS = {
    "breitbart": "Breitbart",
    "huff-post": "Huffington Post",
    "nyt": "New York Times",
    "politico": "Politico",
    "usa-today": "USA Today",
    "wash-post": "Washington Post",
    "west-journal": "Western Journalism",
}
_SPLITS = {"train": "train", "dev": "validation", "test": "test"}


def iter_polnear(folder: str | Path, losses: Losses | None = None) -> Iterator[Record]:
    """The articles of a folder by name, each with its quotes; of several annotators' files the first by name.

    The folder is that of a part, or of the corpus, whose parts follow one another. `losses` counts attributions without
    content, spans in none, and what other annotators made of an article. Raises `InputError` for a folder without
    attributions, and for a span whose surface is not the text at its offsets.
    """
    return raising(scan_polnear(folder, Losses() if losses is None else losses))


def scan_polnear(folder: str | Path, losses: Losses) -> Iterator[Record | InputError]:
    """As `iter_polnear`, with the error in the place of an article that cannot be read."""
    below = [Path(folder, "data"), Path(folder)]
    root = next((one for one in below if any((one / part / _ATTRIBUTIONS).is_dir() for part in _SPLITS)), None)
    if root is None or Path(folder, _ATTRIBUTIONS).is_dir():
        split = _SPLITS.get(Path(folder).absolute().name, "train")
        yield from _scan_part(Path(folder), split, losses)
        return
    for part, split in _SPLITS.items():
        if (root / part / _ATTRIBUTIONS).is_dir():
            yield from _scan_part(root / part, split, losses)
    for other in sorted(root.glob(f"*/{_ATTRIBUTIONS}")):
        if other.parent.name not in _SPLITS:
            kind = "files of attributions in parts that are no split (name such a part by itself)"
            losses.add(kind, str(other), len(list(other.glob("*.ann"))))


def _scan_part(folder: Path, split: str, losses: Losses) -> Iterator[Record | InputError]:
    notes: dict[str, Path] = {}
    for path in sorted((folder / _ATTRIBUTIONS).glob("*.ann"), reverse=True):
        name = path.stem.rpartition("_")[0]
        losses.add("files of attributions by a further annotator of an article", str(notes.get(name)), name in notes)
        notes[name] = path
    if not notes:
        mend = "name the corpus's data/, or the folder of a part: it holds text/ and attributions/"
        yield InputError(str(folder), "no attributions/*.ann in it", mend)
    titles = _titles(folder.absolute().parent / "metadata.tsv")
    for name in sorted(notes):
        text_path = folder / "text" / f"{name}.txt"
        try:
            if not text_path.is_file():
                raise InputError(str(notes[name]), f"has no text {text_path}", "put the texts into text/")
            record = _record(name, _read(text_path), notes[name], losses)
            yield replace(record, split=split, title=titles.get(name, ""))
        except InputError as error:
            yield error


def _titles(path: Path) -> dict[str, str]:
    """The titles of articles by their names, as the corpus's list has them; none where it is not beside the parts."""
    if not path.is_file():
        return {}
    head, *rows = (line.split("\t") for line in _read(path).splitlines())
    if not {"filename", "title"} <= set(head):
        return {}
    rows = [row for row in rows if len(row) == len(head)]
    return {row[head.index("filename")]: row[head.index("title")].strip() for row in rows}


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
    return Record(
        id=name,
        text=text,
        source=Source(publisher=_PUBLISHERS.get(name.partition("_")[0], "")),
        published=Published(date=given, earliest=given, latest=given, basis="given" if given else "unknown"),
        annotation=by_people(path.stem.rpartition("_")[2]),
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
    content, cue, source = (tuple(parts_of(text, segments, roles[role])) for role in ("content", "cue", "source"))
    kind, marks = kind_and_marks(text, content, regions)
    return Quote(id=f"q{number}", kind=kind, marks=marks, content=content, cue=cue, source=source)


def _attributions(path: Path, text: str, losses: Losses) -> Iterator[dict[str, list[Offsets]]]:
    """The fragments of each attribution by role; one without content is left out."""
    # A surface that runs over a line end is cut there in the file: what there is of it has to agree.
    found = read_standoff(_read(path), text, str(path), is_cut=True)
    attributed: set[str] = set()
    for event in found.events.values():
        roles: dict[str, list[Offsets]] = {"content": [], "cue": [], "source": []}
        named = [(_ROLES[role], target) for role, target in event.arguments if role in _ROLES]
        for role, target in named:
            roles[role] += found.spans[target].parts if target in found.spans else ()
        if roles["content"]:
            attributed.update(target for _, target in named)
            if event.trigger in found.spans and event.trigger not in attributed:
                is_cue = set(found.spans[event.trigger].parts) <= set(roles["cue"])
                kind = "and only repeat its cue, which is there" if is_cue else "and are not its cue"
                losses.add(f"spans that trigger an attribution {kind}", f"{path}:{event.line}")
            attributed.add(event.trigger)
            yield roles
        else:
            losses.add("attributions without content", f"{path}:{event.line}")
    _tell_rest(path, found, attributed, losses)


def _tell_rest(path: Path, found: Standoff, attributed: set[str], losses: Losses) -> None:
    for span in found.spans.values():
        kind = f"spans of type {quoted(span.type)} that are in no attribution with a content"
        losses.add(kind, f"{path}:{span.line}", span.id not in attributed)
    for remark in found.remarks:
        losses.add(remark.section, f"{path}:{remark.line}")
    for relation in found.relations:
        losses.add("relations", f"{path}:{relation.line}")
