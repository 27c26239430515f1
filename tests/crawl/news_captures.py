"""What a crawler of news meets, one thing of each kind, and what has to become of it. Made for the tests."""

from __future__ import annotations

import gzip
import re
import tomllib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from random import Random

from news_sites import SITES, Article, blog, courier, table, wire

Headers = Mapping[str, str]
HTML = {"Content-Type": "text/html"}
UTF_8 = {"Content-Type": "text/html; charset=utf-8"}
UNREADABLE = {"fate": "rejected", "reason": "unreadable"}
NOT_WHOLE = {"fate": "rejected", "reason": "not-whole"}


@dataclass(frozen=True, kw_only=True)
class Capture:
    """A record of the archive, and what becomes of it where nothing is filtered by choice.

    `article` is what its page holds, `same_as` ("exact", "near") how that goes with an article that came before it.
    """

    kind: str
    body: bytes
    headers: Headers = field(default_factory=lambda: HTML)
    status: str = "200 OK"
    record: str = "response"
    fate: str = "annotated"  # "" for what is no document
    reason: str = ""
    article: Article | None = None
    same_as: str = ""
    cut: bool = False  # whether its gzip member is cut off
    id: str = ""  # in place of one of its own

    @property
    def language(self) -> str:
        """The language of its article; "" where it has none."""
        return self.article.language if self.article else ""


def clean(article: Article, random: Random) -> Capture:
    """A page of one of the sites, in UTF-8 as it declares."""
    return Capture(kind="clean", body=random.choice(SITES)(article).encode(), article=article)


def broken(articles: list[Article]) -> list[Capture]:
    """Markup as it is found: what browsers mend."""
    page = courier(articles[0])
    bare = "".join(f"<p>{paragraph}" for paragraph in articles[2].paragraphs)
    crossed = wire(articles[4]).replace("<p>", "<b><p><i>").replace("</p>", "</b></p></i>")
    whole = courier(articles[5])
    pages = {
        "unclosed": re.sub("</(p|div|article|li|ul|main|body|html)>", "", page),
        "nested-tables": table(articles[1]),
        "no-head": f"<h1>{articles[2].title}</h1>{bare}",
        "nul": blog(articles[3]).replace("<p>", "<p>\0").replace("</html>", "\0\0</html>"),
        "crossed-tags": crossed,
        "cut-markup": whole[: whole.index("</article>") + 5],
    }
    return [
        Capture(kind=kind, body=body.encode(), headers=UTF_8, article=article)
        for (kind, body), article in zip(pages.items(), articles, strict=False)
    ]


def encoded(articles: list[Article]) -> list[Capture]:
    """Encodings told in the header, in the page, by a mark, by both with one of them wrong, by none."""
    # How it is encoded, what the header says, what the page says.
    told = {
        "cp1252-in-header": ("cp1252", "windows-1252", ""),
        "cp1252-in-page": ("cp1252", "", "windows-1252"),
        "cp1252-as-latin-1": ("cp1252", "ISO-8859-1", ""),
        "utf-16-marked": ("utf-16", "", ""),
        "utf-16-in-header": ("utf-16-le", "utf-16le", ""),
        "utf-8-marked": ("utf-8-sig", "iso-8859-1", ""),
        "utf-8-not-told": ("utf-8", "", ""),
        "header-is-wrong": ("utf-8", "us-ascii", "utf-8"),
        "header-is-wrong-too": ("cp1252", "utf-8", "windows-1252"),
        "not-told": ("cp1252", "", ""),
        "not-known": ("cp1252", "x-nonsense", ""),
    }
    made = []
    for (kind, (encoding, sent, declared)), article in zip(told.items(), map(_western, articles), strict=False):
        headers = {"Content-Type": f"text/html; charset={sent}"} if sent else HTML
        fate = UNREADABLE if kind.startswith("not-") else {}
        body = wire(article, declared).encode(encoding)
        made.append(Capture(kind=kind, body=body, headers=headers, article=article, **fate))
    return made


def spoilt(articles: list[Article]) -> list[Capture]:
    """Bytes that are in no encoding: outside the article, which is whole, and in it."""
    outside, inside = (wire(article).encode() for article in articles[:2])
    outside = outside.replace(b"rights reserved", b"rights \xff")
    inside = inside.replace(b"</p>", b"\xff</p>", 1)
    return [
        Capture(kind="bad-byte-outside", body=outside, headers=UTF_8, article=articles[0]),
        Capture(kind="bad-byte-inside", body=inside, headers=UTF_8, article=articles[1], **UNREADABLE),
    ]


