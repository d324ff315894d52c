"""Links of public articles to other sites: which there are, and whether they still lead anywhere (docs/desk.md)."""

from articles.outgoing.following import follow

__all__ = ["follow"]
