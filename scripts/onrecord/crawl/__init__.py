"""A crawl: millions of articles to records, in shards, on datatrove (extra `scale`).

    input files ─scan→ items ─interpret→ documents ─sift→ ─annotate→ records ─write→ a shard: data, ledger, rejected

An item is one input document on its way. Every step passes every item on; what becomes of it, its fate, is settled by
one step and written down by the last, so that none is lost and none is there twice. A task is one shard: the input
files that are its, and the files that it writes, which get their names when all of them are whole.

The modules here are what all share: `items`, the `plan` that the first run freezes in the `folder`, the `steps` of a
task, the `stages` that they make, and `runs`, which does them. Packages: `sources` (what is read), `tasks` (one task in
one process), `duplicates` (stages of their own), `output` (what is written), `executors` (who does the tasks, on which
machines), `progress` (what is told of it), `proof` (that all is there).
"""
