"""A notice goes its whole way: taken by the endpoint, looked at by the worker, shown to readers."""

from __future__ import annotations

from django.test import Client
from lxml.html import HtmlElement

from articles.linkbacks.parsing.parser import Parser
from articles.linkbacks.verifying.work import do_one
from articles.models import Article, Linkback
from tests.fetch.conftest import Serve
from tests.fetch.servers import answering
from tests.linkbacks.verifying.sources import url_of
from tests.views.linkbacks.notices import send_webmention
from tests.views.reading import page as page_at


def verified(parser: Parser, serve: Serve, content: bytes, article: Article) -> Linkback:
    """After a webmention and one look at the page."""
    source = serve(answering(content)).url
    assert send_webmention(Client(), source, url_of(article)).status_code == 201
    assert do_one(parser)
    return Linkback.objects.get()


def shown_to_readers(article: Article) -> HtmlElement:
    """The article's page, once all that was verified is approved."""
    Linkback.objects.filter(status="pending").update(status="approved")
    return page_at(Client(), article.path)
