"""Every public answer is made here: rendered without a request, so that no cookie and no reader can shape it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles.page_cache.lifetime import cache_control
from articles.pages.frame import footer, masthead
from articles.pages.head import Head
from articles.pages.markup import render
from articles.pages.menu import Menu
from articles.pages.stylesheet import stylesheet_hash

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class PageResponse(HttpResponse):
    """`kept_by` is for `page_cache.front`."""

    def __init__(self, *args: Any, kept_by: Collection[str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept_by = kept_by
        self["Cache-Control"] = cache_control()


def public(view: View[P]) -> View[P]:
    """GET and HEAD only; another method gets 405, not a complaint about a missing CSRF token."""
    return csrf_exempt(require_safe(view))


def page(
    template: str,
    head: Head,
    menu: Menu,
    context: dict[str, Any] | None = None,
    status: int = 200,
    kept_by: Collection[str] | None = None,
) -> HttpResponse:
    """A page in its own language, with a policy that allows its own style block and nothing else.

    One that is the same for every reader says by which parameters of its query it differs, if by any: the page cache
    keeps it. Any other is made anew each time.
    """
    shown = context or {}
    with translation.override(head.language):
        frame = {"masthead": masthead(head, menu, shown.get("line", ())), "footer": footer(menu)}
        html = render(template, head=head, **frame, **shown)
    return with_policy(PageResponse(html, status=status, kept_by=kept_by), head.kind)


def with_policy(response: HttpResponse, kind: str) -> HttpResponse:
    response["Content-Security-Policy"] = (
        f"default-src 'none'; style-src '{stylesheet_hash(kind)}'; img-src 'self'; "
        "media-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
    )
    return response
