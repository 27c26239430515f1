"""What a TEI document says of an article before its text: what is known, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onrecord.corpora.markup import IN_ATTRIBUTE, IN_TEXT
from onrecord.model import Record, Speaker

_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+\Z")
_STATUS = {"draft": "draft", "reviewed": "candidate", "gold": "approved"}  # of those that TEI suggests


def tag(name: str, content: str = "", *, inside: str = "", **attributes: str) -> str:
    """An element with text, or with what is `inside` it; "" where it would be empty. `id_` stands for `xml:id`."""
    known = {key.removesuffix("_"): value for key, value in attributes.items() if value}
    if not content and not inside:
        return ""
    return f"<{opening(name, known)}>{inside or content.translate(IN_TEXT)}</{name}>"


def opening(name: str, attributes: dict[str, str]) -> str:
    """What stands in a tag that opens."""
    named = (("xml:id" if key == "id" else key, value) for key, value in attributes.items())
    return name + "".join(f' {key}="{value.translate(IN_ATTRIBUTE)}"' for key, value in named)


def header(record: Record) -> Iterator[str]:
    """The lines of the `teiHeader`."""
    by = [
        tag("respStmt", inside=tag("resp", one.task) + tag("name", one.name, type=one.kind.replace(" ", "-")))
        for one in record.annotation.annotators
    ]
    guidelines = f", by guidelines {record.annotation.guidelines}" if record.annotation.guidelines else ""
    bibl = tag("bibl", inside="".join(_bibliography(record)))
    yield from (
        "<teiHeader>",
        "<fileDesc>",
        tag("titleStmt", inside=tag("title", record.title or record.id) + "".join(by)),
        tag("publicationStmt", inside=tag("p", "Exported by onrecord; the text is that of its publisher.")),
        tag("sourceDesc", inside=bibl),
        "</fileDesc>",
        tag("profileDesc", inside=tag("langUsage", inside=tag("language", record.language, ident=record.language))),
        f'<revisionDesc status="{_STATUS[record.annotation.status]}">'
        f"{tag('change', f'Annotation: {record.annotation.status}{guidelines}.')}</revisionDesc>",
        "</teiHeader>",
    )


def _bibliography(record: Record) -> Iterator[str]:
    published, source = record.published, record.source
    yield tag("idno", record.id)
    yield tag("title", record.title)
    yield tag("publisher", source.publisher)
    if published.date:
        yield tag("date", published.date, when=published.date)
    elif published.earliest or published.latest:
        bounds = {"notBefore": published.earliest, "notAfter": published.latest}
        yield tag("date", "/".join((published.earliest, published.latest)), **bounds)
    yield tag("availability", inside=tag("licence", source.licence))
    is_address = _ADDRESS.match(source.url) is not None
    yield tag("ref", source.url, target=source.url) if is_address else tag("note", source.url)


def stand_off(speakers: Iterable[Speaker]) -> str:
    """The speakers; "" where there are none."""
    people: list[str] = []
    organisations: list[str] = []
    for speaker in speakers:
        kind = "" if speaker.kind in ("person", "organisation") else speaker.kind
        if speaker.kind in ("organisation", "group"):
            described = ", ".join(word for word in (speaker.role, speaker.affiliation) if word)
            inside = tag("orgName", speaker.name) + tag("desc", described)
            organisations.append(tag("org", inside=inside, id_=speaker.id, type=kind))
        else:
            inside = tag("persName", speaker.name, type=kind) + tag("occupation", speaker.role)
            people.append(tag("person", inside=inside + tag("affiliation", speaker.affiliation), id_=speaker.id))
    lists = tag("listPerson", inside="".join(people)) + tag("listOrg", inside="".join(organisations))
    return tag("standOff", inside=lists)
