"""A corpus to the Hub: what would change there, and then just that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from onrecord.errors import OnrecordError
from onrecord.release.hub import MAIN, Hub, State, Stored
from onrecord.release.layout import Corpus, is_allowed

_VERSION_TAG = re.compile(r"v(\d{1,9})\.(\d{1,9})\.(\d{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """What a branch of the repository lacks to be the release; sizes in bytes, of changed files the old one first."""

    added: Mapping[str, int] = field(default_factory=dict)
    changed: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    removed: Mapping[str, int] = field(default_factory=dict)
    kept: tuple[str, ...] = ()  # what the repository has that is no part of a release

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that a publication does."""

    state: State
    branch: str
    changes: Differences
    tag: str = ""  # that is made; "" where none is asked for, or it is there with this content
    private: bool = False  # asked for; of a repository that is there, `state` says what it is
    has_namesake: bool = False  # a new repository beside a model of the same name

    @property
    def parent(self) -> str:
        """The commit that the changes are made on."""
        return self.state.branches.get(self.branch) or self.state.branches.get(MAIN, "")

    @property
    def is_public(self) -> bool:
        """Whether everybody will see it, as far as can be told."""
        return not (self.state.private if self.state.exists else self.private)

    def __bool__(self) -> bool:
        return bool(self.changes or self.tag)


def compare(corpus: Corpus, there: Mapping[str, Stored]) -> Differences:
    """What differs between the published files here and those there."""
    here = {name: corpus.folder / name for name in corpus.published()}
    sizes = {name: path.stat().st_size for name, path in here.items()}
    differing = [name for name in here if name in there and not there[name].holds(here[name])]
    others = {name: stored.size for name, stored in there.items() if name not in here}
    return Differences(
        added={name: size for name, size in sizes.items() if name not in there},
        changed={name: (there[name].size, sizes[name]) for name in differing},
        removed={name: size for name, size in others.items() if is_allowed(name)},
        kept=tuple(name for name in others if not is_allowed(name)),
    )


def plan(corpus: Corpus, hub: Hub, *, branch: str, version_tag: str, tag: bool, private: bool) -> Plan:
    """What is to be done so that `branch` is the corpus, and `version_tag` names it where `tag` is asked for.

    Raises `OnrecordError` where the tag names other content (a version is one content, whether this is tagged or not),
    where a public repository was to be `private`, and where main would go back behind a version that is tagged.
    """
    state = hub.state()
    if private and state.exists and not state.private:
        raise OnrecordError(f"{hub.repo}: is public; make it private in its settings there, or leave out --private")
    if branch in state.tags:
        raise OnrecordError(f"{hub.repo}: {branch!r} is a tag there, and a tag does not move; name a branch")
    if branch == MAIN and (higher := _highest(state.tags)) and _number(version_tag) < _number(higher):
        raise OnrecordError(
            f"{hub.repo}: {higher} is there, behind which {version_tag} would go back; raise the version in "
            "CITATION.cff and build, or publish mendings of an old version to a branch of their own (--revision)"
        )
    if version_tag in state.tags and compare(corpus, hub.files(version_tag)):
        raise OnrecordError(
            f"{hub.repo}: {version_tag} is there with other content; raise the version in CITATION.cff, "
            "write what is new into CHANGELOG.md, then run onrecord build"
        )
    start = branch if branch in state.branches else MAIN
    there = hub.files(start) if start in state.branches else {}
    made = version_tag if tag and version_tag not in state.tags else ""
    return Plan(
        state=state,
        branch=branch,
        changes=compare(corpus, there),
        tag=made,
        private=private,
        has_namesake=not state.exists and hub.has_model(),
    )


def _highest(tags: Iterable[str]) -> str:
    """The tag of the highest version, "" where none names one."""
    return max(filter(_number, tags), key=_number, default="")


def _number(tag: str) -> tuple[int, ...]:
    """The parts of a version by its tag, none of another tag."""
    found = _VERSION_TAG.fullmatch(tag)
    return tuple(map(int, found.groups())) if found else ()


def publish(corpus: Corpus, hub: Hub, planned: Plan, *, message: tuple[str, str]) -> str:
    """Do what is planned; the commit that is then the release.

    The repository is created where there is none. The files go on top of the commit that the plan was made for, and a
    tag comes after they were seen to be there as they lie here: who loads by a tag never sees half a release.
    """
    if not planned.state.exists:
        hub.create(private=planned.private)
    state = planned.state if planned.state.exists else hub.state()
    parent = planned.parent or state.branches.get(MAIN, "")
    if planned.branch not in state.branches:
        hub.create_branch(planned.branch)
    changes = planned.changes
    commit = parent
    if changes:
        names = (*changes.added, *changes.changed)
        commit = hub.upload(
            corpus.folder, names, changes.removed, branch=planned.branch, parent=parent, message=message
        )
        if wrong := compare(corpus, hub.files(commit)):
            shown = ", ".join([*wrong.added, *wrong.changed, *wrong.removed][:5])
            raise OnrecordError(f"{hub.repo}: commit {commit} differs from what lies here: {shown}; run this again")
    if planned.tag:
        hub.tag(planned.tag, commit, message[0])
    return commit
