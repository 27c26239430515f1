"""Check and correct article files in the browser, one annotation after the other.

ARTICLE is an article file or a folder of them (default: corpus/articles). A page opens that shows each article with its
annotations: accept, correct, add and reject them, by keyboard. Each step is kept in a journal (.review/ beside the
article, not in git) and written into the article file at once, so that nothing is lost, whatever ends the program, and
can be undone, also tomorrow. When all is checked and nothing is wrong, the article becomes reviewed, or gold.

The page is served to this machine alone, under a link that works once; Enter prints a fresh one. A file that others
change meanwhile is not overwritten: the page shows both versions. With --adjudicate, two annotators' files of one
article are brought together: what they agree on is taken, what they do not is decided one by one.

examples:
  onrecord review
  onrecord review corpus/articles/ukrinform-nato-chief-warns-moscow.jsonl --annotator "Ann Lee"
  onrecord review --adjudicate ann/story.jsonl bob/story.jsonl -o corpus/articles/story.jsonl

Ctrl-C ends it (exit code 0). Exit code 2: wrong use, or an article that is under review in another process.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import threading
import webbrowser
from typing import TYPE_CHECKING

from onrecord.errors import OnrecordError, needing

if TYPE_CHECKING:
    from onrecord.review.desk import Desk
    from onrecord.review.guard import Keys

_DEFAULT = "corpus/articles"
_PORT = 8642  # tried first, so that a page that is open still stands when the program starts again
_LATER = 2.0  # seconds


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", nargs="*", metavar="ARTICLE", help=f"file or folder (default: {_DEFAULT})")
    parser.add_argument("--annotator", metavar="NAME", help="who reviews (default: the user.name of git)")
    parser.add_argument("--kind", choices=["person", "language model"], default="person", help="what they are")
    parser.add_argument("--adjudicate", action="store_true", help="settle two annotators' files of one article")
    parser.add_argument("-o", "--out", metavar="OUT", help="the article file that --adjudicate makes")
    parser.add_argument("--port", type=_port, metavar="N", help=f"of 127.0.0.1 (default: {_PORT}, else a free one)")
    parser.add_argument("--no-browser", action="store_true", help="only print the link")
    parser.add_argument("--extension", action="append", default=[], metavar="FILE", help="schema extension")
    parser.add_argument("--seeds", default="", metavar="FOLDER", help="holds the seeds")


def run(args: argparse.Namespace) -> int:
    name = args.annotator or _git_name()
    if not name.strip():
        raise OnrecordError("nobody to name as annotator; add --annotator NAME, or set user.name in git")
    with needing("review"):
        from onrecord.review import server as bench
    from onrecord.outputs import report
    from onrecord.review.guard import Keys

    desk = _desk(args, name)
    try:
        _lay(desk, args)
        for path in desk.torn:
            report(f"{path}: a step that was cut off in the journal was dropped; it had not been answered")
        with bench.listen(args.port, usual=_PORT) as listener, contextlib.suppress(KeyboardInterrupt):
            keys = Keys()
            port = listener.getsockname()[1]
            running = bench.server(bench.application(desk, keys, port=port))
            _invite(keys, port, browser=not args.no_browser)
            _load_later()
            running.run(sockets=[listener])
    finally:
        desk.clear()
    return 0


def _desk(args: argparse.Namespace, name: str) -> Desk:
    from onrecord.checks import LEVELS
    from onrecord.parsed import Reader
    from onrecord.review.desk import Desk
    from onrecord.review.promotion import Reviewer
    from onrecord.schema import record_schema
    from onrecord.validation import Choice

    extensions = tuple(args.extension)
    record_schema(extensions)  # what is wrong with an extension is told before anything begins
    choice = Choice(level=max(LEVELS), reader=Reader(extensions=extensions), seeds=args.seeds)
    task = "adjudicate" if args.adjudicate else "check"
    return Desk(Reviewer(name.strip(), args.kind, task), choice)


def _lay(desk: Desk, args: argparse.Namespace) -> None:
    """Lay the articles on the desk that the arguments name."""
    if not args.adjudicate:
        if args.out:
            raise OnrecordError("-o goes with --adjudicate; a review writes into the article files themselves")
        desk.lay(args.article or [_DEFAULT])
    elif len(args.article) == 2 and args.out:
        desk.adjudicate((args.article[0], args.article[1]), args.out)
    else:
        raise OnrecordError("--adjudicate takes two article files, and -o for the one that it makes")


def _invite(keys: Keys, port: int, *, browser: bool) -> None:
    """Print a link, and a fresh one at each Enter; open the first in the browser."""

    def link() -> str:
        return f"http://127.0.0.1:{port}/#{keys.token()}"

    first = link()
    print(first, flush=True)
    if browser:
        threading.Thread(target=webbrowser.open, args=[first], daemon=True).start()
    if sys.stdin is not None and sys.stdin.isatty():
        print("onrecord: Enter prints a fresh link, Ctrl-C ends the review", file=sys.stderr)

        def more() -> None:
            while sys.stdin.readline():
                print(link(), flush=True)

        threading.Thread(target=more, daemon=True).start()


def _load_later() -> None:
    """Load what the first annotation that is added needs, once the page has had time to come."""
    from onrecord import completion

    timer = threading.Timer(_LATER, completion.load)
    timer.daemon = True
    timer.start()


def _git_name() -> str:
    from onrecord.git import ask

    try:
        return ask("config", "user.name").out.strip()
    except OnrecordError:
        return ""


def _port(value: str) -> int:
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 6 else -1
    if not 0 <= number < 65536:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return number
