"""What the columns of the views hold: the part of the record's schema that each comes from, or a text of its own."""

from __future__ import annotations

from onrecord.schema import Node, node_at, record_schema, resolve

# Columns that come from a field of another name, in any view.
_FIELDS = {
    "article": "id",
    "status": "annotation/status",
    "segment": "segment/id",
    "quote": "quote/id",
    "date": "date/id",
    "number": "number/id",
    "speaker_name": "speaker/name",
    "speaker_role": "speaker/role",
    "speaker_affiliation": "speaker/affiliation",
    **{f"{name}_spans": f"quote/{name}" for name in ("content", "marks", "cue", "source", "addressee")},
}
# Columns that are made with the view; of views that have them under one name, the same.
_MADE = {
    "paragraph": "The text of the headline or paragraph that the annotation begins in.",
    "paragraph_start": "Where this paragraph begins in the article: an offset minus this one is an offset into it.",
    "speaker_kind": 'What the speaker is (person, organisation, group, unnamed), "" when it is not known.',
    "edtf": 'The value as EDTF (ISO 8601-2:2019), "" where EDTF has no form for it.',
    "sentence": "The place of the sentence in its segment, from 0.",
    "tokens": "The tokens of the sentence, in order.",
    "starts": "Where each token begins in the article: the number of Unicode code points before it.",
    "ends": "Where each token ends in the article (half-open).",
    "attribution_tags": "For each token, whether a source, cue or content begins there (B), goes on (I) or is not (O).",
    "expression_tags": "For each token, whether a date or number begins there (B), goes on (I) or is not (O).",
}
# Parts of a quote that the view joins: their texts, beside the columns that hold the spans.
_JOINED = {
    "text": "The content of the quote: the texts of its spans, with an ellipsis where it is interrupted.",
    "cue": 'The words that make the attribution, "" when there are none.',
    "source": 'Who the content is attributed to, in the words of the text, "" when it does not say.',
    "addressee": 'To whom it was said, in the words of the text, "" when it does not say.',
}
_LAYERS = {"quotes": "quote", "dates": "date", "numbers": "number"}


def column_node(view: str, column: str) -> Node:
    """The part of the schema for the column, or one of the same form that only describes it; {} if nothing does."""
    schema = record_schema()
    if view == "documents":
        return node_at((column,), schema)
    if view == "quotes" and column in _JOINED:
        return {"description": _JOINED[column]}
    if column in _MADE:
        return {"description": _MADE[column]}
    owner, _, name = _FIELDS.get(column, f"{_LAYERS.get(view, '')}/{column}").rpartition("/")
    properties = (schema["$defs"].get(owner, {}) if owner else schema).get("properties", {})
    return resolve(properties.get(name, {}))
