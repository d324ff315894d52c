"""Choosing among many by typing a part of a name, with Django's own widget."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib.admin.widgets import AutocompleteSelect
from django.http import HttpRequest

from articles.admin.body_widget import desk_media


class Autocomplete(AutocompleteSelect):
    """Named for whoever does not see it; and a number that no database holds is borne, which Django's would ask for."""

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        """What opens is part of the page's content, where whoever goes by landmarks looks for it."""
        return {**super().build_attrs(base_attrs, extra_attrs), "data-dropdown-parent": "#content-start"}

    @property
    def media(self) -> Any:
        return super().media + desk_media("select-names")

    def optgroups(self, name: str, value: Sequence[Any], attr: dict[str, Any] | None = None) -> list[Any]:
        return super().optgroups(name, [one for one in value if len(str(one)) < 19], attr)


class Autocompletes:
    """For a `ModelAdmin` or inline: its `autocomplete_fields` get that widget."""

    autocomplete_fields: ClassVar[Any] = ()
    admin_site: Any

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = Autocomplete(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]
