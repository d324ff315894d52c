"""Choosing among many by typing a part of a name, with Django's own widget."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib.admin.widgets import AutocompleteSelect
from django.http import HttpRequest


class Autocomplete(AutocompleteSelect):
    """Bears a number that no database holds, which Django's asks for all the same."""

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
