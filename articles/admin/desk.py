"""The admin site itself, and what it asks of every request before a view sees it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.as_of import as_of_page
from articles.admin.auditing import audited
from articles.admin.most_read import most_read_lines
from articles.admin.planned import planned_page
from articles.admin.waiting import waiting_for
from articles.models import Comment, Linkback

View = Callable[..., HttpResponseBase]
MODELS = (
    "article", "page", "author", "image", "comment", "linkback", "site_rule", "delivery", "link_check", "redirect",
    "section", "tag", "banner", "front", "crawler", "import_run", "accounts", "audit",
)  # fmt: skip


def register_models() -> None:
    """Called when Django's own apps have registered theirs, so that some can be replaced."""
    for name in MODELS:
        import_module(f"articles.admin.{name}")


class Desk(AdminSite):
    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME
    index_title = gettext_lazy("The desk")
    empty_value_display = "—"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Whatever is done at the desk is audited; nobody needs to think of it."""
        super().register(model_or_iterable, audited(admin_class or ModelAdmin), **options)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The newsroom first: accounts and the task queue are not what editors come for."""
        return sorted(super().get_app_list(request, app_label), key=lambda app: app["app_label"] != "articles")

    def get_urls(self) -> list[Any]:
        """Before Django's own, whose last one takes every address."""
        planned = self.admin_view(partial(planned_page, self))
        as_of = self.admin_view(partial(as_of_page, self))
        own = [path("planned/", planned, name="planned"), path("as-of/", as_of, name="as_of")]
        return [*own, *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        apps = self.get_app_list(request)
        _say_what_waits([model for app in apps for model in app["models"]])
        may_see = request.user.has_perm("articles.view_article")
        waiting = [*waiting_for(request.user), *most_read_lines()] if may_see else []
        return super().index(request, {"app_list": apps, "waiting": waiting, **(extra_context or {})})

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        return super().admin_view(_without_nonsense(view), cacheable)


def _say_what_waits(models: list[Any]) -> None:
    """A query for each kind that a moderator decides on, for those who see it."""
    waits = {"Linkback": Linkback.objects.waiting, "Comment": Comment.objects.waiting}
    for model in models:
        rows = waits.get(model["object_name"])
        if rows and (count := rows().count()):
            waiting = ngettext("%(count)d waiting", "%(count)d waiting", count) % {"count": count}
            model["name"] = f"{model['name']} ({waiting})"


def _without_nonsense(view: View) -> View:
    """NUL bytes in an address and chosen rows that are no numbers reach the database as errors."""

    # Reading POST here would take in an upload that such a view means to refuse unread.
    bounds_uploads = getattr(view, "csrf_exempt", False)

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if _has_nul(request):
            return _refused(request, _without_nul(request))
        if request.method == "POST" and not bounds_uploads and not _chooses_numbers(request):
            return _refused(request, request.get_full_path())
        return view(request, *args, **kwargs)

    return checked


def _has_nul(request: HttpRequest) -> bool:
    return "\x00" in request.path or any("\x00" in part for pair in request.GET.lists() for part in (pair[0], *pair[1]))


def _chooses_numbers(request: HttpRequest) -> bool:
    return all(pk.isdecimal() and len(pk) < 19 for pk in request.POST.getlist(ACTION_CHECKBOX_NAME))


def _without_nul(request: HttpRequest) -> str:
    query = request.GET.copy()
    for name, values in request.GET.lists():
        del query[name]
        query.setlist(name.replace("\x00", ""), [value.replace("\x00", "") for value in values])
    path = request.path.replace("\x00", "")
    return f"{path}?{query.urlencode()}" if query else path


def _refused(request: HttpRequest, path: str) -> HttpResponseRedirect:
    messages.error(request, _("That address or choice held characters no entry can have; they were left out."))
    return HttpResponseRedirect(path)
