"""Blocks the sites that linkbacks come from, and clears away what waits from them."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from articles.linkbacks.moderation.batch import Batch, locked, name_of
from articles.linkbacks.moderation.deciding import decide
from articles.linkbacks.sites import own_sites
from articles.models import Linkback, SiteRule
from articles.models.sources import is_public_suffix, is_shared

_WAITING = (Linkback.Status.RECEIVED, Linkback.Status.PENDING)


def block_site(linkback: Linkback, by: User) -> Batch:
    return block_sites(Linkback.objects.filter(pk=linkback.pk), by)


@transaction.atomic
def block_sites(linkbacks: QuerySet[Linkback], by: User) -> Batch:
    """From now on refuses what these sites send; the chosen rows, and what waits from there, are spam.

    A rule that allows a site is stronger than this: it is changed where rules are.
    """
    batch, own = uuid4(), own_sites()
    chosen = list(locked(linkbacks).only("site", "source_article", "title", "source_url"))
    rules = dict(SiteRule.objects.filter(site__in={row.site for row in chosen}).values_list("site", "rule"))
    reasons = {row.pk: _why_not(row, own, rules) for row in chosen}
    rows = [row for row in chosen if not reasons[row.pk]]
    sites = {row.site for row in rows}
    made = _blocked(sites - set(rules), by, batch)
    waiting = Q(site__in=sites, status__in=_WAITING, source_article=None)
    marked = Linkback.objects.filter(waiting | Q(pk__in=[row.pk for row in rows]))
    count = decide(marked, Linkback.Status.SPAM, by, batch).count
    return Batch(batch, count, made, tuple(filter(None, reasons.values())))


def _why_not(row: Linkback, own: set[str], rules: dict[str, str]) -> str:
    words = {"title": name_of(row), "site": row.site}
    if row.source_article_id or row.site in own:
        return _("“%(title)s” is a page of our own; our own site is not blocked.") % words
    if not row.site:
        return _("The address of “%(title)s” names no site that could be blocked.") % words
    if is_public_suffix(row.site):
        return _("“%(site)s” is no site of one owner, but an ending that many share; it is not blocked.") % words
    if is_shared(row.site):
        return _("Many write on “%(site)s”. To block all of them, make a rule for it.") % words
    if rules.get(row.site) == SiteRule.Rule.ALLOW:
        return _("There is a rule that allows “%(site)s”. Change that rule to block the site.") % words
    return ""


def _blocked(sites: set[str], by: User, batch: UUID) -> tuple[str, ...]:
    """The sites that have a rule only now; where somebody makes one at this moment, it is theirs."""
    rules = [SiteRule(site=site, rule=SiteRule.Rule.BLOCK, created_by=by, batch=batch) for site in sorted(sites)]
    SiteRule.objects.bulk_create(rules, ignore_conflicts=True)
    return tuple(SiteRule.objects.filter(batch=batch).values_list("site", flat=True))
