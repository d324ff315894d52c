"""Not here (404), no longer here (410), broken (500), and without its database (503)."""

from __future__ import annotations

import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from articles.pages import rail
from articles.pages.head import Head, html_language
from articles.pages.markup import render
from articles.pages.menu import Menu
from articles.views.answers import for_readers, page, with_policy

RETRY_AFTER = 5
"""Seconds."""


@csrf_exempt
@for_readers
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
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        return away(request)
    language = settings.LANGUAGE_CODE
    with translation.override(language):
        html = render("500.html", language=html_language(language))
    return with_policy(HttpResponse(html, status=500), "error")


def away(request: HttpRequest) -> HttpResponse:
    """While the database is away, or busy for too long: reloading is all there is to do, and loses nothing."""
    language = settings.LANGUAGE_CODE
    with translation.override(language):
        is_desk = request.path_info.startswith(reverse("admin:index"))
        html = render("away.html", is_desk=is_desk, language=html_language(language))
        response = HttpResponse(html, status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    return with_policy(response, "error")


def _notice(template: str, menu: Menu, status: int) -> HttpResponse:
    return page(template, Head("error", is_indexed=False), menu, {"latest": rail.latest()}, status)
