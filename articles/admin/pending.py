"""An edit of a live article kept for later: gone on with, published now or at a time, thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin.conflict import content_typed
from articles.admin.forms import MomentInput, local_text, zone_name
from articles.admin.opened import mark_json
from articles.admin.rights import article_for
from articles.admin.typed import save_typed_in, type_in, typed
from articles.models import Article, PendingEdit
from articles.models.status import Status
from articles.revisions import content_of, digests

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

LATER = "_later"


class DueForm(forms.Form):
    due_at = forms.DateTimeField(label=_("Publish it at"), widget=MomentInput)

    def clean_due_at(self) -> Any:
        due_at = self.cleaned_data["due_at"]
        if due_at <= timezone.now():
            raise forms.ValidationError(_("This time has passed. Choose a later one, or publish now."))
        return due_at


def pending_of(article: Article | None) -> PendingEdit | None:
    """Only what is out, or will be by itself, has an edit that readers do not see yet."""
    if article is None or article.status != Status.PUBLISHED:
        return None
    return PendingEdit.objects.select_related("made_by").filter(article=article).first()


def words_of(pending: PendingEdit) -> dict[str, Any]:
    """What its box on the form says."""
    return {
        "edit": pending,
        "made": local_text(pending.made_at),
        "due": local_text(pending.due_at) if pending.due_at else "",
        "form": DueForm(auto_id="pending_%s"),
        "zone": zone_name(),
    }


def is_asked(request: HttpRequest, article: Article) -> bool:
    return LATER in request.POST and article.status == Status.PUBLISHED


def keep_for_later(request: HttpRequest, form: Any) -> None:
    """What was typed and is fit to be published, beside what is live."""
    live = Article.objects.get(pk=form.instance.pk)
    content = content_of(live)
    fields = {
        "content": content_typed(form, request.POST, content),
        "opened": {**digests(content), "status": live.status},
        "note": form.cleaned_data.get("note", ""),
        "substantive": form.cleaned_data.get("substantive", False),
        "made_by": request.user, "made_at": timezone.now(), "due_at": None, "problem": "",
    }  # fmt: skip
    PendingEdit.objects.update_or_create(article=live, defaults=fields)
    messages.success(request, _("The edit is kept for later. Readers see the article as it was."))


def refusal(request: HttpRequest, article: Article | None) -> str:
    """Why this form cannot be kept for later: it would take the place of another edit, unseen."""
    pending = pending_of(article)
    if LATER not in request.POST or pending is None or request.POST.get("pending") == pending.version:
        return ""
    words = {"who": pending.made_by or "–", "moment": local_text(pending.made_at)}
    return _("%(who)s has kept an edit for later, %(moment)s: go on with that one, or throw it away first.") % words


def bring_in(request: HttpRequest, article: Article, pending: PendingEdit) -> str:
    """The edit into the form, marked with what it was written on."""
    content = {**content_of(article), **pending.content}
    sent = {**typed(content, article), "note": pending.note, "pending": pending.version}
    sent |= {"substantive": "on"} if pending.substantive else {}
    type_in(request, {**sent, "opened": mark_json(pending.opened)})
    who, moment = str(pending.made_by or "–"), local_text(pending.made_at)
    words = {"who": who, "moment": moment}
    return _("This is the edit that %(who)s kept for later, %(moment)s. Readers do not see it yet.") % words


def end(request: HttpRequest, article: Article) -> None:
    """The edit of this form is live now."""
    pending = pending_of(article)
    if pending is not None and request.POST.get("pending") == pending.version:
        pending.delete()


def publish_now(admin: ArticleAdmin, request: HttpRequest, article_id: str) -> HttpResponse:
    """As if somebody opened it and pressed Save: what has changed since is asked about, what is wrong is said."""
    article, pending = _asked_for(admin, request, article_id)
    bring_in(request, article, pending)
    return save_typed_in(admin, request, article)


def schedule(admin: ArticleAdmin, request: HttpRequest, article_id: str) -> HttpResponse:
    article, pending = _asked_for(admin, request, article_id)
    form = DueForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["due_at"])))
        return HttpResponseRedirect(_change_page(article))
    pending.due_at, pending.problem = form.cleaned_data["due_at"], ""
    pending.save(update_fields=["due_at", "problem"])
    text = _("The edit goes out on %(moment)s, by the worker.") % {"moment": local_text(pending.due_at)}
    admin.log_change(request, article, text)
    messages.success(request, text)
    return HttpResponseRedirect(_change_page(article))


def throw_away(admin: ArticleAdmin, request: HttpRequest, article_id: str) -> HttpResponse:
    article, pending = _asked_for(admin, request, article_id)
    pending.delete()
    admin.log_change(request, article, _("Edit kept for later thrown away"))
    return HttpResponseRedirect(_change_page(article))


def _asked_for(admin: ArticleAdmin, request: HttpRequest, article_id: str) -> tuple[Article, PendingEdit]:
    article = article_for(admin, request, article_id)
    pending = pending_of(article)
    if pending is None:
        raise Http404
    return article, pending


def _change_page(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


STEPS = {"publish": publish_now, "schedule": schedule, "discard": throw_away}
