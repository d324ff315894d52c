"""Lists of articles, newest first: a section, a tag, an author, and what a search found."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Author, Section, Tag
from articles.pages import keys, rail, search, structured
from articles.pages.head import Head, shortened
from articles.pages.keys import Keys
from articles.pages.listing import BadCursor, Listing, listing
from articles.pages.menu import Menu
from articles.pages.most_read import with_most_read
from articles.pages.section_front import section_front
from articles.search import suggestion
from articles.slugs import address_of
from articles.views.answers import page, public

FEW = 3
BY_PAGE = ("page",)


def list_of(request: HttpRequest, order: Keys, address: str) -> Listing:
    """The page of the list that the address asks for; a cursor that is not ours is not found."""
    tokens = request.GET.getlist("page")
    try:
        if len(tokens) > 1:
            raise BadCursor
        return listing(order, address, tokens[0] if tokens else None)
    except BadCursor:
        raise Http404 from None


def section_page(request: HttpRequest, section: Section, menu: Menu) -> HttpResponse:
    address = address_of(section.path)
    if "page" in request.GET:
        found = list_of(request, keys.in_sections(section.ids_with_subsections(menu.sections)), address)
    else:
        found = section_front(section, menu)
    description = section.description or _("Stories from {name}, newest first.").format(name=section.name)
    head = Head("list", section.name, found.address, shortened(description), feeds_of=address)
    context = section_context(section, found, menu)
    context["structured"] = structured.section_page(context["line"])
    return page("section.html", head, menu, context, kept_by=BY_PAGE)


def section_context(section: Section, found: Listing, menu: Menu) -> dict[str, Any]:
    """What the page shows, but for what only machines read."""
    line = menu.line(section)
    newest, most_read = with_most_read(rail.of_all(), settings.LANGUAGE_CODE)
    around = {"section": section, "line": line, "above": line[:-1], "subsections": menu.below(section)}
    return around | {"listing": found, "latest": rail.lines(newest), "most_read": most_read}


@public
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """A tag of unpublished articles only is not there: its name alone would tell of them."""
    found_tag = get_object_or_404(Tag, slug=slug)
    address = found_tag.get_absolute_url()
    found = not_empty(list_of(request, keys.tagged(found_tag), address))
    few = found.is_first and len(found.stories) < FEW
    description = shortened(_("Stories about {name}, newest first.").format(name=found_tag.name))
    head = Head("list", found_tag.name, found.address, description, is_indexed=not few, feeds_of=address)
    return page("tag.html", head, Menu.load(), _beside(found) | {"tag": found_tag}, kept_by=BY_PAGE)


@public
def author(request: HttpRequest, slug: str) -> HttpResponse:
    found_author = get_object_or_404(Author.objects.select_related("portrait"), slug=slug)
    address = found_author.get_absolute_url()
    found = not_empty(list_of(request, keys.by_author(found_author), address))
    description = found_author.bio or _("Stories by {name}, newest first.").format(name=found_author.name)
    head = Head("list", found_author.name, found.address, shortened(description), feeds_of=address)
    return page("author.html", head, Menu.load(), _beside(found) | {"author": found_author}, kept_by=BY_PAGE)


@public
def found_by_words(request: HttpRequest) -> HttpResponse:
    menu = Menu.load()
    form = search.filled_in(request.GET, menu)
    found = list_of(request, form.keys(), form.address(request.path_info))
    feeds_of, asked = (reverse("search"), f"?{urlencode(form.values)}") if form.words else ("/", "")
    description = _("Search the stories of {name}.").format(name=settings.SITE_NAME)
    head = Head(
        "search", form.words, found.address, description, is_indexed=False, feeds_of=feeds_of, feeds_query=asked
    )
    context = _beside(found) | {"form": form, "sections": menu.sections}
    context["snippets"] = search.snippets(found.stories, form)
    if form.words and not found.stories:
        context["meant"] = suggestion(form.asked.query)
        context["meant_address"] = form.other(request.path_info, context["meant"])
    return page("search.html", head, menu, context)


def not_empty(found: Listing) -> Listing:
    if not found.stories:
        raise Http404
    return found


def _beside(found: Listing) -> dict[str, Any]:
    return {"listing": found, "latest": rail.latest()}
