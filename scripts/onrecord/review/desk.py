"""The articles that are under review together: each with its session, or with what prevents one."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock
from typing import Any

from onrecord.errors import InputError, OnrecordError
from onrecord.files import record_files, stem
from onrecord.incident import ascii_controls
from onrecord.review.journal import Journal, open_journal
from onrecord.review.keeper import Keeper
from onrecord.review.promotion import Reviewer
from onrecord.review.refusals import RefusedError
from onrecord.review.session import Session
from onrecord.validation import Choice

_PATIENCE = 0.3  # seconds that the list may take
_OTHER_FILES = 256  # connections, modules, what is read and written
_NOTHING = {"id": "", "title": "", "status": "", "items": 0, "checked": 0, "findings": 0}


@dataclass(slots=True)
class Place:
    """An article's place on the desk: locked from the start, opened when it is first asked for."""

    path: Path
    journal: Journal
    session: Session | None = None
    error: str = ""


@dataclass(slots=True)
class Desk:
    """The articles by their index in the list."""

    reviewer: Reviewer
    choice: Choice
    mode: str = "review"
    places: list[Place] = field(default_factory=list)
    lock: RLock = field(default_factory=RLock)

    def lay(self, paths: Sequence[str]) -> None:
        """Lock the article files that the paths name. Raises `InputError`: one is under review already, or is none; and
        the only one, where it cannot be opened.
        """
        found = article_files(paths)
        _allow_open_files(len(found) + _OTHER_FILES)
        for path in found:
            self.places.append(Place(path, open_journal(path)))
        if len(self.places) == 1:
            self._opened(self.places[0])

    def adjudicate(self, paths: tuple[str, str], out: str) -> None:
        """Lay out the adjudication of two annotators' files. Raises `InputError`."""
        from onrecord.review import two_annotators

        self.mode = "adjudicate"
        first, second, path = map(Path, (*paths, out))
        path.parent.mkdir(parents=True, exist_ok=True)
        place = Place(path, open_journal(path))
        self.places.append(place)
        found = two_annotators.begin((first, second), path, place.journal, choice=self.choice)
        place.session = Session(Keeper(path, place.journal, self.choice), self.reviewer, found)

    def rows(self) -> list[dict[str, Any]]:
        """The list of articles; those that cannot be worked on with the reason why. Opening thousands takes a while:
        what is not opened in time is `pending`, and the next call goes on with it.
        """
        end = time.monotonic() + _PATIENCE
        return [self._row(number, place, end) for number, place in enumerate(self.places)]

    def _row(self, number: int, place: Place, end: float) -> dict[str, Any]:
        about: dict[str, Any] = {"n": number, "file": ascii_controls(place.path.name), "error": "", "pending": False}
        unknown = about | _NOTHING | {"id": ascii_controls(stem(place.path))}
        if place.session is None and not place.error and time.monotonic() > end:
            return unknown | {"pending": True}
        try:
            return about | self._opened(place).summary()
        except OnrecordError as error:
            place.error = ascii_controls(str(error))
            return unknown | {"error": place.error}

    def session(self, number: int) -> Session:
        """The session of an article. Raises `RefusedError`: there is none of this index, or it cannot be opened."""
        if not 0 <= number < len(self.places):
            raise RefusedError(f"the article {number}", "the index of an article", "load the list again", status=404)
        try:
            return self._opened(self.places[number])
        except InputError as error:
            place, found, mend = (ascii_controls(str(part)) for part in error.args)
            raise RefusedError(f"{place}: {found}", "an article file", mend) from error

    def _opened(self, place: Place) -> Session:
        with self.lock:
            if place.session is None:
                place.session = Session(Keeper(place.path, place.journal, self.choice), self.reviewer)
            return place.session

    @property
    def torn(self) -> Sequence[Path]:
        """The articles of whose journal half a line was dropped."""
        return [place.path for place in self.places if place.journal.torn]

    def clear(self) -> None:
        """Let all articles go."""
        for place in self.places:
            with contextlib.suppress(OSError, OnrecordError):
                if place.session:
                    place.session.keeper.end()
                place.journal.close()


def _allow_open_files(number: int) -> None:
    """Let the process hold so many files, if it may: each article's journal stays open."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if soft < number:
            resource.setrlimit(resource.RLIMIT_NOFILE, (number, hard))


def article_files(paths: Sequence[str]) -> list[Path]:
    """The article files that paths name, or that their folders hold at any depth, each once.

    Raises `InputError` for what is none by its name, and where there is none.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        for file in record_files(path):
            if not file.endswith(".jsonl"):
                if Path(path).is_dir():
                    continue
                mend = "name article files, NAME.jsonl; onrecord import makes them of other forms"
                raise InputError(ascii_controls(file), "no article file that can be edited", mend)
            found.setdefault(Path(file).resolve(), Path(file))
    if not found:
        raise InputError(ascii_controls(", ".join(paths)), "no article file", "name article files, or their folder")
    return list(found.values())
