"""A WARC of news as Common Crawl has it, made of pages of our own with all that goes wrong in a crawl.

    python tests/crawl/news_archive.py OUT.warc.gz --pages N

The same seed gives the same bytes. From 200 pages on there is a page of 30 MB in it, and a bomb.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from uuid import UUID

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

from news_captures import (  # noqa: E402
    NOT_WHOLE,
    UNREADABLE,
    UTF_8,
    Capture,
    broken,
    clean,
    encoded,
    foreign,
    no_articles,
    sent,
    spoilt,
)
from news_sites import Article, blog, courier, wire  # noqa: E402

from onrecord.model import Record  # noqa: E402
from synthetic import articles, templates  # noqa: E402

FEWEST = 56  # pages, so that there is one of each kind
_PARAGRAPHS = 6  # of an article that is made of others, at least
LARGE = 200  # pages from which on what is costly is in it
DATE = "2024-05-02T06:00:00Z"


def write_archive(path: str | Path, pages: int = FEWEST, seed: int = 0) -> list[Capture]:
    """Write an archive of so many pages, `FEWEST` at least; the documents that are in it, in their order."""
    random = Random(seed)
    captures = list(_captures(pages, random))
    with Path(path).open("wb") as file:
        file.write(warc_member("warcinfo", b"software: tests\r\nformat: WARC File Format 1.0\r\n", {}, random))
        for number, capture in enumerate(captures):
            for member in _members(capture, number, random):
                file.write(member)
    return [capture for capture in captures if capture.fate]


def expected(captures: Sequence[Capture], *, language: str = "", duplicates: str = "") -> Counter[tuple[str, str]]:
    """How many documents have which fate and reason, where a language is chosen, or duplicates are dropped ("exact",
    or with "minhash" near ones too). The language goes before duplicates.
    """
    found: Counter[tuple[str, str]] = Counter()
    dropped = {"exact": {"exact": "duplicate"}, "minhash": dict.fromkeys(("exact", "near"), "near-duplicate")}
    for capture in captures:
        fate = (capture.fate, capture.reason)
        if capture.fate == "annotated" and language and capture.language != language:
            fate = ("filtered", "language")
        elif capture.fate == "annotated" and (reason := dropped.get(duplicates, {}).get(capture.same_as)):
            fate = ("filtered", reason)
        found[fate] += 1
    return found


def _captures(pages: int, random: Random) -> Iterator[Capture]:
    """One of each kind among clean ones, then those that say something of ones before them, and a cut one last."""
    texts = _articles(random)

    def some(count: int) -> list[Article]:
        return [next(texts) for _ in range(count)]

    odd = [*broken(some(6)), *encoded(some(11)), *spoilt(some(2)), *foreign(), *sent(some(8)), *no_articles()]
    odd += [_large(some(1)[0]), _bomb()] if pages >= LARGE else []
    odd += [replace(clean(some(1)[0], random), kind="cut in the middle", cut=True, **NOT_WHOLE)]
    last = [*_pairs(some(5)), replace(clean(some(1)[0], random), kind="cut at the end", cut=True, **NOT_WHOLE)]
    left = max(pages, FEWEST) - sum(bool(capture.fate) for capture in (*odd, *last))
    mixed = [*odd, *(clean(article, random) for article in some(left))]
    random.shuffle(mixed)
    yield from (*mixed, *last)


def _pairs(texts: Sequence[Article]) -> list[Capture]:
    """Duplicates after what they are duplicates of, and ids that cannot be had."""
    first, second, third, *others = texts
    agency = second._replace(title=f"{second.publisher}: what is known so far", paragraphs=second.paragraphs[:-1])
    once = "<urn:uuid:00000000-0000-4000-8000-000000000000>"
    rejected = {"fate": "rejected", "reason": "second-id"}
    return [
        Capture(kind="agency", body=wire(first).encode(), article=first),
        Capture(kind="exact duplicate", body=courier(first).encode(), article=first, same_as="exact"),
        Capture(kind="agency", body=wire(second).encode(), article=second),
        Capture(kind="near duplicate", body=blog(agency).encode(), article=agency, same_as="near"),
        Capture(kind="odd id", body=wire(third).encode(), article=third, id="<urn:sha1:ABCDEFGH>"),
        Capture(kind="once", body=courier(others[0]).encode(), article=others[0], id=once),
        Capture(kind="second id", body=courier(others[1]).encode(), article=others[1], id=once, **rejected),
    ]


def _articles(random: Random) -> Iterator[Article]:
    """Articles without end, no two of them near duplicates: those of `synthetic`, once each, then their headlines over
    other paragraphs of theirs.
    """
    records = articles(len(templates()), random.randrange(2**32))
    made = [_article(record) for record in records]
    yield from made
    paragraphs = [paragraph for article in made for paragraph in article.paragraphs]
    while True:
        article = random.choice(made)
        yield article._replace(paragraphs=random.sample(paragraphs, max(len(article.paragraphs), _PARAGRAPHS)))


def _article(record: Record) -> Article:
    paragraphs = [part.text for part in record.segments if part.kind == "paragraph"]
    return Article(record.title, paragraphs, "en", record.published.date, record.source.publisher)


def _large(article: Article) -> Capture:
    """A page of 30 MB, whose article is itself over and over."""
    times = 30_000_000 // len(article.text)
    large = article._replace(paragraphs=[*article.paragraphs] * times)
    return Capture(kind="30 MB", body=courier(large).encode(), headers=UTF_8, article=large, **UNREADABLE)


def _bomb() -> Capture:
    """A page that unpacks to a thousand times its size."""
    body = gzip.compress(bytes(100_000_000), 9, mtime=0)
    return Capture(kind="bomb", body=body, headers={**UTF_8, "Content-Encoding": "gzip"}, **UNREADABLE)


def _members(capture: Capture, number: int, random: Random) -> Iterator[bytes]:
    """The request, the record, and what the crawler notes about it, as Common Crawl has them."""
    url = f"https://news-{number % 7}.example/2024/05/{number}"
    about = {"WARC-Target-URI": f"dns:news-{number}.example" if capture.kind == "dns" else url}
    if capture.record == "response":
        yield warc_member("request", b"", about, random, StatusAndHeaders("GET / HTTP/1.1", [], is_http_request=True))
    http = StatusAndHeaders(capture.status, list(capture.headers.items()), protocol="HTTP/1.1")
    told = {**about, **({"WARC-Record-ID": capture.id} if capture.id else {})}
    data = warc_member(capture.record, capture.body, told, random, http if capture.record != "resource" else None)
    yield data[: len(data) * 3 // 5] if capture.cut else data
    if capture.record == "response" and number % 3 == 0 and not capture.cut:
        yield warc_member("metadata", b"fetchTimeMs: 120\r\n", about, random)


class _Writer(WARCWriter):
    _create_temp_file = staticmethod(io.BytesIO)  # warcio leaves files open


def warc_member(
    kind: str, body: bytes, told: dict[str, str], random: Random, http: StatusAndHeaders | None = None
) -> bytes:
    """A record of an archive, packed."""
    stream = io.BytesIO()
    writer = _Writer(stream, gzip=True)
    identifier = f"<urn:uuid:{UUID(int=random.getrandbits(128), version=4)}>"
    headers = {"WARC-Record-ID": identifier, "WARC-Date": DATE, **told}
    types = {"warcinfo": "application/warc-fields", "metadata": "application/warc-fields", "resource": "text/dns"}
    writer.write_record(
        writer.create_warc_record(
            headers.pop("WARC-Target-URI", ""),
            kind,
            payload=io.BytesIO(body),
            length=len(body),
            warc_content_type=types.get(kind, ""),
            warc_headers_dict=headers,
            http_headers=http,
        )
    )
    return stream.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", metavar="OUT.warc.gz")
    parser.add_argument("--pages", type=int, default=LARGE, metavar="N", help=f"at least {FEWEST} (default: {LARGE})")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    captures = write_archive(args.out, args.pages, args.seed)
    counts = {" ".join(filter(None, key)): count for key, count in sorted(expected(captures).items())}
    print(json.dumps({"documents": len(captures), **counts}, indent=2))


if __name__ == "__main__":
    main()
