"""Which verified linkbacks need no moderator: of sites that are allowed, or have earned it (M1 to M4)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from articles.linkbacks.site_rules import rule_for
from articles.linkbacks.switches import accepts
from articles.models import Linkback, SiteRule
from articles.models.sources import is_shared, site_of

APPROVED_TO_EARN, WITHIN = 3, timedelta(days=180)
# A page with more links is a farm (H70).
MOST_LINKS = 200


def first_status(linkback: Linkback, now: datetime) -> str:
    """The status after a first success: approved only where nobody needs to look.

    Its site may have been blocked, and its article closed or withdrawn, while it waited for its check (H93).
    """
    rule = rule_for(linkback.source_url)
    if rule == SiteRule.Rule.BLOCK:
        return Linkback.Status.SPAM
    if not linkback.site or needs_eyes(linkback) or not accepts(linkback.article, now):
        return Linkback.Status.PENDING
    is_trusted = rule == SiteRule.Rule.ALLOW or _has_earned(linkback.site)
    return Linkback.Status.APPROVED if is_trusted else Linkback.Status.PENDING


def needs_eyes(linkback: Linkback) -> bool:
    """A hidden link, a link farm, or an answer from another site than the one that is trusted."""
    leads_away = site_of(linkback.final_url) != linkback.site
    return linkback.is_hidden or linkback.link_count > MOST_LINKS or leads_away


def _has_earned(site: str) -> bool:
    """Where everybody may write, nobody earns for the others."""
    if is_shared(site):
        return False
    recent = Linkback.objects.filter(
        site=site, source_article__isnull=True, received_at__gt=timezone.now() - WITHIN
    ).aggregate(
        approved=Count("id", filter=Q(status=Linkback.Status.APPROVED)),
        spam=Count("id", filter=Q(status=Linkback.Status.SPAM)),
    )
    return recent["approved"] >= APPROVED_TO_EARN and not recent["spam"]
