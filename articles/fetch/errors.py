"""Why a fetch brought nothing: a reason for programs and a sentence for the ledger in the admin."""

from __future__ import annotations


class FetchError(Exception):
    """Every way a fetch can fail. `reason` is one fixed word; `transient` says whether later may be better."""

    transient = True

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class Refused(FetchError):
    """We do not ask, or do not listen.

    Reasons of the gate: length characters scheme userinfo host name port address; of an answer: downgrade
    certificate encoding.
    """

    transient = False


class TooManyRedirects(FetchError):
    """Reason: redirects."""

    transient = False


class Unreachable(FetchError):
    """Nobody there, or gone in the middle. Reasons: dns connect tls closed."""


class TooSlow(FetchError):
    """Out of time. Reasons, by what was waited for: dns connect tls answer total."""


class BadResponse(FetchError):
    """What came is not HTTP as we take it. Reasons: status headers length chunk encoding redirect."""