def foreign() -> list[Capture]:
    """Articles in other languages, some of them in encodings that their pages had."""
    encodings = {"ja": ("shift_jis", "", "Shift_JIS"), "ru": ("koi8-r", "KOI8-R", ""), "zh": ("gb18030", "", "gb2312")}
    made = []
    for article in foreign_articles():
        encoding, sent, declared = encodings.get(article.language, ("utf-8", "", "utf-8"))
        headers = {"Content-Type": f"text/html; charset={sent}"} if sent else HTML
        body = courier(article, declared).encode(encoding, "xmlcharrefreplace")
        made.append(Capture(kind=f"in-{article.language}", body=body, headers=headers, article=article))
    return made


@cache
def foreign_articles() -> list[Article]:
    """The articles of `foreign_articles.toml`."""
    found = tomllib.loads(Path(__file__).with_name("foreign_articles.toml").read_text("utf-8"))["articles"]
    return [Article(**one, published="2024-05-02", publisher="The World") for one in found]


def sent(articles: list[Article]) -> list[Capture]:
    """The codings of HTTP."""
    pages = [courier(article).encode() for article in articles]
    bare = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    bodies = {
        "chunked": (_chunks(pages[0]), ""),
        "chunked gzip": (_chunks(gzip.compress(pages[1], mtime=0)), "gzip"),
        "gzip": (gzip.compress(pages[2], mtime=0), "gzip"),
        "deflate": (zlib.compress(pages[3]), "deflate"),
        "deflate, bare": (bare.compress(pages[4]) + bare.flush(), "deflate"),
        "br": (import_module("brotli").compress(pages[5]), "br"),
        "undone": (pages[6], "gzip"),
    }
    made = []
    for (kind, (body, coding)), article in zip(bodies.items(), articles, strict=False):
        headers = {**UTF_8, **({"Content-Encoding": coding} if coding else {})}
        headers |= {"Transfer-Encoding": "chunked"} if kind.startswith("chunked") else {}
        made.append(Capture(kind=f"sent {kind}", body=body, headers=headers, article=article))
    headers = {**UTF_8, "Content-Encoding": "x-nonsense"}
    return [*made, Capture(kind="sent in x-nonsense", body=pages[7], headers=headers, article=articles[7])]


def no_articles() -> list[Capture]:
    """What is no article: other types, other statuses, nothing at all, records of other kinds."""
    unfit = {"fate": "filtered", "reason": "not-a-page"}
    status = {"fate": "filtered", "reason": "status"}
    empty = {"fate": "filtered", "reason": "no-article"}
    pdf = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
    found = b"<html><title>302 Found</title><h1>Found</h1>"
    moved = {**HTML, "Location": "https://www.courier.example/"}
    return [
        Capture(kind="pdf", body=pdf, headers={"Content-Type": "application/pdf"}, **unfit),
        Capture(kind="json", body=b'{"items": []}', headers={"Content-Type": "application/json"}, **unfit),
        Capture(kind="pdf of no told type", body=pdf, headers={}, **unfit),
        Capture(kind="404", body=b"<h1>Not found</h1>", status="404 Not Found", **status),
        Capture(kind="redirect", body=found, headers=moved, status="302 Found", **status),
        Capture(kind="empty", body=b"", **empty),
        Capture(kind="picture alone", body=b"<!doctype html><title></title><img src=a>", **empty),
        Capture(kind="dns", body=b"20240502\n1.2.3.4", headers={}, record="resource", fate=""),
        Capture(kind="revisit", body=b"", record="revisit", status="304 Not Modified", fate=""),
    ]


def _western(article: Article) -> Article:
    """The article as windows-1252 can hold it, with a paragraph that is the same in no two encodings."""
    last = f"Zoë Núñez, of the Café Löwe, said of “{article.title[:20]}”: “It’s done” – and left without another word."
    title, *paragraphs = (
        text.encode("cp1252", "ignore").decode("cp1252") for text in (*article.text.split("\n"), last)
    )
    return article._replace(title=title, paragraphs=paragraphs)


def _chunks(body: bytes, size: int = 1000) -> bytes:
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in (*pieces, b""))
