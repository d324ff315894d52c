"""Why a page was not parsed: a reason for programs and a sentence for the ledger in the admin."""

from __future__ import annotations


class ParsingFailed(Exception):
    """Nothing is known about the page. `transient` says that it may not be the page's fault.

    Reasons: cpu, memory, error (in the parser), nonsense (an answer that is none); and, transient, time (by the
    clock) and died.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.transient = reason in {"time", "died"}
