"""Duplicates among all documents of a crawl: texts and signatures between two stages, and the search."""
