"""The ledger of deliveries: to read, to search, and to send again."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Delivery
from tests.admin.desk import client_of, messages_of, typed
from tests.factories import make_article, minutes_ago

pytestmark = pytest.mark.django_db

DELIVERIES = "/admin/articles/delivery/"


def make_delivery(**fields: Any) -> Delivery:
    fields.setdefault("article", make_article())
    fields.setdefault("target_url", f"https://target.example/{Delivery.objects.count()}")
    return Delivery.objects.create(**{"status": "failed", "attempts": 6, **fields})


def found(query: str, role: str = "Moderator") -> list[str]:
    rows = client_of(role).get(f"{DELIVERIES}?{query}").context["cl"].queryset
    return sorted(row.target_url for row in rows)


@pytest.mark.parametrize(
    ("query", "targets"),
    [
        ("", ["https://one.example/a", "https://two.example/b"]),
        ("status__exact=sent", ["https://two.example/b"]),
        ("kind__exact=webmention", ["https://two.example/b"]),
        ("q=one.example", ["https://one.example/a"]),
        ("q=ferries", ["https://two.example/b"]),
        ("q=nothing", []),
    ],
)
def test_deliveries_are_found(query: str, targets: list[str]) -> None:
    make_delivery(target_url="https://one.example/a")
    ferries = make_article("Ferries wait")
    make_delivery(target_url="https://two.example/b", status="sent", kind="webmention", article=ferries)
    assert found(query) == targets


@pytest.mark.parametrize("page", ["", "{}/change/"])
def test_delivery_says_how_it_went(page: str) -> None:
    row = make_delivery(
        target_url="https://www.target.example/a", endpoint="https://hub.example/wm", answer="It answers 503.",
        article=make_article("Ferries wait"), kind="webmention", due_at=timezone.now(), tried_at=minutes_ago(5),
    )  # fmt: skip
    shown = client_of("Editor").get(DELIVERIES + page.format(row.pk)).content.decode()
    facts = [
        "<b>target.example</b>/a",
        "<b>hub.example</b>/wm",
        "It answers 503.",
        "Ferries wait",
        "Webmention",
        "Failed",
    ]
    assert [fact for fact in facts if fact not in shown] == []


@pytest.mark.parametrize("page", ["", "{}/change/"])
def test_H100_no_address_of_a_delivery_is_a_script(page: str) -> None:
    evil = 'javascript:alert(1)"><script>alert(1)</script>'
    row = make_delivery(target_url=evil, endpoint=evil, answer=evil, status_url=evil)
    shown = client_of("Editor").get(DELIVERIES + page.format(row.pk)).content.decode()
    assert 'href="javascript' not in shown
    assert "<script>alert" not in shown
    assert "javascript:alert(1)&quot;&gt;&lt;script&gt;" in shown


@pytest.mark.parametrize("form", ["action", "button"])
def test_delivery_is_sent_again(form: str) -> None:
    row, _untouched = make_delivery(), make_delivery()
    fields = {"action": "send_chosen_again", "_selected_action": row.pk} if form == "action" else {"again": row.pk}
    response = client_of("Moderator").post(f"{DELIVERIES}?q=target", fields, follow=True)
    row.refresh_from_db()
    assert (row.status, row.attempts) == ("waiting", 0)
    assert list(Delivery.objects.due(timezone.now())) == [row]
    assert messages_of(response) == ["1 delivery is sent again soon."]
    assert response.redirect_chain == [(f"{DELIVERIES}?q=target", 302)]


@pytest.mark.parametrize("form", [{"action": "send_chosen_again"}, {"again": ""}])
def test_sending_again_needs_the_right(form: dict[str, str]) -> None:
    row = make_delivery()
    form = {name: value or str(row.pk) for name, value in form.items()} | {"_selected_action": str(row.pk)}
    assert client_of("Reporter").post(DELIVERIES, form).status_code == 403
    row.refresh_from_db()
    assert row.status == "failed"


@pytest.mark.parametrize("number", ["x", "-1", "9" * 30, "\x00", ""])
def test_no_delivery_is_not_found(number: str) -> None:
    assert client_of("Moderator").post(DELIVERIES, {"again": number}).status_code == 404


@pytest.mark.parametrize("page", ["add/", "{}/delete/"])
def test_deliveries_are_neither_made_nor_deleted(page: str) -> None:
    row = make_delivery()
    assert client_of("superuser").get(DELIVERIES + page.format(row.pk)).status_code == 403


def test_delivery_cannot_be_written() -> None:
    row = make_delivery()
    assert client_of("superuser").post(f"{DELIVERIES}{row.pk}/change/", {"status": "sent"}).status_code == 403
    row.refresh_from_db()
    assert row.status == "failed"


@pytest.mark.parametrize(("role", "code"), [("Reporter", 403), ("Editor", 200), ("Moderator", 200), ("Admin", 200)])
def test_deliveries_are_open_to_their_roles(role: str, code: int) -> None:
    assert client_of(role).get(DELIVERIES).status_code == code


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_many(count: int) -> None:
    for _ in range(count):
        make_delivery()
    client = client_of("superuser")
    with CaptureQueriesContext(connection) as queries:
        client.get(DELIVERIES)
    assert len(queries) == 4


@pytest.mark.parametrize("switch", ["on", ""])
def test_article_says_whether_trackbacks_are_sent(switch: str) -> None:
    article = make_article(status="draft", sends_trackbacks=not switch)
    form = typed(**({"sends_trackbacks": switch} if switch else {}))
    client_of("Editor").post(f"/admin/articles/article/{article.pk}/change/", form)
    article.refresh_from_db()
    assert article.sends_trackbacks is bool(switch)
