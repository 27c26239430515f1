"""Upload a corpus to the Hugging Face Hub, after showing what will change there.

REPO is OWNER/NAME, a dataset repository, which is created if need be. What is uploaded is the corpus folder as onrecord
build completes it, and of it no more than: README.md (the card), DATASHEET.md, LICENSE, CITATION.cff, CHANGELOG.md,
schema/, articles/*.jsonl, annotators/*/*.jsonl, data/CONFIG/SPLIT.parquet, croissant.json, statistics.json and
SHA256SUMS. Other files and links stay here. Such files that the release no longer has are removed there; what else is
there is kept. What was uploaded is compared with the folder afterwards, and only then tagged.

Refused are a corpus that is not valid, that is out of date, that is not committed to git, or of drafts alone, other
content under a version that is tagged there, on main a version that is lower than one that is, and to the public a
corpus of which no article names the licence of its text. With --tag, CHANGELOG.md must have a heading with the version,
and CITATION.cff the day of the release (date-released).

The login is that of the Hub's own tools: hf auth login, or HF_TOKEN in the environment. No token is written anywhere.

examples:
  onrecord publish me/my-corpus --dry-run      show what would change; a public repository needs no login
  onrecord publish me/my-corpus --private      upload; the repository, where it is new, is private
  onrecord publish me/my-corpus --tag          release: upload, and tag it vVERSION, as CITATION.cff has it
  onrecord publish me/my-corpus --corpus polnear/ --allow-dirty
  onrecord publish me/my-corpus --revision next --message "Try the new split"
"""

from __future__ import annotations

import argparse
import re
import sys
from functools import partial
from typing import TYPE_CHECKING

from onrecord.corpus_arguments import add_corpus_arguments, corpus_of
from onrecord.errors import needing
from onrecord.incident import ascii_controls, quoted
from onrecord.outputs import report

if TYPE_CHECKING:
    from onrecord.release.layout import Corpus

_REPO = re.compile(r"(?=.{3,96}\Z)[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9_])?/[A-Za-z0-9_](?:[\w.-]*[A-Za-z0-9_])?", re.ASCII)
_ADDRESS = re.compile(r"\A(?:https?://[^/]+/)?(?:datasets/)?")
_BRANCH = re.compile(r"(?!refs/|[0-9a-f]{40}\Z)[A-Za-z0-9_](?:[\w./-]{0,198}[A-Za-z0-9_])?", re.ASCII)


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("repo", type=_repository, metavar="REPO", help="dataset repository on the Hub, OWNER/NAME")
    add_corpus_arguments(parser)
    parser.add_argument("--tag", action="store_true", help="tag it vVERSION, the version that CITATION.cff has")
    parser.add_argument("--dry-run", action="store_true", help="only show what would change")
    parser.add_argument("--private", action="store_true", help="refuse a public repository; create a private one")
    parser.add_argument(
        "--allow-unlicensed", action="store_true", help="make a corpus public of whose texts no licence is known"
    )
    parser.add_argument("--revision", type=_branch, default="main", metavar="BRANCH", help="branch (default: main)")
    parser.add_argument("--message", type=_message, metavar="TEXT", help="of the commit (default: names the version)")
    parser.add_argument(
        "--allow-dirty", action="store_true", help="publish what is not committed, or not in git at all"
    )


def run(args: argparse.Namespace) -> int:
    with needing("build"):
        from onrecord.release import hub, publication_text, publishing, readiness

    corpus = corpus_of(args)
    if not _is_ready(corpus, args):
        return 1
    there = hub.connect(args.repo, writing=not args.dry_run)
    tag = readiness.citation_of(corpus).tag
    licences = readiness.licences_of(corpus)
    plan = publishing.plan(corpus, there, branch=args.revision, version_tag=tag, tag=args.tag, private=args.private)
    sys.stdout.writelines(publication_text.planned(corpus, plan, repo=args.repo, version_tag=tag))
    sys.stdout.writelines(publication_text.unlicensed(licences) if plan and plan.is_public else ())
    sys.stdout.flush()
    if plan and plan.is_public and licences.are_unknown and not args.allow_unlicensed:
        report(publication_text.ALL_UNLICENSED)
        return 1
    if args.dry_run or not plan:
        return 0
    message = publication_text.message(corpus, args.message, tag=tag, is_release=args.tag)
    commit = publishing.publish(corpus, there, plan, message=message)
    sys.stdout.writelines(publication_text.done(there, plan, commit))
    return 0


def _is_ready(corpus: Corpus, args: argparse.Namespace) -> bool:
    """Whether nothing is in the way; all that is is told."""
    from onrecord.progress import with_bar
    from onrecord.release.readiness import examine, obstacles
    from onrecord.reports.text import shown
    from onrecord.reports.totals import counted

    incidents, stale = examine(corpus, tuple(args.extension), progress=partial(with_bar, name="views"))
    sys.stdout.writelines(map(shown, incidents))
    if incidents:
        report(f"{counted(len(incidents), 'finding')} to mend; run onrecord build, then publish again")
        return False
    found = list(obstacles(corpus, stale, tag=args.tag, allow_dirty=args.allow_dirty))
    for obstacle in found:
        report(ascii_controls(obstacle))
    return not found


def _repository(value: str) -> str:
    name = _ADDRESS.sub("", value).rstrip("/")
    if not _REPO.fullmatch(name) or "--" in name or ".." in name or name.endswith(".git"):
        form = "two names of letters, digits, . _ - with a slash between them"
        raise argparse.ArgumentTypeError(f"{quoted(value)} is no OWNER/NAME: {form}, as me/my-corpus")
    if name != value:
        raise argparse.ArgumentTypeError(f"{quoted(value)} is no OWNER/NAME; write {name}")
    return value


def _branch(value: str) -> str:
    if not _BRANCH.fullmatch(value) or ".." in value or "//" in value or value.endswith(".lock"):
        raise argparse.ArgumentTypeError(f"{quoted(value)} is no name of a branch; write one as main or next")
    return value


def _message(value: str) -> str:
    if not value.strip():
        raise argparse.ArgumentTypeError("the message is empty; leave it out, or say what is new")
    return value.strip()
