"""Rules and reputation hold for every notice, whatever the protocol, and as they are when it is checked."""

from __future__ import annotations

from typing import Any

import pytest

from articles.linkbacks.moderation import decide
from articles.linkbacks.verifying.recording import record
from articles.models import Article, Linkback, SiteRule
from tests.admin.desk import make_user
from tests.factories import make_article, make_linkback
from tests.linkbacks.verifying.sources import NOW, after, make_notice
from tests.linkbacks.verifying.test_recording import linked, make_history

pytestmark = pytest.mark.django_db

SOURCE = "https://blog.example/post"
KINDS = ["pingback", "trackback", "webmention"]


def checked(row: Linkback, **facts: Any) -> Linkback:
    """After its first look, which found the link."""
    Linkback.objects.filter(pk=row.pk).update(lease_until=after(minutes=1))
    row.refresh_from_db()
    record(row, linked(**facts), NOW)
    row.refresh_from_db()
    return row


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("rule", "status"), [("block", "spam"), ("allow", "approved"), ("", "pending")])
def test_M7_every_protocol_passes_the_rules(kind: str, rule: str, status: str) -> None:
    if rule:
        SiteRule.objects.create(site="blog.example", rule=rule)
    assert checked(make_notice(SOURCE, kind=kind)).status == status


@pytest.mark.parametrize("kind", KINDS)
def test_M7_spam_of_one_protocol_ends_the_trust_in_all(kind: str) -> None:
    make_history("approved", "approved", "approved", "spam")
    assert checked(make_notice(SOURCE, kind=kind)).status == "pending"


def test_M7_hidden_link_of_an_allowed_site_is_looked_at() -> None:
    SiteRule.objects.create(site="blog.example", rule="allow")
    assert checked(make_notice(SOURCE, kind="trackback"), is_hidden=True).status == "pending"


@pytest.mark.parametrize("source", ["https://brid.gy/comment/mastodon/{}", "https://www.youtube.com/watch?v={}"])
def test_M3_what_anybody_may_say_earns_no_trust(source: str) -> None:
    for number in range(3):
        make_linkback(make_article(), source_url=source.format(number))
    row = make_notice(source.format("new"))
    assert checked(row, final_url=row.source_url).status == "pending"


def test_PR16_site_that_was_blocked_while_it_waited_is_spam_whatever_it_earned() -> None:
    make_history(*["approved"] * 3)
    row = make_notice(SOURCE)
    SiteRule.objects.create(site="blog.example", rule="block")
    assert (checked(row).status, row.due_at) == ("spam", None)


def test_what_a_rule_made_spam_can_be_approved() -> None:
    SiteRule.objects.create(site="blog.example", rule="block")
    row = checked(make_notice(SOURCE))
    assert decide(Linkback.objects.filter(pk=row.pk), "approved", make_user("Moderator")).refusals == ()


@pytest.mark.parametrize("fields", [{"receives_linkbacks": False}, {"status": "killed"}])
def test_H93_article_that_closed_meanwhile_shows_nothing_unseen(fields: dict[str, Any]) -> None:
    SiteRule.objects.create(site="blog.example", rule="allow")
    row = make_notice(SOURCE)
    Article.objects.update(**fields)
    assert checked(row).status == "pending"
