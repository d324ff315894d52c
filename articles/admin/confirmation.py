"""The page that asks before an article's state changes, for one article or for many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import guard, publishing
from articles.admin.forms import MomentInput, zone_name
from articles.admin.problems import texts_to_check
from articles.admin.rights import article_for
from articles.admin.states import state_text, state_word
from articles.admin.transitions import TRANSITIONS, Transition
from articles.admin.undoing import offer
from articles.guard import Finding
from articles.models import Article
from articles.models.note import MOST_LETTERS

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

_MOST = 50


class WhenForm(forms.Form):
    at = forms.DateTimeField(label=gettext_lazy("Date and time"), widget=MomentInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].help_text = _("Time zone: %(zone)s.") % {"zone": zone_name()}


@dataclass(frozen=True)
class Summary:
    """What an editor should see of an article before deciding."""

    article: Article
    state: str
    word: str
    path: str
    warnings: list[str]
    """What an editor may still want to mend. Nothing of it stops a publication."""
    blocks: list[Finding]
    """What must be mended before a publication."""


def summary_of(article: Article, step: Transition, user: Any) -> Summary:
    state, word = state_text(article), state_word(article)
    try:
        path = article.path or publishing.new_path(article)
        cleaned = publishing.clean_body(article)
        found = guard.findings(article, cleaned, user) if step.is_guarded else []
    except ValidationError as error:
        return Summary(article, state, word, article.path or "", error.messages, [])
    soft = [finding.text for finding in found if not finding.blocks]
    blocks = [finding for finding in found if finding.blocks]
    return Summary(article, state, word, path, [*soft, *texts_to_check(cleaned.problems)], blocks)


def confirm_one(admin: ArticleAdmin, request: HttpRequest, article_id: str, *, name: str) -> HttpResponse:
    step = TRANSITIONS[name]
    article = article_for(admin, request, article_id, has_right=step.right(request.user))
    change_page = reverse("admin:articles_article_change", args=[article.pk])
    if not step.applies_to(article):
        text = _("“%(headline)s” cannot be %(done)s: it is %(state)s.")
        words = {"headline": article.headline, "done": step.done, "state": state_text(article).lower()}
        messages.error(request, text % words)
        return HttpResponseRedirect(change_page)
    when = WhenForm(request.POST if request.method == "POST" else None) if step.asks_when else None
    errors: Sequence[str] = ()
    if request.method == "POST" and (when is None or when.is_valid()):
        errors = _take(admin, request, step, article, when)
        if not errors:
            messages.success(request, _done_text(step, article))
            offer(request, [article])
            return HttpResponseRedirect(change_page)
        article.refresh_from_db()
    return _page(admin, request, step, [article], when, errors, cancel=change_page)


def confirm_many(
    admin: ArticleAdmin, request: HttpRequest, chosen: Sequence[Article], name: str
) -> HttpResponse | None:
    """As an action of the list: asks first, then does what can be done and says what was refused."""
    step = TRANSITIONS[name]
    if not step.right(request.user):
        raise PermissionDenied
    if len(chosen) > _MOST:
        messages.error(request, _("Choose %(most)d articles at most.") % {"most": _MOST})
        return None
    confirmed = "confirmed" in request.POST
    when = WhenForm(request.POST if confirmed else None) if step.asks_when else None
    if not confirmed or (when is not None and not when.is_valid()):
        return _page(admin, request, step, chosen, when, (), cancel=request.get_full_path())
    for article in chosen:
        _take_and_say(admin, request, step, article, when)
    offer(request, chosen)
    return None


def _take_and_say(
    admin: ArticleAdmin, request: HttpRequest, step: Transition, article: Article, when: WhenForm | None
) -> None:
    if not step.allowed(request.user, article):
        errors = [_("it is %(state)s, or you may not change it.") % {"state": state_text(article).lower()}]
    else:
        errors = _take(admin, request, step, article, when)
    if errors:
        messages.error(request, f"“{article.headline}”: {' '.join(errors)}")
    else:
        messages.success(request, _done_text(step, article))


def _take(
    admin: ArticleAdmin, request: HttpRequest, step: Transition, article: Article, when: WhenForm | None
) -> list[str]:
    """Takes the step; answers why not."""
    at: datetime | None = when.cleaned_data["at"] if when else None
    try:
        with transaction.atomic():
            _look_again(request, article)
            step.apply(article, at, request.user)
            if why := request.POST.get("why", "").strip():
                publishing.note(article, why, by=request.user)
    except ValidationError as error:
        reasons = getattr(error, "error_dict", {})
        if when and "published_at" in reasons:
            when.add_error("at", reasons.pop("published_at"))
        return error.messages or [_("The time is not right.")]
    admin.log_change(request, article, capfirst(str(step.done)))
    return []


def _look_again(request: HttpRequest, article: Article) -> None:
    """The article as it is by now, until the step is taken; refuses when that is not what the page has shown."""
    Article.objects.select_for_update(no_key=True).get(pk=article.pk)
    article.refresh_from_db()
    if request.POST.get(f"seen-{article.pk}", seen := article.modified_at.isoformat()) != seen:
        text = _("%(who)s has changed it since this page was shown. Look at it again.")
        raise ValidationError(text % {"who": article.modified_by or _("Somebody")})


def _done_text(step: Transition, article: Article) -> str:
    text = format_html(_("“{}” was {}."), article.headline, step.done)
    if article.is_published():
        return format_html('{} <a href="{}">{}</a>', text, article.get_absolute_url(), _("View on site"))
    return format_html("{} {}.", text, state_text(article)) if article.is_scheduled() else text


def _page(
    admin: ArticleAdmin, request: HttpRequest, step: Transition, articles: Sequence[Article],
    when: WhenForm | None, errors: Sequence[str], cancel: str,
) -> HttpResponse:  # fmt: skip
    summaries = [summary_of(article, step, request.user) for article in articles]
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": step.question,
        "step": step,
        "summaries": summaries,
        "refused": [article for article in articles if not step.allowed(request.user, article)],
        "when": when,
        "errors": [] if when and when.errors else errors,
        "cancel": cancel,
        "why": request.POST.get("why", ""),
        "most_letters": MOST_LETTERS,
        "action_checkbox_name": ACTION_CHECKBOX_NAME,
        "action_name": f"{step.name}_chosen",
        "many": "action" in request.POST,
        "must_mend": len(summaries) == 1 and bool(summaries[0].blocks),
    }
    return TemplateResponse(request, "admin/articles/article/confirm.html", context)
