"""Forms of others: readers turn their files into records of ours and prove the offsets, writers do the reverse."""
