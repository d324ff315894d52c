"""Suggestions for an ALSO READ: public articles like the one in the form, with the reason why each is offered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.admin.choosing import article_facts, needs
from articles.models import Article
from articles.models.archive import Archive
from articles.outgoing.found import links_in
from articles.search import Akin, Written, akin_to
from articles.tag_names import from_text

_LONGEST, _LONGEST_BODY, _MOST_LINKS = 2_000, 1_000_000, 200


@require_POST
@needs("articles.view_article")
def suggest(request: HttpRequest) -> JsonResponse:
    """For the form as it is typed; POST, because the whole text goes with it. Changes nothing."""
    number = request.POST.get("article", "")
    article_id = int(number) if number.isascii() and number.isdecimal() and len(number) < 19 else None
    return JsonResponse({"results": _facts(_typed(request.POST, article_id))})


def suggestions_for(request: HttpRequest, article: Article | None) -> list[dict[str, Any]]:
    """For the form as it opens: of what was typed where it comes back, else of what is saved."""
    if request.method == "POST":
        return _facts(_typed(request.POST, article.pk if article else None))
    return _facts(_saved(article)) if article else []


def _facts(written: Written) -> list[dict[str, Any]]:
    return [
        {**article_facts(one.article), "public": one.article.get_absolute_url(), "why": _why(one)}
        for one in akin_to(written)
    ]


def _why(one: Akin) -> str:
    said = [_("common tags: %(names)s") % {"names": ", ".join(one.tags)}] if one.tags else []
    return " · ".join([*said, *([_("similar text")] if one.is_similar else [])])


def _saved(article: Article) -> Written:
    names = tuple(article.tags.values_list("name", flat=True))
    return Written(article.headline, article.standfirst, names, article.pk, _linked(article.body, article.pk))


def _typed(sent: Mapping[str, Any], article_id: int | None) -> Written:
    """NUL characters are no words, and PostgreSQL cannot be asked for them."""
    headline, standfirst, tags = (
        str(sent.get(name, ""))[:_LONGEST].replace("\0", "") for name in ("headline", "standfirst", "tags")
    )
    linked = _linked(str(sent.get("body", ""))[:_LONGEST_BODY], article_id)
    return Written(headline, standfirst, tuple(from_text(tags)), article_id, linked)


def _linked(body: str, article_id: int | None) -> frozenset[int]:
    """The articles that a body offers or links to, by any address of theirs."""
    found = links_in(body)
    hrefs = {anchor.href for anchor in found.anchors[:_MOST_LINKS]}
    known = Archive(own_article_id=article_id).articles_by_url(hrefs) if hrefs else {}
    return found.also_read | frozenset(known.values())
