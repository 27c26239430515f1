"""Attributions by the order of words around a cue, as the guidelines settle it where a corpus that models learned from
does otherwise: listeners, questions, reports around reports, denials.
"""

from onrecord.layers.quotes.rules.attributions import find_attributions
from onrecord.layers.quotes.rules.layouts import find_layouts
from onrecord.layers.quotes.rules.units import iter_units

__all__ = ["find_attributions", "find_layouts", "iter_units"]
