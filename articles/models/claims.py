"""No two things stand at one address: who has a path already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.page import Page
from articles.models.redirect import Redirect
from articles.models.section import RESERVED_SLUGS, Section

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def claim_on(
    path: str, article: Article | None = None, redirect: Redirect | None = None, page: Page | None = None
) -> StrOrPromise:
    """Why the path cannot be given away; empty when it can. `article`, `redirect` or `page` may have it: itself."""
    if path.strip("/").partition("/")[0].casefold() in RESERVED_SLUGS | {""}:
        return _("This address belongs to the site itself; choose another.")
    own_id = article.pk if article and article.pk else 0
    own_page = Page.objects.filter(pk=page.pk).first() if page and page.pk else None
    if Article.objects.filter(path=path).exclude(pk=own_id).exists():
        return _("Another article has this path already.") if not page else _("An article has this path already.")
    if Section.objects.filter(path=path).exists():
        return _("A section has this path already.")
    if Page.objects.filter(path=path).exclude(pk=own_page.pk if own_page else 0).exists():
        return _("A page has this path already.")
    if _forwarding(path, own_id, redirect, own_page).exists():
        return _("An old path leads elsewhere from here; choose another.")
    return ""


def refuse_claimed(
    path: str, article: Article | None = None, redirect: Redirect | None = None, page: Page | None = None
) -> None:
    if claim := claim_on(path, article, redirect, page):
        raise ValidationError(claim, code="taken")


def _forwarding(path: str, own_id: int, redirect: Redirect | None, page: Page | None) -> models.QuerySet[Redirect]:
    """An old path of the article or page itself may become its path again."""
    found = Redirect.objects.filter(path=path).exclude(pk=redirect.pk if redirect and redirect.pk else 0)
    found = found.exclude(target=page.path) if page else found
    return found.exclude(article=own_id) if own_id else found
