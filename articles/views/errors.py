"""Not here (404), no longer here (410), and broken (500)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import csrf_exempt

from articles.pages import rail
from articles.pages.head import Head
from articles.pages.menu import Menu
from articles.views.answers import page, with_policy


@csrf_exempt
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return missing(Menu.load())


def missing(menu: Menu) -> HttpResponse:
    """The same page for every path, so that it tells nothing of drafts."""
    return _notice("404.html", menu, 404)


def gone(menu: Menu) -> HttpResponse:
    return _notice("410.html", menu, 410)


@csrf_exempt
def broken(request: HttpRequest) -> HttpResponse:
    """Needs no database: that may be what is broken."""
    return with_policy(HttpResponse(render_to_string("500.html"), status=500), "error")


def _notice(template: str, menu: Menu, status: int) -> HttpResponse:
    return page(template, Head("error", is_indexed=False), menu, {"latest": rail.latest()}, status)
