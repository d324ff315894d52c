"""What reporters, editors, moderators and admins may do."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

# Codenames of permissions; an editor writes what a reporter writes, and publishes it.
REPORTER = {
    "add_article", "change_article", "view_article",
    "add_image", "change_image", "view_image",
    "view_author", "view_section", "view_tag", "add_tag", "view_linkback",
}  # fmt: skip
EDITOR = REPORTER | {
    "publish_article", "delete_image",
    "add_author", "change_author", "change_tag",
    "add_redirect", "change_redirect", "delete_redirect", "view_redirect",
    "view_delivery", "change_delivery",
    "view_frontedition", "change_frontedition",
    "add_banner", "change_banner", "view_banner",
    "add_page", "change_page", "delete_page", "view_page",
}  # fmt: skip
MODERATOR = {
    "view_comment", "change_comment",
    "view_linkback", "change_linkback", "view_article", "view_delivery", "change_delivery",
    "view_siterule", "add_siterule", "change_siterule", "delete_siterule",
}  # fmt: skip
ADMIN = (
    EDITOR
    | MODERATOR
    | {
        f"{action}_{model}"
        for action in ("add", "change", "delete", "view")
        for model in ("section", "crawler", "user", "group")
    }
    | {"delete_article", "delete_author", "delete_tag", "add_importrun", "view_importrun", "view_auditentry"}
)
ROLES = {"Reporter": REPORTER, "Editor": EDITOR, "Moderator": MODERATOR, "Admin": ADMIN}


def ensure_roles(app_config: Any, using: str, **_: Any) -> None:
    """Makes the four groups after each migration; what a newsroom added to one stays."""
    create_permissions(app_config, using=using, verbosity=0)
    for name, codenames in ROLES.items():
        group, _created = Group.objects.using(using).get_or_create(name=name)
        wanted = Permission.objects.using(using).filter(
            codename__in=codenames, content_type__app_label__in=("articles", "auth")
        )
        group.permissions.add(*wanted)
