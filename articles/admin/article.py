"""Articles on the desk: the list, the form, and the way from one state to another."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db import transaction
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from articles import body, publishing
from articles.admin import choosing, pending
from articles.admin.article_filters import AuthorFilter, MonthFilter, StateFilter
from articles.admin.article_form import ArticleForm
from articles.admin.article_list import ArticleList, FewPages, found_by
from articles.admin.as_reader import as_reader
from articles.admin.byline import BylineInline
from articles.admin.confirmation import confirm_many, confirm_one
from articles.admin.correcting import correct
from articles.admin.form_opening import ask_first, bring_in, form_context, only_shows, saved_already
from articles.admin.history import history_of, restore
from articles.admin.link_notice import broken_links_of
from articles.admin.noting import notes
from articles.admin.presence import editors_text, take_over
from articles.admin.problems import texts_to_check
from articles.admin.rights import may_change, may_delete, may_publish
from articles.admin.sharing import share
from articles.admin.states import state_text, state_word, time_text
from articles.admin.suggesting import suggest, suggestions_for
from articles.admin.taking_comments import COMMENT_ACTIONS
from articles.admin.thumbnails import thumbnail
from articles.admin.transitions import TRANSITIONS, open_to
from articles.admin.undoing import undo, undo_until
from articles.admin.working_copy import keep, keys_of, throw_away
from articles.models import Article
from articles.models.status import Status
from articles.revisions import editing, working_copies

_IN_LIST = ("publish", "schedule", "kill", "review", "ready")


# What is written stands in the middle, what is decided at the side, with the bylines after `before-bylines`.
FIELDSETS: tuple[tuple[Any, dict[str, Any]], ...] = (
    (None, {"fields": ("headline", "short_headline", "standfirst", "body")}),
    (gettext_lazy("Lead picture"), {"fields": ("lead_image", "lead_caption")}),
    (gettext_lazy("Place in the paper"), {
        "classes": ("side", "before-bylines"), "fields": ("section", "tags", "language", "translation_of"),
    }),
    (gettext_lazy("Dateline"), {"classes": ("side",), "fields": ("dateline_place", "dateline_agency")}),
    (gettext_lazy("Time"), {"classes": ("side",), "fields": ("embargo_until", "legal_hold", "substantive")}),
    (gettext_lazy("Address"), {
        "classes": ("side",),
        "fields": ("slug", "path", "canonical_url", "receives_linkbacks", "sends_trackbacks"),
    }),
    (gettext_lazy("History"), {"classes": ("side",), "fields": ("note",)}),
)  # fmt: skip


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin[Article]):
    form = ArticleForm
    raw_id_fields = ("translation_of",)
    inlines = (BylineInline,)
    change_form_template = "admin/articles/article/change_form.html"
    list_display = ("picture", "title", "state", "section", "byline_names", "time")
    list_display_links = ("title",)
    list_filter = (StateFilter, "section", "language", AuthorFilter, MonthFilter)
    # Django shows a search where there is any field; `get_search_results` asks the index.
    search_fields = ("headline",)
    search_help_text = gettext_lazy("Words of the article, a tag, or an address")
    # By what an index has in order.
    sortable_by = ("title", "time")
    paginator = FewPages
    change_list_template = "admin/articles/article/change_list.html"
    ordering = ("-modified_at", "-id")
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    save_on_top = False

    # The list

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ArticleList

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        if not search_term.strip():
            return queryset, False
        return found_by(queryset, search_term, is_begun=request.path == reverse("admin:autocomplete")), False

    @admin.display(description=gettext_lazy("picture"))
    def picture(self, article: Article) -> SafeString | str:
        return thumbnail(article.lead_image)

    @admin.display(description=gettext_lazy("headline"), ordering="headline_key")
    def title(self, article: Article) -> str:
        return article.headline

    @admin.display(description=gettext_lazy("status"))
    def state(self, article: Article) -> SafeString:
        state = format_html('<span class="desk-state {}">{}</span>', state_word(article), state_text(article))
        editors = editors_text(article)
        return format_html('{} <span class="desk-editing">{}</span>', state, editors) if editors else state

    @admin.display(description=gettext_lazy("byline"))
    def byline_names(self, article: Article) -> str:
        return ", ".join(byline.name for byline in article.bylines.all())

    @admin.display(description=gettext_lazy("time"), ordering="modified_at")
    def time(self, article: Article) -> str:
        return time_text(article)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Each step of an article as an action; no deleting, which would take readers' pages away unasked."""
        steps = [TRANSITIONS[name] for name in _IN_LIST]
        found = {
            f"{step.name}_chosen": (_chosen_action(step.name), f"{step.name}_chosen", f"{step.verb}…")
            for step in steps
            if step.right(request.user)
        }
        return found | (COMMENT_ACTIONS if may_publish(request.user) else {})

    # The form

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """Without the right to change, the body is shown as text; "substantive" is for what is out."""
        editable = self.has_change_permission(request, obj) if obj else True
        left_out = set() if obj and obj.status == Status.PUBLISHED and editable else {"substantive"}
        left_out |= set() if editable else {"note"}
        shown_as = {} if editable else {"body": "body_text"}
        return [
            (
                title,
                {**options, "fields": [shown_as.get(name, name) for name in options["fields"] if name not in left_out]},
            )
            for title, options in FIELDSETS
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> tuple[str, ...]:
        """Whoever may not publish may not lift a legal hold either."""
        return ("body_text",) if may_publish(request.user) else ("body_text", "legal_hold")

    @admin.display(description=gettext_lazy("body"))
    def body_text(self, article: Article) -> str:
        return body.plain_text(article.body)

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Without Django's "add another" icons: sections are not made in passing."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            field.widget = getattr(field.widget, "widget", field.widget)
        return field

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.only_shows = only_shows(request)
        return form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """What was kept comes in; what somebody else saved meanwhile is never overwritten unasked."""
        if request.method == "GET" and (answer := bring_in(self, request, object_id)):
            return answer
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            if object_id is None and (answer := saved_already(request)):
                return answer
            more = ask_first(self, request, object_id) | (extra_context or {})
            form_url = form_url or (request.path if only_shows(request) else "")
            return super().changeform_view(request, object_id, form_url, more)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        article: Article | None = kwargs.get("obj")
        context["state_text"] = state_text(article) if article else _("New")
        context["state_word"] = state_word(article) if article else "draft"
        context |= form_context(self, request, article, context["errors"])
        context["suggestions"] = suggestions_for(request, article) if context["may_type"] else None
        context["broken_links"] = broken_links_of(article) if article else []
        context["upload_limit"] = settings.MAX_IMAGE_BYTES
        context["may_correct"] = bool(article and article.is_published() and may_publish(request.user))
        context["notes_count"] = article.notes.count() if article else 0
        context["undo_until"] = undo_until(article, request.user) if article else ""
        context["steps"] = open_to(request.user, article or Article())
        return super().render_change_form(request, context, *args, **kwargs)

    def get_view_on_site_url(self, obj: Article | None = None) -> str | None:
        return obj.get_absolute_url() if obj and obj.is_published() else None

    def save_model(self, request: HttpRequest, obj: Article, form: ModelForm[Article], change: bool) -> None:
        if not change:
            obj.created_by_id = request.user.pk
        if not change or _changed(form, obj):
            obj.modified_by_id = request.user.pk

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The article and its rows at once, so that a revision holds all of them."""
        editing.leave(request.user.pk or 0, keys_of(request.POST))
        if change and pending.is_asked(request, form.instance):
            pending.keep_for_later(request, form)
            working_copies.close(request.user.pk or 0, keys_of(request.POST), form.instance)
            return
        cleaned = publishing.edit(
            form.instance,
            partial(super().save_related, request, form, formsets, change),
            by=request.user,
            note=form.cleaned_data.get("note", ""),
            substantive=form.cleaned_data.get("substantive", False),
            cleaned=form.cleaned_body,
        )
        working_copies.close(request.user.pk or 0, keys_of(request.POST), form.instance)
        pending.end(request, form.instance)
        for text in texts_to_check(cleaned.problems):
            messages.warning(request, text)

    def response_add(self, request: HttpRequest, obj: Article, post_url_continue: str | None = None) -> HttpResponse:
        return self._to_asked_step(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        if pending.is_asked(request, obj):
            return HttpResponseRedirect(request.path)
        return self._to_asked_step(request, obj) or super().response_change(request, obj)

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        if not add and pending.is_asked(request, form.instance):
            return _("Edit kept for later")
        return super().construct_change_message(request, form, formsets, add)

    def _to_asked_step(self, request: HttpRequest, article: Article) -> HttpResponse | None:
        """“Publish…” saves what was typed and goes to the page that asks."""
        for step in open_to(request.user, article):
            if f"_{step.name}" in request.POST:
                return HttpResponseRedirect(reverse(f"admin:articles_article_{step.name}", args=[article.pk]))
        return None

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        article = self.get_object(request, object_id)
        may_see = article is not None and self.has_view_or_change_permission(request, article)
        more = history_of(article, request) if article and may_see else {}
        more["may_restore"] = self.has_change_permission(request, article)
        return super().history_view(request, object_id, {**more, **(extra_context or {})})

    # Rights

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return may_change(request.user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return may_delete(request.user, obj)

    # Addresses

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view
        steps = [
            path(
                f"<path:article_id>/{name}/",
                guarded(partial(confirm_one, self, name=name)),
                name=f"articles_article_{name}",
            )
            for name in TRANSITIONS
        ]
        own = [
            path("search/", guarded(choosing.search_articles), name="articles_article_search"),
            path("suggest/", guarded(suggest), name="articles_article_suggest"),
            path("<path:article_id>/correct/", guarded(partial(correct, self)), name="articles_article_correct"),
            path(
                "<path:article_id>/take-over/",
                guarded(require_POST(partial(take_over, self))),
                name="articles_article_take_over",
            ),
            path("<path:article_id>/notes/", guarded(partial(notes, self)), name="articles_article_notes"),
            path(
                "<path:article_id>/as-reader/",
                guarded(require_safe(partial(as_reader, self))),
                name="articles_article_as_reader",
            ),
            path("<path:article_id>/share/", guarded(partial(share, self)), name="articles_article_share"),
            path(
                "<path:article_id>/history/<int:number>/restore/",
                guarded(require_POST(partial(restore, self))),
                name="articles_article_restore",
            ),
            path("working-copy/", guarded(require_POST(partial(keep, self))), name="articles_article_keep"),
            path(
                "working-copy/<int:copy_id>/throw-away/",
                guarded(require_POST(partial(throw_away, self))),
                name="articles_article_throw_away",
            ),
            *(
                path(
                    f"<path:article_id>/pending/{name}/",
                    guarded(require_POST(partial(view, self))),
                    name=f"articles_article_pending_{name}",
                )
                for name, view in pending.STEPS.items()
            ),
            path("undo/", guarded(require_POST(partial(undo, self))), name="articles_article_undo"),
            path("describe/", guarded(choosing.describe), name="articles_article_describe"),
        ]
        return [*own, *steps, *super().get_urls()]


def _changed(form: ModelForm[Article], article: Article) -> set[str]:
    """What was typed differs in; the editor may write the same body in other words of HTML."""
    same = {"body"} if form.initial.get("body") == article.body else set()
    return set(form.changed_data) - same - {"note"}


def _chosen_action(name: str) -> Callable[[ArticleAdmin, HttpRequest, QuerySet[Article]], HttpResponse | None]:
    def chosen(model_admin: ArticleAdmin, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
        articles = Article.objects.filter(pk__in=queryset.values("pk")).select_related("section").order_by("pk")
        return confirm_many(model_admin, request, list(articles[:51]), name)

    return chosen
