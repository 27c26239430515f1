"""Write a corpus as a static site: overview with plots, a page an article, search.

SOURCE is a corpus, a folder of article files, an article file, or document JSONL (default: corpus/articles; - for
standard input). The site works from the file system and from any host, with a double click or a server that hands out
files; it loads nothing from elsewhere. A DATASHEET.md in SOURCE, or up to two folders above, becomes a page of it.

DIR may be new, empty, or a site that was written before: then files that this command wrote are replaced, or removed
where they are no longer needed, and others are left alone. The same articles give the same bytes.

examples:
  onrecord site
  onrecord site corpora/mine/articles -o public --title "Harbour news"
  onrecord site crawl.jsonl.gz -o /srv/www/crawl --workers 4

Exit code 1: some inputs could not be read; the site has the others.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from onrecord.errors import OnrecordError, needing
from onrecord.outputs import positive, report

_DEFAULT = "corpus/articles"


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", nargs="?", default=_DEFAULT, metavar="SOURCE", help=f"(default: {_DEFAULT})")
    parser.add_argument("-o", "--out", default="site", metavar="DIR", help="folder of the site (default: site)")
    parser.add_argument("--title", default="onrecord", metavar="TEXT", help="title of the site (default: onrecord)")
    parser.add_argument("--workers", type=positive, default=1, metavar="N", help="number of processes (default: 1)")


def run(args: argparse.Namespace) -> int:
    with needing("site"):
        import vl_convert  # noqa: F401
        from markdown_it import MarkdownIt  # noqa: F401
    from onrecord.inputs import scan_all, scan_records
    from onrecord.reports.totals import counted
    from onrecord.site.building import Site, build_site

    if not args.title.strip():
        raise OnrecordError("--title is empty; name the site, or leave the option out")
    if args.out == "-":
        raise OnrecordError("a site is a folder of files and cannot go to standard output; give -o DIR")
    site = Site(out=Path(args.out), title=args.title, source=args.source, workers=args.workers)
    built = build_site(scan_all([args.source], scan_records), site)
    report(f"{counted(built.articles, 'article')}: open {Path(args.out, 'index.html')}")
    return 1 if built.failed else 0
