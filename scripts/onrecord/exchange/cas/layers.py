"""The layers of INCEpTION for the regions of a graph: as a UIMA type system, and as the JSON of its layer settings."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import cassis
import msgspec

from onrecord.exchange.choices import choices, is_flag, is_list
from onrecord.exchange.graph import CONTINUES, FIELDS, LABELS, LINKS
from onrecord.exchange.heads import HEAD

NAMESPACE = "webanno.custom."
ARTICLE = f"{NAMESPACE}Article"
_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api."
SENTENCE = f"{_DKPRO}segmentation.type.Sentence"
TOKEN = f"{_DKPRO}segmentation.type.Token"
METADATA = f"{_DKPRO}metadata.type.DocumentMetaData"
TYPE_SYSTEM_FILE = "TypeSystem.xml"
LAYERS_FILE = "inception-layers.json"
TYPES = {label: SENTENCE if label == "sentence" else f"{NAMESPACE}{label.capitalize()}" for label in LABELS}
CUSTOM = [label for label in LABELS if label != "sentence"]
_ANNOTATION, _TOP, _STRING = "uima.tcas.Annotation", "uima.cas.TOP", "uima.cas.String"
_SHOWN = ("kind", "type", "value", "name")  # in the label of an annotation
_METADATA_FIELDS = ("documentTitle", "documentId", "documentUri", "collectionId", "documentBaseUri")


def roles_of(label: str) -> list[str]:
    """The labels of the links that go from regions of a label."""
    own = [link for link, (start, _) in LINKS.items() if start == label]
    return own if label in ("segment", "mention", "date", "number") else [*own, CONTINUES]


def link_type(label: str) -> str:
    """The type of the links that annotations of a label have, as INCEpTION names it."""
    return f"{TYPES[label]}LinksLink"


def feature_name(field: str) -> str:
    """The feature of a field: `type` is called as HeidelTime has it, since cassis warns of features of that name."""
    return "timexType" if field == "type" else field


def feature_type(label: str, field: str) -> str:
    """The UIMA type of the values of a field."""
    if is_list(label, field):
        return "uima.cas.StringArray"
    return "uima.cas.Boolean" if is_flag(label, field) else _STRING


@cache
def type_system() -> cassis.TypeSystem:
    """The types of what is written."""
    types = cassis.TypeSystem()
    types.create_type(SENTENCE)
    types.create_type(TOKEN)
    metadata = types.create_type(METADATA, supertypeName="uima.tcas.DocumentAnnotation")
    for name in _METADATA_FIELDS:
        types.create_feature(metadata, name, _STRING)
    article = types.create_type(ARTICLE, supertypeName="uima.cas.AnnotationBase")
    for name in HEAD:
        types.create_feature(article, name, _STRING)
    for label in CUSTOM:
        _create_layer(types, label)
    return types


def _create_layer(types: cassis.TypeSystem, label: str) -> None:
    layer = types.create_type(TYPES[label])
    types.create_feature(layer, "identifier", _STRING)
    for name in FIELDS.get(label, ()):
        types.create_feature(layer, feature_name(name), feature_type(label, name))
    if roles_of(label):
        link = types.create_type(link_type(label), supertypeName=_TOP)
        types.create_feature(link, "role", _STRING)
        types.create_feature(link, "target", _ANNOTATION)
        types.create_feature(layer, "links", "uima.cas.FSArray", elementType=link.name, multipleReferencesAllowed=False)


@cache
def known_types() -> cassis.TypeSystem:
    """The types to read a file with that comes without any: those that are written, and all of DKPro's."""
    return cassis.merge_typesystems(cassis.load_dkpro_core_typesystem(), type_system())


def files_beside_xmi() -> dict[str, bytes]:
    """The type system, without which nobody can read XMI, and the layers."""
    types: str = type_system().to_xml()
    return {TYPE_SYSTEM_FILE: types.encode("utf-8"), **files_beside_json()}


def files_beside_json() -> dict[str, bytes]:
    """The layers with their tag sets, to be imported in a project's settings before the documents."""
    layers = [_layer(label) for label in CUSTOM] + [_article()]
    return {LAYERS_FILE: msgspec.json.format(msgspec.json.encode(layers), indent=2) + b"\n"}


def _layer(label: str) -> dict[str, Any]:
    return {
        "name": TYPES[label],
        "uiName": label.capitalize(),
        "type": "span",
        "enabled": True,
        "anchoring_mode": "CHARACTERS",
        "overlap_mode": "ANY_OVERLAP",
        "validation_mode": "NEVER",
        "cross_sentence": True,
        "features": list(_features(label)),
    }


def _article() -> dict[str, Any]:
    features = [_feature(name, _STRING) for name in HEAD]
    return {"name": ARTICLE, "uiName": "Article", "type": "document-metadata", "enabled": True, "features": features}


def _features(label: str) -> Iterator[dict[str, Any]]:
    given = choices(label)
    for name in FIELDS.get(label, ()):
        feature = _feature(feature_name(name), feature_type(label, name), is_shown=name in _SHOWN)
        yield feature | ({"tag_set": _tag_set(f"{label} {name}", given[name])} if name in given else {})
    if roles_of(label):
        yield _feature("links", _ANNOTATION, is_shown=True) | {
            "multi_value_mode": "ARRAY",
            "link_mode": "WITH_ROLE",
            "link_type_name": link_type(label),
            "link_type_role_feature_name": "role",
            "link_type_target_feature_name": "target",
            "tag_set": _tag_set(f"{label} links", roles_of(label)),
        }
    yield _feature("identifier", _STRING)


def _feature(name: str, kind: str, *, is_shown: bool = False) -> dict[str, Any]:
    mode = "ARRAY" if kind.endswith("Array") else "NONE"
    feature = {"name": name, "uiName": name, "type": kind, "enabled": True, "visible": is_shown}
    return feature | {"multi_value_mode": mode, "link_mode": "NONE", "curatable": name != "identifier"}


def _tag_set(name: str, tags: list[str] | tuple[str, ...]) -> dict[str, Any]:
    entries = [{"tag_name": tag, "tag_description": ""} for tag in tags]
    return {"name": f"onrecord {name}", "description": "", "language": "en", "tags": entries, "create_tag": False}
