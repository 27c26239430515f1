"""Which near duplicates of news the search finds, which different articles it takes for one, and what it costs.

    .venv/bin/python tests/bench/duplicates.py [DOCUMENTS]

Near duplicates are made of the articles of the tests and of the corpus, as desks and sites make them. What must stay
apart is every two articles, two reports of one event, two issues of one form, and short articles over one long footer.
The first tables have the share of n-grams in common, and the probability that the pair is found, with the configuration
in use and with others. The last have milliseconds of CPU a document, and bytes on disk, of the stages before the one
that annotates (2,000 documents unless told, one in ten a near duplicate).
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import defaultdict
from functools import cache
from pathlib import Path
from random import Random
from statistics import mean

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from datatrove.pipeline.dedup.minhash import MinhashConfig  # noqa: E402
from datatrove.utils.text import TextNormConfig  # noqa: E402

from crawl_runs import run_stage, write_inputs  # noqa: E402
from near_duplicates import another_headline, articles, pairs  # noqa: E402
from onrecord.crawl.duplicates.signatures import NEAR, Signatures  # noqa: E402
from onrecord.crawl.folder import CrawlFolder  # noqa: E402
from onrecord.crawl.manifest import freeze  # noqa: E402
from onrecord.crawl.plan import Parameters, Plan  # noqa: E402
from onrecord.crawl.sources.discovery import discovered  # noqa: E402
from onrecord.crawl.stages import stages  # noqa: E402

TASKS = 4
BANDS = [(14, 8), (16, 6), (20, 5), (25, 4)]  # buckets, and hashes in each
FOLDED = TextNormConfig(norm_numbers=True)  # datatrove's own


def main() -> None:
    own = NEAR.num_buckets, NEAR.hashes_per_bucket
    for n, text in ((NEAR.n_grams, NEAR.norm_config), (3, NEAR.norm_config), (7, NEAR.norm_config), (5, FOLDED)):
        used = " (in use: {}x{})".format(*own) if (n, text) == (NEAR.n_grams, NEAR.norm_config) else ""
        print(f"\n{n}-grams, numbers {'folded into one' if text.norm_numbers else 'as they are'}{used}")
        print(f"{'':42}{'share in common':>18}" + "".join(f"{f'{b}x{r}':>8}" for b, r in BANDS))
        for name, shares in shares_in_common(n, text).items():
            found = [mean(1 - (1 - share**r) ** b for share in shares) for b, r in BANDS]
            spread = f"{min(shares):.2f}-{max(shares):.2f}"
            print(f"{name:42}{spread:>18}" + "".join(f"{each:8.3f}" for each in found))
    for kind in ("exact", "minhash"):
        costs(kind, int(sys.argv[1]) if len(sys.argv) > 1 else 2000)


def shares_in_common(n: int, text: TextNormConfig) -> dict[str, list[float]]:
    """By what two texts are to each other, the share of n-grams (Jaccard) that each pair of them has in common."""
    with tempfile.TemporaryDirectory() as folder:
        signatures = Signatures(folder, MinhashConfig(n_grams=n, norm_config=text, hash_config=NEAR.hash_config))
    grams = cache(lambda text: frozenset(signatures.get_shingles(text).ravel().tolist()))
    shares = defaultdict(list)
    for name, one, other in pairs():
        shares[name].append(len(grams(one) & grams(other)) / len(grams(one) | grams(other)))
    return shares


def costs(kind: str, count: int) -> None:
    given, chance = [text.split(" ") for text in articles()], Random(7)
    texts: list[str] = []
    for i in range(count):
        words = given[i % len(given)]
        text = " ".join(chance.sample(words, len(words)))  # its own n-grams, and as long as an article
        texts.append(another_headline(texts[-1]) if i % 10 == 9 else f"Headline\n{text}")
    with tempfile.TemporaryDirectory() as name:
        files = {f"{rank}.jsonl": texts[rank::TASKS] for rank in range(TASKS)}
        inputs = write_inputs(Path(name, "in"), files)
        folder = CrawlFolder(Path(name, "out"))
        plan = Plan(tuple(discovered(inputs)), TASKS, Parameters(duplicates=kind, language="en"))
        freeze(plan, folder)
        print(f"\n{kind}, {count:,} documents of {mean(map(len, texts)):,.0f} characters on average")
        for stage in stages(plan, folder)[:-1]:
            start = time.process_time()
            run_stage(stage, folder)
            print(f"{stage.name:12}{(time.process_time() - start) / count * 1000:8.3f} ms a document")
        for part in sorted(path for path in folder.work.iterdir()):
            size = sum(path.stat().st_size for path in part.rglob("*") if path.is_file())
            print(f"work/{part.name:12}{size / count:10,.0f} bytes a document")


if __name__ == "__main__":
    main()
