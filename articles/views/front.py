"""The front page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from articles.pages.front import front_page
from articles.pages.head import Head
from articles.pages.menu import Menu
from articles.views.answers import page, public


@public
def front(request: HttpRequest) -> HttpResponse:
    menu = Menu.load()
    return page("front.html", Head("front", address="/"), menu, {"front": front_page(menu)})
