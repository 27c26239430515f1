"""Every span of corpora of others is in a record, at its place, or counted with its reason.

Their files are read here a second time, as simply as can be. On small files of our own; and on whole corpora where
somebody has them: in the folder that ONRECORD_GOLD names, or in ../shared/gold.
"""

from __future__ import annotations

import os
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from conftest import ROOT
from onrecord.articles import ordered
from onrecord.checks import meaning, offsets, references
from onrecord.corpora.conformity import conforming
from onrecord.corpora.meantime import scan_meantime
from onrecord.corpora.polnear import scan_polnear
from onrecord.corpora.standoff import read_map, scan_mapped
from onrecord.corpora.tempeval3 import scan_tempeval3
from onrecord.losses import Losses
from onrecord.model import Record

CASES = ROOT / "tests" / "cases"
SMALL = CASES / "corpora"
Places = Iterable[tuple[int, int]]


def read(scan, path) -> tuple[dict[str, Record], Losses]:
    losses = Losses()
    return {record.id: record for record in scan(str(path), losses)}, losses


def counted(losses: Losses, *beginnings: str) -> int:
    """How many things of the kinds that begin so are counted."""
    return sum(number for kind, number in losses.counts.items() if kind.startswith(beginnings))


def solid(text: str, places: Places) -> set[int]:
    """The characters at these places that are no white space."""
    return {at for start, end in places for at in range(start, end) if not text[at].isspace()}


LEFT_OUT = {  # the kinds that are told where conformity leaves an annotation out
    "dates": ("dates whose", "dates that share"),
    "numbers": ("numbers that share",),
    "quotes": ("quotes whose", "content spans"),
}


def check_valid(records: dict[str, Record], losses: Losses) -> None:
    """A recipe's records pass validation; what they lose for it is counted one by one."""
    more = Losses()
    made = [ordered(conforming(record, more)) for record in records.values()]
    for name, kinds in LEFT_OUT.items():
        before, after = (sum(len(getattr(record, name)) for record in some) for some in (records.values(), made))
        assert before - after == counted(more, *kinds), name
    for record in made:
        assert not [*offsets.check(record), *references.check(record), *meaning.check(record)], record.id
    losses.counts.update(more.counts)


def told(name: str, spans: int, kept: int, losses: Losses) -> str:
    kinds = "; ".join(f"{kind} {number:,}" for kind, number in losses.counts.most_common())
    return f"{name}: {spans:,} spans, {kept:,} of them in records; counted: {kinds}"


# PolNeAR ------------------------------------------------------------------------------------------------------------
def attributed(annotations: str) -> tuple[dict[str, tuple[str, str]], dict[str, set[str]]]:
    """Type and offsets of each `T` line; for each span of an attribution with a content the roles that it has there."""
    spans = dict(re.findall(r"^(T\d+)\t([^\t\n]+)", annotations, re.MULTILINE))
    roles: dict[str, set[str]] = {}
    for line in re.findall(r"^E\d+\t\S+((?: \S+)*)", annotations, re.MULTILINE):
        arguments = [pair.split(":") for pair in line.split()]
        if any(role.startswith("Content") for role, _ in arguments):
            for role, target in arguments:
                roles.setdefault(target, set()).add(role.rstrip("2").lower())
    return {name: tuple(said.split(" ", 1)) for name, said in spans.items()}, roles


def check_polnear(folder: Path) -> str:
    records, losses = read(scan_polnear, folder)
    total = kept = left = 0
    for path in {p.stem.rpartition("_")[0]: p for p in sorted(folder.rglob("*.ann"), reverse=True)}.values():
        record = records[path.stem.rpartition("_")[0]]
        spans, roles = attributed(path.read_text("utf-8"))
        has = {
            role: [solid(record.text, ((s.start, s.end) for s in getattr(q, role))) for q in record.quotes]
            for role in ("content", "cue", "source")
        }
        for name, (kind, said) in spans.items():
            total += 1
            places = [tuple(map(int, part.split())) for part in said.split(";")]
            for role in roles.get(name, ()):
                assert any(solid(record.text, places) <= one for one in has[role]), (path, name, kind)
            kept += name in roles
            left += name not in roles
    assert left == counted(losses, "spans ")
    assert total == kept + left
    check_valid(records, losses)
    return told(f"PolNeAR ({len(records)} articles)", total, kept, losses)


def test_every_span_of_polnear():
    assert check_polnear(CASES / "polnear")


# TimeML -------------------------------------------------------------------------------------------------------------
def texts_of(path: Path) -> tuple[str, str, list[tuple[int, str, dict[str, str]]], int]:
    """The id and text of a TimeML file, its TIMEX3 in the text by place and surface, and how many are elsewhere."""
    root = ElementTree.parse(path).getroot()
    body = root.find("TEXT")
    found: list[tuple[int, str, dict[str, str]]] = []

    def walk(element, at: int) -> int:
        start, at = at, at + len(element.text or "")
        for child in element:
            at = walk(child, at) + len(child.tail or "")
        if element.tag == "TIMEX3":
            found.append((start, "".join(element.itertext()), dict(element.attrib)))
        return at

    walk(body, 0)
    return root.findtext("DOCID").strip(), "".join(body.itertext()), found, len(list(root.iter("TIMEX3"))) - len(found)


