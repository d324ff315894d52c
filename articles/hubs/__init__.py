"""Tells a hub of our feeds (WebSub) and search engines (IndexNow) what has changed: off until the settings name them.

`plan` is called with the change, `telling` runs in the worker, `topics` says which feeds an article stands in.
"""

from articles.hubs.plan import plan

__all__ = ["plan"]
