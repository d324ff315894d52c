"""Writes the whole newsroom as a WordPress export (WXR 1.2): what came from there goes back as it was.

Every part makes the same values that `reading` reads (`Item`, `Comment`, `Term`), and one place writes them as XML.
The same newsroom gives the same bytes.
"""
