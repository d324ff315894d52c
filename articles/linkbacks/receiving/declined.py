"""Why a notice is not taken; each protocol says it in its own words and codes."""

from __future__ import annotations

from datetime import datetime
from enum import Enum


class Reason(Enum):
    """In the order in which it is found out. The text is for the one who sent the notice."""

    BAD_SOURCE = "The source is no address that can be asked."
    BAD_TARGET = "The target is no address of a page."
    SAME_PAGE = "Source and target are the same page."
    NOT_OURS = "The target is not on this site."
    NO_TARGET = "There is no article at the target."
    UNUSABLE_TARGET = "The target takes no linkbacks."
    OWN_SOURCE = "Links between our own pages need no notice."
    BLOCKED = "Notices of this source are not taken."
    KNOWN = "The link is known already."
    TOO_MANY = "Too many notices. Try again later."
    QUEUE_FULL = "Too many notices are waiting. Try again later."


class Declined(Exception):
    """`until` says when it may be tried again, where that would help."""

    def __init__(self, reason: Reason, until: datetime | None = None) -> None:
        super().__init__(reason.value)
        self.reason, self.until = reason, until
