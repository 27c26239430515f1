"""What is known about an article, asked at a terminal: what the file says is shown, and taken when a person says so."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any

from onrecord.errors import InputError
from onrecord.incident import quoted
from onrecord.intake.extracted import Proposal
from onrecord.seeds import given
from onrecord.sidecars import CHOICES, Sidecar, sidecar_of

ASKED = ("title", "publisher", "published", "language", "url", "licence", "origin", "split")


def is_terminal() -> bool:
    """Whether there is somebody to answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(known: Mapping[str, str], proposals: Mapping[str, Proposal]) -> dict[str, str]:
    """What is known, and the answers to what is not yet; what a person leaves open stays out of it.

    Raises `KeyboardInterrupt` when the terminal is closed.
    """
    _say("Enter leaves it open; = takes what the file says.")
    values = dict(known)
    for key in ASKED:
        if key not in values and (answer := _answer(key, proposals.get(key))):
            values[key] = answer
    return values


def ask_id(proposal: str, taken: Callable[[str], str]) -> str:
    """An id for an article; `taken` says why it cannot have one, "" if it can."""
    while True:
        if proposal and (why := taken(proposal)):
            _say(why)
            proposal = ""
        answer = _read(f"id (Enter takes {quoted(proposal, 200)}): " if proposal else "id: ")
        if proposal and not answer:
            return proposal
        if answer and not taken(answer):
            return answer
        proposal = answer


def checked(key: str, value: str, place: str) -> str:
    """The value, if it is one for this key of a sidecar. Raises `InputError`."""
    sidecar_of(place, {key: value})
    if key == "published":
        given(value, place)
    return value


def _answer(key: str, proposal: Proposal | None) -> str:
    default: Any = getattr(Sidecar(), key)
    hints = [" or ".join(CHOICES[key])] if key in CHOICES else ["YYYY-MM-DD"] if key == "published" else []
    hints += [f"{default} if left open"] if default else []
    hints += [f"{proposal.where} says {quoted(proposal.value, 200)}"] if proposal else []
    about = f" ({'; '.join(hints)})" if hints else ""
    while True:
        answer = _read(f"{key}{about}: ")
        if answer == "=" and proposal:
            return proposal.value
        try:
            return checked(key, answer, "this answer") if answer else ""
        except InputError as error:
            _say(str(error))


def _read(prompt: str) -> str:
    sys.stderr.write(prompt)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise KeyboardInterrupt
    return line.strip()


def _say(message: str) -> None:
    print(message, file=sys.stderr)
