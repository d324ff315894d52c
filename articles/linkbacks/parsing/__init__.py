"""Parses other sites' pages in a process of its own, which is killed when a page makes it slow, large or mad."""
