"""Links of public articles that lead nowhere, or elsewhere for good: to mend, or to be asked again."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.addresses import address_of
from articles.admin.rights import may_change
from articles.admin.searching import FewWords
from articles.models import Article, LinkTarget, OutgoingLink
from articles.models.outgoing import WRONG
from articles.outgoing.following import days
from articles.outgoing.work import ask_again


class KindFilter(admin.SimpleListFilter):
    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(state.value, state.label) for state in map(LinkTarget.State, WRONG)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[OutgoingLink]) -> QuerySet[OutgoingLink]:
        return queryset.filter(target__state=self.value()) if self.value() in WRONG else queryset


class LinkList(ChangeList):
    def apply_select_related(self, qs: QuerySet[Any]) -> QuerySet[Any]:
        return qs.select_related("article", "target").defer("article__body")


@admin.register(OutgoingLink)
class LinkCheckAdmin(FewWords, admin.ModelAdmin[OutgoingLink]):
    """To read; the one thing to do is to ask again. A link is mended in its article."""

    change_list_template = "admin/articles/outgoinglink/change_list.html"
    list_display = ("link", "state", "said", "place")
    list_display_links = None
    list_filter = (KindFilter, ("article__section", admin.RelatedOnlyFieldListFilter))
    search_fields = ("target__url", "text", "article__headline")
    search_help_text = _("Address, words of the link, or headline of the article")
    ordering = ("-target__since_at", "-id")
    actions = None
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    @admin.display(description=_("link"))
    def link(self, link: OutgoingLink) -> SafeString:
        return _cell("link", link)

    @admin.display(description=_("state"), ordering="target__since_at")
    def state(self, link: OutgoingLink) -> SafeString:
        return _cell("state", link)

    @admin.display(description=_("answer"))
    def said(self, link: OutgoingLink) -> SafeString:
        return _cell("said", link)

    @admin.display(description=_("article"))
    def place(self, link: OutgoingLink) -> SafeString:
        return _cell("place", link)

    @admin.display(description=_("to do"))
    def again(self, link: OutgoingLink) -> SafeString:
        return _cell("again", link)

    def get_list_display(self, request: HttpRequest) -> Any:
        return (*self.list_display, "again") if days() else self.list_display

    def get_queryset(self, request: HttpRequest) -> QuerySet[OutgoingLink]:
        """What is wrong in articles that readers can see."""
        public = Article.objects.published().values("pk")
        return super().get_queryset(request).filter(target__state__in=WRONG, article__in=public)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return LinkList

    # Rights: whoever may change articles

    def has_view_permission(self, request: HttpRequest, obj: OutgoingLink | None = None) -> bool:
        return may_change(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: OutgoingLink | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: OutgoingLink | None = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if "again" in request.POST and self.has_view_permission(request):
            return self._ask_one_again(request)
        context = {"title": _("Link check"), "days": days(), **(extra_context or {})}
        return super().changelist_view(request, context)

    def _ask_one_again(self, request: HttpRequest) -> HttpResponse:
        link = self.get_object(request, request.POST["again"])
        if link is None or not days():
            raise Http404
        ask_again(LinkTarget.objects.filter(pk=link.target_id))
        messages.success(request, _("The page is asked again soon."))
        return HttpResponseRedirect(request.get_full_path())


def _cell(name: str, link: OutgoingLink) -> SafeString:
    target = link.target
    addresses = {"address": address_of(target.url), "moved_to": address_of(target.moved_to)}
    context = {"link": link, "target": target, **addresses}
    return render_to_string(f"admin/articles/outgoinglink/{name}.html", context)
