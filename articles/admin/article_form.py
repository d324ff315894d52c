"""The article's form: what was typed, checked where it was typed."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles import publishing
from articles.admin.body_widget import BodyWidget, desk_media
from articles.admin.forms import MomentInput, SectionChoice, refuse_long_tags, zone_name
from articles.admin.picture_select import PictureSelect
from articles.admin.problems import refusals
from articles.models import Article, Image, Section
from articles.models.claims import refuse_claimed
from articles.models.status import Status
from articles.models.translations import refuse_translation

_MOST_TAGS = 50


class ArticleForm(forms.ModelForm[Article]):
    only_shows = ""
    """Why this form is shown with what was typed and not saved; empty where it can be."""

    body = forms.CharField(label=_("Body"), required=False, strip=False, widget=BodyWidget)
    lead_image = forms.ModelChoiceField(
        Image.objects.all(), label=_("Lead picture"), required=False, widget=PictureSelect
    )
    section = SectionChoice(Section.objects.order_by("path"), label=_("Section"))
    substantive = forms.BooleanField(
        label=_("Substantive change"),
        required=False,
        help_text=_("Shows readers “Updated” with the time of this save."),
    )
    note = forms.CharField(
        label=_("Note on this save"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"class": "vTextField"}),
        help_text=_("For colleagues, in the history. Readers never see it."),
    )

    class Meta:
        model = Article
        fields = (
            "headline", "short_headline", "standfirst", "body", "lead_image", "lead_caption",
            "section", "tags", "language", "translation_of", "dateline_place", "dateline_agency",
            "embargo_until", "legal_hold", "slug", "path", "canonical_url", "receives_linkbacks", "sends_trackbacks",
        )  # fmt: skip
        widgets = {
            "headline": forms.Textarea({"rows": 2, "class": "desk-headline"}),
            "short_headline": forms.TextInput({"class": "vTextField"}),
            "standfirst": forms.Textarea({"rows": 3}),
            "lead_caption": forms.Textarea({"rows": 2}),
            "embargo_until": MomentInput,
        }
        field_classes = {
            "embargo_until": forms.DateTimeField,
            "canonical_url": partial(forms.URLField, assume_scheme="https"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "embargo_until" in self.fields:
            promise = _("Promised to a source: nothing leaves before. Time zone: %(zone)s.")
            self.fields["embargo_until"].help_text = promise % {"zone": zone_name()}
        if self.instance.status != Status.PUBLISHED:
            self.fields.pop("substantive", None)

    @property
    def media(self) -> Any:
        return super().media + desk_media("working-copy", "suggestions")

    def clean_headline(self) -> str:
        """The field has two lines because headlines are long, not because they have lines."""
        return " ".join(self.cleaned_data["headline"].split())

    def clean_tags(self) -> list[str]:
        names: list[str] = self.cleaned_data["tags"]
        refuse_long_tags(names)
        if len(names) > _MOST_TAGS:
            raise ValidationError(_("An article has %(most)d tags at most."), params={"most": _MOST_TAGS})
        return names

    def clean_translation_of(self) -> Article | None:
        """Of the original, so that all who belong together name the same one."""
        chosen: Article | None = self.cleaned_data["translation_of"]
        original = chosen.translation_of or chosen if chosen else None
        refuse_translation(self.instance, original, self.cleaned_data.get("language", ""))
        return original

    def clean_path(self) -> str | None:
        path: str | None = self.cleaned_data["path"]
        if path and path != self.instance.path:
            refuse_claimed(path, self.instance)
        if not path and self.instance.status in {Status.PUBLISHED, Status.KILLED}:
            raise ValidationError(_("Readers know this article by its path; it can change, but not go."))
        return path

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if "body" in self.cleaned_data and "body" not in self.errors:
            self._clean_body()
        if self.only_shows:
            self.add_error(None, self.only_shows)

    def _clean_body(self) -> None:
        """Here rather than at saving, so that what is wrong with the body is said at the body."""
        try:
            self.cleaned_body = publishing.clean_body(self.instance)
        except ValidationError as error:
            self.add_error("body", error.messages)
            return
        for refusal in refusals(self.cleaned_body.problems):
            self.add_error("body", refusal)
        if self.instance.status == Status.PUBLISHED and not self.errors:
            self._guard()

    def _guard(self) -> None:
        """What is out, or will be by itself, must not become what could not be published."""
        try:
            publishing.refuse_guarded(self.instance, self.cleaned_body)
        except ValidationError as error:
            for field, messages in error.message_dict.items():
                self.add_error(field if field in self.fields else None, messages)
