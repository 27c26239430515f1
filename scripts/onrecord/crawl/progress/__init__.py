"""How far a crawl is, and what is told of it."""
