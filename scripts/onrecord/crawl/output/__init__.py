"""What a crawl writes: the files of a shard, and the counts and the card of all of them."""
