"""Whatever path no other address claims: articles and pages at their own paths, sections, old addresses."""

from __future__ import annotations

from functools import wraps

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import Resolver404, resolve

from articles.commenting.switches import offered_at
from articles.linkbacks.advertising import advertised
from articles.models import Article, Page
from articles.pages.addresses import standing_at
from articles.pages.article import article_page
from articles.pages.menu import Menu
from articles.pages.old_addresses import asked_by, is_number_asked, meant_by, without_stuck
from articles.pages.page import shown_page
from articles.pages.places import Moved, Withdrawn
from articles.slugs import address_of
from articles.views.answers import P, View, page, public
from articles.views.errors import missing
from articles.views.lists import section_page
from articles.views.moving import moved, sent_on


@public
def by_path(request: HttpRequest, path: str) -> HttpResponseBase:
    return answered(request, f"/{path}", Menu.load())


def answered(request: HttpRequest, path: str, menu: Menu) -> HttpResponseBase:
    """Whatever is to be said of a decoded path; last of all that nothing is there."""
    return standing(request, path, menu) or _moved(request, path, menu) or missing(menu)


def or_by_path(view: View[P]) -> View[P]:
    """Where a tag or an author is gone, an old path may still lead on."""

    @wraps(view)
    def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            menu, path = Menu.load(), request.path_info
            old = standing(request, path, menu) or sent_on(request, meant_by(path, menu), menu)
            return old or missing(menu)

    return public(answer)


def standing(request: HttpRequest, path: str, menu: Menu) -> HttpResponseBase | None:
    """The answer for what stands at exactly that decoded path; None where nothing does."""
    found = standing_at(path, menu)
    match found:
        case Article():
            return _article(found, menu)
        case Page():
            return _page(found, menu)
        case Moved() | Withdrawn() | None:
            return sent_on(request, found, menu)
    return section_page(request, found, menu)


def _article(article: Article, menu: Menu) -> HttpResponse:
    shown, linkbacks = article_page(article, menu), advertised(article)
    context = {"page": shown, "article": article, "advertised": linkbacks, "commenting": offered_at(article)}
    context |= {"line": shown.line, "structured": shown.structured}
    response = page("article.html", shown.head, menu, context, kept_by=())
    response.article_id = article.pk
    for name, value in linkbacks.headers.items() if linkbacks else ():
        response[name] = value
    return response


def _page(found: Page, menu: Menu) -> HttpResponse:
    shown = shown_page(found)
    return page("page.html", shown.head, menu, {"page": shown}, kept_by=())


def _moved(request: HttpRequest, path: str, menu: Menu) -> HttpResponseBase | None:
    """Where to go instead, from a path at which nothing stands."""
    if is_number_asked(request.GET):
        return sent_on(request, asked_by(request.GET, menu), menu)
    return _to_other_form(request) or sent_on(request, meant_by(path, menu), menu)


def _to_other_form(request: HttpRequest) -> HttpResponseBase | None:
    """`/search` and `/Search/` lead to `/search/`, and only an address that answers is worth leading to."""
    bare = request.path_info.rstrip("/")
    forms = [f"{bare}/", bare]
    if (meant := without_stuck(bare)) and meant != bare:
        forms += [f"{meant}/", meant]
    found = next((address for form in forms if (address := _answering(request, form))), "")
    return moved(request, found) if found else None


def _answering(request: HttpRequest, path: str) -> str:
    """The address of what one of our other views answers for that path; empty when it is not found there."""
    if path == request.path_info:
        return ""
    try:
        match = resolve(path)
        if "path" in match.kwargs:  # it would ask here again
            return ""
        response = match.func(request, *match.args, **match.kwargs)
    except (Resolver404, Http404):
        return ""
    if isinstance(response, FileResponse) and response.file_to_stream:
        response.file_to_stream.close()
    if response.status_code == 301:
        return str(response["Location"])
    return address_of(path) if response.status_code < 400 else ""
