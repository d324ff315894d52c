"""A WordPress post's `content:encoded` to the source that `body.clean` takes, losing nothing; knows no model."""

from articles.wordpress.content.convert import Converted, convert
from articles.wordpress.content.site import EmptySite, Site

__all__ = ["Converted", "EmptySite", "Site", "convert"]
