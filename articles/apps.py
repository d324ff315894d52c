"""What Django starts: the articles, and the admin that stands in for Django's own site."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Newsroom")

    def ready(self) -> None:
        from articles import checks  # noqa: F401  (registers the checks)


class DeskConfig(AdminConfig):
    default_site = "articles.admin.desk.Desk"
