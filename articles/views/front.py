"""The front page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase

from articles.pages import structured
from articles.pages.front import front_page
from articles.pages.head import Head, of_paper
from articles.pages.menu import Menu
from articles.pages.old_addresses import ASKING, asked_by, is_asked
from articles.views.answers import page, public
from articles.views.errors import missing
from articles.views.moving import sent_on


@public
def front(request: HttpRequest) -> HttpResponseBase:
    """WordPress asks for everything by a query of its front page; what is somebody else's is overlooked."""
    menu = Menu.load()
    if is_asked(request.GET):
        return sent_on(request, asked_by(request.GET, menu), menu) or missing(menu)
    kept_by = None if ASKING & request.GET.keys() else ASKING
    return page(
        "front.html",
        Head("front", address="/", description=of_paper()),
        menu,
        {"front": front_page(menu), "structured": structured.front_page(menu.standing)},
        kept_by=kept_by,
    )
