"""What other sites are told of: an article's links, and whether anything in it changed."""

from __future__ import annotations

import hashlib
import json
from functools import partial

from articles.body import plain_text
from articles.linkbacks import sites
from articles.linkbacks.formats.links import outgoing_links, web_links
from articles.models import Article

# All that a digest is made of.
FIELDS = ("headline", "standfirst", "body")


def digest_of(article: Article) -> str:
    """Of the words and links that readers see; markup, pictures and boxes may change without it."""
    seen = [article.headline, article.standfirst, plain_text(article.body), web_links(article.body)]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()


def says_the_same(one: Article, other: Article) -> bool:
    """Two equal bodies, the usual case, are not parsed."""
    is_equal = all(getattr(one, field) == getattr(other, field) for field in FIELDS)
    return is_equal or digest_of(one) == digest_of(other)


def links_of(article: Article) -> list[str]:
    """The pages of other sites to tell, as they stand in the text; one query for our own names."""
    return outgoing_links(article.body, partial(sites.is_own, names=sites.own_names()))
