"""Crawls the folder `argv[1]` into `argv[2]` on the Ray cluster `argv[3]`, with the step that does harm; prints what
became of it.
"""

import sys
from pathlib import Path

from onrecord.crawl.executors.ray_jobs import RayExecutor
from onrecord.crawl.sources.discovery import discovered
from poison import executor_for


def main() -> None:
    executor = executor_for(discovered([sys.argv[1]]), Path(sys.argv[2]), poisoned=True, workers=1)
    print(RayExecutor(executor, address=sys.argv[3], workers=None).run())


if __name__ == "__main__":
    main()
