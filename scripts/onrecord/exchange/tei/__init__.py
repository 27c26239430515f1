"""TEI P5 (TEI Consortium): an article as marked-up text, for editions and corpus tools; written only.

The string value of `body` is the article's text to the character (CR as `&#13;`). In it:

| element | what |
|---|---|
| `head`, `p`, `ab` | headline; paragraph; boilerplate, and a headline that is not at the beginning |
| `s` | sentence |
| `said` | content, `who` said it, `direct` is unknown if mixed, `aloud` false for a thought, inapplicable for a deed |
| `seg` | cue, source, addressee, marks of the quote, modifier and counted of the number, which `corresp` names |
| `persName`, `orgName`, `rs` | mention of the speaker that `ref` names: a name of a person or organisation, any other |
| `date`, `time` | TIMEX3, whose value is `n`: `when`, or `from` and `to`; `dur` |
| `num`, `measure` | number: `value` or `quantity`, `atLeast` and `atMost` of a range, `unit` |

Ids are ours. Where elements would cross, or a region is discontinuous, one is written in pieces, which `next` and
`prev` join: `q3`, `q3.2`, … Speakers are in `standOff`, as `person` or, for organisations and groups, as `org`.
"""

from __future__ import annotations

from onrecord.exchange.tei.writing import to_tei

__all__ = ["to_tei"]
