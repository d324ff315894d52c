"""What moderators decided for whole sites, found for an address: exact names and what stands below them (M2)."""

from __future__ import annotations

from articles.models import SiteRule
from articles.models.sources import host_of, site_of


def rule_for(url: str) -> str:
    """`block`, `allow` or empty; of several rules the narrowest holds. One query."""
    rules = SiteRule.objects.filter(site__in=_names_for(url)).values_list("site", "rule")
    return max(rules, key=lambda row: len(row[0]), default=("", ""))[1]


def blocks(url: str) -> bool:
    return rule_for(url) == SiteRule.Rule.BLOCK


def _names_for(url: str) -> set[str]:
    """The writer's part of a shared host, the host, and each domain above it."""
    labels = host_of(url).split(".")
    return {site_of(url), *(".".join(labels[start:]) for start in range(len(labels)))} - {""}
