"""Measures what the newsroom promises, as ratios within one run: `make bench`."""
