"""Who does the tasks of a crawl, on one machine or many, and how a run over them ends."""
