"""brat's stand-off with types of others: read with a map that says which of them are what in a record.

A map is TOML; what it does not name is left out and counted.

    [entities]                                  # a span: content, cue, source, addressee, mention, date, number
    PER = { label = "mention", kind = "person" }
    DATE = { label = "date", type = "DATE" }

    [events]                                    # an event makes a quote of its arguments, and of its trigger
    Attribution = { Content = "content", Source = "source", Cue = "cue" }
    Says = { trigger = "cue", Agent = "source", Topic = "content" }

    [relations]                                 # and equivalences
    Coref = "coreference"

    [attributes]                                # a value, of the label that its span has
    Negation = "content.negated"
    Polarity = { field = "content.negated", values = { neg = true, pos = false } }

    [notes]
    AnnotatorNotes = "date.value"

    [normalizations]
    Reference = "mention.name"
"""

from __future__ import annotations

from onrecord.corpora.standoff.maps import StandoffMap, read_map
from onrecord.corpora.standoff.reading import scan_mapped
from onrecord.corpora.standoff.types import FoundTypes, find_types

__all__ = ["FoundTypes", "StandoffMap", "find_types", "read_map", "scan_mapped"]
