"""WARC, the form of web archives (ISO 28500): its records whatever is broken between them, and the pages in them."""
