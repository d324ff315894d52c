"""The ledger of deliveries: which pages we told of our links, and how it went."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.admin.addresses import address_html, address_of
from articles.admin.forms import moment_field
from articles.admin.searching import FewWords
from articles.linkbacks.formats.plain_text import cropped
from articles.linkbacks.sending.again import send_again
from articles.models import Delivery

_LONGEST_ANSWER = 120


class DeliveryList(ChangeList):
    def apply_select_related(self, qs: QuerySet[Any]) -> QuerySet[Any]:
        return qs.select_related("article").defer("article__body")


@admin.register(Delivery)
class DeliveryAdmin(FewWords, admin.ModelAdmin[Delivery]):
    """To read; the one thing to do is to send again."""

    change_list_template = "admin/articles/searched_list.html"
    list_display = ("told", "state", "said", "tries")
    list_display_links = ("state",)
    list_filter = ("status", "kind")
    search_fields = ("target_url", "article__headline")
    search_help_text = _("Address of the target, or headline of the article")
    ordering = ("-id",)
    actions = ("send_chosen_again",)
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    fields = (
        "target", "article", "is_linked", "state", "kind", "way", "answer", "status_page",
        "attempts", "next_try", "last_try", "sent", "since",
    )  # fmt: skip
    readonly_fields = fields

    next_try = moment_field("due_at", _("next try"))
    last_try = moment_field("tried_at", _("last try"))
    sent = moment_field("sent_at", _("sent"))
    since = moment_field("created_at", _("since"))

    @admin.display(description=_("target"), ordering="target_url")
    def target(self, delivery: Delivery) -> SafeString:
        return address_html(delivery.target_url)

    @admin.display(description=_("endpoint"))
    def way(self, delivery: Delivery) -> SafeString:
        return address_html(delivery.endpoint)

    @admin.display(description=_("status page"))
    def status_page(self, delivery: Delivery) -> SafeString:
        return address_html(delivery.status_url)

    # In the list

    @admin.display(description=_("target"), ordering="target_url")
    def told(self, delivery: Delivery) -> SafeString:
        return _cell("told", delivery)

    @admin.display(description=_("status"), ordering="status")
    def state(self, delivery: Delivery) -> SafeString:
        return _cell("state", delivery)

    @admin.display(description=_("answer"))
    def said(self, delivery: Delivery) -> SafeString:
        return _cell("said", delivery, answer=cropped(delivery.answer, _LONGEST_ANSWER))

    @admin.display(description=_("tries"), ordering="attempts")
    def tries(self, delivery: Delivery) -> SafeString:
        return _cell("tries", delivery)

    @admin.display(description="")
    def again(self, delivery: Delivery) -> SafeString:
        return _cell("again", delivery)

    # Rights

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Delivery | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Delivery | None = None) -> bool:
        """What was told stays known, or it would be told again."""
        return False

    def has_send_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("articles.change_delivery"))

    def has_view_permission(self, request: HttpRequest, obj: Delivery | None = None) -> bool:
        return super().has_view_permission(request, obj) or self.has_send_permission(request)

    # The list

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return DeliveryList

    def get_list_display(self, request: HttpRequest) -> Any:
        return (*self.list_display, "again") if self.has_send_permission(request) else self.list_display

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if request.method == "POST" and not self.has_send_permission(request):
            raise PermissionDenied
        if "again" in request.POST:
            return self._send_one_again(request)
        return super().changelist_view(request, {"title": _("Deliveries"), **(extra_context or {})})

    # Sending again

    @admin.action(description=_("Send again"), permissions=["send"])
    def send_chosen_again(self, request: HttpRequest, deliveries: QuerySet[Delivery]) -> None:
        count = send_again(Delivery.objects.filter(pk__in=deliveries.order_by().values("pk")))
        text = ngettext("%(count)d delivery is sent again soon.", "%(count)d deliveries are sent again soon.", count)
        messages.success(request, text % {"count": count})

    def _send_one_again(self, request: HttpRequest) -> HttpResponse:
        delivery = self.get_object(request, request.POST["again"])
        if delivery is None:
            raise Http404
        self.send_chosen_again(request, Delivery.objects.filter(pk=delivery.pk))
        return HttpResponseRedirect(request.get_full_path())


def _cell(name: str, delivery: Delivery, **more: str) -> SafeString:
    addresses = {"target": address_of(delivery.target_url), "endpoint": address_of(delivery.endpoint)}
    context = {"delivery": delivery, **addresses, **more}
    return render_to_string(f"admin/articles/delivery/{name}.html", context)
