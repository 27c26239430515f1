"""A task at work, in one process: what it has in hand, and the bounds inside which that is done."""
