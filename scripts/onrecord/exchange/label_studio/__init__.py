"""Label Studio: tasks of its JSON form, and the labelling configuration for them.

A task is `{"data", "meta", "annotations" or "predictions"}`. Drafts are written as predictions, which nobody has
answered for, under the version of what drafted them; reviewed and gold records as annotations. `data` has the id, title
and text, `meta` the other fields of the document. A region is an entry of type `labels` in `result`; its values are
further entries with the same id (`choices`, `textarea`, `number`), of a control that is named LABEL_FIELD; a link is an
entry of type `relation`, which has no id. A region has one part: `continues` links join those of a discontinuous one.

Offsets count code points, CR LF as two. The text that an entry repeats has the two characters `\\n` for a line break.
Ids of regions survive; what a person adds has ten characters of Label Studio's. The server checks nothing in `result`.
Saving changes the order of entries, adds `origin`, and turns a prediction that is corrected into an annotation.
The page leaves U+0000 out, so that a text with it is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.exchange.label_studio.configuration import configuration
from onrecord.exchange.label_studio.reading import scan_label_studio
from onrecord.exchange.label_studio.writing import to_label_studio

__all__ = ["files_beside", "joined_tasks", "scan_label_studio", "to_label_studio"]


def joined_tasks(tasks: Iterable[bytes]) -> Iterator[bytes]:
    """One file of several tasks, a line each."""
    before = b"[\n"
    for task in tasks:
        yield before + task
        before = b",\n"
    yield b"[]\n" if before == b"[\n" else b"\n]\n"


def files_beside() -> dict[str, bytes]:
    """The labelling configuration, which goes into the project's settings (Labeling Interface, Code)."""
    return {"label-studio.xml": configuration()}
