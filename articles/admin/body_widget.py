"""The editor of an article's body: a textarea that holds HTML, and an editor over it where scripts run."""

from __future__ import annotations

from pathlib import Path

from django import forms
from django.conf import settings
from django_prose_editor.widgets import prose_editor_admin_media
from js_asset import ImportMap, Media, Script  # type: ignore[import-untyped]

_MODULES = Path(settings.BASE_DIR) / "static" / "js" / "desk"


def desk_media(*names: str) -> Media:
    """Modules of the desk. The import map lets them import each other by name, whatever hash their files have."""
    imports = {f"desk/{module.stem}": f"js/desk/{module.name}" for module in sorted(_MODULES.glob("*.js"))}
    scripts = [Script(f"js/desk/{name}.js", type="module") for name in names]
    return Media(importmap=ImportMap(imports), js=scripts)


class BodyWidget(forms.Textarea):
    def __init__(self) -> None:
        super().__init__({"rows": 24, "cols": 80, "data-body-editor": "", "spellcheck": "true"})

    @property
    def media(self) -> Media:
        return prose_editor_admin_media + desk_media("body-editor")
