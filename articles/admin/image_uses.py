"""Where pictures are used: asked of indexes, for the whole library and for one of them."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.models import Article, Author, FrontEdition, FrontSlot, Image, ImageInBody, Page

_MOST_USES = 20
# What a past front page showed is in its list; a picture may go from there.
_STANDING = [FrontEdition.State.DRAFT, FrontEdition.State.LIVE]


def is_used() -> Q:
    """A condition on images. Of each kind the database looks for one row, and counts none."""
    this = OuterRef("pk")
    return Q(
        Exists(Article.objects.filter(lead_image=this))
        | Exists(ImageInBody.objects.filter(image=this))
        | Exists(Author.objects.filter(portrait=this))
        | Exists(FrontSlot.objects.filter(image=this, edition__state__in=_STANDING))
    )


def links_to_uses(image: Image) -> list[SafeString]:
    """To the articles, pages, authors and front pages that show the picture, each by its name."""
    links = [(reverse(f"admin:{row._meta.label_lower.replace('.', '_')}_change", args=[row.pk]), row)
             for rows in _rows(image) for row in rows]  # fmt: skip
    return [format_html('<a class="desk-use" href="{}">{}</a>', *link) for link in links]


def _rows(image: Image) -> list[QuerySet[Any]]:
    in_bodies = ImageInBody.objects.filter(image=image)
    leads, shown = Q(lead_image=image), Q(pk__in=in_bodies.filter(article__isnull=False).values("article"))
    pages = Page.objects.filter(pk__in=in_bodies.filter(page__isnull=False).values("page"))
    fronts = FrontEdition.objects.filter(slots__image=image, state__in=_STANDING).distinct()
    return [
        Article.objects.filter(leads | shown).only("pk", "headline").order_by("-modified_at")[:_MOST_USES],
        pages.order_by("pk")[:_MOST_USES],
        Author.objects.filter(portrait=image).order_by("pk")[:_MOST_USES],
        fronts[:_MOST_USES],
    ]
