"""CoNLL-U Plus with IOB2 tags: a line a token, blank lines between sentences; written only, since it has no text.

| column | tag of a token |
|---|---|
| `ID` `FORM` `START` `END` | number in the sentence, surface, half-open offsets in code points of the article's text |
| `QUOTE` `QUOTE2` `QUOTE3` | kind of a quote, on its content; a content inside or across others is in the next column |
| `CUE` `SOURCE` `ADDRESSEE` | cue class of the quote; `source`; `addressee` |
| `MENTION` `DATE` `NUMBER` | kind of the speaker; type; kind |
| `MISC` | what begins with the token: `Quote=q1:s1`, `Cue=q1`, `Mention=s1`, `Date=2021-04`, … |

Tokens are those of `onrecord.tokens`. A chunk ends with its sentence, so that each sentence is whole in itself. What
finds no column, or comes out in other bounds, is counted in `Losses`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.exchange.graph import LAYOUT, Graph, Region
from onrecord.exchange.outgoing import to_graph
from onrecord.losses import Losses
from onrecord.model import Quote, Record, Segment, Span
from onrecord.spans import Offsets
from onrecord.tagging import bio
from onrecord.tokens import iter_tokens

_Chunk = tuple[int, int, str]  # start, end, type

_CHUNKS = ("QUOTE", "QUOTE2", "QUOTE3", "CUE", "SOURCE", "ADDRESSEE", "MENTION", "DATE", "NUMBER")
_COLUMNS = ("ID", "FORM", "ONRECORD:START", "ONRECORD:END", *(f"ONRECORD:{name}" for name in _CHUNKS), "MISC")
_HEAD = f"# global.columns = {' '.join(_COLUMNS)}\n".encode()
_PLACES = {
    "content": ("QUOTE", "QUOTE2", "QUOTE3"),
    **{label: (label.upper(),) for label in ("cue", "source", "addressee", "mention", "date", "number")},
}
_TAGS = {"content": "kind", "mention": "kind", "date": "type", "number": "kind"}  # the fields that are tags
_CARRIED = {
    "content": {"kind", "cue_class"},
    "mention": {"kind", "entity"},
    "date": {"type", "value"},
    "number": {"kind", "value", "low", "high"},
}


def to_conll(record: Record, losses: Losses) -> bytes:
    """The tokens of a record's sentences, under a line that names the columns."""
    kinds = {speaker.id: speaker.kind for speaker in record.speakers}
    quotes = {quote.id: quote for quote in record.quotes}
    table = _Table(record, to_graph(record), losses, kinds, quotes)
    return _HEAD + "".join(f"{line}\n" for line in table.lines()).encode("utf-8")


def joined(documents: Iterable[bytes]) -> Iterator[bytes]:
    """One file of several: its columns are named once."""
    for number, document in enumerate(documents):
        yield document.removeprefix(_HEAD) if number else document


