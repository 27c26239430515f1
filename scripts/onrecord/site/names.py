"""The names of pages: safe on every file system and in every link, and read back to ids."""

from __future__ import annotations

import hashlib
import re

_LONGEST = 200  # of 255 bytes that file systems allow; the rest is for suffixes and temporary names
_PLAIN = re.compile(r"[a-z0-9_-]\Z")
# Windows takes these for devices, whatever follows a dot.
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|\Z)")


def page_name(identifier: str) -> str:
    """The name of an article's page without its suffix; no two ids share one where case is not told apart.

    Small letters, digits, `_`, `-` and inner dots stand for themselves, `=a` for A, `==2f` for any other byte of UTF-8.
    A name that is too long is cut and ends in a digest: it alone cannot be read back.
    """
    name = "".join(map(_escaped, identifier))
    if name.startswith(".") or _DEVICES.match(name):
        name = f"=={ord(name[0]):02x}{name[1:]}"
    if len(name) > _LONGEST:
        digest = hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()
        name = f"{name[: _LONGEST - 42]}=-{digest[:40]}"
    return name


def identifier_of(name: str) -> str | None:
    """Inverse of `page_name`; `None` for a name that was cut."""
    if "=-" in name:
        return None
    data = bytearray()
    for escaped, capital, plain in re.findall(r"==([0-9a-f]{2})|=([a-z])|([a-z0-9_.-])", name):
        data += bytes.fromhex(escaped) or (capital.upper() or plain).encode()
    return data.decode("utf-8")


def _escaped(character: str) -> str:
    if _PLAIN.match(character) or character == ".":
        return character
    if "A" <= character <= "Z":
        return f"={character.lower()}"
    return "".join(f"=={byte:02x}" for byte in character.encode("utf-8", "surrogatepass"))
