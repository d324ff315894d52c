"""Every public answer is made here: rendered without a request, so that no cookie and no reader can shape it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles import clock
from articles.models.reading import PRIMARY, REPLICA, SOURCE, is_chosen, reading_from
from articles.models.waiting import PAGE, at_most
from articles.page_cache.lifetime import cache_control
from articles.pages.frame import footer, masthead
from articles.pages.head import Head
from articles.pages.markup import render
from articles.pages.menu import Menu
from articles.pages.offline import HASH as REGISTERING_HASH
from articles.pages.offline import is_registered_by
from articles.pages.speculation import HASH, KINDS_WITHOUT
from articles.pages.stylesheet import stylesheet_hash

P = ParamSpec("P")
Response = TypeVar("Response", bound=HttpResponse)
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class PageResponse(HttpResponse):
    """`kept_by`, the database that it was `read_from`, and the article it shows are for `page_cache.front`."""

    read_from = PRIMARY
    article_id = 0
    """Of the article that whoever reads it has read; 0 for none."""

    def __init__(self, *args: Any, kept_by: Collection[str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept_by = None if clock.is_moved() else kept_by
        self["Cache-Control"] = cache_control()


def public(view: View[P]) -> View[P]:
    """GET and HEAD only; another method gets 405, not a complaint about a missing CSRF token."""
    return csrf_exempt(require_safe(for_readers(view)))


def for_readers(view: View[P]) -> View[P]:
    """Read from the replica, where there is one, and again from the primary when it fails; waits for neither long.

    Whoever has a session is shown what was just written. A view inside another reads where that one does.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        with at_most(PAGE, is_readers=True):
            if is_chosen() or settings.SESSION_COOKIE_NAME in request.COOKIES or SOURCE.alias == PRIMARY:
                return view(request, *args, **kwargs)
            try:
                with at_most(PAGE / 3, is_readers=True), reading_from(REPLICA):
                    response = view(request, *args, **kwargs)
            except (OperationalError, InterfaceError):
                SOURCE.suspect()
                with reading_from(PRIMARY):
                    return view(request, *args, **kwargs)
            if isinstance(response, PageResponse):
                response.read_from = REPLICA
            return response

    return answer


def page(
    template: str,
    head: Head,
    menu: Menu,
    context: dict[str, Any] | None = None,
    status: int = 200,
    kept_by: Collection[str] | None = None,
) -> PageResponse:
    """A page in its own language, with a policy that allows the blocks it holds and nothing else.

    One that is the same for every reader says by which parameters of its query it differs, if by any: the page cache
    keeps it. Any other is made anew each time.
    """
    shown = context or {}
    with translation.override(head.language):
        banner = menu.banner
        frame = {"masthead": masthead(head, menu, shown.get("line", ())), "footer": footer(menu)}
        html = render(template, head=head, banner=banner, **frame, **shown)
    response = PageResponse(html, status=status, kept_by=kept_by)
    return with_policy(response, head.kind, banner is not None, head.scheme)


def with_policy(response: Response, kind: str, has_banner: bool = False, scheme: str = "") -> Response:
    """With a `scheme`, the page is for a frame of the desk (`Head.scheme`): of this origin, and no other."""
    response["Content-Security-Policy"] = _policy(kind, has_banner, is_registered_by(kind), scheme)
    if scheme:
        response["X-Frame-Options"] = "SAMEORIGIN"
    return response


@lru_cache(maxsize=0 if settings.DEBUG else None)
def _policy(kind: str, has_banner: bool, brings_worker: bool, scheme: str) -> str:
    """Style, rules for fetching ahead and the one script by hash: the page is the same for everybody, so no nonce.

    The script may name the worker's address (`trusted-types`), and no other may name any. Nothing is fetched by
    scripts; but a browser asks here before its tools may look at robots.txt from a page.
    """
    script = f" '{REGISTERING_HASH}'" if brings_worker else ""
    rules = "" if kind in KINDS_WITHOUT else f"script-src '{HASH}'{script}; "
    worker = "worker-src 'self'; trusted-types offline; " if brings_worker else ""
    style = stylesheet_hash(kind, has_banner, scheme)
    framed_by = "'self'" if scheme else "'none'"
    return (
        f"default-src 'none'; style-src '{style}'; {rules}img-src 'self'; media-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
        f"frame-ancestors {framed_by}; form-action 'self'; "
        f"{worker}require-trusted-types-for 'script'"
    )
