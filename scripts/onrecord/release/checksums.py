"""`SHA256SUMS`: a line a published file, as `sha256sum --check` reads it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping


def to_checksums(digests: Mapping[str, str]) -> bytes:
    """The file's bytes, of digests by path."""
    return "".join(f"{digests[path]}  {path}\n" for path in sorted(digests)).encode()


def from_checksums(data: bytes) -> dict[str, str]:
    """Inverse of `to_checksums`; lines of another form are left out."""
    lines = (line.partition("  ") for line in data.decode("utf-8", "replace").splitlines())
    return {path: digest for digest, mark, path in lines if mark}


def digest(data: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
