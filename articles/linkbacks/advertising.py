"""What an article's page says of where it takes linkbacks: headers, link elements and the RDF block (table A)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.urls import reverse

from articles.linkbacks.formats.link_header import link_header
from articles.linkbacks.formats.rdf import rdf_block
from articles.linkbacks.switches import accepts, closes_at
from articles.models import Article, Linkback
from articles.page_keys import ends_at


@dataclass(frozen=True)
class Advertised:
    """Absolute addresses on `SITE_URL`, none with an `&`: senders resolve and decode nothing."""

    pingback_url: str
    webmention_url: str
    headers: dict[str, str]
    rdf: str


def advertised(article: Article) -> Advertised | None:
    """None while the article takes no linkbacks. No query."""
    if not accepts(article):
        return None
    if closing := closes_at(article):
        ends_at(closing)
    pingback, webmention = endpoint("pingback"), endpoint("webmention")
    headers = {"X-Pingback": pingback, "Link": link_header(webmention, "webmention")}
    permalink = settings.SITE_URL + article.get_absolute_url()
    rdf = rdf_block(permalink, article.headline, endpoint("trackback", article.pk))
    return Advertised(pingback, webmention, headers, rdf)


def endpoint(name: str, *arguments: object) -> str:
    return settings.SITE_URL + (reverse(name, args=arguments) if arguments else _path(name))


@cache
def _path(name: str) -> str:
    return reverse(name)


def status_url(linkback: Linkback) -> str:
    """Where the one who sent it reads what became of it."""
    return endpoint("linkback-status", linkback.token)
