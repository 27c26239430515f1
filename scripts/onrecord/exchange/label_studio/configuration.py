"""The labelling configuration: a label for each kind of region, and for the one that is selected its values."""

from __future__ import annotations

from xml.etree import ElementTree

from onrecord.exchange.graph import COLOURS, CONTINUES, FIELDS, LABELS, LINKS
from onrecord.exchange.label_studio.controls import Control, controls

_IN_A_ROW = "display:flex;flex-wrap:wrap;column-gap:2em"
_TEXT = {"toName": "text", "perRegion": "true"}


def configuration() -> bytes:
    """The XML of the configuration."""
    view = ElementTree.Element("View")
    ElementTree.SubElement(view, "Header", value="$title")
    labels = ElementTree.SubElement(view, "Labels", name="label", toName="text")
    for label in LABELS:
        ElementTree.SubElement(labels, "Label", value=label, background=COLOURS[label])
    ElementTree.SubElement(view, "Text", name="text", value="$text", granularity="symbol")
    relations = ElementTree.SubElement(view, "Relations")
    for link in (*LINKS, CONTINUES):
        ElementTree.SubElement(relations, "Relation", value=link)
    for label in FIELDS:
        shown = {"visibleWhen": "region-selected", "whenTagName": "label", "whenLabelValue": label, "style": _IN_A_ROW}
        values = ElementTree.SubElement(view, "View", shown)
        for control in controls().values():
            if control.label == label:
                _add(values, control)
    ElementTree.indent(view)
    return ElementTree.tostring(view, encoding="unicode").encode("utf-8") + b"\n"


def _add(view: ElementTree.Element, control: Control) -> None:
    """A control with its name above it."""
    view = ElementTree.SubElement(view, "View")
    ElementTree.SubElement(view, "Header", value=control.field.replace("_", " "), size="6")
    shown = {"name": control.name, **_TEXT, "whenTagName": "label", "whenLabelValue": control.label}
    if control.kind == "choices":
        choices = ElementTree.SubElement(view, "Choices", shown | {"choice": "single", "showInline": "true"})
        for choice in control.choices:
            ElementTree.SubElement(choices, "Choice", value=choice)
    elif control.kind == "number":
        ElementTree.SubElement(view, "Number", shown | {"step": "any"})
    else:
        many = {} if control.is_list else {"maxSubmissions": "1"}
        ElementTree.SubElement(view, "TextArea", shown | {"editable": "true", "rows": "1"} | many)
