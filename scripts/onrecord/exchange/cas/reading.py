"""CAS to records, as onrecord and INCEpTION write them."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import cassis
import msgspec

from onrecord.corpora.foreign_files import check_size, read_whole, scan_files, stem
from onrecord.corpora.markup import read_markup
from onrecord.errors import InputError
from onrecord.exchange.cas.annotations import to_record
from onrecord.exchange.cas.layers import LAYERS_FILE, TYPE_SYSTEM_FILE, known_types
from onrecord.files import STANDARD_STREAM, shown_name
from onrecord.incident import quoted
from onrecord.losses import Losses
from onrecord.model import Record

_XMI = (".xmi", ".zip")
_JSON = (".json",)
_FIRST_VIEW = "_InitialView"
_OFFSET = "Not mapping external offset"  # how the warning of cassis begins
_TYPE = "Type with name"
_MEND = f"put the {TYPE_SYSTEM_FILE} that came with it beside it, or name the .zip that the tool exported"


def scan_xmi(path: str | Path, losses: Losses) -> Iterator[Record | InputError]:
    """The record of an XMI, of one in a .zip as INCEpTION exports it, or of each in a folder.

    Its types are those of `TypeSystem.xml` in the .zip or beside the file; DKPro's and ours where there is none.
    """

    def read(file: str) -> Iterator[Record]:
        place = shown_name(file)
        data, types = _zipped(file) if file.endswith(".zip") else (read_whole(file), _types_beside(file))
        if data.startswith((b'<?xml version="1.1"', b"<?xml version='1.1'")):
            raise InputError(place, "XMI in XML 1.1, which few can read", "export it as XML 1.0, or as UIMA CAS JSON")
        read_markup(data, place)  # refuses entities, and says the line of what is not XML
        with _guarded(place, losses):
            known = _types(types, place) if types else known_types()
            cas = cassis.load_cas_from_xmi(BytesIO(data), typesystem=known, lenient=True)
        yield to_record(cas, place, stem(file, _XMI), losses)

    return scan_files(path, _XMI, read)


def scan_json(path: str | Path, losses: Losses) -> Iterator[Record | InputError]:
    """The record of a JSON CAS, or of each in a folder."""

    def read(file: str) -> Iterator[Record]:
        place = shown_name(file)
        data = read_whole(file)
        try:
            shape = msgspec.json.decode(data, type=_Json)
            # cassis makes a view of each text, and then cannot make those that are listed too
            shape.views = {name: view for name, view in shape.views.items() if name == _FIRST_VIEW}
            text = msgspec.json.encode(shape).decode()
        except (ValueError, RecursionError) as error:
            raise InputError(place, f"not a JSON CAS ({error})", "export it from the tool as UIMA CAS JSON") from error
        with _guarded(place, losses):
            known = None if shape.types else known_types()
            cas = cassis.load_cas_from_json(text, typesystem=known, lenient=True, merge_typesystem=bool(shape.types))
        yield to_record(cas, place, stem(file, _JSON), losses)

    return scan_files(path, _JSON, read, is_meant=lambda file: file.name != LAYERS_FILE)


class _Json(msgspec.Struct):
    structures: list[dict[str, object]] | dict[str, dict[str, object]] = msgspec.field(name="%FEATURE_STRUCTURES")
    views: dict[str, dict[str, object]] = msgspec.field(name="%VIEWS")
    types: dict[str, object] = msgspec.field(name="%TYPES", default_factory=dict)


@contextmanager
def _guarded(place: str, losses: Losses) -> Iterator[None]:
    """What cassis raises for a file that is no CAS becomes an `InputError`; types that it does not know are losses."""
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        try:
            yield
        except InputError:
            raise
        except Exception as error:  # cassis does not check what it reads: any error of Python's can come
            found = f"not a CAS that can be read ({type(error).__name__}: {quoted(str(error), 200)})"
            raise InputError(place, found, _MEND) from error
    messages = [str(warning.message) for warning in told]
    if outside := next((message for message in messages if message.startswith(_OFFSET)), ""):
        found = f"an offset outside the text, or inside a character ({outside.split('which', 1)[0].strip()})"
        raise InputError(place, found, "a CAS counts UTF-16 units: export it from the tool once more")
    losses.add("annotations of types that are not known", place, sum(_TYPE in message for message in messages))


def _types_beside(file: str) -> bytes:
    beside = Path(file).with_name(TYPE_SYSTEM_FILE)
    return beside.read_bytes() if file != STANDARD_STREAM and beside.is_file() else b""


def _types(data: bytes, place: str) -> cassis.TypeSystem:
    read_markup(data, f"{place} ({TYPE_SYSTEM_FILE})")
    return cassis.load_typesystem(BytesIO(data))


def _zipped(file: str) -> tuple[bytes, bytes]:
    """The XMI and the type system in a .zip."""
    try:
        with zipfile.ZipFile(file) as archive:
            found = [info for info in archive.infolist() if info.filename.endswith((".xmi", ".xml"))]
            check_size(sum(info.file_size for info in found), file)
            parts = {Path(info.filename).name: archive.read(info) for info in found}
    except (OSError, zipfile.BadZipFile, ValueError, RuntimeError, NotImplementedError) as error:
        raise InputError(file, f"not a whole .zip ({error})", "export it from the tool once more") from error
    texts = [data for name, data in parts.items() if name.endswith(".xmi")]
    if len(texts) != 1:
        raise InputError(file, f"{len(texts)} .xmi in it", "name a .zip of one document, or unpack it into a folder")
    return texts[0], parts.get(TYPE_SYSTEM_FILE, b"")
