"""Notes to readers on what was changed in an article that is out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import publishing
from articles.admin.rights import article_for, may_publish
from articles.models import Article, Correction

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin


class CorrectionForm(forms.ModelForm[Correction]):
    class Meta:
        model = Correction
        fields = ("kind", "text", "at_top")


def correct(admin: ArticleAdmin, request: HttpRequest, article_id: str) -> HttpResponse:
    """Those who publish correct; a note that stands is not taken back."""
    article = article_for(admin, request, article_id, has_right=may_publish(request.user))
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _corrected(admin, request, article, form):
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": _("Correct"),
        "article": article,
        "form": form,
        "corrections": article.corrections.select_related("made_by"),
    }
    return TemplateResponse(request, "admin/articles/article/correct.html", context)


def _corrected(admin: ArticleAdmin, request: HttpRequest, article: Article, form: CorrectionForm) -> bool:
    form.instance.made_by_id = request.user.pk
    try:
        publishing.correct(article, form.instance)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    admin.log_change(request, article, str(form.instance))
    messages.success(request, _("Readers see the note now."))
    return True
