"""Pages of five kinds of news sites, made for the tests, with all that is around an article there."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from typing import NamedTuple


class Article(NamedTuple):
    """What is to be found in a page."""

    title: str
    paragraphs: Sequence[str]
    language: str
    published: str  # a day, or ""
    publisher: str

    @property
    def text(self) -> str:
        """The text that a page of it has."""
        return "\n".join([self.title, *self.paragraphs])


MENU = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("News", "Sport", "Business", "Opinion"))
COOKIES = """<div id="cookie-consent" class="cookie-banner" role="dialog"><p>We and our 214 partners use cookies to give
you the best experience and to show you advertising.</p><button>Accept all</button> <button>Choices</button></div>"""
FOOTER = "<footer class='site-footer'><p>&copy; All rights reserved.</p><a href='/privacy'>Privacy</a></footer>"
COMMENTS = """<section id="comments" class="comments"><h3>2 comments</h3><div class="comment"><p>walker_9: They said the
same in 2009.</p></div><div class="comment"><p>Rita: I was there, it was louder.</p></div></section>"""
SCRIPT = "<script>window.layer=window.layer||[];function tag(){layer.push(arguments)}tag('js',new Date());</script>"
RELATED = """<aside class="related"><h3>Read more</h3><ul><li><a href="/a">Bridge closed until June</a></li>
<li><a href="/b">Mayor defends budget</a></li></ul></aside>"""


def courier(article: Article, charset: str = "utf-8") -> str:
    """A daily: JSON-LD, og: tags, article and main, related links in the middle, comments."""
    linked = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "datePublished": f"{article.published}T08:30:00+00:00",
        "publisher": {"@type": "Organization", "name": article.publisher},
    }
    half = len(article.paragraphs) // 2
    return f"""<!DOCTYPE html>
<html lang="{article.language}"><head>{_charset(charset)}
<title>{escape(article.title)} | {escape(article.publisher)}</title>
<meta property="og:type" content="article"><meta property="og:title" content="{escape(article.title)}">
<meta property="og:site_name" content="{escape(article.publisher)}">
<script type="application/ld+json">{json.dumps(linked, ensure_ascii=False)}</script>{SCRIPT}</head>
<body>{COOKIES}<header><nav><ul>{MENU}</ul></nav></header><main><article><h1>{escape(article.title)}</h1>
<div class="share"><a href="#">Share</a> <a href="#">Tweet</a></div>
{_paragraphs(article.paragraphs[:half])}{RELATED}{_paragraphs(article.paragraphs[half:])}</article>{COMMENTS}</main>{FOOTER}
</body></html>"""


def wire(article: Article, charset: str = "utf-8") -> str:
    """An agency: plain divisions, a meta tag for the date, no headings but the one."""
    return f"""<!DOCTYPE html><html lang="{article.language}"><head>{_charset(charset)}
<title>{escape(article.title)}</title>
<meta property="article:published_time" content="{article.published}T11:05:00Z">
<meta property="og:site_name" content="{escape(article.publisher)}"></head><body><div id="top"><ul>{MENU}</ul></div>
<div class="story"><h1>{escape(article.title)}</h1><div class="story-body">{_paragraphs(article.paragraphs)}</div></div>
{FOOTER}{SCRIPT}</body></html>"""


def blog(article: Article, charset: str = "utf-8") -> str:
    """A local site on WordPress: entry, widgets in a sidebar, a list of comments."""
    return f"""<!DOCTYPE html><html lang="{article.language}"><head>{_charset(charset)}
<title>{escape(article.title)} - {escape(article.publisher)}</title>
<meta property="og:site_name" content="{escape(article.publisher)}">
<meta property="article:published_time" content="{article.published}T19:00:00+02:00"></head>
<body class="single post"><div id="page"><div class="site-header"><ul class="menu">{MENU}</ul></div>
<div id="primary"><article class="post"><header><h1 class="entry-title">{escape(article.title)}</h1>
<div class="entry-meta">Posted by <a href="/author/desk">desk</a></div></header>
<div class="entry-content">{_paragraphs(article.paragraphs)}</div></article>
<ol class="comment-list"><li class="comment"><p>First!</p></li></ol></div>
<div id="secondary" class="widget-area"><div class="widget"><h2>Recent posts</h2><ul>
<li><a href="/1">Fair opens</a></li>
<li><a href="/2">Roads dug up again</a></li></ul></div></div></div>{COOKIES}</body></html>"""


def magazine(article: Article, charset: str = "utf-8") -> str:
    """A weekly: a picture with its caption, a box to sign up, paragraphs with links and stress in them."""
    first, *others = article.paragraphs
    words = escape(first).split(" ")
    words[2:4] = [f"<em>{' '.join(words[2:4])}</em>"]
    words[-2:] = [f"<a href='/tag/x'>{' '.join(words[-2:])}</a>"]
    return f"""<!DOCTYPE html><html lang="{article.language}"><head>{_charset(charset)}
<title>{escape(article.title)} — {escape(article.publisher)}</title>
<meta property="og:title" content="{escape(article.title)}">
<meta property="og:site_name" content="{escape(article.publisher)}">
<meta itemprop="datePublished" content="{article.published}"></head><body><nav><ul>{MENU}</ul></nav>
<div class="layout"><main class="content"><h1>{escape(article.title)}</h1><article>
<figure><img src="/p.jpg" alt="A street"><figcaption>A street on Monday. Photograph: P. Vale</figcaption></figure>
<p>{" ".join(words)}</p>{_paragraphs(others)}</article>
<div class="newsletter-signup"><h4>Sign up</h4>
<form><input name="email"><button>Send me the weekly</button></form></div>
</main></div>{COMMENTS}{FOOTER}</body></html>"""


def table(article: Article, charset: str = "utf-8") -> str:
    """A page of the nineties that is still there: nested tables, no end of a paragraph, no date."""
    paragraphs = "\n".join(f"<p>{escape(paragraph)}" for paragraph in article.paragraphs)
    return f"""<html lang="{article.language}"><head>{_charset(charset)}<title>{escape(article.title)}</title></head>
<body bgcolor="#ffffff"><table width="760"><tr><td colspan="2"><table><tr>
<td><a href="/">Home</a><td><a href="/n">News</a>
</table></td></tr><tr><td width="150"><font size="1"><a href="/w">Weather</a><br><a href="/t">Tides</a></font></td>
<td><table><tr><td><h1>{escape(article.title)}</h1>
{paragraphs}
</td></tr></table></td></tr></table></body></html>"""


SITES = (courier, wire, blog, magazine)


def _charset(charset: str) -> str:
    return f'<meta charset="{charset}">' if charset else ""


def _paragraphs(paragraphs: Sequence[str]) -> str:
    return "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
