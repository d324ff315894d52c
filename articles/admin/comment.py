"""Readers' comments on the desk: what they say, and whether readers see it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
    JsonResponse,
)
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from js_asset import Script  # type: ignore[import-untyped]

from articles import body
from articles.admin.addresses import address_html
from articles.admin.comment_list import VERDICTS, CommentInbox, StateFilter
from articles.admin.forms import moment_field
from articles.admin.searching import FewWords
from articles.commenting import forgetting
from articles.models import Comment
from articles.models.comment import CommentQuerySet

_PRIVATE = ("author_email", "author_address")
_FACTS = ("article", "parent", "words", "author_name", "address", *_PRIVATE, "written")


@admin.register(Comment)
class CommentAdmin(FewWords, admin.ModelAdmin[Comment]):
    """Nothing of a comment is written here: it is decided on. Who may only look sees nothing private."""

    change_list_template = "admin/articles/comment/change_list.html"
    list_display = ("author_name",)
    list_filter = (StateFilter, "created_at")
    search_help_text = _("Words, name, or headline of the article")
    actions = ("approve_chosen", "mark_chosen_spam", "delete_chosen", "export_writers", "erase_writers")
    ordering = ("-created_at", "-id")
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    readonly_fields = _FACTS

    class Media:
        js = (Script("js/desk/inbox.js", type="module"),)

    written = moment_field("created_at", _("written"))

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return CommentInbox

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        verdicts = VERDICTS if self.has_change_permission(request) else ()
        context = {"title": _("Comments"), "verdicts": verdicts, **(extra_context or {})}
        return super().changelist_view(request, context)

    def get_urls(self) -> list[URLPattern]:
        decide = self.admin_site.admin_view(self._decide_one)
        return [path("<int:comment_id>/decide/", decide, name="articles_comment_decide"), *super().get_urls()]

    def _decide_one(self, request: HttpRequest, comment_id: int) -> HttpResponse:
        """By a button or key of the inbox; back to the list as it was narrowed."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_change_permission(request):
            raise PermissionDenied
        status = request.POST.get("verdict", "")
        chosen = Comment.objects.filter(pk=comment_id) if comment_id < 2**63 else Comment.objects.none()
        if status not in {one.status for one in VERDICTS} or not chosen.exists():
            raise Http404
        _decide(request, chosen, Comment.Status(status))
        filters = request.GET.get("_changelist_filters", "")
        address = reverse("admin:articles_comment_changelist")
        return HttpResponseRedirect(f"{address}?{filters}" if filters else address)

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

    # What a reader may ask for: all that is kept under the e-mail address of the chosen comments

    @admin.action(description=_("Export all of these writers"), permissions=["change"])
    def export_writers(self, request: HttpRequest, queryset: QuerySet[Comment]) -> HttpResponse:
        response = JsonResponse(forgetting.told(_of_writers(queryset)), safe=False, json_dumps_params={"indent": 1})
        response["Content-Disposition"] = 'attachment; filename="comments.json"'
        return response

    @admin.action(description=_("Erase all of these writers, for good"), permissions=["change"])
    def erase_writers(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        count = forgetting.erase(_of_writers(queryset))
        text = ngettext("%(count)d comment was erased.", "%(count)d comments were erased.", count)
        messages.success(request, text % {"count": count})

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


def _of_writers(chosen: QuerySet[Comment]) -> CommentQuerySet:
    """The chosen ones, and all others of the same e-mail addresses."""
    addresses = {address.casefold() for address in chosen.values_list("author_email", flat=True) if address}
    found = Q(pk__in=list(chosen.values_list("pk", flat=True)))
    for address in sorted(addresses):
        found |= Q(author_email__iexact=address)
    return Comment.objects.filter(found)


def _decide(request: HttpRequest, chosen: QuerySet[Comment], status: Comment.Status) -> None:
    count = Comment.objects.filter(pk__in=chosen.values("pk")).decide(status)
    text = ngettext("%(count)d comment: %(status)s.", "%(count)d comments: %(status)s.", count)
    messages.success(request, text % {"count": count, "status": status.label})
