"""Valid records in any number for benchmarks: the gold and the written articles under other names and on other days."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

from onrecord.articles import ordered, read_articles
from onrecord.layers.dates import find_dates
from onrecord.layers.numbers import find_numbers
from onrecord.model import Published, Record, Source
from onrecord.seeds import slug

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "corpus" / "articles"
WRITTEN = [Path(__file__).with_name("articles") / name for name in ("held-back", "tuning")]
FIRST_DAY = date(2015, 1, 1)
DAYS = 4_000  # to the end of 2025
FIRST = """Ada Amara Anton Aoife Bela Carmen Chidi Dara Edith Emeka Esther Farah Felix Greta Hana Henrik Imani Ines
    Jonas Kamal Kiri Leila Linus Mairead Malik Marta Mei Nadia Noor Olga Omar Paloma Petra Rafael Rosa Samir Selma Tariq
    Una Vera Yara Zoltan""".split()
LAST = """Abdi Achebe Adler Aguirre Anand Bakker Barros Castell Chaudhry Devlin Doyle Eriksen Farouk Ferrante Galloway
    Haddad Horvat Ibarra Ivanova Jansen Kaplan Kimura Kowalski Laurent Lindgren Mbeki Mercer Nakano Novak Obi Okoro
    Osei Pereira Quist Rahman Rossi Saito Santos Sharma Tanaka Ueda Vasquez Voss Wójcik Yilmaz Zheng""".split()
PLACES = """Abbeyford Bellmoor Carrick Dunmore Eastvale Fairhaven Glenrock Harwick Inverlea Kingsmere Larkhill
    Millbrook Norbury Oakhurst Pemberly Redcliff Stanmore Thornby Westering Yarrow""".split()
PAPERS = ["Courier", "Gazette", "Herald", "Ledger", "Observer", "Post", "Sentinel", "Tribune"]
_LISTS = ("segments", "speakers", "quotes", "dates", "numbers")
_PART = re.compile(r"[^\W\d_]{3,}")


def articles(count: int, seed: int = 0) -> Iterator[Record]:
    """`count` records, each with an id of its own; the same seed gives the same ones."""
    random = Random(seed)
    taken: set[str] = set()
    for number in range(count):
        record = _on_another_day(templates()[number % len(templates())], random)
        record = _renamed(record, random)
        identifier = slug(record.title)
        if identifier in taken:
            identifier = f"{identifier}-{number}"
        taken.add(identifier)
        yield ordered(replace(record, id=identifier, split=_split(number)))


@cache
def templates() -> Sequence[Record]:
    """The articles that all others are made of: the gold ones first."""
    return [*read_articles(GOLD), *(record for folder in WRITTEN for record in read_articles(folder))]


def _split(number: int) -> str:
    return {8: "validation", 9: "test"}.get(number % 10, "train")


def _on_another_day(record: Record, random: Random) -> Record:
    """A written article with a publisher, a day of publication, and the dates and numbers that layers find; gold ones
    keep the dates that people resolved.
    """
    publisher = f"The {random.choice(PLACES)} {random.choice(PAPERS)}"
    day = (FIRST_DAY + timedelta(days=random.randrange(DAYS))).isoformat()
    source = Source(publisher=publisher, url=f"https://example.org/{day}", licence="CC BY 4.0", origin="written")
    if record.annotation.status == "gold":
        return replace(record, source=source)
    published = Published(date=day, earliest=day, latest=day, basis="given")
    dates = find_dates(record.text, record.segments, published)
    numbers = find_numbers(record.text, record.segments, dates)
    return replace(record, source=source, published=published, dates=dates, numbers=numbers)


def _renamed(record: Record, random: Random) -> Record:
    """The record with the parts of people's names changed throughout, and all spans moved along."""
    names: dict[str, str] = {}
    for speaker in record.speakers:
        if speaker.kind == "person":
            parts = [part for part in _PART.findall(speaker.name) if part[0].isupper()]
            for part in parts[:-1]:
                names.setdefault(part, random.choice(FIRST))
            for part in parts[-1:]:
                names.setdefault(part, random.choice(LAST))
    return _Renaming.of(record.text, names).record(record)


@dataclass(frozen=True)
class _Renaming:
    """Words in place of others: the edits of a text in order, and how far the text has shifted after each."""

    change: Callable[[str], str]
    edits: Sequence[tuple[int, int, int]]  # start, end, start of what follows in the new text
    text: str

    @classmethod
    def of(cls, text: str, names: dict[str, str]) -> _Renaming:
        change = lambda old: _PART.sub(lambda found: names.get(found[0], found[0]), old)  # noqa: E731
        found = [match for match in _PART.finditer(text) if match[0] in names]
        shifts = accumulate(len(names[match[0]]) - len(match[0]) for match in found)
        edits = [(match.start(), match.end(), match.end() + by) for match, by in zip(found, shifts, strict=True)]
        return cls(change, edits, change(text))

    def record(self, record: Record) -> Record:
        lists = {name: self._moved(getattr(record, name)) for name in _LISTS}
        published = replace(record.published, evidence=self._moved(record.published.evidence))
        return replace(record, title=self.change(record.title), text=self.text, published=published, **lists)

    def _moved(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(self._moved, value))
        if not is_dataclass(value) or isinstance(value, type):
            return value
        changed = {field.name: self._moved(getattr(value, field.name)) for field in fields(value)}
        if "start" in changed:
            start, end = self._offset(changed["start"]), self._offset(changed["end"])
            changed |= {"start": start, "end": end, "text": self.text[start:end]}
        changed |= {name: self.change(changed[name]) for name in ("name", "role", "affiliation") if name in changed}
        return type(value)(**changed)

    def _offset(self, offset: int) -> int:
        """Where an offset of the old text is in the new one; inside a word that changed, the word's end."""
        behind = 0
        for start, end, end_now in self.edits:
            if start >= offset:
                break
            behind = end_now - end if end <= offset else end_now - offset
        return offset + behind
