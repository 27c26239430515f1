"""What the schema and the guidelines say of a layer or a field, as plain text in blocks: never Markdown or HTML."""

from __future__ import annotations

import re
from typing import Any

from onrecord import guidelines
from onrecord.incident import quoted
from onrecord.review.choices import choices
from onrecord.review.refusals import RefusedError

_STRONG = re.compile(r"\*\*(.+?)\*\*|(?<!\w)\*([^*\s](?:[^*]*[^*\s])?)\*(?!\w)|`([^`]+)`")


def explanation(topic: str, extensions: tuple[str, ...] = ()) -> dict[str, Any]:
    """The description of a topic and its passages. Raises `RefusedError` for what is no topic.

    A field inside an object is explained as the object's (`date.anchor.basis` as `anchor.basis`); one that the
    guidelines say nothing of, or that is an extension's, has the passages of its layer.
    """
    layer, _, name = topic.partition(".")
    known = choices(extensions)
    if layer not in known or (name and name not in known[layer]):
        mend = "ask for a layer, or LAYER.FIELD"
        raise RefusedError(f"the topic {quoted(topic)}", f"one of {', '.join(known)}", mend, status=404)
    named = [guidelines.explain(one) for one in (topic, name, layer) if one in guidelines.topics()]
    told = guidelines.as_json(next(one for one in named if one.passages))
    for passage in told["passages"]:
        passage["title"] = _plain(passage["title"])
        for block in passage["blocks"]:
            block["text"], block["cells"] = _plain(block["text"]), [_plain(cell) for cell in block["cells"]]
    field = known[layer][name].get("description", "") if name else ""
    return told | {"topic": topic, "field": field}


def _plain(text: str) -> str:
    """The text without the marks of Markdown."""
    return _STRONG.sub(lambda match: next(group for group in match.groups() if group is not None), text)
