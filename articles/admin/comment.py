"""Readers' comments on the desk: what they say, and whether readers see it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles import body
from articles.admin.addresses import address_html
from articles.admin.forms import moment_field
from articles.models import Comment

_LONGEST = 160
_PRIVATE = ("author_email", "author_address")
_FACTS = ("article", "parent", "words", "author_name", "address", *_PRIVATE, "written")


class CommentList(ChangeList):
    def apply_select_related(self, qs: QuerySet[Any]) -> QuerySet[Any]:
        return qs.select_related("article").defer("article__body", "extra")


@admin.register(Comment)
class CommentAdmin(admin.ModelAdmin[Comment]):
    """Nothing of a comment is written here: it is decided on. Who may only look sees nothing private."""

    list_display = ("opening", "author_name", "on_article", "status", "written")
    list_filter = ("status", "created_at")
    search_help_text = _("Words, name, or headline of the article")
    actions = ("approve_chosen", "mark_chosen_spam", "delete_chosen")
    ordering = ("-created_at", "-id")
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    readonly_fields = _FACTS

    written = moment_field("created_at", _("written"))

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return CommentList

    @admin.display(description=_("comment"))
    def opening(self, comment: Comment) -> str:
        text = " ".join(body.plain_text(body.comment_html(comment.body)).split())
        return (text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…") or "—"

    @admin.display(description=_("article"), ordering="article__headline")
    def on_article(self, comment: Comment) -> str:
        return comment.article.headline

    @admin.display(description=_("comment"))
    def words(self, comment: Comment) -> SafeString:
        return mark_safe(body.comment_html(comment.body))  # noqa: S308  # sanitised there

    @admin.display(description=_("web address"))
    def address(self, comment: Comment) -> SafeString:
        return address_html(comment.author_url)

    # Decisions

    @admin.action(description=_("Approve"), permissions=["change"])
    def approve_chosen(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        _decide(request, queryset, Comment.Status.APPROVED)

    @admin.action(description=_("Spam"), permissions=["change"])
    def mark_chosen_spam(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        _decide(request, queryset, Comment.Status.SPAM)

    @admin.action(description=_("Delete"), permissions=["change"])
    def delete_chosen(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        _decide(request, queryset, Comment.Status.DELETED)

    # Rights

    def get_fields(self, request: HttpRequest, obj: Comment | None = None) -> Any:
        is_moderator = self.has_change_permission(request, obj)
        return ["status", *(name for name in _FACTS if is_moderator or name not in _PRIVATE)]

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        """Who may not read an e-mail cannot find out by searching for it."""
        private = ("author_email",) if self.has_change_permission(request) else ()
        return ("body", "author_name", "article__headline", *private)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """They come from readers, never from the desk."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Comment | None = None) -> bool:
        """A row that went would come again with the next import: it is marked deleted instead."""
        return False


def _decide(request: HttpRequest, chosen: QuerySet[Comment], status: Comment.Status) -> None:
    count = Comment.objects.filter(pk__in=chosen.values("pk")).decide(status)
    text = ngettext("%(count)d comment: %(status)s.", "%(count)d comments: %(status)s.", count)
    messages.success(request, text % {"count": count, "status": status.label})
