"""The service worker, the script that registers it, and the page that it shows without a network."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from articles.pages import offline
from articles.pages.head import html_language
from articles.pages.markup import render
from articles.views.answers import public, with_policy

_SCRIPT = "text/javascript; charset=utf-8"
# What the worker may do: ask this site.
_POLICY = "default-src 'none'; connect-src 'self'"


@public
def worker(request: HttpRequest) -> HttpResponse:
    """Where it is off, what browsers ask for again and again takes the worker and its copies away."""
    script = offline.WORKER if settings.SERVICE_WORKER else offline.RETIRING
    response = HttpResponse(script, content_type=_SCRIPT)
    response["Cache-Control"] = "no-cache"
    response["Content-Security-Policy"] = _POLICY
    return response


@public
def registering(request: HttpRequest) -> HttpResponse:
    """Its address changes with its text."""
    response = HttpResponse(offline.REGISTERING, content_type=_SCRIPT)
    is_current = request.GET.get("v") == offline.VERSION
    response["Cache-Control"] = "public, max-age=31536000, immutable" if is_current else "no-cache"
    return response


@public
def page(request: HttpRequest) -> HttpResponse:
    """Needs no database. What was read stands on it only where the worker wrote it in."""
    language = settings.LANGUAGE_CODE
    with translation.override(language):
        response = HttpResponse(render("offline.html", language=html_language(language)))
    response["Cache-Control"] = "no-cache"
    return with_policy(response, "error")
