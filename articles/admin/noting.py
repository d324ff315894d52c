"""An article's notes: what the newsroom says about it, whom it names, and on whose desk the article lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import publishing
from articles.admin.rights import article_for, may_change
from articles.models import Article, Note
from articles.models.note import MOST_LETTERS

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

_SHOWN = 100


class NoteForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=MOST_LETTERS, widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("@name tells somebody on their first page."),
    )  # fmt: skip
    assigned_to = forms.ModelChoiceField(
        get_user_model()._default_manager.none(), label=gettext_lazy("On the desk of"), required=False,
        empty_label=gettext_lazy("nobody in particular"),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assigned_to"].queryset = publishing.writers().order_by("username")  # type: ignore[attr-defined]


def notes(admin: ArticleAdmin, request: HttpRequest, article_id: str) -> HttpResponse:
    """Whoever may see the article may speak about it; whose desk it lies on is for those who may change it."""
    article = article_for(admin, request, article_id, to_see=True)
    start = {"assigned_to": article.assigned_to_id}
    form = NoteForm(request.POST if request.method == "POST" else None, initial=start)
    if not may_change(request.user, article):
        form.fields["assigned_to"].disabled = True
    if request.method == "POST" and form.is_valid():
        _done(request, article, form)
        return HttpResponseRedirect(request.path)
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": _("Notes"),
        "article": article,
        "form": form,
        "notes": Note.objects.filter(article=article).select_related("made_by")[:_SHOWN],
    }
    return TemplateResponse(request, "admin/articles/article/notes.html", context)


def _done(request: HttpRequest, article: Article, form: NoteForm) -> None:
    if form.cleaned_data["text"].strip():
        publishing.note(article, form.cleaned_data["text"], by=request.user)
        messages.success(request, _("The note is written."))
    to = form.cleaned_data["assigned_to"]
    if "assigned_to" in form.changed_data:
        publishing.assign(article, to)
        text = _("It lies on the desk of %(who)s now.") if to else _("It lies on nobody's desk now.")
        messages.success(request, text % {"who": to})
