"""Work in input order and bounded memory, in this process or in several."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from concurrent.futures import Future

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


def in_order(work: Callable[[_Given], _Made], batches: Iterable[_Given], *, workers: int = 1) -> Iterator[_Made]:
    """What `work` makes of each batch, in their order; at most two batches a worker are under way.

    Raises `OnrecordError` when a worker dies.
    """
    if workers <= 1:
        yield from map(work, batches)
        return
    # The standard library's pool hangs for ever when a worker dies while a batch is being written to it
    # (python/cpython#94777, seen here on 3.11); loky's does not.
    from concurrent.futures.process import BrokenProcessPool

    from loky.process_executor import ProcessPoolExecutor

    pending: deque[Future[_Made]] = deque()
    pool = ProcessPoolExecutor(workers)
    try:
        for batch in batches:
            pending.append(pool.submit(work, batch))
            if len(pending) >= 2 * workers:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    except BrokenProcessPool as error:
        raise OnrecordError("a worker process died (out of memory?); run again with fewer --workers") from error
    finally:
        pool.shutdown(wait=True, kill_workers=True)
