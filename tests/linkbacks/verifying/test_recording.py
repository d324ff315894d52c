"""What a finding does to a row: WR6, WR7, V5, M1 to M6, H68, H70, H89 to H91 of the specification."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from articles.linkbacks.formats.examining import Examined
from articles.linkbacks.moderation import keep_words
from articles.linkbacks.verifying.findings import Finding, FoundLink, Verdict
from articles.linkbacks.verifying.recording import record
from articles.models import Linkback, SiteRule
from tests.admin.desk import make_user
from tests.factories import make_article, make_linkback
from tests.linkbacks.verifying.sources import NOW, after, make_notice

pytestmark = pytest.mark.django_db

SOURCE = "https://blog.example/post"
WORDS = "[…] one two three four five six seven eight nine […]"


def linked(title: str = "A blog", excerpt: str = WORDS, final_url: str = SOURCE, **facts: Any) -> Finding:
    examined = Examined(title, excerpt=excerpt, target="https://news.example/", **facts)
    return Finding(Verdict.LINKED, link=FoundLink(examined, "https://news.example/", final_url))


def found(row: Linkback, finding: Finding, now: datetime = NOW) -> Linkback:
    Linkback.objects.filter(pk=row.pk).update(lease_until=now + timedelta(minutes=1))
    row.refresh_from_db()
    record(row, finding, now)
    row.refresh_from_db()
    return row


def make_history(*statuses: str, days_ago: int = 1) -> None:
    for number, status in enumerate(statuses):
        make_linkback(make_article(), source_url=f"https://blog.example/{number}", status=status, received_at=NOW)
    Linkback.objects.update(received_at=datetime.now(NOW.tzinfo) - timedelta(days=days_ago))


def test_M1_first_success_waits_for_a_moderator() -> None:
    row = found(make_notice(SOURCE), linked())
    assert (row.status, row.checks, row.due_at) == ("pending", 1, after(hours=1))


def test_M1_allowed_site_is_shown_at_once() -> None:
    SiteRule.objects.create(site="blog.example", rule="allow")
    row = found(make_notice(SOURCE), linked())
    assert row.status == "approved"
    assert list(row.decisions.values_list("before", "after", "decided_by")) == [("received", "approved", None)]


def test_M2_site_that_ends_alike_is_not_allowed() -> None:
    SiteRule.objects.create(site="blog.example", rule="allow")
    source = "https://notblog.example/post"
    assert found(make_notice(source), linked(final_url=source)).status == "pending"


EARNED = [
    (("approved",) * 3, 1, "approved"),
    (("approved",) * 2, 1, "pending"),
    (("approved",) * 5 + ("spam",), 1, "pending"),
    (("approved",) * 3, 181, "pending"),
    (("rejected",) * 3, 1, "pending"),
]


@pytest.mark.parametrize(("history", "days_ago", "status"), EARNED)
def test_M1_three_approved_and_no_spam_earn_trust(history: tuple[str, ...], days_ago: int, status: str) -> None:
    make_history(*history, days_ago=days_ago)
    assert found(make_notice(SOURCE), linked()).status == status


def test_M3_writers_of_a_shared_host_do_not_share_trust() -> None:
    SiteRule.objects.create(site="medium.com/@asha", rule="allow")
    urls = ["https://medium.com/@asha/story", "https://medium.com/@other/story"]
    rows = [found(make_notice(url), linked(final_url=url)) for url in urls]
    assert [row.status for row in rows] == ["approved", "pending"]


EYES = [
    ("H68-hidden", {"is_hidden": True}),
    ("H70-link-farm", {"link_count": 201}),
    ("open-redirect", {"final_url": "https://spam.example/x"}),
]


@pytest.mark.parametrize("facts", [pytest.param(row[1], id=row[0]) for row in EYES])
def test_suspicious_page_is_never_approved_by_itself(facts: dict[str, Any]) -> None:
    SiteRule.objects.create(site="blog.example", rule="allow")
    assert found(make_notice(SOURCE), linked(**facts)).status == "pending"


def test_H68_nofollow_is_noted_and_no_reason() -> None:
    SiteRule.objects.create(site="blog.example", rule="allow")
    row = found(make_notice(SOURCE), linked(is_nofollow=True))
    assert (row.status, row.is_nofollow) == ("approved", True)


SURVIVED = [Verdict.TROUBLE, Verdict.CUT, Verdict.MISSING, Verdict.UNUSABLE]


@pytest.mark.parametrize("verdict", SURVIVED)
@pytest.mark.parametrize("status", ["approved", "pending"])
def test_WR7_H89_trouble_of_the_source_hides_nothing(verdict: Verdict, status: str) -> None:
    row = found(make_notice(SOURCE, status=status, title="Kept", excerpt=WORDS), Finding(verdict, "trouble"))
    assert (row.status, row.title, row.excerpt, row.problem) == (status, "Kept", WORDS, "trouble")
    assert row.due_at > NOW


@pytest.mark.parametrize("verdict", [Verdict.NOT_LINKED, Verdict.GONE])
def test_WR6_lost_link_is_hidden(verdict: Verdict) -> None:
    row = found(make_notice(SOURCE, status="approved"), Finding(verdict, "gone"))
    assert (row.status, row.due_at) == ("gone", after(days=1))
    assert list(row.decisions.values_list("before", "after")) == [("approved", "gone")]


@pytest.mark.parametrize("before", ["approved", "pending"])
def test_H91_link_that_is_back_is_as_before(before: str) -> None:
    row = found(make_notice(SOURCE, status=before, title="A blog", excerpt=WORDS), Finding(Verdict.GONE))
    assert found(row, linked(), after(days=1)).status == before


def test_gone_for_good_is_asked_three_times_more() -> None:
    row = found(make_notice(SOURCE, status="approved"), Finding(Verdict.GONE))
    now, waits = NOW, []
    while row.due_at:
        waits.append((row.due_at - now).days)
        now = row.due_at
        row = found(row, Finding(Verdict.GONE), now)
    assert waits == [1, 7, 30]


def test_V5_404_is_gone_after_three_times_over_three_days() -> None:
    row = make_notice(SOURCE, status="approved")
    missing, statuses, now = Finding(Verdict.MISSING), [], NOW
    for _ in range(3):
        row = found(row, missing, now)
        statuses.append(row.status)
        now = row.due_at
    assert statuses == ["approved", "approved", "gone"]


def test_V5_three_404_in_a_day_are_not_enough() -> None:
    row = make_notice(SOURCE, status="approved")
    for hours in (0, 1, 2, 3):
        row = found(row, Finding(Verdict.MISSING), after(hours=hours))
    assert row.status == "approved"


def test_V5_success_forgets_the_misses() -> None:
    row = found(make_notice(SOURCE, status="approved", title="A blog", excerpt=WORDS), Finding(Verdict.MISSING))
    row = found(row, linked(), after(days=4))
    assert (row.failures, row.failing_since) == (0, None)


OTHER_WORDS = "[…] one two buy pills here now at once […]"
CHANGES = [
    ("M6-title", {"title": "Buy pills"}, ("Buy pills", WORDS)),
    (
        "M6-text",
        {"excerpt": "[…] one two buy pills here now at once […]"},
        ("A blog", "[…] one two buy pills here now at once […]"),
    ),
    ("small-change", {"excerpt": WORDS.replace("nine", "ten")}, ("", "")),
    ("none", {}, ("", "")),
]


@pytest.mark.parametrize(("now", "changed"), [pytest.param(*row[1:], id=row[0]) for row in CHANGES])
def test_M6_H90_approved_words_stay_and_others_wait(now: dict[str, str], changed: tuple[str, str]) -> None:
    row = found(make_notice(SOURCE, status="approved", title="A blog", excerpt=WORDS), linked(**now))
    assert (row.status, row.title, row.excerpt) == ("approved", "A blog", WORDS)
    assert (row.changed_title, row.changed_excerpt) == changed


def test_M6_change_that_was_declined_is_not_asked_again() -> None:
    row = found(make_notice(SOURCE, status="approved", title="A blog", excerpt=WORDS), linked("Buy pills"))
    keep_words(Linkback.objects.filter(pk=row.pk), make_user("Moderator"))
    assert not found(row, linked("Buy pills"), after(days=7)).has_changed
    assert found(row, linked("Buy more pills"), after(days=8)).changed_title == "Buy more pills"


def test_M6_words_that_come_back_need_no_decision() -> None:
    row = make_notice(SOURCE, status="approved", title="A blog", excerpt=WORDS, changed_title="Buy pills")
    assert not found(row, linked()).has_changed


def test_WR6_pending_row_follows_its_page() -> None:
    row = found(make_notice(SOURCE, status="pending", title="Old", excerpt="Old"), linked())
    assert (row.status, row.title, row.excerpt) == ("pending", "A blog", WORDS)


KINDS = [
    ("pingback", "webmention", "webmention"),
    ("webmention", "pingback", "webmention"),
    ("trackback", "pingback", "pingback"),
    ("pingback", "", "pingback"),
]


@pytest.mark.parametrize(("kind", "asked", "then"), KINDS)
def test_X1_better_protocol_upgrades_the_row(kind: str, asked: str, then: str) -> None:
    row = make_notice(SOURCE, kind=kind, asked_kind=asked, status="pending")
    assert found(row, linked()).kind == then


@pytest.mark.parametrize("status", ["rejected", "spam", "deleted"])
def test_M5_decision_taken_meanwhile_stays(status: str) -> None:
    row = found(make_notice(SOURCE, status=status, title="Kept"), linked())
    assert (row.status, row.title, row.due_at) == (status, "Kept", None)


def test_notice_that_came_meanwhile_is_not_lost() -> None:
    row = make_notice(SOURCE, lease_until=after(minutes=1))
    claimed = Linkback.objects.get(pk=row.pk)
    Linkback.objects.filter(pk=row.pk).update(due_at=after(seconds=5), asked_kind="webmention")
    record(claimed, linked(), NOW)
    row.refresh_from_db()
    assert (row.status, row.kind, row.due_at) == ("pending", "webmention", after(seconds=5))


def test_H69_looks_are_after_an_hour_a_week_and_every_quarter() -> None:
    row, now, waits = make_notice(SOURCE), NOW, []
    for _ in range(4):
        row = found(row, linked(), now)
        waits.append(row.due_at - now)
        now = row.due_at
    assert waits == [timedelta(hours=1), timedelta(days=7), timedelta(days=90), timedelta(days=90)]
