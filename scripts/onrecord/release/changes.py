"""The files that a build writes: only what differs, and nothing where it is only asked what would."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from onrecord.writes import holds, write_bytes


@dataclass(slots=True)
class Changes:
    """The files that a build wrote or removed, or would have; `dry` builds only tell."""

    dry: bool = False
    paths: list[Path] = field(default_factory=list)
    removed: set[Path] = field(default_factory=set)  # those of the paths that are there no more
    _pending: dict[Path, bytes | None] = field(default_factory=dict)

    def write(self, path: Path, data: bytes) -> None:
        """Write the file, unless it holds this already."""
        if not self.dry:
            if write_bytes(path, data):
                self.paths.append(path)
        elif not holds(path, data):
            self.paths.append(path)
            self._pending[path] = data

    def remove(self, path: Path) -> None:
        """Remove the file."""
        self.paths.append(path)
        self.removed.add(path)
        if self.dry:
            self._pending[path] = None
        else:
            path.unlink()

    def read(self, path: Path) -> bytes | None:
        """What the file holds after the build, `None` where there is none."""
        if path in self._pending:
            return self._pending[path]
        return path.read_bytes() if path.is_file() else None

    def pending(self) -> list[Path]:
        """The files that a dry build would have written."""
        return [path for path, data in self._pending.items() if data is not None]
