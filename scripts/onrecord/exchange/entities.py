"""Speakers of mentions that links of coreference join."""

from __future__ import annotations

import re

from onrecord.exchange.graph import Graph, Region, Values
from onrecord.exchange.links import Links
from onrecord.exchange.naming import FreeIds
from onrecord.losses import Losses

_SPEAKER = re.compile(r"s[1-9][0-9]*\Z")
_PRONOUNS = frozenset("i me we us you he him she her they them it who this that these those".split())


def speakers_of(graph: Graph, links: Links, losses: Losses) -> tuple[list[Values], dict[str, str]]:
    """The speakers, as the record's JSON has them, and by the id of each mention its speaker's."""
    groups = _groups(graph, links)
    asked = [str(mention.values.get("entity", "")) for group in groups for mention in group]
    free = FreeIds(graph.used.union(asked))
    given: set[str] = set()
    speakers: list[Values] = []
    for group in groups:
        wanted = [str(mention.values.get("entity", "")) for mention in group]
        own = next((name for name in wanted if _SPEAKER.match(name) and name not in given), "")
        parted = not own and any(name in given for name in wanted)
        losses.add("speakers whose mentions are no longer linked, which are several now", graph.id, parted)
        identifier = own or free.take("s")
        given.add(identifier)
        speakers.append({"id": identifier} | _described(graph, group, losses))
    return speakers, {m["id"]: speaker["id"] for speaker in speakers for m in speaker["mentions"]}


def _groups(graph: Graph, links: Links) -> list[list[Region]]:
    """The mentions of each entity, in order of the text."""
    mentions = {region.id: region for region in graph.regions if region.label == "mention"}
    leader = {name: name for name in mentions}

    def leading(name: str) -> str:
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    for name in mentions:
        for other in links.ends(name, "coreference"):
            leader[leading(name)] = leading(other)
    groups: dict[str, list[Region]] = {}
    for name, region in mentions.items():
        groups.setdefault(leading(name), []).append(region)
    return [sorted(group, key=lambda region: region.parts) for group in groups.values()]


def _described(graph: Graph, group: list[Region], losses: Losses) -> Values:
    """The fields of an entity: as its first mention that has a name says, or by its longest mention, which is told."""
    mentions = [_mention(graph, region) for region in group]
    described = next((region.values for region in group if region.values.get("name")), {})
    losses.add("speakers without a name or kind, which are taken from their mentions", graph.id, not described)
    longest = max(mentions, key=lambda mention: (mention["form"] == "name", len(mention["text"])))
    return {
        "name": described.get("name") or longest["text"],
        "kind": described.get("kind") or ("person" if longest["form"] == "name" else "unnamed"),
        "role": described.get("role", ""),
        "affiliation": described.get("affiliation", ""),
        "mentions": mentions,
    }


def _mention(graph: Graph, region: Region) -> Values:
    start, end = region.parts[0][0], region.parts[-1][1]
    surface = graph.text[start:end]
    form = region.values.get("form") or _form(surface)
    return {"id": region.id, "start": start, "end": end, "text": surface, "form": form}


def _form(surface: str) -> str:
    """The form of a mention by its words: a pronoun, a name where a word but the article has a capital, or neither."""
    words = surface.split()
    if surface.lower() in _PRONOUNS:
        return "pronoun"
    return "name" if any(word[:1].isupper() for word in words if word.lower() not in ("the", "a", "an")) else "nominal"
