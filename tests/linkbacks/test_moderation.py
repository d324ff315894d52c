"""What moderators decide is kept, can be undone, and never shows what was not verified."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles.linkbacks.moderation import (
    History,
    block_site,
    block_sites,
    decide,
    history_of,
    keep_words,
    last_batch,
    undo,
)
from articles.models import Decision, ImportSource, Linkback, SiteRule
from tests.factories import make_article, make_linkback, minutes_ago

pytestmark = pytest.mark.django_db

Status = Linkback.Status
BAIT = {"title": "Tea garden", "excerpt": "[…] a kind word […]"}
SWITCH = {"changed_title": "Cheap pills", "changed_excerpt": "[…] buy now […]"}
WORDS = ("title", "excerpt", "changed_title", "changed_excerpt")


@pytest.fixture
def by() -> User:
    return User.objects.create_user("asha")


def make(status: str = "pending", **fields) -> Linkback:
    return make_linkback(make_article(), status=status, **fields)


def rows(*linkbacks: Linkback):
    return Linkback.objects.filter(pk__in=[row.pk for row in linkbacks])


def statuses(*linkbacks: Linkback) -> list[str]:
    return [Linkback.objects.get(pk=row.pk).status for row in linkbacks]


def words(row: Linkback) -> tuple[str, ...]:
    row.refresh_from_db()
    return tuple(getattr(row, name) for name in WORDS)


@pytest.mark.parametrize("status", [Status.APPROVED, Status.REJECTED, Status.SPAM, Status.DELETED])
def test_decision_is_kept_with_who_and_what(by: User, status: str) -> None:
    row = make()
    batch = decide(rows(row), status, by)
    assert statuses(row) == [status]
    kept = Decision.objects.values_list("linkback", "before", "after", "decided_by", "batch").get()
    assert kept == (row.pk, "pending", status, by.pk, batch.id)


@pytest.mark.parametrize("status", [Status.RECEIVED, Status.PENDING, Status.UNVERIFIED, Status.GONE, "nonsense"])
def test_other_statuses_are_not_decided(by: User, status: str) -> None:
    row = make("approved")
    with pytest.raises(ValueError, match="nothing a moderator decides"):
        decide(rows(row), status, by)
    assert statuses(row) == ["approved"]


def test_what_is_there_already_is_skipped(by: User) -> None:
    there, new = make("spam"), make()
    assert decide(rows(there, new), Status.SPAM, by).count == 1
    assert list(Decision.objects.values_list("linkback", flat=True)) == [new.pk]


def test_own_linkback_can_be_rejected(by: User) -> None:
    own = make("approved", source_article=make_article())
    decide(rows(own), Status.REJECTED, by)
    assert statuses(own) == ["rejected"]


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("received", "“Bridge” was not approved: its page was not checked yet."),
        ("unverified", "“Bridge” was not approved: its page does not link to us."),
        ("gone", "“Bridge” was not approved: its page is gone."),
    ],
)
def test_M4_only_what_was_verified_is_approved(by: User, status: str, reason: str) -> None:
    never, verified = make(status, title="Bridge"), make()
    batch = decide(rows(never, verified), Status.APPROVED, by)
    assert statuses(never, verified) == [status, "approved"]
    assert (batch.count, batch.refusals) == (1, (reason,))


@pytest.mark.parametrize("first", [Status.REJECTED, Status.SPAM, Status.DELETED])
def test_M4_unverified_is_not_approved_by_a_detour(by: User, first: str) -> None:
    row = make("received")
    decide(rows(row), first, by)
    assert len(decide(rows(row), Status.APPROVED, by).refusals) == 1
    assert statuses(row) == [first]


def test_verified_is_approved_after_a_detour(by: User) -> None:
    row = make("received")
    undo(decide(rows(row), Status.SPAM, by).id, by)
    Linkback.objects.update(status="pending")
    decide(rows(row), Status.SPAM, by)
    assert decide(rows(row), Status.APPROVED, by).refusals == ()
    assert statuses(row) == ["approved"]


def test_what_a_rule_approved_is_approved_again(by: User) -> None:
    row = make("approved")
    Decision.objects.create(linkback=row, before="received", after="approved")
    decide(rows(row), Status.REJECTED, by)
    decide(rows(row), Status.APPROVED, by)
    assert statuses(row) == ["approved"]


def test_M6_approving_takes_the_new_words(by: User) -> None:
    row = make("approved", **BAIT, **SWITCH)
    assert decide(rows(row), Status.APPROVED, by).count == 1
    assert words(row) == ("Cheap pills", "[…] buy now […]", "", "")


def test_M6_only_the_changed_words_are_replaced(by: User) -> None:
    row = make("approved", **BAIT, changed_title="Tea gardens")
    decide(rows(row), Status.APPROVED, by)
    assert words(row) == ("Tea gardens", "[…] a kind word […]", "", "")


def test_M6_approved_words_are_kept(by: User) -> None:
    row, same = make("approved", **BAIT, **SWITCH), make("approved")
    assert keep_words(rows(row, same), by).count == 1
    assert words(row) == ("Tea garden", "[…] a kind word […]", "", "")
    assert statuses(row) == ["approved"]


@pytest.mark.parametrize("decision", ["approve", "keep", "spam"])
def test_M6_undo_brings_the_words_back(by: User, decision: str) -> None:
    row = make("approved", **BAIT, **SWITCH)
    steps = {"approve": Status.APPROVED, "spam": Status.SPAM}
    batch = keep_words(rows(row), by) if decision == "keep" else decide(rows(row), steps[decision], by)
    assert undo(batch.id, by).count == 1
    assert words(row) == (*BAIT.values(), *SWITCH.values())
    assert statuses(row) == ["approved"]


def test_undo_puts_all_of_a_batch_back(by: User) -> None:
    row, other, untouched = make(), make("approved"), make("approved")
    batch = decide(rows(row, other), Status.SPAM, by)
    assert undo(batch.id, by).count == 2
    assert statuses(row, other, untouched) == ["pending", "approved", "approved"]
    assert set(Decision.objects.values_list("is_undone", "undone_by")) == {(True, by.pk)}


def test_undo_leaves_what_somebody_decided_later(by: User) -> None:
    row, other = make(), make()
    batch = decide(rows(row, other), Status.SPAM, by)
    decide(rows(other), Status.REJECTED, None)
    undone = undo(batch.id, by)
    assert (undone.count, undone.kept) == (1, 1)
    assert statuses(row, other) == ["pending", "rejected"]


def test_undo_leaves_a_later_decision_to_the_same(by: User) -> None:
    row = make()
    batch = decide(rows(row), Status.SPAM, by)
    decide(rows(row), Status.REJECTED, None)
    decide(rows(row), Status.SPAM, None)
    assert undo(batch.id, by).count == 0
    assert statuses(row) == ["spam"]


def test_undo_leaves_what_the_checks_found_later(by: User) -> None:
    row = make()
    batch = decide(rows(row), Status.APPROVED, by)
    rows(row).update(status="gone")
    assert undo(batch.id, by).kept == 1
    assert statuses(row) == ["gone"]


def test_second_undo_changes_nothing(by: User) -> None:
    row = make()
    batch = decide(rows(row), Status.SPAM, by)
    undo(batch.id, by)
    decide(rows(row), Status.SPAM, by)
    assert undo(batch.id, by).count == 0
    assert statuses(row) == ["spam"]


def test_undo_of_nothing_is_nothing(by: User) -> None:
    assert undo(uuid4(), by).count == 0


@pytest.mark.parametrize(
    ("status", "fields", "is_watched"),
    [
        ("received", {}, True),
        ("pending", {"checked_at": minutes_ago(5)}, True),
        ("approved", {"checked_at": minutes_ago(5)}, True),
        ("pending", {}, False),
    ],
)
def test_H69_undone_is_checked_again(by: User, status: str, fields: dict[str, object], is_watched: bool) -> None:
    row = make(status, **fields)
    undo(decide(rows(row), Status.SPAM, by).id, by)
    row.refresh_from_db()
    assert (row.due_at is not None) is is_watched


def test_H69_approved_after_all_is_checked_again(by: User) -> None:
    checked, own = make(checked_at=minutes_ago(5)), make(source_article=make_article())
    decide(rows(checked, own), Status.REJECTED, by)
    decide(rows(checked, own), Status.APPROVED, by)
    assert list(Linkback.objects.filter(due_at__isnull=False)) == [checked]


def test_blocking_clears_what_waits_from_the_site(by: User) -> None:
    chosen = make("approved", source_url="https://a.spam.example/1")
    waiting = [make(status, source_url=f"https://{status}.spam.example/") for status in ("pending", "received")]
    shown = make("approved", source_url="https://spam.example/2")
    elsewhere = make(source_url="https://notspam.example/")
    batch = block_site(chosen, by)
    assert statuses(chosen, *waiting, shown, elsewhere) == ["spam", "spam", "spam", "approved", "pending"]
    assert (batch.count, batch.sites) == (3, ("spam.example",))
    assert SiteRule.objects.values_list("site", "rule", "created_by").get() == ("spam.example", "block", by.pk)


def test_M3_blocking_a_writer_leaves_the_others_of_the_host(by: User) -> None:
    writer, other = make(source_url="https://medium.com/@spam/1"), make(source_url="https://medium.com/@asha/1")
    assert block_site(writer, by).sites == ("medium.com/@spam",)
    assert statuses(writer, other) == ["spam", "pending"]


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("no address", "The address of “Bridge” names no site that could be blocked."),
        ("javascript:alert(1)", "The address of “Bridge” names no site that could be blocked."),
        ("https://news.example/a/", "“Bridge” is a page of our own; our own site is not blocked."),
        ("https://old.news.co.uk/a/", "“Bridge” is a page of our own; our own site is not blocked."),
        ("https://medium.com/", "Many write on “medium.com”. To block all of them, make a rule for it."),
        ("https://co.uk/", "“co.uk” is no site of one owner, but an ending that many share; it is not blocked."),
        (
            "https://friend.example/",
            "There is a rule that allows “friend.example”. Change that rule to block the site.",
        ),
    ],
)
def test_blocking_is_refused_in_words(by: User, url: str, reason: str) -> None:
    ImportSource.objects.create(home_url="https://www.news.co.uk")
    SiteRule.objects.create(site="friend.example", rule="allow")
    row = make(source_url=url, title="Bridge")
    batch = block_site(row, by)
    assert (batch.refusals, batch.is_empty) == ((reason,), True)
    assert statuses(row) == ["pending"]


def test_own_linkback_does_not_block(by: User) -> None:
    own = make("approved", source_article=make_article(), source_url="https://elsewhere.example/")
    assert block_site(own, by).sites == ()
    assert statuses(own) == ["approved"]


def test_blocked_site_is_blocked_once(by: User) -> None:
    SiteRule.objects.create(site="spam.example", rule="block", note="By hand")
    row = make(source_url="https://spam.example/1")
    batch = block_site(row, by)
    assert (batch.count, batch.sites) == (1, ())
    undo(batch.id, by)
    assert SiteRule.objects.get().note == "By hand"


def test_many_sites_are_blocked_in_one_batch(by: User) -> None:
    one, two, bad = (
        make(source_url="https://one.example/"),
        make(source_url="https://two.example/"),
        make(source_url="x"),
    )
    batch = block_sites(rows(one, two, bad), by)
    assert (batch.sites, batch.count, len(batch.refusals)) == (("one.example", "two.example"), 2, 1)


def test_undo_takes_the_block_away(by: User) -> None:
    row, waiting = make(source_url="https://spam.example/1"), make("received", source_url="https://spam.example/2")
    undone = undo(block_site(row, by).id, by)
    assert (undone.count, undone.sites) == (2, ("spam.example",))
    assert statuses(row, waiting) == ["pending", "received"]
    assert not SiteRule.objects.exists()


def test_undo_leaves_a_rule_that_was_changed(by: User) -> None:
    batch = block_site(make(source_url="https://spam.example/1"), by)
    SiteRule.objects.update(rule="allow")
    assert undo(batch.id, by).sites == ()
    assert SiteRule.objects.exists()


def test_last_batch_is_the_moderators_own_and_recent(by: User) -> None:
    old = decide(rows(make()), Status.SPAM, by)
    Decision.objects.filter(batch=old.id).update(decided_at=minutes_ago(61))
    assert last_batch(by) is None
    first, second = (decide(rows(make()), Status.SPAM, by).id for _ in range(2))
    decide(rows(make()), Status.SPAM, None)
    assert last_batch(by) == second
    undo(second, by)
    assert last_batch(by) == first


def test_history_counts_what_became_of_each_site(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for status in ("approved", "approved", "pending", "rejected", "spam", "received", "deleted"):
        make(status, source_url=f"https://blog.example/{uuid4()}")
    long_ago = timezone.now() - timedelta(days=181)
    make("approved", source_url="https://blog.example/old", received_at=long_ago)
    with django_assert_num_queries(1):
        found = history_of(["blog.example", "new.example", ""])
    assert found == {"blog.example": History(2, 1, 1, 1, ever_approved=3), "new.example": History()}


@pytest.mark.parametrize("count", [1, 3])
def test_decision_costs_the_same_for_many(by: User, count: int) -> None:
    chosen = [make("approved", **BAIT, **SWITCH) for _ in range(count)]
    with CaptureQueriesContext(connection) as queries:
        batch: UUID = decide(rows(*chosen), Status.APPROVED, by).id
    with CaptureQueriesContext(connection) as undoing:
        undo(batch, by)
    assert (len(queries), len(undoing)) == (7, 10)
