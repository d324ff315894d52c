"""The login a fresh newsroom starts with: a random password, kept where only its owner reads it."""

from __future__ import annotations

import os
import secrets

from django.conf import settings
from django.contrib.auth import get_user_model

LOGIN = "editor"
_CHANGED = "(as you set it; `manage.py changepassword` sets a new one)"


def first_editor() -> tuple[str, str]:
    """Login and password, made when there is no user yet; later what was made, while it still holds."""
    users = get_user_model().objects
    if not users.exists():
        password = secrets.token_urlsafe(12)
        users.create_superuser(LOGIN, "", password, first_name="Editor")
        _keep(password)
        return LOGIN, password
    user = users.filter(username=LOGIN).first() or users.filter(is_superuser=True).order_by("pk").first()
    kept = _kept()
    return (user.get_username(), kept if user.check_password(kept) else _CHANGED) if user else (LOGIN, _CHANGED)


def _keep(password: str) -> None:
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    opened = os.open(settings.VAR_DIR / "editor_password", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(opened, "w") as file:
        file.write(password)


def _kept() -> str:
    file = settings.VAR_DIR / "editor_password"
    return file.read_text(encoding="ascii").strip() if file.is_file() else ""
