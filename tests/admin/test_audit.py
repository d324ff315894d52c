"""The audit: who did what, when, and from where; read by admins, changed by nobody."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from articles.admin.audit import PER_PAGE
from articles.linkbacks.receiving import limits
from articles.models import AuditEntry
from tests.admin.desk import LIST, change_page, client_of, make_user, step_page, typed
from tests.factories import make_article, make_section

pytestmark = pytest.mark.django_db
AUDIT = "/admin/articles/auditentry/"
EXPORT = f"{AUDIT}export/"
LOGIN = "/admin/login/"
PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _no_flood() -> None:
    limits.forget()


def entries(**condition: Any) -> list[tuple[str, ...]]:
    rows = AuditEntry.objects.filter(**condition).exclude(kind="login").order_by("id")
    return [(row.username, row.action, row.kind, row.named) for row in rows]


def page_of(client: Client, **asked: Any) -> str:
    response = client.get(AUDIT, asked)
    assert response.status_code == 200
    return response.content.decode()


def make_entry(named: str = "Bridge", **fields: Any) -> AuditEntry:
    given = {"username": "asha", "action": "changed", "kind": "articles.article", "named": named, "object_id": "7"}
    return AuditEntry.objects.create(**given | fields)


def test_what_is_done_to_an_article_is_there_with_the_address() -> None:
    editor = client_of("Editor")
    editor.post(f"{LIST}add/", typed(headline="Bridge opens"), REMOTE_ADDR="192.0.2.7")
    article = AuditEntry.objects.get(action="added").object_id
    editor.post(step_page(int(article), "publish"), REMOTE_ADDR="2001:db8::1")
    assert entries() == [
        ("editor", "added", "articles.article", "Bridge opens"),
        ("editor", "changed", "articles.article", "Bridge opens"),
    ]
    assert list(AuditEntry.objects.exclude(kind="login").order_by("id").values_list("address", flat=True)) == [
        "192.0.2.7", "2001:db8::1",
    ]  # fmt: skip
    page = page_of(client_of("Admin"))
    assert "Published" in page
    assert change_page(int(article)) in page


def test_users_groups_and_sections_are_audited() -> None:
    admin, other = client_of("superuser"), make_user("Reporter")
    form = {"username": "asha", "date_joined_0": "2026-01-01", "date_joined_1": "10:00", "is_staff": "on"}
    admin.post(f"/admin/auth/user/{other.pk}/change/", form | {"groups": Group.objects.get(name="Editor").pk})
    admin.post(f"/admin/auth/group/{Group.objects.get(name='Editor').pk}/change/", {"name": "Editors"})
    admin.post(f"/admin/articles/section/{make_section('World').pk}/delete/", {"post": "yes"})
    assert [row[1:3] for row in entries()] == [
        ("changed", "auth.user"), ("changed", "auth.group"), ("deleted", "articles.section"),
    ]  # fmt: skip
    assert "roups" in AuditEntry.objects.get(kind="auth.user").said


def test_many_deleted_at_once_are_an_entry_each_and_outlive_their_users() -> None:
    admin = client_of("superuser")
    gone = [User.objects.create_user(name).pk for name in ("ravi", "mina")]
    make_entry(username="ravi", user_id=gone[0])
    form = {"action": "delete_selected", "_selected_action": gone, "post": "yes"}
    admin.post("/admin/auth/user/", form)
    assert sorted(entries(action="deleted")) == [
        ("superuser", "deleted", "auth.user", name) for name in ("mina", "ravi")
    ]
    assert AuditEntry.objects.get(username="ravi", action="changed").user is None


def test_logins_are_there_and_those_that_fail_without_the_password() -> None:
    User.objects.create_user("asha", password=PASSWORD, is_staff=True)
    client = Client(REMOTE_ADDR="192.0.2.7")
    client.post(LOGIN, {"username": "Asha\t=1", "password": "wrong secret"})
    client.post(LOGIN, {"username": "asha", "password": PASSWORD})
    client.post("/admin/logout/")
    rows = AuditEntry.objects.order_by("id").values_list("action", "username", "address")
    assert list(rows) == [
        ("failed", "Asha\t=1", "192.0.2.7"), ("login", "asha", "192.0.2.7"), ("logout", "asha", "192.0.2.7"),
    ]  # fmt: skip
    assert not AuditEntry.objects.filter(details__contains="secret").exists()


def test_guessing_passwords_does_not_fill_the_disk(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # how slow a guess is, is not asked
    for _attempt in range(103):
        authenticate(username="asha", password="guess")
    assert AuditEntry.objects.filter(action="failed").count() == 100


@pytest.mark.parametrize(("is_behind", "address"), [(True, "198.51.100.9"), (False, "192.0.2.7")])
def test_only_our_own_proxy_is_believed(settings: Settings, is_behind: bool, address: str) -> None:
    settings.BEHIND_PROXY = is_behind
    headers = {"X-Forwarded-For": "203.0.113.1, 198.51.100.9"}
    Client(REMOTE_ADDR="192.0.2.7", headers=headers).post(LOGIN, {"username": "a", "password": "b"})
    assert AuditEntry.objects.get().address == address


@pytest.mark.parametrize(("role", "status"), [("Reporter", 403), ("Editor", 403), ("Moderator", 403), ("Admin", 200)])
def test_it_is_for_admins(role: str, status: int) -> None:
    client = client_of(role)
    assert [client.get(address).status_code for address in (AUDIT, EXPORT)] == [status] * 2


def test_nobody_changes_it() -> None:
    client, entry = client_of("superuser"), make_entry()
    for address in (f"{AUDIT}add/", f"{AUDIT}{entry.pk}/change/", f"{AUDIT}{entry.pk}/delete/"):
        assert client.post(address, {"post": "yes"}).status_code == 404
    client.post(AUDIT, {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"})
    assert AuditEntry.objects.filter(pk=entry.pk).exists()


FILTERS = [
    {"who": "asha"}, {"action": "deleted"}, {"kind": "articles.section"}, {"q": "found it"}, {"q": "192.0.2.7"},
    {"since": "2020-01-02", "until": "2020-01-02"}, {"who": "asha", "q": "FOUND", "action": "deleted"},
]  # fmt: skip


@pytest.mark.parametrize("asked", FILTERS)
def test_it_is_filtered_and_searched(asked: dict[str, str]) -> None:
    client = client_of("Admin")
    make_entry("Another", username="ravi")
    wanted = make_entry(
        "Found it", action="deleted", kind="articles.section", address="192.0.2.7",
        made_at=timezone.now().replace(year=2020, month=1, day=2, hour=12),
    )  # fmt: skip
    rows = client.get(AUDIT, asked).context["rows"]
    assert [row.pk for row, _kind, _address in rows] == [wanted.pk]


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ({"since": "soon"}, "Enter a valid date."),
        ({"until": "9999-12-31"}, "less than or equal"),
        ({"since": "0001-01-01"}, "greater than"),
        ({"kind": "x"}, "Select a valid choice."),
        ({"q": "y" * 201}, "at most 200"),
    ],
)
def test_wrong_filter_is_said_at_the_field_and_stays(asked: dict[str, str], text: str) -> None:
    client = client_of("Admin")
    page = page_of(client, **asked)
    assert text in page
    assert next(iter(asked.values())) in page or "kind" in asked
    assert text in client.get(EXPORT, asked).content.decode()


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "1.5", ""])
def test_wrong_place_is_the_first_page(before: str) -> None:
    make_entry()
    assert "Bridge" in page_of(client_of("Admin"), before=before)


def test_pages_go_by_key_and_nothing_is_counted() -> None:
    client = client_of("Admin")
    made = [make_entry(f"Entry {number}").pk for number in range(2 * PER_PAGE + 5)]
    seen: list[int] = []
    asked: dict[str, Any] = {"who": "asha"}
    for _page in range(3):
        with CaptureQueriesContext(connection) as queries:
            context = client.get(AUDIT, asked).context
        assert not any("COUNT(" in query["sql"] for query in queries)
        seen += [row.pk for row, _kind, _address in context["rows"]]
        asked["before"] = context["before"]
    assert seen == made[::-1]
    assert asked["before"] is None


def test_strangers_words_are_text_on_the_page() -> None:
    make_entry("<script>alert(1)</script>", username='"><b>', details="[not json")
    page = page_of(client_of("Admin"))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_export_holds_what_is_filtered_and_no_formula() -> None:
    client = client_of("Admin")
    make_entry("=HYPERLINK(1)", username="@asha", details=" +1")
    make_entry("Other", username="ravi", made_at=timezone.now() - timedelta(days=1))
    response = client.get(EXPORT, {"who": "@asha"})
    text = b"".join(response.streaming_content).decode()
    head, *rows = csv.reader(io.StringIO(text))
    assert head == ["time", "who", "from", "action", "kind", "what", "number", "details"]
    assert [row[1:] for row in rows] == [
        ["'@asha", "", "changed", "articles.article", "'=HYPERLINK(1)", "7", "' +1"],
    ]  # fmt: skip
    assert "attachment" in response["Content-Disposition"]
    assert AuditEntry.objects.get(action="exported").details == "who=%40asha"


def test_first_page_of_the_desk_leads_there() -> None:
    make_article()
    assert AUDIT in client_of("Admin").get("/admin/").content.decode()
    assert AUDIT not in client_of("Editor").get("/admin/").content.decode()


def test_what_django_knew_before_is_copied() -> None:
    user, article = make_user("Editor"), make_article("Bridge opens")
    for flag in (ADDITION, CHANGE, DELETION):
        LogEntry.objects.log_actions(user.pk, [article], flag, [{"changed": {"fields": ["Headline"]}}])
    import_module("articles.migrations.0031_undo_and_audit").copy_history(apps, SimpleNamespace(connection=connection))
    assert [row[1] for row in entries(username="editor", named="Bridge opens")] == ["added", "changed", "deleted"]
    assert [row.said for row in AuditEntry.objects.filter(username="editor")] == ["", "Changed Headline.", ""]
