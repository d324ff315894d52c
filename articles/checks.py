"""Checks at start-up for settings that are allowed but dangerous."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register


@register()
def purged_cache_needs_names(**_: Any) -> list[CheckMessage]:
    if settings.PURGE_URL and not settings.PAGE_CACHE_BYTES:
        hint = "Pages name what they are made of only where PAGE_CACHE_BYTES is more than 0."
        return [
            Warning("PURGE_URL is set, and no page says by which name it is purged.", hint=hint, id="articles.W002")
        ]
    return []


@register()
def outbound_networks_are_for_staging(**_: Any) -> list[CheckMessage]:
    if settings.OUTBOUND_ALLOWED_NETWORKS and not settings.DEBUG:
        networks = ", ".join(map(str, settings.OUTBOUND_ALLOWED_NETWORKS))
        hint = "It is for tests and staging; unset OUTBOUND_ALLOWED_NETWORKS where readers come."
        return [Warning(f"Outgoing requests may reach {networks}.", hint=hint, id="articles.W001")]
    return []
