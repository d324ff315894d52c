"""Links to a preview for people without a login: made for some days, shown, taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.rights import article_for
from articles.models import Article, PreviewLink
from articles.models.status import GONE
from articles.pages.head import absolute

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

_DAYS = [(1, gettext_lazy("one day")), (3, gettext_lazy("three days")), (7, gettext_lazy("a week")),
         (30, gettext_lazy("thirty days"))]  # fmt: skip


class ShareForm(forms.Form):
    days = forms.TypedChoiceField(label=gettext_lazy("Good for"), choices=_DAYS, coerce=int, initial=3)


def share(admin: ArticleAdmin, request: HttpRequest, article_id: str) -> HttpResponse:
    """Who may change the article may show it; what is out, or was dropped, needs no preview."""
    article = article_for(admin, request, article_id)
    form = ShareForm(request.POST if "make" in request.POST else None)
    if request.method == "POST" and (_taken_back(admin, request, article) or _made(admin, request, article, form)):
        return HttpResponseRedirect(request.path)
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": _("Share a preview"),
        "article": article,
        "form": form,
        "reason": _why_not(article),
        "links": [(link, absolute(reverse("preview", args=[link.token]))) for link in _links_of(article)],
    }
    return TemplateResponse(request, "admin/articles/article/share.html", context)


def _links_of(article: Article) -> Any:
    return PreviewLink.objects.open().filter(article=article).select_related("made_by")


def _why_not(article: Article) -> str:
    """Why a link would lead nowhere, or not yet; empty when it would not."""
    if article.is_published():
        return _("It is published: its own address is the one to share.")
    if article.status in GONE:
        return _("It was dropped; links to its preview lead nowhere.")
    if article.is_embargoed():
        return _("It is under an embargo: links to its preview open when that is over.")
    return ""


def _made(admin: ArticleAdmin, request: HttpRequest, article: Article, form: ShareForm) -> bool:
    if not form.is_valid():
        return False
    valid_until = timezone.now() + timedelta(days=form.cleaned_data["days"])
    PreviewLink.objects.create(article=article, made_by_id=request.user.pk, valid_until=valid_until)
    admin.log_change(request, article, _("Preview link made"))
    messages.success(request, _("The link is ready: copy it from the list."))
    return True


def _taken_back(admin: ArticleAdmin, request: HttpRequest, article: Article) -> bool:
    number = request.POST.get("revoke", "")
    if not (number.isdecimal() and len(number) < 19):
        return False
    if _links_of(article).filter(pk=int(number)).update(revoked_at=timezone.now()):
        admin.log_change(request, article, _("Preview link taken back"))
        messages.success(request, _("The link opens no longer."))
    return True
