"""What tests of the inbox make, read and decide."""

from __future__ import annotations

from html import unescape
from re import findall
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.test import Client

from articles.admin.linkback_card import Card, cards_of
from articles.models import Linkback
from tests.factories import make_article, make_linkback

INBOX = "/admin/articles/linkback/"
SWITCH = {"changed_title": "Cheap pills", "changed_excerpt": "[…] buy now […]"}


def waiting(**fields: Any) -> Linkback:
    return make_linkback(make_article(), **{"status": "pending", **fields})


def cards(client: Client, query: str = "") -> list[Card]:
    return client.get(f"{INBOX}?{query}").context["cl"].cards


def card(linkback: Linkback, user: User | None = None) -> Card:
    return cards_of([linkback], user or AnonymousUser())[0]


def status(linkback: Linkback) -> str:
    return Linkback.objects.get(pk=linkback.pk).status


def decide(client: Client, linkback: Linkback, name: str, query: str = "") -> Any:
    return client.post(f"{INBOX}{linkback.pk}/{name}/{query}")


def undo_of(response: Any) -> tuple[str, dict[str, str]]:
    """The button in the message: its address, and what it sends."""
    page = response.content.decode()
    form = page[page.index('class="desk-done"') :]
    action, batch = findall(r'action="([^"]*)"|name="batch" value="([^"]*)"', form)[:2]
    return unescape(action[0]), {"batch": batch[1]}
