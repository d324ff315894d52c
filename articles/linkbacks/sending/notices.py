"""The notice itself: an article's address, and what its protocol wants besides, ready to be posted."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from articles.body import excerpt_around
from articles.fetch import Response
from articles.linkbacks.formats import pingback, trackback, webmention
from articles.linkbacks.formats.answers import Answer
from articles.models import Article, Delivery, Linkback
from articles.models.sources import source_key


@dataclass(frozen=True)
class Notice:
    body: bytes
    content_type: str
    purpose: str


def source_url(article: Article) -> str:
    """Where the article answers without a redirect."""
    return settings.SITE_URL + article.get_absolute_url()


def write(delivery: Delivery, kind: str) -> Notice:
    source, target = source_url(delivery.article), delivery.target_url
    purpose = f"sending a {kind}"
    if kind == Linkback.Kind.WEBMENTION:
        mention = webmention.Webmention(source, target)
        return Notice(webmention.write_webmention(mention), webmention.FORM_TYPE, purpose)
    if kind == Linkback.Kind.PINGBACK:
        return Notice(pingback.write_ping(pingback.Ping(source, target)), pingback.CONTENT_TYPE, purpose)
    return Notice(trackback.write_trackback(_trackback(delivery)), trackback.FORM_TYPE, purpose)


def read(kind: str, endpoint: str, response: Response) -> Answer:
    if kind == Linkback.Kind.WEBMENTION:
        return webmention.read_answer(endpoint, response.status, response.headers)
    if kind == Linkback.Kind.PINGBACK:
        return pingback.read_answer(response.status, response.content)
    return trackback.read_answer(response.status, response.content)


def _trackback(delivery: Delivery) -> trackback.Trackback:
    """With the words round the link; where the body has no such link, with the standfirst."""
    article = delivery.article

    def leads_to_target(href: str) -> bool:
        return source_key(href) == delivery.target_key

    excerpt = excerpt_around(article.body, leads_to_target) or article.standfirst
    return trackback.Trackback(source_url(article), article.headline, excerpt, settings.SITE_NAME)
