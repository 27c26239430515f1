"""The card's metadata for the Hub and for `load_dataset`: configs with their files, version and features."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml

from onrecord.release.citation import Citation
from onrecord.release.statistics import Statistics
from onrecord.release.view_files import Files
from onrecord.tables import features
from onrecord.views import VIEWS

# By the layers that a corpus has, what is said of it.
_TAGS = {
    "quotes": ("quotations", "attribution"),
    "speakers": ("speaker",),
    "dates": ("timex3",),
    "numbers": ("numbers",),
}
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
# By where the text of an article comes from, who wrote it; `written` by whom, its record does not say.
_WRITERS = {"received": "found", "written": "other"}
_SYNTHETIC = "synthetic"  # the keyword of a citation by which what was written for the corpus is a machine's


def metadata(files: Files, version: str, counted: Statistics, citation: Citation, *, prefix: str = "") -> str:
    """The metadata as YAML: front matter of the card, without its fences, or `.huggingface.yaml` of the project around
    the corpus, which `load_dataset` reads too; `prefix` leads from there to the corpus folder.
    """
    languages = sorted(counted.distributions["articles.language"]) or ["en"]
    values: dict[str, Any] = {
        "pretty_name": citation.title or "onrecord",
        **_licence(citation),
        "language": languages,
        "multilinguality": [_multilinguality(languages)],
        "size_categories": [_size(counted.total("articles"))],
        "task_categories": ["token-classification", *(["text-classification"] if counted.total("quotes") else [])],
        **({"task_ids": ["coreference-resolution"]} if counted.total("speakers") else {}),
        "annotations_creators": _creators(counted),
        "language_creators": _writers(counted, citation),
        "tags": _tags(counted, citation),
        "configs": [
            {
                "config_name": name,
                **({"default": True} if name == "documents" else {}),
                "version": version,
                "data_files": [{"split": split, "path": prefix + path} for split, path in splits.items()],
            }
            for name, splits in files.items()
        ],
        "dataset_info": [{"config_name": name, "features": features(VIEWS[name])._to_yaml_list()} for name in files],
    }
    return str(yaml.safe_dump(values, sort_keys=False, allow_unicode=True, width=120))


def _licence(citation: Citation) -> dict[str, str]:
    """The licence of all; else `other`, and the name of that of the annotations: texts inside them can be under
    another, which no single tag can say.
    """
    if citation.licence and " OR " not in citation.licence:
        return {"license": citation.licence.lower()}
    if not citation.annotations:
        return {"license": "other"}
    name = citation.annotations.lower().replace(" ", "-")
    return {"license": "other", "license_name": f"{name}-annotations-only", "license_link": "LICENSE"}


def _tags(counted: Statistics, citation: Citation) -> list[str]:
    found = [tag for layer, tags in _TAGS.items() if counted.total(layer) for tag in tags]
    return ["news", *found, "stand-off", *([_SYNTHETIC] if _SYNTHETIC in citation.keywords else [])]


def _multilinguality(tags: Iterable[str]) -> str:
    return "monolingual" if len({tag.partition("-")[0] for tag in tags}) == 1 else "multilingual"


def _writers(counted: Statistics, citation: Citation) -> list[str]:
    origins = sorted(counted.distributions["articles.origin"])
    known = _WRITERS | ({"written": "machine-generated"} if _SYNTHETIC in citation.keywords else {})
    return [known[origin] for origin in origins]


def _size(rows: int) -> str:
    return next((name for limit, name in _SIZES if rows < limit), "n>1M")


def _creators(counted: Statistics) -> list[str]:
    kinds = set(counted.annotators)
    return [
        name
        for name, found in (("expert-generated", "person" in kinds), ("machine-generated", kinds - {"person"}))
        if found
    ]
