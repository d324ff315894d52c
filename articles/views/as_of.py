"""The whole site at a time to come, for the desk: `/preview/at/2026-11-28T18:00/…` is what `/…` will be then.

The same views answer, with the clock set to that moment (`clock.as_of`). The time stands in the address, so what an
address shows is what it says; two windows can look at two times, and the site itself is never anything but itself. The
answer is made anew from what the view gave: of its headers none is passed on, and nobody may keep it.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from copy import copy
from datetime import datetime
from functools import cache
from inspect import unwrap
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from articles import clock
from articles.pages import as_of
from articles.pages.kept_inside import kept_inside, moved_inside
from articles.pages.markup import parts
from articles.pages.menu import Menu
from articles.pages.stylesheet import minified
from articles.views import archive, front, lists, lite, lite_archive, paths
from articles.views.edits_due import MOST, Shown, edits_due
from articles.views.errors import missing
from articles.views.preview import private

_VIEWS: tuple[Callable[..., Any], ...] = (
    front.front, lists.tag, lists.author, lists.found_by_words, paths.by_path,
    archive.years, archive.year, archive.month, archive.day, archive.corrections,
    lite.front, lite.tag, lite.author, lite.by_path, lite_archive.found_by_words,
    lite_archive.years, lite_archive.year, lite_archive.month, lite_archive.day, lite_archive.corrections,
)  # fmt: skip
_PAGES = frozenset(unwrap(view) for view in _VIEWS)


@require_safe
def at(request: HttpRequest, at: str, path: str) -> HttpResponseBase:
    """For who may see articles at the desk; to everybody else nothing is there."""
    user = request.user
    if not (user.is_active and user.is_staff and user.has_perm("articles.view_article")):
        return private(missing(Menu.load()))
    inner = _asked(request, path or "/")
    try:
        moment = as_of.read(at)
    except ValidationError:
        return private(HttpResponseRedirect(_choosing(at, inner.get_full_path())))
    with edits_due(moment) as shown, clock.as_of(moment):
        made = _made(inner)
    return private(_answer(made, moment, inner.get_full_path(), shown))


def is_inside(path: str) -> bool:
    """Whether that decoded path leads to a page of readers; feeds, files, forms and the desk are what they are now."""
    try:
        return unwrap(resolve(path).func) in _PAGES
    except Resolver404:
        return False


def _asked(request: HttpRequest, path: str) -> HttpRequest:
    """The same request for a reader's address; nothing of it is shared that a view might change."""
    inner = copy(request)
    inner.path = inner.path_info = path
    return inner


def _made(request: HttpRequest) -> HttpResponseBase:
    if not is_inside(request.path_info):
        return missing(Menu.load())
    found = resolve(request.path_info)
    try:
        answer: HttpResponseBase = found.func(request, *found.args, **found.kwargs)
    except Http404:
        return missing(Menu.load())
    return answer


def _answer(made: HttpResponseBase, moment: datetime, path: str, shown: Shown) -> HttpResponse:
    below = as_of.address_at(moment, "")
    if made.has_header("Location"):
        return HttpResponseRedirect(moved_inside(made["Location"], below, is_inside))
    if not isinstance(made, HttpResponse):
        raise TypeError("A page of readers is no stream.")
    html = kept_inside(made.content.decode(), below, is_inside, f"<style>{_css()}</style>", _bar(moment, path, shown))
    response = HttpResponse(html, status=made.status_code)
    response["Content-Security-Policy"] = _policy(made.get("Content-Security-Policy", ""))
    return response


def _bar(moment: datetime, path: str, shown: Shown) -> SafeString:
    with translation.override(settings.LANGUAGE_CODE):
        words: dict[str, Any] = {"form": _choosing(), "path": path, "desk": reverse("admin:index")}
        return parts.as_of(moment, as_of.written(moment), **words, notes=_notes(shown))


def _notes(shown: Shown) -> list[str]:
    """What of the edits that are due by then is not on the pages."""
    notes = []
    if shown.is_cut:
        notes.append(gettext("Of the edits that go out until then, the first {most} are shown.").format(most=MOST))
    if count := shown.refused:
        text = ngettext(
            "{count} edit cannot go out as it is, and is not shown.",
            "{count} edits cannot go out as they are, and are not shown.",
            count,
        )
        notes.append(text.format(count=count))
    return notes


def _choosing(at: str = "", path: str = "") -> str:
    """The page of the desk at which a time is chosen; it says what is wrong with `at`, and leads back to `path`."""
    address = reverse("admin:as_of")
    return f"{address}?{urlencode({'at': at, 'path': path})}" if at else address


@cache
def _css() -> str:
    return minified((Path(settings.BASE_DIR) / "static" / "css" / "as-of.css").read_text("utf-8"))


def _policy(own: str) -> str:
    """No script at all; beside the bar's style the page's own."""
    digest = base64.b64encode(hashlib.sha256(_css().encode()).digest()).decode()
    style = re.search(r"style-src ('[^']+')", own)
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'{f' {style[1]}' if style else ''}; img-src 'self'; "
        "media-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'; "
        "require-trusted-types-for 'script'"
    )
