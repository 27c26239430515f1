"""What a user loads of a published corpus: run in a process of its own, which tells as JSON what it found.

python loaded.py compare REPO REVISION FOLDER    each config of the Hub's revision against that of the folder
python loaded.py ids REPO REVISION ...           the ids of the articles of each revision
"""

from __future__ import annotations

import json
import subprocess
import sys

from datasets import get_dataset_config_names, load_dataset
from huggingface_hub import snapshot_download


def compared(repo: str, revision: str, folder: str) -> dict[str, object]:
    """Per config: splits, and whether rows and features are those of the folder; also as a stream."""
    found: dict[str, object] = {}
    for config in get_dataset_config_names(repo, revision=revision):
        there, here = load_dataset(repo, config, revision=revision), load_dataset(folder, config)
        streamed = load_dataset(repo, config, revision=revision, streaming=True)
        found[config] = {
            "splits": {split: there[split].num_rows for split in there} == {s: here[s].num_rows for s in here},
            "rows": all(there[split].to_list() == here[split].to_list() for split in here),
            "features": all(there[split].features == here[split].features for split in here),
            "streamed": all(list(streamed[split]) == here[split].to_list() for split in here),
        }
    snapshot = snapshot_download(repo, repo_type="dataset", revision=revision)
    check = subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=snapshot, capture_output=True)
    found["sha256sum"] = check.returncode
    return found


def ids(repo: str, *revisions: str) -> list[list[str]]:
    """The ids of the articles, per revision."""
    return [sorted(load_dataset(repo, "documents", revision=name)["train"]["id"]) for name in revisions]


if __name__ == "__main__":
    print(json.dumps({"compare": compared, "ids": ids}[sys.argv[1]](*sys.argv[2:])))
