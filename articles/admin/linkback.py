"""The inbox of linkbacks: who links to us, and whether readers see it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from js_asset import Script  # type: ignore[import-untyped]

from articles.admin.judgements import JUDGEMENTS, Judgement, may_decide, open_for
from articles.admin.linkback_card import flags_of
from articles.admin.linkback_decisions import decide_one, take_and_say, undo_batch
from articles.admin.linkback_list import Inbox, WaitingFilter
from articles.admin.linkback_page import FIELDSETS, LinkbackPage, fieldsets_of
from articles.admin.searching import FewWords
from articles.linkbacks.moderation import last_batch
from articles.models import Decision, Linkback

Action = Callable[["LinkbackAdmin", HttpRequest, QuerySet[Linkback]], None]


@admin.register(Linkback)
class LinkbackAdmin(FewWords, LinkbackPage, admin.ModelAdmin[Linkback]):
    """Nothing of a linkback is written here: it is decided on, by buttons, keys and actions."""

    change_list_template = "admin/articles/linkback/change_list.html"
    change_form_template = "admin/articles/linkback/change_form.html"
    list_display = ("title",)
    list_filter = (WaitingFilter, "kind", "received_at")
    search_fields = ("title", "source_url", "excerpt", "article__headline")
    search_help_text = _("Words of the page, its address, or the headline of our article")
    ordering = ("-received_at", "-id")
    list_per_page = 30
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    readonly_fields = flatten_fieldsets(FIELDSETS)

    class Media:
        js = (Script("js/desk/inbox.js", type="module"),)

    # Rights

    def has_add_permission(self, request: HttpRequest) -> bool:
        """They come from other sites, never from the desk."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Linkback | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Linkback | None = None) -> bool:
        """A row that went would come again with the next notice: it is marked deleted instead."""
        return False

    def has_view_permission(self, request: HttpRequest, obj: Linkback | None = None) -> bool:
        return super().has_view_permission(request, obj) or may_decide(request.user)

    # The inbox

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return Inbox

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        may = may_decide(request.user)
        if request.method == "POST" and not may:
            raise PermissionDenied
        keys = {one.key: one.verb for one in JUDGEMENTS.values() if one.key and one.is_open_to(request.user)}
        context = {
            "title": _("Linkbacks"),
            "last_batch": last_batch(cast("User", request.user)) if may else None,
            "keys": keys,
        }
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {
            one.name: (_action(one), one.name, one.verb) for one in JUDGEMENTS.values() if one.is_open_to(request.user)
        }

    # One linkback

    def get_fieldsets(self, request: HttpRequest, obj: Linkback | None = None) -> Any:
        return fieldsets_of(obj) if obj else FIELDSETS

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        linkback: Linkback = kwargs["obj"]
        context["judgements"] = open_for(request.user, linkback)
        context["may_decide"] = may_decide(request.user)
        context["flags"] = flags_of(linkback)
        decisions = list(linkback.decisions.select_related("decided_by", "undone_by").order_by("-pk"))
        context["decisions"], context["undoable"] = decisions, _undoable(linkback, decisions)
        return super().render_change_form(request, context, *args, **kwargs)

    # Addresses

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view
        steps = [
            path(
                f"<path:linkback_id>/{name}/",
                guarded(partial(decide_one, admin=self, name=name)),
                name=f"articles_linkback_{name}",
            )
            for name in JUDGEMENTS
        ]
        return [path("undo/", guarded(undo_batch), name="articles_linkback_undo"), *steps, *super().get_urls()]


def _undoable(linkback: Linkback, decisions: list[Decision]) -> Decision | None:
    """The last one, newest first, where it still stands and somebody took it."""
    last = next((one for one in decisions if not one.is_undone), None)
    return last if last and last.decided_by and last.after == linkback.status else None


def _action(judgement: Judgement) -> Action:
    def chosen(admin: LinkbackAdmin, request: HttpRequest, linkbacks: QuerySet[Linkback]) -> None:
        take_and_say(request, judgement, linkbacks)

    return chosen
