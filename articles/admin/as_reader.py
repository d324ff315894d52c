"""An article as readers meet it: on a phone, on a desktop, in the dark, in a search engine, as the card of a link."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.forms import local_text
from articles.admin.pending import pending_of
from articles.admin.rights import article_for
from articles.admin.states import state_text, state_word
from articles.models import Article
from articles.pages.elsewhere import SearchResult, SocialCard, search_result, social_card
from articles.pages.head import DESCRIPTION, shortened
from articles.pages.menu import Menu
from articles.pages.preview import page_if_out
from articles.pictures import WIDE_SIZE
from articles.publishing import new_path

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

# Of a headline in a search engine: about as many letters as fit into its line.
LONGEST_TITLE = 60
VIEWS = {
    "phone": gettext_lazy("Phone"),
    "desktop": gettext_lazy("Desktop"),
    "dark": gettext_lazy("Dark"),
    "search": gettext_lazy("Search result"),
    "social": gettext_lazy("Social card"),
}


@dataclass(frozen=True)
class Frame:
    """The page of the preview in the width of a `device`, and in a scheme whatever the editor's own is."""

    device: str
    scheme: str
    title: Any


_PHONE = Frame("phone", "light", gettext_lazy("On a phone"))
_DESKTOP = Frame("desktop", "light", gettext_lazy("On a desktop"))
_DARK = [
    Frame("phone", "dark", gettext_lazy("On a phone, in the dark")),
    Frame("desktop", "dark", gettext_lazy("On a desktop, in the dark")),
]
FRAMES = {"phone": [_PHONE], "desktop": [_DESKTOP], "dark": _DARK}


def as_reader(admin: ArticleAdmin, request: HttpRequest, article_id: str) -> HttpResponse:
    """For whoever may see the preview; of the ways to look, one that is not known is the first."""
    may_preview = request.user.has_perm("articles.view_article")
    article = article_for(admin, request, article_id, has_right=may_preview, to_see=True)
    asked = request.GET.get("as", "")
    chosen = asked if asked in VIEWS else "phone"
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": _("As readers see it"),
        "article": article,
        "views": VIEWS.items(),
        "chosen": chosen,
        "frames": FRAMES.get(chosen, []),
        "state_text": state_text(article),
        "state_word": state_word(article),
        "saved": local_text(article.modified_at),
        "pending": pending_of(article),
        **(_elsewhere(article, chosen) if chosen not in FRAMES else {}),
    }
    return TemplateResponse(request, "admin/articles/article/as_reader.html", context)


def _elsewhere(article: Article, chosen: str) -> dict[str, Any]:
    """Made of the page that readers have, or would have if it went out now: at that address, too."""
    article.path = article.path or new_path(article)
    page = page_if_out(article, Menu.load())
    told: dict[str, Any] = {"language": page.head.html_language, "path": article.get_absolute_url()}
    if chosen == "search":
        result = search_result(page)
        return {**told, "result": result, "hints": list(_search_hints(article, result))}
    card = social_card(page)
    return {**told, "card": card, "hints": list(_card_hints(article, card))}


def _search_hints(article: Article, result: SearchResult) -> Iterator[str]:
    if len(result.title) > LONGEST_TITLE:
        count = {"count": len(result.title), "most": LONGEST_TITLE}
        yield _("The headline has %(count)d characters: of more than about %(most)d the end is cut off.") % count
    yield from _description_hints(article, result.description)
    if not result.is_ours:
        host = {"host": result.host}
        yield _("Its canonical address is at %(host)s: search engines show that page instead of this one.") % host


def _description_hints(article: Article, description: str) -> Iterator[str]:
    standfirst = shortened(article.standfirst, len(article.standfirst))
    if not description:
        yield _("There is no description: neither a standfirst nor a text to take it from.")
    elif not standfirst:
        yield _("There is no standfirst: the first words of the text stand in for the description.")
    elif description != standfirst:
        yield _("The standfirst is longer than %(most)d characters: its end is cut off.") % {"most": DESCRIPTION}


def _card_hints(article: Article, card: SocialCard) -> Iterator[str]:
    width, height = WIDE_SIZE
    if card.picture is None:
        if article.lead_image:
            yield _("Readers do not see the lead picture: its rights have ended, or its file is missing.")
        yield _("There is no picture: other sites show a small card, and some of them none.")
    elif card.picture.width < width:
        words = {"size": f"{card.picture.width} × {card.picture.height}", "wanted": f"{width} × {height}"}
        yield _("The picture is %(size)s: for a large card, other sites ask for %(wanted)s.") % words
    elif not card.is_cut:
        wanted = {"wanted": f"{width} × {height}"}
        yield _("The copy of %(wanted)s is not made yet: until then the whole picture is given.") % wanted
    yield from _description_hints(article, card.description)
