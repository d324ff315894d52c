"""What another site's answer to our ping means for the delivery, whatever the protocol."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

BODY_LIMIT = 65_536
_LONGEST_TEXT = 200


class Outcome(StrEnum):
    SENT = "sent"
    ONCE_MORE = "once more"  # their cache, or ours, may be behind: one more try after ten minutes
    RETRY = "retry"  # their trouble, not a decision: the usual waits
    REFUSED = "refused"  # final


@dataclass(frozen=True)
class Answer:
    """`text` is theirs, for the ledger; `status_url` is where a webmention's fate can be read."""

    outcome: Outcome
    text: str = ""
    status_url: str | None = None


def answer(outcome: Outcome, text: str = "") -> Answer:
    return Answer(outcome, " ".join(text[: 4 * _LONGEST_TEXT].split())[:_LONGEST_TEXT])


def failure(status: int) -> Answer | None:
    """What the HTTP status alone decides; None when it is a 2xx and the body must say."""
    if 200 <= status < 300:
        return None
    is_trouble = status == 429 or status >= 500
    return answer(Outcome.RETRY if is_trouble else Outcome.REFUSED, f"HTTP {status}")
