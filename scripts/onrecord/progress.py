"""How far a command is, on standard error where that is a terminal, once it takes more than two seconds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

_Thing = TypeVar("_Thing")


def with_bar(
    things: Iterable[_Thing], name: str, *, unit: str = "articles", total: int | None = None
) -> Iterator[_Thing]:
    """The things as they are taken, counted on a bar of that name."""
    from tqdm import tqdm

    yield from tqdm(things, desc=name, unit=f" {unit}", total=total, delay=2, disable=None)
