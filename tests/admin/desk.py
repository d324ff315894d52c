"""What tests of the desk type and read."""

from __future__ import annotations

from html import unescape
from re import findall
from typing import Any

from django.contrib.auth.models import Group, User
from django.http import HttpResponse
from django.test import Client

from articles.models import Section
from tests.factories import make_section

ADD = "/admin/articles/article/add/"
LIST = "/admin/articles/article/"


def make_user(role: str) -> User:
    """Of the desk: a role of the newsroom, or `superuser`."""
    user = User.objects.create_user(role.lower(), is_staff=True)
    user.is_superuser = role == "superuser"
    user.save()
    user.groups.set(Group.objects.filter(name=role))
    return user


def client_of(role: str) -> Client:
    client = Client()
    client.force_login(make_user(role))
    return client


def typed(*bylines: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """The article's form filled with dull words; `bylines` are new rows."""
    section = Section.objects.first() or make_section("News")
    form = {
        "headline": "Bridge opens", "body": "<p>People walked across.</p>", "section": section.pk,
        "language": "en-in", "receives_linkbacks": "on", "tags": "", "_continue": "1",
        "bylines-TOTAL_FORMS": len(bylines), "bylines-INITIAL_FORMS": 0,
    }  # fmt: skip
    for index, byline in enumerate(bylines):
        row = {"author": "", "guest_name": "", "role": "writing", "position": index, **byline}
        form |= {f"bylines-{index}-{name}": value for name, value in row.items()}
    return form | fields


def errors_of(response: HttpResponse) -> list[str]:
    """The messages at fields and in front of inline rows."""
    lists = findall(r'<ul class="errorlist[^"]*"[^>]*>(.*?)</ul>', response.content.decode())
    return [unescape(item) for one in lists for item in findall(r"<li>(.*?)</li>", one)]


def messages_of(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def change_page(pk: int) -> str:
    return f"{LIST}{pk}/change/"


def step_page(pk: int, name: str) -> str:
    return f"{LIST}{pk}/{name}/"
