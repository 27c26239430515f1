"""Crawls the folder `argv[1]` into `argv[2]` on the Ray cluster `argv[3]`, with the step that does harm; prints what
became of it.
"""

import sys
from pathlib import Path

from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.ray_jobs import RayExecutor

sys.path.insert(0, str(Path(__file__).parents[1] / "crawl"))
from poison import executor_for

if __name__ == "__main__":
    executor = executor_for(Path(sys.argv[1]), CrawlFolder(Path(sys.argv[2])))
    print(RayExecutor(executor, address=sys.argv[3], workers=None).run())
