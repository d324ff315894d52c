"""One linkback as a moderator should see it: what it says, where it comes from, and what is odd about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.addresses import Address, address_of
from articles.admin.forms import local_text
from articles.admin.judgements import Judgement, open_for
from articles.admin.states import state_text
from articles.linkbacks.formats.plain_text import cropped
from articles.linkbacks.moderation import History, history_of
from articles.linkbacks.verifying.reputation import MOST_LINKS
from articles.models import Linkback
from articles.models.sources import host_of, source_key

_LONGEST_TITLE, _LONGEST_EXCERPT, _LONGEST_PROBLEM = 200, 600, 120


@dataclass(frozen=True)
class Words:
    """A title, and an excerpt in three parts: `link` are the words that lead to us, where they are known."""

    title: str
    before: str
    link: str
    after: str

    @property
    def excerpt_html(self) -> SafeString:
        return render_to_string("admin/articles/linkback/excerpt.html", {"words": self})


@dataclass(frozen=True)
class Card:
    linkback: Linkback
    address: Address
    words: Words
    new_words: Words | None
    flags: list[str]
    history: str
    target_state: str
    received: str
    judgements: list[Judgement]


def cards_of(linkbacks: Iterable[Linkback], user: Any) -> list[Card]:
    """One query however many. Their articles are expected to be there."""
    rows = list(linkbacks)
    histories = history_of([row.site for row in rows])
    return [card_of(row, histories.get(row.site), user) for row in rows]


def card_of(linkback: Linkback, history: History | None, user: Any) -> Card:
    return Card(
        linkback=linkback,
        address=address_of(linkback.source_url),
        words=words_of(linkback.title, linkback.excerpt, linkback.link_text),
        new_words=_new_words(linkback),
        flags=flags_of(linkback),
        history=_history_text(linkback, history),
        target_state="" if linkback.article.is_published() else state_text(linkback.article),
        received=local_text(linkback.received_at),
        judgements=open_for(user, linkback),
    )


def words_of(title: str, excerpt: str, link_text: str) -> Words:
    title, excerpt = cropped(title, _LONGEST_TITLE), cropped(excerpt, _LONGEST_EXCERPT)
    before, link, after = excerpt.partition(link_text) if link_text else (excerpt, "", "")
    return Words(title, before, link, after)


def flags_of(linkback: Linkback) -> list[str]:
    """What does not forbid a linkback but should be seen before it is approved."""
    count = linkback.link_count
    flags = {
        _("Changed since it was approved"): linkback.status == Linkback.Status.APPROVED and linkback.has_changed,
        _("The link is hidden"): linkback.is_hidden,
        _("The link is nofollow"): linkback.is_nofollow,
        ngettext("%(count)d link on the page", "%(count)d links on the page", count) % {"count": count}: (
            count > MOST_LINKS
        ),
        _("Answered at %(address)s") % {"address": _short(linkback.final_url)}: _is_elsewhere(linkback),
        _("Calls itself %(address)s") % {"address": _short(linkback.canonical_url)}: _calls_itself_otherwise(linkback),
        cropped(linkback.problem, _LONGEST_PROBLEM): bool(linkback.problem),
    }
    return [text for text, holds in flags.items() if holds]


def _new_words(linkback: Linkback) -> Words | None:
    if not linkback.has_changed:
        return None
    title, excerpt = linkback.changed_title or linkback.title, linkback.changed_excerpt or linkback.excerpt
    return words_of(title, excerpt, linkback.link_text)


def _is_elsewhere(linkback: Linkback) -> bool:
    return bool(linkback.final_url) and host_of(linkback.final_url) != host_of(linkback.source_url)


def _calls_itself_otherwise(linkback: Linkback) -> bool:
    known = {source_key(url) for url in (linkback.source_url, linkback.final_url)}
    return bool(linkback.canonical_url) and source_key(linkback.canonical_url) not in known


def _short(url: str) -> str:
    address = address_of(url)
    return f"{address.host}{address.rest}"


def _history_text(linkback: Linkback, history: History | None) -> str:
    """`12 approved, 1 spam`; the linkback itself is no history."""
    if linkback.source_article_id:
        return _("A page of our own")
    if history is None:
        return ""
    is_waiting = linkback.status == Linkback.Status.PENDING
    counts = {
        _("%(count)d approved"): history.ever_approved - (linkback.status == Linkback.Status.APPROVED),
        _("%(count)d rejected"): history.rejected - (linkback.status == Linkback.Status.REJECTED),
        _("%(count)d spam"): history.spam - (linkback.status == Linkback.Status.SPAM),
        _("%(count)d more waiting"): history.pending - is_waiting,
    }
    return ", ".join(text % {"count": count} for text, count in counts.items() if count > 0) or _("New to us")
