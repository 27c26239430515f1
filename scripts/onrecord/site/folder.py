"""The folder of a site: it knows the files that it wrote, replaces and removes these, and touches no other."""

from __future__ import annotations

import contextlib
from pathlib import Path
from types import TracebackType
from typing import Self

from onrecord.errors import OnrecordError
from onrecord.writes import write_bytes, write_errors

MANIFEST = ".onrecord-site"
_HEAD = "Written by onrecord site, which replaces and removes the files listed here, and no others."


class SiteFolder:
    """A folder that is written anew while this is entered; what it had before and has no longer goes at the end.

    Names are noted in its list before the files are written, so that a run that was killed can be repeated. Raises
    `OnrecordError` for a folder with files of others, or where one stands in the way.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.written: set[str] = set()
        self._known = _known(path)

    def __enter__(self) -> Self:
        self.path.mkdir(parents=True, exist_ok=True)
        self._list(self._known)
        # Kept open, for a site has thousands of files; a line reaches the disk before the file that it names.
        self._notes = (self.path / MANIFEST).open("a", encoding="utf-8", newline="\n", buffering=1)
        return self

    def write(self, name: str, data: bytes) -> None:
        """Write a file of the site, by its name with `/`."""
        target = self.path / name
        if name not in self._known:
            if target.exists() or target.is_symlink():
                raise OnrecordError(f"{target}: in the way, and not of this site; move it, or give another -o FOLDER")
            with write_errors(self.path / MANIFEST):
                self._notes.write(f"{name}\n")
            self._known.add(name)
        self.written.add(name)
        # Thousands of files, each of which the next run mends if the power fails now.
        write_bytes(target, data, sync=False)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if error is not None:
            with contextlib.suppress(OSError):  # a line that could not be written, which is told already
                self._notes.close()
            return
        self._notes.close()
        for name in sorted(self._known - self.written):
            target = self.path / name
            target.unlink(missing_ok=True)
            for folder in list(target.parents)[: name.count("/")]:
                if folder.is_dir() and not any(folder.iterdir()):
                    folder.rmdir()
        self._list(self.written)

    def _list(self, names: set[str]) -> None:
        lines = "".join(f"{name}\n" for name in [_HEAD, *sorted(names)])
        write_bytes(self.path / MANIFEST, lines.encode("utf-8"))


def _known(path: Path) -> set[str]:
    """The names of the files that were written here before; a line that was cut off names none that was."""
    listed = path / MANIFEST
    if listed.is_file():
        head, *names = listed.read_text(encoding="utf-8").split("\n")[:-1]
        if head == _HEAD and all(map(_is_inside, names)):
            return set(names)
        raise OnrecordError(f"{listed}: not the list that onrecord site writes; remove it, or give another -o FOLDER")
    if path.exists() and not path.is_dir():
        raise OnrecordError(f"{path}: a file, not a folder; give another -o FOLDER")
    if path.is_dir() and (inside := next(path.iterdir(), None)):
        raise OnrecordError(
            f"{path}: not empty, and not a site that onrecord wrote (it holds {inside.name!r}); give another -o FOLDER"
        )
    return set()


def _is_inside(name: str) -> bool:
    return bool(name) and not name.startswith("/") and not {"", ".", ".."} & set(name.split("/")) and "\\" not in name
