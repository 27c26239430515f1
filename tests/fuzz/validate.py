"""Fuzz `onrecord validate`: files that go into it changed at random, and what must hold of any (`invariants.py`).

    python tests/fuzz/validate.py --minutes 30 [--seed N] [--out FOLDER]

With atheris (the extra `fuzz`) what is changed next is led by the coverage of the package; without, files that
gave findings of a new kind are kept. Each failure is made smaller and written to FOLDER (default:
tests/fuzz/regressions), whose files tests/fuzz/test_regressions.py tries for ever after; the run goes on.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

try:
    import atheris
except ImportError:
    atheris = None

HERE = Path(__file__).resolve().parent
CASES = HERE.parent / "cases"
HANG = 20  # seconds of the processor until a try is broken off


class Fuzzer:
    """Tries inputs, keeps those that are worth changing further, and writes down failures; `folder` is its own."""

    def __init__(self, seed: int, out: Path, folder: str) -> None:
        from mutations import mutated

        self.mutated = mutated
        self.chance, self.out = random.Random(seed), out
        self.corpus = corpus()
        self.good = [path.read_bytes() for path in sorted(CASES.glob("valid/*.jsonl"))]
        self.known: set[tuple[object, ...]] = set()
        self.tests = Counter[str]()
        self.failures: dict[str, str] = {}
        self.tried = self.valid = 0
        self.path = Path(folder, "base.jsonl")
        signal.signal(signal.SIGPROF, _break_off)

    def try_one(self, data: bytes) -> None:
        """Try a file's bytes."""
        self.tried += 1
        failure = self.failure(data)
        if failure and failure not in self.failures:
            self.failures[failure] = ""
            self.write(failure, self.smaller(data, failure))

    def failure(self, data: bytes) -> str:
        """What did not hold, in words that are the same for the same fault; "" where all did."""
        from invariants import BrokenError, hold

        self.path.write_bytes(data)
        signal.setitimer(signal.ITIMER_PROF, HANG)
        try:
            found = hold(self.path)
        except BrokenError as error:
            return re.sub(r"\d+|'.*", "", str(error))[:80]
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            places = traceback.extract_tb(error.__traceback__)
            return f"{type(error).__name__} in {places[-1].name} by {places[0].name}"
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        self.remember(data, found)
        return ""

    def remember(self, data: bytes, found) -> None:
        self.valid += not found
        kinds = {(i.test_id, re.sub(r"\d+|\['.*", "", i.path)[:60]) for i in found}
        for test_id in {test_id for test_id, _ in kinds}:
            self.tests[test_id] += 1
        if not found or not kinds <= self.known:
            self.known |= kinds
            if found or self.chance.random() < 0.05:
                self.corpus.append(data)

    def smaller(self, data: bytes, failure: str) -> bytes:
        """A shorter file with the same failure: lines left out, then ever shorter stretches of bytes."""
        end = time.monotonic() + 30
        size = len(data)
        while size and time.monotonic() < end:
            place = 0
            while place < len(data) and time.monotonic() < end:
                shorter = data[:place] + data[place + size :]
                if self.failure(shorter) == failure:
                    data = shorter
                else:
                    place += size
            size //= 2
        return data

    def write(self, failure: str, data: bytes) -> None:
        self.out.mkdir(parents=True, exist_ok=True)
        name = (
            f"{re.sub(r'[^a-z]+', '-', failure.lower())[:40].strip('-')}-{hashlib.sha256(data).hexdigest()[:8]}.jsonl"
        )
        (self.out / name).write_bytes(data)
        self.failures[failure] = name
        print(f"FAILURE after {self.tried:,}: {failure} -> {name}", flush=True)

    def change(self, data: bytes) -> bytes:
        """The next input, from one before, or from a good file: most of what was kept is bad."""
        if self.chance.random() < 0.3:
            data = self.chance.choice(self.good)
        return self.mutated(data, self.corpus, self.chance)


def corpus() -> list[bytes]:
    """What is changed: the files of the cases, good and bad, and earlier failures."""
    files = [*CASES.glob("valid/*.jsonl"), *CASES.glob("invalid/*/*.jsonl"), *HERE.glob("regressions/*.jsonl")]
    return [path.read_bytes() for path in sorted(files)]


def _break_off(number: int, frame: object) -> None:
    raise TimeoutError


def run_plain(fuzzer: Fuzzer, seconds: float, tries: float = float("inf")) -> None:
    """Without atheris."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and fuzzer.tried < tries:
        fuzzer.try_one(fuzzer.change(fuzzer.chance.choice(fuzzer.corpus)))


def run_guided(fuzzer: Fuzzer, seconds: float, seed: int, report) -> None:
    """With atheris, whose `Fuzz` ends the process: `report` is called before."""
    start = time.monotonic()
    began = [0.0]

    def try_one(data: bytes) -> None:
        fuzzer.try_one(data)
        if time.monotonic() - began[0] > 60:
            began[0] = time.monotonic()
            report(began[0] - start)
        if time.monotonic() - start > seconds:
            report(time.monotonic() - start)
            sys.stdout.flush()
            os_exit(bool(fuzzer.failures))

    def change(data: bytes, longest: int, seed: int) -> bytes:
        if seed % 8 == 0:
            return atheris.Mutate(data, longest)
        return fuzzer.change(data or fuzzer.chance.choice(fuzzer.corpus))[:longest]

    with tempfile.TemporaryDirectory() as folder:
        for number, data in enumerate(fuzzer.corpus):
            Path(folder, f"{number:04}").write_bytes(data)
        options = [f"-seed={seed}", "-max_len=12000", "-rss_limit_mb=3000", f"-artifact_prefix={folder}/"]
        atheris.Setup([sys.argv[0], *options, folder], try_one, custom_mutator=change)
        atheris.Fuzz()


def os_exit(failed: bool) -> None:
    import os

    os._exit(int(failed))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=HERE / "regressions")
    parser.add_argument("--plain", action="store_true", help="without atheris, even where it is installed")
    args = parser.parse_args()
    guided = atheris is not None and not args.plain
    if guided:
        with atheris.instrument_imports(include=["onrecord"]):
            import invariants  # noqa: F401
    folder = tempfile.mkdtemp(prefix="onrecord-fuzz-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None)
    fuzzer = Fuzzer(args.seed, args.out, folder)

    def report(seconds: float) -> None:
        print(
            f"{seconds / 60:.1f} minutes, seed {args.seed}, {'atheris' if guided else 'plain'}: {fuzzer.tried:,} "
            f"executions, {fuzzer.valid:,} of valid files, {len(fuzzer.tests)} tests found something, "
            f"{len(fuzzer.corpus):,} files in the corpus, {len(fuzzer.failures)} failures",
            flush=True,
        )

    start = time.monotonic()
    if guided:
        run_guided(fuzzer, args.minutes * 60, args.seed, report)
    else:
        run_plain(fuzzer, args.minutes * 60)
        report(time.monotonic() - start)
        print(*sorted(fuzzer.tests.items()))
        sys.exit(bool(fuzzer.failures))


if __name__ == "__main__":
    main()
