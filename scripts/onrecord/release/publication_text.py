"""What a publication says: to the user before and after it, and in the history of the repository."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from onrecord.incident import ascii_controls
from onrecord.release.citation import Citation
from onrecord.release.hub import MAIN, Hub
from onrecord.release.layout import DOCUMENTS, Corpus
from onrecord.release.publishing import Plan
from onrecord.release.readiness import Licences
from onrecord.release.tracking import commit_of, uncommitted

ALL_UNLICENSED = (
    "no article names the licence of its text, and the repository would be public: write it into the articles "
    "(source.licence) where it is known, or use --private, or where you may publish them --allow-unlicensed"
)
_LISTED = 20  # files of a folder that are listed one by one


def planned(corpus: Corpus, plan: Plan, *, repo: str, version_tag: str) -> Iterator[str]:
    """The lines that show what a publication will do, and that it has nothing to do."""
    yield f"{repo} ({_visibility(plan)}), branch {_branch(plan)}, {_version(version_tag)}\n"
    if missing := [name for name in DOCUMENTS if not (corpus.folder / name).is_file()]:
        yield f"  not here, and so not there: {', '.join(missing)}\n"
    if plan.state.is_anonymous:
        yield "  without a login a private repository of this name would not be seen\n"
    if plan.has_namesake:
        yield f"  a model is also called {repo}; the dataset will be a repository of its own beside it\n"
    changes = plan.changes
    yield from _listed("add", changes.added)
    yield from _listed("change", {name: size for name, (_, size) in changes.changed.items()})
    yield from _listed("remove", changes.removed)
    for name in changes.kept:
        yield f"  keep    {ascii_controls(name)}, which is no part of a release\n"
    for name in corpus.staying():
        why = "a link" if corpus.is_link(corpus.folder / name) else "no part of a release"
        yield f"  stays here: {ascii_controls(name)}, {why}\n"
    if plan.tag:
        yield f"  tag     {plan.tag}\n"
    elif version_tag in plan.state.tags:
        yield f"  {version_tag} is there and holds this already\n"
    sizes = [*changes.added.values(), *(size for _, size in changes.changed.values())]
    counts = f"upload {len(sizes):,} files ({_size(sum(sizes))}), remove {len(changes.removed):,}"
    yield f"{counts}\n" if changes else "no file differs\n" if plan.tag else "nothing to publish\n"


def unlicensed(licences: Licences) -> Iterator[str]:
    """The line that says of how many texts no licence is known."""
    if licences.unknown:
        found = f"no licence is known of {licences.unknown:,} of {licences.texts:,} texts"
        yield f"{found}: to make them public needs the leave of those who own them\n"


def message(corpus: Corpus, given: str | None, *, tag: str, is_release: bool) -> tuple[str, str]:
    """First line and body of the commit; the body says which commit of the project it is, where git knows."""
    first, _, body = (given or (f"Release {tag}" if is_release else f"Corpus, {_version(tag)}")).partition("\n")
    if commit := commit_of(corpus):
        body += f"\n\nFrom commit {commit}{', with changes that are not committed' if uncommitted(corpus) else ''}."
    return first.strip(), body.strip()


def done(hub: Hub, plan: Plan, commit: str) -> Iterator[str]:
    """The lines that say where the release is, and how it is loaded."""
    yield f"published: {hub.address(plan.tag or plan.branch)} (commit {commit[:12]})\n"
    revision = plan.tag or (plan.branch if plan.branch != MAIN else "")
    pinned = f', revision="{revision}"' if revision else ""
    yield f'load_dataset("{hub.repo}", "documents"{pinned}) loads it\n'


def _visibility(plan: Plan) -> str:
    if plan.state.exists:
        return "private" if plan.state.private else "public"
    return "new, private" if plan.private else "new, public unless private is its owner's default"


def _version(tag: str) -> str:
    return f"version {tag.removeprefix('v')}" if tag != Citation().tag else "no version"


def _branch(plan: Plan) -> str:
    return plan.branch if plan.branch in plan.state.branches or plan.branch == MAIN else f"{plan.branch} (new)"


def _listed(verb: str, sizes: Mapping[str, int]) -> Iterator[str]:
    """A line a file, or a folder where there are many in it."""
    for folder, names in groupby(sorted(sizes, key=_placed), key=lambda name: name.rpartition("/")[0]):
        files = list(names)
        if len(files) > _LISTED:
            total = _size(sum(sizes[name] for name in files))
            yield f"  {verb:<7} {ascii_controls(folder) or '.'}/: {len(files):,} files, {total}\n"
        else:
            yield from (f"  {verb:<7} {ascii_controls(name)}  {_size(sizes[name])}\n" for name in files)


def _placed(name: str) -> tuple[str, str]:
    return name.rpartition("/")[0], name


def _size(size: int) -> str:
    """Bytes for people, in powers of a thousand."""
    power = min((len(str(size)) - 1) // 3, 4)
    return f"{size / 1000**power:.1f} {('B', 'kB', 'MB', 'GB', 'TB')[power]}" if power else f"{size} B"
