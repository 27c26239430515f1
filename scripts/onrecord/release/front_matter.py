"""The card's metadata for the Hub and for `load_dataset`: configs with their files, version and features."""

from __future__ import annotations

from typing import Any

import yaml

from onrecord.release.citation import Citation
from onrecord.release.statistics import Statistics
from onrecord.release.view_files import Files
from onrecord.tables import features
from onrecord.views import VIEWS

_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
# The annotations are CC BY 4.0; the articles inside them are their publishers', which no single tag can say.
_OURS = {"license": "other", "license_name": "cc-by-4.0-annotations-only", "license_link": "LICENSE"}


def metadata(files: Files, version: str, counted: Statistics, citation: Citation, *, prefix: str = "") -> str:
    """The metadata as YAML: front matter of the card, without its fences, or `.huggingface.yaml` of the project around
    the corpus, which `load_dataset` reads too; `prefix` leads from there to the corpus folder.
    """
    values: dict[str, Any] = {
        "pretty_name": citation.title or "onrecord",
        **(_OURS if citation.licence == "CC-BY-4.0" else {"license": "other"}),
        "language": sorted(counted.distributions["articles.language"]) or ["en"],
        "size_categories": [_size(counted.total("articles"))],
        "task_categories": ["token-classification", "text-classification"],
        "annotations_creators": _creators(counted),
        "tags": ["news", "quotations", "attribution", "speaker", "timex3", "numbers", "stand-off"],
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


def _size(rows: int) -> str:
    return next((name for limit, name in _SIZES if rows < limit), "n>1M")


def _creators(counted: Statistics) -> list[str]:
    kinds = set(counted.annotators)
    return [
        name
        for name, found in (("expert-generated", "person" in kinds), ("machine-generated", kinds - {"person"}))
        if found
    ]
