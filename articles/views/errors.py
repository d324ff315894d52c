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
    """The same page for every path, so that it tells nothing of drafts."""
    return _notice("404.html", "Not found", 404)


def gone(request: HttpRequest) -> HttpResponse:
    return _notice("410.html", "Withdrawn", 410)


@csrf_exempt
def broken(request: HttpRequest) -> HttpResponse:
    """Needs no database: that may be what is broken."""
    return with_policy(HttpResponse(render_to_string("500.html"), status=500), "error")


def _notice(template: str, title: str, status: int) -> HttpResponse:
    head = Head("error", title=title, is_indexed=False)
    return page(template, head, Menu.load(), {"latest": rail.latest()}, status)
