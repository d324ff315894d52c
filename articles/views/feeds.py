"""Feeds of the whole paper, and under the address of every section, tag and author."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext

from articles.feeds import corrections
from articles.feeds.channel import Channel
from articles.feeds.entries import newest
from articles.feeds.forms import CONTENT_TYPES, written
from articles.models import Article, Author, Section, Tag
from articles.page_keys import ALL_LIST, depends_on
from articles.pages import search
from articles.pages.head import of_paper
from articles.pages.menu import Menu
from articles.search import matching
from articles.slugs import address_of
from articles.views.answers import PageResponse, public
from articles.views.paths import answered, or_by_path

_STYLESHEET = Path(settings.BASE_DIR) / "static" / "css" / "feed.css"
_POLICY = "default-src 'none'; style-src 'self'; frame-ancestors 'none'"


@public
def of_all(request: HttpRequest, form: str) -> HttpResponse:
    depends_on(ALL_LIST)
    return _answer(Channel("", "/", newest(Article.objects.published()), of_paper()), form)


@public
def of_corrections(request: HttpRequest, form: str) -> HttpResponse:
    return _answer(Channel(gettext("Corrections"), reverse("corrections"), corrections.newest()), form)


@public
def of_search(request: HttpRequest, form: str) -> HttpResponse:
    """The newest that are found, whatever the order of the page; nothing yet is a feed, no words at all are none."""
    asked = search.filled_in(request.GET, Menu.load())
    if not asked.words:
        raise Http404
    found = Article.objects.none() if asked.nothing else matching(asked.asked)
    channel = Channel(asked.words, reverse("search"), newest(found), query=urlencode(asked.values))
    return _answer(channel, form, kept_by=None)


@public
def of_path(request: HttpRequest, path: str, form: str) -> HttpResponseBase:
    """Of a section; anything else at such an address may be an old one of WordPress's."""
    menu = Menu.load()
    section = menu.at(f"/{path}")
    if section is None:
        return answered(request, f"/{path}{form}", menu)
    return _of_section(section, menu, form)


@or_by_path
@public
def of_tag(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    tag = get_object_or_404(Tag, slug=slug)
    articles = Article.objects.published().tagged(tag)
    return _not_empty(Channel(tag.name, tag.get_absolute_url(), newest(articles)), form)


@or_by_path
@public
def of_author(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    author = get_object_or_404(Author, slug=slug)
    articles = Article.objects.published().by_author(author)
    return _not_empty(Channel(author.name, author.get_absolute_url(), newest(articles), _line(author.bio)), form)


@public
def stylesheet(request: HttpRequest) -> HttpResponse:
    """For those who open a feed in a browser."""
    response = HttpResponse(_STYLESHEET.read_bytes(), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=86400"
    return response


def _of_section(section: Section, menu: Menu, form: str) -> HttpResponse:
    articles = Article.objects.published().in_section(section, menu.sections)
    return _answer(Channel(section.name, address_of(section.path), newest(articles), _line(section.description)), form)


def _not_empty(channel: Channel, form: str) -> HttpResponse:
    """As of the list itself: one of unpublished articles only is not there."""
    if not channel.entries:
        raise Http404
    return _answer(channel, form)


def _answer(channel: Channel, form: str, kept_by: Collection[str] | None = ()) -> HttpResponse:
    response = PageResponse(written(channel, form), content_type=CONTENT_TYPES[form], kept_by=kept_by)
    response["Content-Security-Policy"] = _POLICY
    if channel.hub_url:
        own_url = channel.own_url(form)
        response["Link"] = f'<{channel.hub_url}>; rel="hub", <{own_url}>; rel="self"'
    return response


def _line(text: str) -> str:
    return " ".join(text.split())
