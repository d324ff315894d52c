"""All we know of one linkback, to read: what it says, what it links to, how it came and was checked."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.addresses import address_html
from articles.admin.forms import moment_field
from articles.admin.linkback_card import words_of
from articles.models import Linkback

_CAME = ("kind", "asked", "received", "reporter", "named_target", "asked_target_address")
_CHECKED = (
    "checked", "checks", "due", "failures", "failing", "problem", "answered_at", "calls_itself", "link_count",
    "hidden", "nofollow",
)  # fmt: skip
FIELDSETS: Any = (
    (_("What it says"), {"fields": ("source", "site", "title", "marked_excerpt", "author_name")}),
    (_("What its page says now"), {"fields": ("changed_title", "changed_excerpt")}),
    (_("How it came"), {"fields": ("article", "source_article", *_CAME)}),
    (_("How it was checked"), {"fields": _CHECKED}),
)
# What says something by being empty, nought or no.
_ALWAYS = {"title", "article", "kind", "received", "checked", "checks"}
_SHOWN_AS = {
    "source": "source_url", "marked_excerpt": "excerpt", "asked": "asked_kind", "named_target": "target_url",
    "asked_target_address": "asked_target", "answered_at": "final_url", "calls_itself": "canonical_url",
    "due": "due_at", "failing": "failing_since", "hidden": "is_hidden", "nofollow": "is_nofollow",
}  # fmt: skip


def fieldsets_of(linkback: Linkback) -> Any:
    """Without what is not known of this one."""
    return [
        (name, {"fields": known})
        for name, options in FIELDSETS
        if (known := [field for field in options["fields"] if _is_known(linkback, field)])
    ]


def _is_known(linkback: Linkback, field: str) -> bool:
    return field in _ALWAYS or bool(getattr(linkback, _SHOWN_AS.get(field, field)))


class LinkbackPage:
    """For a `ModelAdmin`: the fields that need another form than their own."""

    received = moment_field("received_at", _("received"))
    checked = moment_field("checked_at", _("last check"))
    due = moment_field("due_at", _("next check"))
    failing = moment_field("failing_since", _("unreachable since"))

    @admin.display(description=_("source"))
    def source(self, linkback: Linkback) -> SafeString:
        return address_html(linkback.source_url)

    @admin.display(description=_("excerpt"))
    def marked_excerpt(self, linkback: Linkback) -> SafeString:
        return words_of(linkback.title, linkback.excerpt, linkback.link_text).excerpt_html

    @admin.display(description=_("came last as"))
    def asked(self, linkback: Linkback) -> str:
        return str(dict(Linkback.Kind.choices).get(linkback.asked_kind, linkback.asked_kind))

    @admin.display(description=_("target as named"))
    def named_target(self, linkback: Linkback) -> SafeString:
        return address_html(linkback.target_url)

    @admin.display(description=_("target asked for last"))
    def asked_target_address(self, linkback: Linkback) -> SafeString:
        return address_html(linkback.asked_target)

    @admin.display(description=_("answered at"))
    def answered_at(self, linkback: Linkback) -> SafeString:
        return address_html(linkback.final_url)

    @admin.display(description=_("calls itself"))
    def calls_itself(self, linkback: Linkback) -> SafeString:
        return address_html(linkback.canonical_url)

    @admin.display(description=_("link is hidden"))
    def hidden(self, linkback: Linkback) -> str:
        """In words: Django's sign for yes is green."""
        return _yes_or_no(linkback.is_hidden)

    @admin.display(description=_("link is nofollow"))
    def nofollow(self, linkback: Linkback) -> str:
        return _yes_or_no(linkback.is_nofollow)


def _yes_or_no(holds: bool) -> str:
    return gettext("Yes") if holds else gettext("No")
