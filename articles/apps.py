"""What Django starts: the articles, and the admin that stands in for Django's own site."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Newsroom")

    def ready(self) -> None:
        from articles import checks  # noqa: F401  (registers the checks)
        from articles.models import copied_times, image_in_body
        from articles.page_cache import triggers
        from articles.roles import ensure_roles
        from articles.search import index

        # The only moment at which Django's permissions are sure to exist.
        post_migrate.connect(ensure_roles, sender=self)
        pre_migrate.connect(triggers.drop, sender=self)
        pre_migrate.connect(copied_times.drop, sender=self)
        pre_migrate.connect(image_in_body.drop, sender=self)
        # In this order: what is copied here is no change to anybody.
        post_migrate.connect(copied_times.create, sender=self)
        post_migrate.connect(image_in_body.create, sender=self)
        post_migrate.connect(triggers.create, sender=self)
        pre_migrate.connect(index.drop, sender=self)
        post_migrate.connect(index.create, sender=self)


class DeskConfig(AdminConfig):
    default_site = "articles.admin.desk.Desk"

    def ready(self) -> None:
        super().ready()
        from articles.admin.desk import register_models

        register_models()
