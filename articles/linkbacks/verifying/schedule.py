"""When a source is looked at again: after success, after failure, after it was gone."""

from __future__ import annotations

from datetime import timedelta

# A page may have linked only for our first look: soon, after a week, then every quarter (H69).
_RECHECKS = (timedelta(hours=1), timedelta(days=7), timedelta(days=90))
# For a source that has never answered; then it counts as unverified.
_RETRIES = (
    *(timedelta(minutes=5), timedelta(minutes=30)),
    *(timedelta(hours=2), timedelta(hours=12), timedelta(hours=24)),
)
_LOOKS_AFTER_GONE = (timedelta(days=1), timedelta(days=7), timedelta(days=30))

# Missing three times over three days is gone; once may be a mistake of theirs (V5).
MISSES_UNTIL_GONE, MISSING_UNTIL_GONE = 3, timedelta(days=3)
AFTER_MISS = timedelta(hours=36)
AFTER_TROUBLE = timedelta(days=1)
RETRIES = len(_RETRIES)


def after_success(checks: int) -> timedelta:
    """`checks` counts the successful ones, this one included."""
    return _RECHECKS[min(checks, len(_RECHECKS)) - 1]


def after_failure(failures: int) -> timedelta | None:
    """`failures` counts this one; None when there were enough."""
    return _RETRIES[failures - 1] if failures <= len(_RETRIES) else None


def after_gone(looks: int) -> timedelta | None:
    """`looks` counts the times it was found gone, this one included; None when it has gone for good."""
    return _LOOKS_AFTER_GONE[looks - 1] if looks <= len(_LOOKS_AFTER_GONE) else None