def check_tempeval3(folder: Path) -> str:
    records, losses = read(scan_tempeval3, folder)
    total = kept = elsewhere = 0
    for path in folder.rglob("*.tml"):
        name, text, times, others = texts_of(path)
        record = records[name]
        assert record.text == text
        dates = Counter((date.start, date.text, date.type, date.value) for date in record.dates)
        elsewhere += others - bool(record.published.date)
        for start, surface, attributes in times:
            total += 1
            place = start + len(surface) - len(surface.lstrip())
            kept += dates[place, surface.strip(), attributes["type"], attributes["value"]] > 0
        assert len(times) - len(record.dates) == sum(not surface.strip() for _, surface, _ in times), path
    assert total + elsewhere - kept == counted(losses, "TIMEX3 ")
    check_valid(records, losses)
    return told(f"TimeML ({len(records)} documents)", total, kept, losses)


def test_every_timex_of_tempeval3():
    assert check_tempeval3(SMALL / "tempeval3")


# CAT ----------------------------------------------------------------------------------------------------------------
def check_meantime(folder: Path) -> str:
    records, losses = read(scan_meantime, folder)
    total: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    for path in folder.rglob("*.xml"):
        root = ElementTree.parse(path).getroot()
        record = records[re.sub(r"(\.txt|\.xml)+$", "", root.get("doc_name"))]
        tokens = {token.get("t_id"): "".join(token.text.split()) for token in root.iter("token")}
        assert "".join(record.text.split()) == "".join(tokens.values())
        places = dict(zip(tokens, [sum(map(len, list(tokens.values())[:i])) for i in range(len(tokens))], strict=True))
        mentions = [mention for speaker in record.speakers for mention in speaker.mentions]
        has = {
            "TIMEX3": at_places(record, record.dates),
            "VALUE": at_places(record, record.numbers),
            "ENTITY_MENTION": at_places(record, mentions),
        }
        for markable in root.find("Markables"):
            anchors = [anchor.get("t_id") for anchor in markable.iter("token_anchor")]
            span = (
                min(places[t] for t in anchors or tokens),
                max(places[t] + len(tokens[t]) for t in anchors or tokens),
            )
            total[markable.tag] += 1
            kept[markable.tag] += bool(anchors) and span in has.get(markable.tag, ())
        kept["ENTITY"] += len(record.speakers)
        elements = [one for one in root.find("Markables") if one.get("functionInDocument") == "CREATION_TIME"]
        kept["TIMEX3"] += bool(record.published.date) and not list(elements[0])
        assert sum(map(len, has.values())) == len(record.dates) + len(record.numbers) + len(mentions)
    for tag, number in total.items():
        exact = [kind for kind in losses.counts if kind == tag or kind.startswith(f"{tag} ")]
        lost = sum(losses.counts[kind] for kind in exact if not kind.endswith("relations"))
        assert number == kept[tag] + lost, (tag, number, kept[tag], exact)
    relations = sum(len(ElementTree.parse(path).getroot().find("Relations")) for path in folder.rglob("*.xml"))
    assert 0 < sum(n for kind, n in losses.counts.items() if kind.endswith("relations")) <= relations
    check_valid(records, losses)
    return told(f"CAT ({len(records)} documents)", sum(total.values()), sum(kept.values()), losses)


def at_places(record: Record, annotations) -> list[tuple[int, int]]:
    """Where annotations stand in the text without white space."""
    return [tuple(len("".join(record.text[:at].split())) for at in (one.start, one.end)) for one in annotations]


def test_every_markable_of_cat():
    assert check_meantime(SMALL / "meantime")


# brat ---------------------------------------------------------------------------------------------------------------
def test_every_span_of_a_mapped_folder():
    known = read_map(SMALL / "brat" / "map.toml")
    records, losses = read(lambda path, told: scan_mapped(path, told, known), SMALL / "brat" / "news")
    annotations = (SMALL / "brat" / "news" / "a.ann").read_text("utf-8")
    record = records["a"]
    mentions = [mention for speaker in record.speakers for mention in speaker.mentions]
    roles = [s for q in record.quotes for s in (*q.content, *q.cue, *q.source, *q.addressee)]
    have = solid(record.text, ((one.start, one.end) for one in (*mentions, *roles, *record.dates, *record.numbers)))
    spans = re.findall(r"^T\d+\t(\S+) ([\d ;]+)\t", annotations, re.MULTILINE)
    lost = [s for _, s in spans if not solid(record.text, (tuple(map(int, p.split())) for p in s.split(";"))) <= have]
    assert len(spans) == 17 and len(lost) == counted(losses, "spans ") == 2
    assert annotations.count("\nE") - len(record.quotes) == counted(losses, "events ") == 1


# Whole corpora ------------------------------------------------------------------------------------------------------
WHOLE = {"polnear": check_polnear, "timeml": check_tempeval3, "meantime": check_meantime}


@pytest.mark.slow
@pytest.mark.parametrize("name", WHOLE)
def test_every_span_of_a_whole_corpus(name, report):
    folder = Path(os.environ.get("ONRECORD_GOLD", ROOT.parent / "shared" / "gold")) / name
    if not folder.is_dir():
        line = f"SKIPPED: no {name} here to account for all of its spans (ONRECORD_GOLD names a folder with it)"
        report.append(line)
        pytest.skip(line)
    report.append(WHOLE[name](folder))