@dataclass(slots=True)
class _Table:
    record: Record
    graph: Graph
    losses: Losses
    kinds: dict[str, str]  # of speakers
    quotes: dict[str, Quote]
    chunks: dict[str, list[_Chunk]] = field(default_factory=lambda: defaultdict(list))
    begun: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))  # what begins, by the token's start

    def lines(self) -> Iterator[str]:
        rows = list(self._rows())
        self._place([tokens for _, tokens in rows])
        self._tell()
        yield f"# newdoc id = {self.record.id}"
        if self.record.title:
            yield f"# title = {' '.join(self.record.title.split())}"
        for comments, tokens in rows:
            yield from comments
            row = (tokens[0][0], tokens[-1][1])
            tags = [bio(tokens, _overlapping(self.chunks[column], row)) for column in _CHUNKS]
            for number, (start, end) in enumerate(tokens):
                misc = "|".join(self.begun[start]) or "_"
                place = (str(number + 1), self.graph.text[start:end], str(start), str(end))
                yield "\t".join((*place, *(column[number] for column in tags), misc))
            yield ""

    def _rows(self) -> Iterator[tuple[list[str], list[Offsets]]]:
        """The sentences with what is said before them; of a segment without any, all of it."""
        for segment in self.record.segments:
            head = [f"# newpar id = {segment.id}", f"# segment = {segment.kind}"]
            spans: Sequence[Span | Segment] = segment.sentences or (segment,)
            for number, span in enumerate(spans, 1):
                tokens = list(iter_tokens(self.graph.text, span.start, span.end))
                if tokens:
                    text = " ".join(span.text.split())
                    yield [*head, f"# sent_id = {segment.id}.{number}", f"# text = {text}"], tokens
                    head = []

    def _place(self, rows: list[list[Offsets]]) -> None:
        """Give each region a column, the outer ones first, and say what begins where."""
        tokens = [token for row in rows for token in row]
        ends = [row[-1][1] for row in rows]
        regions = [region for region in self.graph.regions if region.label in _PLACES]
        for region in sorted(regions, key=lambda region: (region.parts[0][0], -region.parts[-1][1])):
            parts = list(_on_tokens(tokens, region.parts))
            tag = self._tag(region)
            column = self._free(region, parts, tag)
            if column is None:
                self._count(f"{region.label} regions inside or across others", region, True)
                continue
            for chunk in ((start, end, tag) for start, end in parts):
                if not _overlapping(self.chunks[column], chunk[:2]):
                    insort(self.chunks[column], chunk)
            if parts:
                name = "Quote" if region.label == "content" else region.label.capitalize()
                self.begun[parts[0][0]].append(f"{name}={self._said(region)}")
            self._count("regions that begin or end inside a token", region, parts != list(region.parts))
            self._count("discontinuous regions, as chunks apart", region, len(parts) > 1)
            cut = any(bisect_left(ends, end) > bisect_right(ends, start) for start, end in parts)
            self._count("regions over sentences, as a chunk in each", region, cut)

    def _tag(self, region: Region) -> str:
        if region.label == "mention":
            return self.kinds[str(region.values["entity"])]
        if region.label == "cue":
            return self.quotes[_owner(region)].cue_class
        return str(region.values[_TAGS[region.label]]) if region.label in _TAGS else region.label

    def _said(self, region: Region) -> str:
        values = region.values
        if region.label == "content":
            said = ":".join(name for name in (region.id, self.quotes[region.id].speaker) if name)
        elif region.label in ("mention", "date"):
            said = values["entity" if region.label == "mention" else "value"]
        elif region.label == "number":
            said = values.get("value", f"{values['low']}-{values['high']}" if "low" in values else "_")
        else:
            said = _owner(region)
        return re.sub(r"[\s|]", "_", str(said))

    def _free(self, region: Region, parts: list[Offsets], tag: str) -> str | None:
        """The first of a region's columns where it is apart from all others, but for a role that is the same chunk."""
        for column in _PLACES[region.label]:
            others = [chunk for part in parts for chunk in _overlapping(self.chunks[column], part)]
            if not others or (region.label != "content" and others == [(*part, tag) for part in parts]):
                return column
        return None

    def _tell(self) -> None:
        """Count what has no column."""
        self.losses.add("sources, days of publication and annotators of documents", self.record.id)
        for region in self.graph.regions:
            if region.label not in (*_PLACES, *LAYOUT):
                self._count(f"{region.label} regions", region, True)
            self._count(f"ids of {region.label} regions", region, region.label in ("mention", "date", "number"))
            more = region.values.keys() - _CARRIED.get(region.label, region.values.keys())
            self._count(f"further values of {region.label} regions", region, len(more))
        for link in self.graph.links:
            if link.label in ("parent", "anchor"):
                self.losses.add(f"{link.label} links", f"{self.record.id} {link.start}")

    def _count(self, kind: str, region: Region, number: int) -> None:
        self.losses.add(kind, f"{self.record.id} {region.id}", number)


def _owner(role: Region) -> str:
    """The quote of a role."""
    return role.id.partition(".")[0]


def _overlapping(chunks: list[_Chunk], span: Offsets) -> list[_Chunk]:
    """Those of chunks in order and apart that share text with a span."""
    last = first = bisect_left(chunks, (span[1],))
    while first and chunks[first - 1][1] > span[0]:
        first -= 1
    return chunks[first:last]


def _on_tokens(tokens: list[Offsets], parts: Iterable[Offsets]) -> Iterator[Offsets]:
    """The parts from the first token that they touch to the last."""
    for start, end in parts:
        first = bisect_right(tokens, start, key=lambda token: token[1])
        last = bisect_left(tokens, end, key=lambda token: token[0])
        if first < last:
            yield tokens[first][0], tokens[last - 1][1]
