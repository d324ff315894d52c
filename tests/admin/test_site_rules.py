"""Rules for whole sites: typed in any form, kept as the site, and never for ourselves or for everybody."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.linkbacks.site_rules import rule_for
from articles.models import ImportSource, SiteRule
from tests.admin.desk import client_of, errors_of, make_user, messages_of

pytestmark = pytest.mark.django_db

RULES = "/admin/articles/siterule/"
TYPED = [
    ("blog.example", "blog.example"),
    ("  WWW.Blog.Example  ", "blog.example"),
    ("https://www.blog.example/2026/a-story/?x#y", "blog.example"),
    ("//blog.example/", "blog.example"),
    ("blog.example.", "blog.example"),
    ("http://blog.example:8080/", "blog.example:8080"),
    ("https://medium.com/@Asha/story", "medium.com/@Asha"),
    ("asha.wordpress.com", "asha.wordpress.com"),
    ("asha.github.io/x", "asha.github.io"),
    ("нews.example", "xn--ews-ned.example"),
    ("203.0.113.7", "203.0.113.7"),
]
NO_SITE = "“{}” is no site. Give a domain such as blog.example, or the address of a page there."
SUFFIX = "{} is an ending that many sites share. Give the domain of one of them."
REFUSED = [
    ("two words", NO_SITE.format("two words")),
    ("javascript:alert(1)", NO_SITE.format("javascript:alert(1)")),
    ("ftp://blog.example/", NO_SITE.format("ftp://blog.example/")),
    ("https://user:pw@blog.example/", NO_SITE.format("https://user:pw@blog.example/")),
    ("*.example.org", NO_SITE.format("*.example.org")),
    ("a" * 400, NO_SITE.format("a" * 100)),
    ("<script>", NO_SITE.format("<script>")),
    ("com", SUFFIX.format("com")),
    ("co.uk", SUFFIX.format("co.uk")),
    ("https://GitHub.io/", SUFFIX.format("github.io")),
    ("localhost", "localhost is our own site."),
    ("news.example", "news.example is our own site."),
    ("https://www.news.example/a/", "news.example is our own site."),
    ("old.paper.co.in", "paper.co.in is our own site."),
    ("", "This field is required."),
    ("known.example", "There is a rule for this site already."),
    ("https://KNOWN.example/a", "There is a rule for this site already."),
]


def form(site: str, rule: str = "block", note: str = "") -> dict[str, str]:
    return {"site": site, "rule": rule, "note": note}


def add(typed: str, **fields: Any) -> Any:
    return client_of("Moderator").post(f"{RULES}add/", form(typed, **fields), follow=True)


@pytest.mark.parametrize(("typed", "site"), TYPED)
def test_rule_is_kept_for_the_site_of_what_is_typed(typed: str, site: str) -> None:
    add(typed, note="Seen often")
    kept = SiteRule.objects.values_list("site", "rule", "note", "created_by__username").get()
    assert kept == (site, "block", "Seen often", "moderator")


@pytest.mark.parametrize(("typed", "message"), REFUSED)
def test_M2_nonsense_and_too_wide_rules_are_refused(typed: str, message: str) -> None:
    SiteRule.objects.create(site="known.example", rule="allow")
    ImportSource.objects.create(home_url="https://www.paper.co.in/")
    assert errors_of(add(typed)) == [message]
    assert SiteRule.objects.count() == 1


@pytest.mark.parametrize(
    ("site", "rule", "is_kept"),
    [("medium.com", "allow", False), ("wordpress.com", "allow", False), ("medium.com", "block", True)],
)
def test_M3_not_everybody_of_a_shared_host_is_allowed(site: str, rule: str, is_kept: bool) -> None:
    errors = errors_of(add(site, rule=rule))
    message = f"Everybody may write on {site}. Allow one writer, as in medium.com/@asha."
    assert (errors, SiteRule.objects.exists()) == ([] if is_kept else [message], is_kept)


def test_wider_rule_than_typed_is_said() -> None:
    assert messages_of(add("deep.blog.example"))[0] == "The rule holds for all of blog.example."
    assert rule_for("https://other.blog.example/") == "block"


def test_rule_changed_by_hand_outlives_an_undo() -> None:
    other = make_user("Admin")
    rule = SiteRule.objects.create(site="blog.example", rule="block", batch=uuid4(), created_by=other)
    client_of("Moderator").post(f"{RULES}{rule.pk}/change/", form("blog.example", note="Stays"))
    rule.refresh_from_db()
    assert (rule.note, rule.batch, rule.created_by) == ("Stays", None, other)


@pytest.mark.parametrize(("role", "code"), [("Reporter", 403), ("Editor", 403), ("Moderator", 200), ("Admin", 200)])
def test_rules_are_for_moderators(role: str, code: int) -> None:
    client = client_of(role)
    assert (client.get(RULES).status_code, client.get(f"{RULES}add/").status_code) == (code, code)


def test_rules_are_found_by_site_and_note() -> None:
    for site, note in [("blog.example", "pills"), ("pills.example", ""), ("tea.example", "")]:
        SiteRule.objects.create(site=site, note=note, rule="block")
    found = client_of("Moderator").get(f"{RULES}?q=pills").context["cl"].queryset
    assert [rule.site for rule in found] == ["blog.example", "pills.example"]


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_many(count: int) -> None:
    for number in range(count):
        author = make_user(f"Admin{number}")
        SiteRule.objects.create(site=f"blog-{number}.example", rule="block", created_by=author)
    client = client_of("superuser")
    with CaptureQueriesContext(connection) as queries:
        client.get(RULES)
    assert len(queries) == 4
