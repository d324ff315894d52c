"""Brings an export in: counts it, gives every item its place, writes, relates, and finds the files.

Identity is (source site, WordPress's number), so a second run changes nothing. Every batch is one transaction that
also moves the run's position: a run that was killed goes on behind its last batch. Imports tell no other site.
"""
