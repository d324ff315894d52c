"""Readers' words to articles: one function, with PostgreSQL and SQLite behind it (docs/search.md)."""

from articles.search.akin import Akin, Written, akin_to
from articles.search.desk import first_found
from articles.search.finding import Asked, Best, matching
from articles.search.marking import Piece, snippet
from articles.search.query import Query, cleaned, parse
from articles.search.suggesting import suggestion

__all__ = [
    "Akin",
    "Asked",
    "Best",
    "Piece",
    "Query",
    "Written",
    "akin_to",
    "cleaned",
    "first_found",
    "matching",
    "parse",
    "snippet",
    "suggestion",
]
