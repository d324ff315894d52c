"""The text edition of the front page, of lists, articles and pages, each at its own address below `/lite/`."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404

from articles.models import Article, Author, Page, Section
from articles.models.tag_alias import tag_at
from articles.pages import keys
from articles.pages.addresses import standing_at
from articles.pages.keys import Keys, KeysOfQueryset
from articles.pages.lite import ADDRESS, LitePage, head_of, lite_article, lite_page
from articles.pages.menu import Menu
from articles.pages.places import Moved, Withdrawn
from articles.slugs import address_of
from articles.views.answers import page, public
from articles.views.errors import gone, missing
from articles.views.lists import BY_PAGE, list_of, not_empty


@public
def front(request: HttpRequest) -> HttpResponse:
    return _list(request, "", "/", KeysOfQueryset(Article.objects.published()), Menu.load())


@public
def tag(request: HttpRequest, slug: str) -> HttpResponseBase:
    found = tag_at(slug)
    if found is None:
        raise Http404
    if found.slug != slug:
        return HttpResponsePermanentRedirect(f"{ADDRESS}{found.get_absolute_url()}")
    return _list(request, found.name, found.get_absolute_url(), keys.tagged(found), Menu.load())


@public
def author(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Author, slug=slug)
    return _list(request, found.name, found.get_absolute_url(), keys.by_author(found), Menu.load())


@public
def by_path(request: HttpRequest, path: str) -> HttpResponseBase:
    menu = Menu.load()
    found = standing_at(f"/{path}", menu)
    match found:
        case Article():
            return _text(lite_article(found), menu)
        case Page():
            return _text(lite_page(found), menu)
        case Section():
            return _of_section(request, found, menu)
        case Moved():
            return HttpResponsePermanentRedirect(f"{ADDRESS}{address_of(found.path)}")
        case Withdrawn():
            return gone(menu)
    return missing(menu)


def _of_section(request: HttpRequest, section: Section, menu: Menu) -> HttpResponse:
    order = keys.in_sections(section.ids_with_subsections(menu.sections))
    return _list(request, section.name, address_of(section.path), order, menu, is_section=True)


def _list(
    request: HttpRequest, name: str, address: str, order: Keys, menu: Menu, *, is_section: bool = False
) -> HttpResponse:
    listing = list_of(request, order, f"{ADDRESS}{address}")
    if name and not is_section:
        not_empty(listing)
    # The front page has no second page of its own.
    full = listing.address.removeprefix(ADDRESS) if name else address
    head = head_of(name, full)
    context = {"listing": listing, "name": name, "sections": menu.top, "lite": ADDRESS}
    return page("lite/list.html", head, menu, context, kept_by=BY_PAGE)


def _text(shown: LitePage, menu: Menu) -> HttpResponse:
    response = page("lite/text.html", shown.head, menu, {"page": shown, "lite": ADDRESS}, kept_by=())
    response.article_id = shown.article.pk if shown.article else 0
    return response
