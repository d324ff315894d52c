"""The stories of a front or section page at the desk, each in its place."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import ngettext

from articles.admin.autocomplete import Autocompletes
from articles.models import FrontEdition, FrontSlot

MOST_OF_SECTION = 8
"""They stand above twenty of the newest: more of them would hide what is new."""


class SlotFormSet(BaseInlineFormSet[FrontSlot, FrontEdition, Any]):
    def add_fields(self, form: Any, index: int | None) -> None:
        """A section's page has no blocks of sections."""
        super().add_fields(form, index)
        if self.instance.section_id:
            places = FrontSlot.Place.LEAD, FrontSlot.Place.TOP
            form.fields["place"].choices = [(place.value, place.label) for place in places]

    def clean(self) -> None:
        super().clean()
        left = [form for form in self.forms if form.cleaned_data.get("article") and not form.cleaned_data.get("DELETE")]
        if self.instance.section_id and len(left) > MOST_OF_SECTION:
            text = ngettext(
                "A section's page takes %(most)d story here, for the newest follow; there are %(count)d.",
                "A section's page takes %(most)d stories here, for the newest follow; there are %(count)d.",
                MOST_OF_SECTION,
            )
            raise ValidationError(text % {"most": MOST_OF_SECTION, "count": len(left)})


class SlotInline(Autocompletes, admin.StackedInline[FrontSlot, FrontEdition]):
    model = FrontSlot
    formset = SlotFormSet
    fields = (("place", "position"), "article", "headline", "image")
    autocomplete_fields = ("article", "image")
    extra = 1

    def get_queryset(self, request: HttpRequest) -> QuerySet[FrontSlot]:
        """With its story, which names it."""
        return super().get_queryset(request).select_related("article")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Stories and pictures are chosen here; they are made elsewhere."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(widget := getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            widget.can_add_related = widget.can_change_related = False
            widget.can_view_related = widget.can_delete_related = False
        return field

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_edit(request) and (obj is None or obj.state == FrontEdition.State.DRAFT)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("articles.view_frontedition"))


def may_edit(request: HttpRequest) -> bool:
    return bool(request.user.has_perm("articles.change_frontedition"))
