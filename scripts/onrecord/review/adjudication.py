"""Two annotators' versions of one article brought together: what they agree on, and what is decided of the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.incident import quoted
from onrecord.review.alignment import aligned
from onrecord.review.conflicts import entry_json
from onrecord.review.operations.checking import remove
from onrecord.review.operations.draft import Draft
from onrecord.review.operations.requests import Take
from onrecord.review.refusals import RefusedError
from onrecord.review.work import Work
from onrecord.revisions.canonical import same
from onrecord.revisions.records import Entry, ordered
from onrecord.revisions.spans import Fields

_APART = ("id", "text", "annotation", "schema_version")  # of the document: no matter of taste


@dataclass(frozen=True, slots=True)
class Difference:
    """What the annotators have in another way: the versions of both, `None` where one has none."""

    key: str
    id: str
    versions: tuple[Entry | None, Entry | None]

    @property
    def layer(self) -> str:
        return next(version.layer for version in self.versions if version)

    @property
    def kind(self) -> str:
        first, second = self.versions
        return "added" if first is None else "removed" if second is None else "changed"

    @property
    def fields(self) -> list[str]:
        """The fields that differ, where both have it."""
        first, second = (version.value if version else {} for version in self.versions)
        names = dict.fromkeys([*first, *second]) if first and second else ()
        return [name for name in names if not same(first.get(name), second.get(name))]


@dataclass(frozen=True, slots=True)
class Adjudication:
    """The differences by key, the ids of what both have alike, and the state that work begins with."""

    names: tuple[str, str]
    differences: Mapping[str, Difference]
    agreed: Sequence[str]
    start: Work

    def told(self, work: Work) -> dict[str, Any]:
        """As the page has it."""
        return {
            "names": self.names,
            "differences": [
                {
                    "key": one.key,
                    "id": one.id,
                    "layer": one.layer,
                    "kind": one.kind,
                    "versions": [entry_json(version) for version in one.versions],
                    "fields": one.fields,
                    "decided": work.decided.get(one.key, ""),
                }
                for one in self.differences.values()
            ],
            "agreed": self.agreed,
        }

    def require_decisions(self, work: Work) -> None:
        """Raises `RefusedError` while something is undecided."""
        if left := [one for key, one in self.differences.items() if key not in work.decided]:
            found = f"{len(left)} differences that are not decided, {left[0].id or 'the document'} among them"
            raise RefusedError(found, "every difference decided", "decide them")

    def take(self, draft: Draft, operation: Take) -> None:
        """Decide a difference: the first's version, the second's, both or neither. Raises `RefusedError`."""
        difference = self.differences.get(operation.key)
        if difference is None:
            raise RefusedError(f"the difference {quoted(operation.key)}", "the key of one", "load the article again")
        first, second = difference.versions
        draft.decided[difference.key] = operation.choice
        if difference.layer == "document":
            version = {"first": first, "second": second}.get(operation.choice)
            if version is None:
                raise RefusedError(f"{operation.choice} for the document", "first or second", "choose one of them")
            draft.head = draft.head | version.value
            return
        self._take_back(draft, difference)
        kept = {"first": first, "second": second, "both": first or second}.get(operation.choice)
        if kept is not None:
            draft.put(kept.layer, kept.value)
        elif difference.id in draft.entries:
            remove(draft, difference.id)
        if operation.choice == "both" and first and second:
            draft.put(second.layer, _anew(draft, second))

    def _take_back(self, draft: Draft, difference: Difference) -> None:
        """Take the second's version out where `both` had put it beside the first's."""
        second = difference.versions[1]
        if second is None or draft.work.decided.get(difference.key) != "both":
            return
        known = {difference.id, *self.start.entries}
        for entry in list(draft.entries.values()):
            if entry.layer == second.layer and entry.id not in known and _bare(entry.value) == _bare(second.value):
                remove(draft, entry.id)

    def settle(self, draft: Draft) -> None:
        """Note what was decided by editing, accepting or rejecting what differs."""
        taken = {key for key, choice in draft.decided.items() if draft.work.decided.get(key) != choice}
        for key, one in self.differences.items():
            before, now = draft.work.entries.get(one.id), draft.entries.get(one.id)
            if key in taken or one.layer == "document":
                continue
            if before is not None and now is None:
                draft.decided[key] = "neither"
            elif one.id in draft.edited and before is not now:
                draft.decided[key] = "edited"
            elif one.id in draft.accepted and key not in draft.decided and now is not None:
                first = one.versions[0]
                draft.decided[key] = "first" if first and same(first.value, now.value) else "edited"


def adjudication_of(first: Work, second: Work, *, names: tuple[str, str], head: Fields) -> Adjudication:
    """The adjudication of two versions of one text; `head` has the document's fields to begin with."""
    other = aligned(first, second)
    ids = [entry.id for entry in ordered([*first.entries.values(), *_only(other, first)])]
    pairs = {name: (first.entries.get(name), other.entries.get(name)) for name in ids}
    agreed = [name for name, (one, two) in pairs.items() if one and two and same(one.value, two.value)]
    found: list[tuple[str, Entry | None, Entry | None]] = []
    if heads := _heads(first, second):
        found.append(("", *heads))
    alike = set(agreed)
    found += [(name, *pair) for name, pair in pairs.items() if name not in alike]
    differences = {str(n): Difference(str(n), name, (one, two)) for n, (name, one, two) in enumerate(found)}
    start = Work(
        head,
        first.entries,
        checked=dict.fromkeys(agreed, " and ".join(names)),
        highest=other.highest,
    )
    return Adjudication(names, differences, agreed, start)


def _only(work: Work, other: Work) -> list[Entry]:
    return [entry for name, entry in work.entries.items() if name not in other.entries]


def _heads(first: Work, second: Work) -> tuple[Entry, Entry] | None:
    """The fields of the document that differ, once as each has them."""
    names = [
        name
        for name in dict.fromkeys([*first.head, *second.head])
        if name not in _APART and not same(first.head.get(name), second.head.get(name))
    ]
    if not names:
        return None
    one, two = ({name: side.head[name] for name in names if name in side.head} for side in (first, second))
    return Entry("document", one), Entry("document", two)


def _anew(draft: Draft, entry: Entry) -> Fields:
    """The annotation under new ids."""
    value = entry.value | {"id": draft.new_id(entry.layer)}
    if entry.layer == "speaker":
        value["mentions"] = [one | {"id": draft.new_id("mention")} for one in value["mentions"]]
    return value


def _bare(value: Fields) -> Fields:
    """The annotation without its ids."""
    bare = {key: child for key, child in value.items() if key != "id"}
    if "mentions" in bare:
        bare["mentions"] = [{key: part for key, part in one.items() if key != "id"} for one in bare["mentions"]]
    return bare
