"""Writes the audit: beside every line of Django's history, and at each login."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models import Model
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles.linkbacks.pace import Limit
from articles.linkbacks.receiving.declined import Declined
from articles.linkbacks.receiving.limits import admit
from articles.linkbacks.receiving.reporters import reporter_of
from articles.models import AuditEntry

Action = AuditEntry.Action
# Of one network: whoever guesses passwords must not fill the disk.
FAILED_LOGINS = (Limit(100, 3600),)


class Audited:
    """Mixed into every `ModelAdmin`: what it logs is audited, with the address it came from."""

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        record(request, Action.ADDED, [obj])
        return super().log_addition(request, obj, message)  # type: ignore[misc]

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        entry = super().log_change(request, obj, message)  # type: ignore[misc]
        record(request, Action.CHANGED, [obj], entry.change_message)
        return entry

    def log_deletions(self, request: HttpRequest, queryset: Iterable[Model]) -> Any:
        record(request, Action.DELETED, queryset)
        return super().log_deletions(request, queryset)  # type: ignore[misc]


@cache
def audited(admin_class: type[ModelAdmin[Any]]) -> type[ModelAdmin[Any]]:
    if issubclass(admin_class, Audited):
        return admin_class
    return type(admin_class.__name__, (Audited, admin_class), {"__module__": admin_class.__module__})


def record(request: HttpRequest, action: str, objects: Iterable[Model], details: str = "") -> None:
    """One entry for each object, by the user of the request. One query."""
    AuditEntry.objects.bulk_create(
        _entry(
            request,
            action=action,
            kind=one._meta.label_lower,
            object_id=str(one.pk)[:100],
            named=str(one)[:200],
            details=details,
        )
        for one in objects
    )


def record_export(request: HttpRequest, asked: str) -> None:
    """That the audit itself was taken out, and which part of it."""
    kind = AuditEntry._meta.label_lower
    _entry(request, action=Action.EXPORTED, kind=kind, named=_("Audit"), details=asked).save()


def _entry(request: HttpRequest, **fields: Any) -> AuditEntry:
    user = request.user
    return AuditEntry(user_id=user.pk, username=user.get_username(), address=reporter_of(request) or None, **fields)


@receiver(user_logged_in)
def _logged_in(sender: Any, request: HttpRequest | None, user: Any, **more: Any) -> None:
    _record_login(Action.LOGGED_IN, request, user.get_username(), user)


@receiver(user_logged_out)
def _logged_out(sender: Any, request: HttpRequest | None, user: Any, **more: Any) -> None:
    if user is not None:
        _record_login(Action.LOGGED_OUT, request, user.get_username(), user)


@receiver(user_login_failed)
def _login_failed(sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **more: Any) -> None:
    """The name as it was typed; no password."""
    try:
        admit(reporter_of(request) if request else "", "login", FAILED_LOGINS)
    except Declined:
        return
    _record_login(Action.LOGIN_FAILED, request, str(credentials.get("username", "")))


def _record_login(action: str, request: HttpRequest | None, username: str, user: Any = None) -> None:
    address = reporter_of(request) if request else ""
    name = username.replace("\x00", "")[:150]
    AuditEntry.objects.create(action=action, user=user, username=name, address=address or None, kind="login")
