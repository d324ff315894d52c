"""Whatever path no other address claims: articles at their own paths, sections, old paths."""

from __future__ import annotations

from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve

from articles.linkbacks.advertising import advertised
from articles.models import Article
from articles.pages.addresses import Moved, Withdrawn, standing_at
from articles.pages.article import article_page
from articles.pages.menu import Menu
from articles.slugs import address_of
from articles.views.answers import P, View, page, public
from articles.views.errors import gone, missing
from articles.views.lists import section_page


@public
def by_path(request: HttpRequest, path: str) -> HttpResponseBase:
    menu = Menu.load()
    return standing(request, f"/{path}", menu) or _with_other_slash(request, menu)


def or_by_path(view: View[P]) -> View[P]:
    """Where a tag or an author is gone, an old path may still lead on."""

    @wraps(view)
    def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            menu = Menu.load()
            return standing(request, request.path_info, menu) or missing(menu)

    return answer


def standing(request: HttpRequest, path: str, menu: Menu) -> HttpResponseBase | None:
    """The answer for what stands at exactly that decoded path; None where nothing does."""
    found = standing_at(path, menu)
    match found:
        case Article():
            return _article(found, menu)
        case Moved():
            return HttpResponsePermanentRedirect(address_of(found.path))
        case Withdrawn():
            return gone(menu)
        case None:
            return None
    return section_page(request, found, menu)


def _article(article: Article, menu: Menu) -> HttpResponse:
    shown, linkbacks = article_page(article, menu), advertised(article)
    response = page("article.html", shown.head, menu, {"page": shown, "article": article, "advertised": linkbacks})
    for name, value in linkbacks.headers.items() if linkbacks else ():
        response[name] = value
    return response


def _with_other_slash(request: HttpRequest, menu: Menu) -> HttpResponseBase:
    """`/search` leads to `/search/`, and only an address that answers is worth leading to."""
    bare = request.path_info.rstrip("/")
    for path in (f"{bare}/", bare):
        if path != request.path_info and _answers(request, path):
            return HttpResponsePermanentRedirect(address_of(path))
    return missing(menu)


def _answers(request: HttpRequest, path: str) -> bool:
    try:
        match = resolve(path)
        return match.func is not by_path and match.func(request, *match.args, **match.kwargs).status_code < 400
    except (Resolver404, Http404):
        return False
