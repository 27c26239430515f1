"""Articles into a corpus: files as received are read, held against what is there, and written whole or not at all."""
