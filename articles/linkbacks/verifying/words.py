"""What a source page says, into its row: taken over where nobody has approved other words yet."""

from __future__ import annotations

from difflib import SequenceMatcher

from articles.linkbacks.formats.examining import Examined
from articles.linkbacks.verifying.findings import FoundLink
from articles.models import Linkback

_LIKE_ENOUGH = 2 / 3
_RISING = ("trackback", "pingback", "webmention")


def take_over(row: Linkback, found: Examined) -> None:
    """Title, excerpt and author as the page has them now."""
    row.title, row.excerpt, row.author_name = found.title[:500], found.excerpt, found.author[:250]
    row.link_text = found.link_text[:120]
    row.changed_title = row.changed_excerpt = ""


def set_aside(row: Linkback, found: Examined) -> None:
    """For an approved row: readers keep what a moderator saw; other words wait for a decision (M6).

    Another title is a change, and an excerpt of which less than two thirds are left; not what a moderator has
    seen already, and did not want.
    """
    has_changed = found.title != row.title or not _alike(row.excerpt, found.excerpt)
    has_changed = has_changed and not _was_declined(row, found)
    row.changed_title = found.title[:500] if has_changed else ""
    row.changed_excerpt = found.excerpt if has_changed else ""


def note_facts(row: Linkback, link: FoundLink) -> None:
    """What a moderator should know of the page; and the protocol, which only rises: a webmention also tells changes."""
    found = link.examined
    row.link_count, row.is_hidden, row.is_nofollow = found.link_count, found.is_hidden, found.is_nofollow
    row.canonical_url, row.final_url, row.target_url = found.canonical[:2048], link.final_url[:2048], link.target
    row.kind = max(row.kind, row.asked_kind or row.kind, key=_RISING.index)


def _was_declined(row: Linkback, found: Examined) -> bool:
    kept = row.decisions.filter(before=Linkback.Status.APPROVED, is_undone=False, words__isnull=False)
    seen = kept.order_by("-id").values_list("words", flat=True)[:5]
    return (found.title[:500], found.excerpt) in [
        (words["changed_title"], words["changed_excerpt"]) for words in seen if words
    ]


def _alike(before: str, now: str) -> bool:
    return SequenceMatcher(None, before.split(), now.split(), autojunk=False).ratio() >= _LIKE_ENOUGH
