"""The status page of a notice: one word, and nothing of the network or of moderation (WR8)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Linkback
from articles.pages.head import Head
from articles.pages.menu import Menu
from articles.views.answers import page
from articles.views.linkbacks.requests import endpoint

TEXTS = {
    "queued": _("It waits to be verified."),
    "verifying": _("It is being verified."),
    "received": _("It was verified. Whether it is shown is up to the editors."),
    "rejected": _("It could not be verified: the source must answer, and link to the target."),
    "gone": _("The source no longer links to the target."),
}


@endpoint("GET")
def status(request: HttpRequest, token: str) -> HttpResponseBase:
    row = Linkback.objects.filter(token=token).first()
    if row is None:
        raise Http404
    word = state_word(row)
    if request.accepts("text/html") and not _prefers_json(request):
        context = {"word": word, "text": TEXTS[word], "linkback": row}
        return page("linkback_status.html", Head("error", is_indexed=False), Menu.load(), context)
    facts = {"status": word, "source": row.source_url, "target": row.target_url, "summary": str(TEXTS[word])}
    return JsonResponse(facts)


def state_word(row: Linkback) -> str:
    """A first failure is `rejected` whatever it was, though some are tried again: else it would tell which (H98)."""
    is_tried_again = row.status == Linkback.Status.RECEIVED and row.failures > 0
    if row.status == Linkback.Status.UNVERIFIED or is_tried_again:
        return "rejected"
    if row.status == Linkback.Status.GONE:
        return "gone"
    if row.status != Linkback.Status.RECEIVED:
        return "received"
    return "verifying" if row.lease_until and row.lease_until > timezone.now() else "queued"


def _prefers_json(request: HttpRequest) -> bool:
    preferred = request.get_preferred_type(["text/html", "application/json"])
    return preferred == "application/json"
