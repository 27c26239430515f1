"""A crawl: millions of articles to records, in shards, on datatrove (extra `scale`).

    input files ─scan→ items ─interpret→ documents ─sift→ ─annotate→ records ─write→ a shard: data, ledger, rejected

An item is one input document on its way. Every step passes every item on; what becomes of it, its fate, is settled by
one step and written down by the last, so that none is lost and none is there twice. A task is one shard: the input
files that are its, and the files that it writes, which get their names when all of them are whole.
"""
