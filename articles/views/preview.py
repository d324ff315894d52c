"""Previews: for whoever has a link, and for the desk. Never cached, never indexed, and no link on them tells whence."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles import clock
from articles.models import Article, FrontEdition, FrontSlot, PreviewLink, Section
from articles.pages.front import front_page
from articles.pages.head import Head
from articles.pages.menu import Menu
from articles.pages.preview import preview_page
from articles.pages.section_front import section_front
from articles.pages.stylesheet import SCHEMES
from articles.views.answers import page
from articles.views.errors import missing
from articles.views.lists import section_context

_RELATED = ("section", "lead_image", "import_source")


@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponseBase:
    """One answer for a link that is over, was taken back, or never was."""
    links = PreviewLink.objects.readable().select_related(*(f"article__{name}" for name in _RELATED))
    link = links.filter(token=token).first()
    if link is None:
        return private(missing(Menu.load()))
    if link.article.is_published():
        return private(HttpResponseRedirect(link.article.get_absolute_url()))
    return _preview(link.article, valid_until=link.valid_until)


@require_safe
def of_desk(request: HttpRequest, article_id: str) -> HttpResponseBase:
    """As it was saved, whatever its state, for those who may see it at the desk.

    With `?scheme=` as the desk shows it in a frame: in that scheme, and without a word that readers will not see.
    """
    user = request.user
    if not (user.is_active and user.is_staff):
        return redirect_to_login(request.path, reverse("admin:login"))
    article = Article.objects.select_related(*_RELATED).filter(pk=article_id).first()
    if article is None or not user.has_perm("articles.view_article"):
        return private(missing(Menu.load()))
    scheme = request.GET.get("scheme", "")
    return _preview(article, scheme if scheme in SCHEMES else "")


@require_safe
def of_front(request: HttpRequest, edition_id: str) -> HttpResponseBase:
    """The front page, or the section's, with the slots of that edition, as it would be now."""
    user = request.user
    if not (user.is_active and user.is_staff):
        return redirect_to_login(request.path, reverse("admin:login"))
    menu = Menu.load()
    edition = FrontEdition.objects.select_related("section").filter(pk=edition_id).first()
    if edition is None or not user.has_perm("articles.view_frontedition"):
        return private(missing(menu))
    slots = list(edition.slots.shown(clock.now()).select_related("image"))
    if edition.section:
        return private(_section(edition.section, menu, slots))
    head = Head("front-preview", is_indexed=False)
    return private(page("front_preview.html", head, menu, {"front": front_page(menu, slots=slots)}))


def _section(section: Section, menu: Menu, slots: list[FrontSlot]) -> HttpResponse:
    head = Head("section-preview", section.name, is_indexed=False)
    return page("section_preview.html", head, menu, section_context(section, section_front(section, menu, slots), menu))


def _preview(article: Article, scheme: str = "", valid_until: datetime | None = None) -> HttpResponse:
    menu = Menu.load()
    shown = preview_page(article, menu, scheme)
    context = {"page": shown, "article": article, "advertised": None, "line": shown.line}
    return private(page("preview.html", shown.head, menu, {**context, "valid_until": valid_until}))


def private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
