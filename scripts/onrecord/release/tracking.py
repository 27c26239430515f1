"""What git says of a corpus: whether what is published, and what it is made from, is committed as it is."""

from __future__ import annotations

from pathlib import Path

from onrecord.errors import OnrecordError
from onrecord.git import ask
from onrecord.release.layout import Corpus

_IGNORED, _UNTRACKED = "!!", "??"


def commit_of(corpus: Corpus) -> str | None:
    """The commit that the corpus stands at, "" before the first one; `None` where it lies in no git repository."""
    if _git(corpus, "rev-parse", "--show-toplevel") is None:
        return None
    return _git(corpus, "rev-parse", "--verify", "--quiet", "HEAD") or ""


def uncommitted(corpus: Corpus) -> list[str]:
    """The files whose content here is not that of the last commit, by their paths in the git repository, in order.

    Those that count are what is published and what it is made from: articles, what annotators made, views, card,
    documents, schema and seeds.
    """
    top = Path(_git(corpus, "rev-parse", "--show-toplevel") or ".")
    published = {(corpus.folder / name).resolve() for name in corpus.published()}
    sources = {source.resolve() for source, _ in corpus.copies() if corpus.project}
    seeds = corpus.seeds.resolve() if corpus.seeds else None
    found = []
    for state, name in _states(corpus, [corpus.folder.resolve(), *sources, *([seeds] if seeds else [])]):
        path = top / name
        is_made_from = path in published or path in sources or (seeds is not None and path.is_relative_to(seeds))
        if is_made_from or state not in (_IGNORED, _UNTRACKED):
            found.append(name)
    return sorted(found)


def _states(corpus: Corpus, places: list[Path]) -> list[tuple[str, str]]:
    """State and path of each file at `places` that is not as it was committed, ignored ones too."""
    asked = ["status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--ignored", "--"]
    told = _git(corpus, *asked, *map(str, places)) or ""
    return [(entry[:2], entry[3:]) for entry in told.split("\0") if entry]


def _git(corpus: Corpus, *arguments: str) -> str | None:
    """What git answers; `None` where it has no answer: in no repository, before the first commit, without git."""
    try:
        answer = ask(*arguments, folder=corpus.folder)
    except OnrecordError:
        return None
    if answer.is_good:
        return answer.out
    if answer.told and "not a git repository" not in answer.told:
        raise OnrecordError(f"{corpus.folder}: git says {answer.told}; mend that, or leave git out with --allow-dirty")
    return None
