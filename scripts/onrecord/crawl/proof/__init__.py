"""The proof that nothing of a crawl is lost and nothing is there twice."""
