"""Readers of corpora by others: each turns their files into records of ours, and proves the offsets on the way."""
