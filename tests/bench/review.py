"""How long a step of a review takes, from request to answer, and how long the start; and many kills.

    python tests/bench/review.py [kills]

On a dense article of 60 kB (the seed's text, varied and repeated), with all that the server does: journal and file on
disk, validation and suspicions. `kills`: a server is killed that many times under a stream of steps, and each time all
that was answered has to be there.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS))

from conftest import SEED  # noqa: E402
from onrecord import annotate  # noqa: E402
from onrecord.articles import to_article  # noqa: E402
from review_bench import Bench  # noqa: E402

STEPS = 60


def dense(folder: Path) -> Path:
    """An article of 60,000 characters with a thousand annotations."""
    text = SEED.read_text("utf-8").rstrip()
    parts = [
        text.replace("Stoltenberg", f"Stol{chr(97 + i % 26)}berg").replace("2021", str(1990 + i)) for i in range(29)
    ]
    path = folder / "dense.jsonl"
    path.write_bytes(to_article(annotate("\n".join(parts), "2021-11-26", id="dense")))
    return path


def main() -> None:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    with tempfile.TemporaryDirectory() as name:
        path = dense(Path(name))
        start = time.perf_counter()
        with Bench(path) as bench:
            first = time.perf_counter() - start
            bench.get("/api/articles")
            listed = time.perf_counter() - start
            state = bench.state()
            size = (
                f"{len(state['text']):,} characters, {len(state['order']):,} annotations, {path.stat().st_size:,} bytes"
            )
            print(f"{size}\nstart to first answer {first:.2f} s, to the list {listed:.2f} s")
            _steps(bench, state)
        for number in range(kills):
            _kill(path, random.Random(number))
        print(f"{kills} kills: nothing that was answered was lost")


def _steps(bench: Bench, state: dict) -> None:
    faulty = {one["id"] for one in state["findings"] if one["level"] != "check"}
    quotes = [name for name in state["order"] if name.startswith("q") and name not in faulty]
    chance = random.Random(0)
    for what in ("accept", "edit", "undo"):
        times = []
        for name in chance.sample(quotes, STEPS):
            start = time.perf_counter()
            if what == "accept":
                answer = bench.operate({"op": "accept", "ids": [name]})
            elif what == "edit":
                value = not state["entries"][name]["negated"]
                answer = bench.operate({"op": "set", "id": name, "fields": {"negated": value}})
            else:
                answer = bench.act("undo")
            times.append(1000 * (time.perf_counter() - start))
            assert answer.status == 200, answer.data
        deciles = statistics.quantiles(times, n=10)
        print(f"{what}: median {statistics.median(times):.0f} ms, nine of ten below {deciles[-1]:.0f} ms")


def _kill(path: Path, chance: random.Random) -> None:
    answered = None
    with Bench(path) as bench:
        bench.state()
        threading.Timer(chance.uniform(0.02, 0.5), bench.process.kill).start()
        try:
            while True:
                title = f"Title {chance.random()}"
                answer = bench.operate({"op": "document", "fields": {"title": title}})
                assert answer.status == 200
                answered = answer.json["revision"], title
        except OSError:
            bench.end()
    with Bench(path) as bench:
        state = bench.state()
        assert state["conflict"] is None
        if answered and state["revision"] == answered[0]:
            assert state["document"]["title"] == answered[1]
        assert answered is None or state["revision"] in (answered[0], answered[0] + 1)


if __name__ == "__main__":
    main()
