"""The form for a comment, on a page of its own: so that the article's page is the same for everybody, and kept."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from articles.commenting import writing
from articles.commenting.switches import accepts
from articles.commenting.token import token
from articles.commenting.writing import Draft
from articles.linkbacks.pace import Limit
from articles.linkbacks.receiving.declined import Declined
from articles.linkbacks.receiving.limits import admit
from articles.linkbacks.receiving.reporters import reporter_of
from articles.models import Article
from articles.models.status import Status
from articles.pages.head import Head
from articles.pages.menu import Menu
from articles.views.answers import page
from articles.views.errors import gone, missing
from articles.views.linkbacks.bodies import Unreadable, body_of
from articles.views.linkbacks.requests import endpoint, seconds_until

# Five thousand characters of Devanagari take nine bytes each on the way.
BODY_LIMIT = 64 * 1024
PER_READER = (Limit(10, 60), Limit(100, 86_400))
_FORM = "application/x-www-form-urlencoded"


@endpoint("GET", "POST")
def commenting(request: HttpRequest, article_id: int | str) -> HttpResponseBase:
    reporter = reporter_of(request)
    if request.method == "POST":
        try:
            admit(reporter, "commenter", PER_READER)
        except Declined as declined:
            return _declined(declined)
    article = Article.objects.select_related("section").filter(pk=int(article_id)).defer("body").first()
    if article is None or not article.is_published():
        return gone(Menu.load()) if article and article.status == Status.KILLED else missing(Menu.load())
    with translation.override(article.language):
        if request.method == "POST":
            return _sent(request, article, reporter)
        if request.GET.get("sent"):
            return _shown(article, Draft(), sent=request.GET["sent"])
        draft = Draft(to=request.GET.get("to", ""))
        if draft.to and not writing.answered(article, draft.to):
            return missing(Menu.load())
        return _shown(article, draft)


def _sent(request: HttpRequest, article: Article, reporter: str) -> HttpResponse:
    try:
        draft = writing.drafted(_fields(request))
    except Unreadable as reason:
        said = _("This is too long to be taken.") if reason.status == 413 else _("This could not be read.")
        return _shown(article, Draft(errors={"": said}), reason.status)
    if not accepts(article):
        return _shown(article, draft, 403)
    writing.check(draft, article)
    if not draft.errors and writing.is_flooded(article):
        draft.errors[""] = _("So many comments wait that no more are taken now. Try again later.")
    if draft.errors:
        return _shown(article, draft, 422)
    outcome = "1" if writing.take(draft, article, reporter) else "again"
    response = HttpResponseRedirect(f"{reverse('comment', args=[article.pk])}?sent={outcome}#main")
    response.status_code = 303
    return response


def _fields(request: HttpRequest) -> Mapping[str, str]:
    if request.content_type != _FORM:
        raise Unreadable(415, "A comment comes as a form.")
    try:
        return QueryDict(body_of(request, BODY_LIMIT), encoding="utf-8").dict()
    except SuspiciousOperation as error:
        raise Unreadable(400, "The form has too many fields.") from error


def _declined(declined: Declined) -> HttpResponse:
    """A small answer without a query: whoever gets it sends many. What was typed is one step back in the browser."""
    text = _("You send many comments. Wait a minute, go back in your browser, and send this one again.")
    response = HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8", status=429)
    response["Retry-After"] = str(seconds_until(declined.until))
    return response


def _shown(article: Article, draft: Draft, status: int = 200, sent: str = "") -> HttpResponse:
    head = Head("comment", _("Comment"), language=article.language, is_indexed=False)
    context = {
        "article": article,
        "action": reverse("comment", args=[article.pk]),
        "draft": draft,
        "sent": sent,
        "is_open": accepts(article),
        "answered": writing.answered(article, draft.to) if draft.to else None,
        "token": token(article.pk),
        "limits": writing,
    }
    return page("comment.html", head, Menu.load(), context, status)
