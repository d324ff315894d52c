"""A picture's form: its file, looked at before it is kept, and what is said of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from articles import pictures
from articles.admin.body_widget import desk_media
from articles.admin.forms import MomentInput, zone_name
from articles.admin.upload_limits import inspected
from articles.models import Image

_WORDS = ("caption", "credit", "alt_text", "decorative")


class DayInput(forms.DateInput):
    """The browser's own calendar, usable without JavaScript."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ImageWordsForm(forms.ModelForm[Image]):
    """What is said of a picture, as the article's form asks it after an upload."""

    class Meta:
        model = Image
        fields = _WORDS


class SeveralWordsForm(forms.ModelForm[Image]):
    """The same of one of many, on a page of them."""

    class Meta:
        model = Image
        fields = (*_WORDS, "taken_on")
        field_classes = {"taken_on": forms.DateField}
        widgets = {
            "caption": forms.Textarea({"rows": 3}),
            "credit": forms.TextInput({"class": "vTextField"}),
            "alt_text": forms.Textarea({"rows": 2}),
            "taken_on": DayInput(),
        }


class ImageForm(forms.ModelForm[Image]):
    upload = forms.FileField(
        label=_("File"), required=False, widget=forms.FileInput({"accept": "image/*"}),
        help_text=_("JPEG, PNG, WebP, AVIF or GIF. Caption and credit are read from the file where it has them."),
    )  # fmt: skip
    intake: pictures.Intake | None = None

    class Meta:
        model = Image
        fields = (*_WORDS, "focal_x", "focal_y", "taken_on", "keywords", "rights_note", "rights_end_at")
        field_classes = {"rights_end_at": forms.DateTimeField, "taken_on": forms.DateField}
        widgets = {
            "caption": forms.Textarea({"rows": 3}),
            "alt_text": forms.Textarea({"rows": 2}),
            "taken_on": DayInput(),
            "keywords": forms.TextInput({"class": "vTextField"}),
            "rights_note": forms.Textarea({"rows": 2}),
            "rights_end_at": MomentInput(),
            "focal_x": forms.NumberInput({"min": 0, "max": 1, "step": "any"}),
            "focal_y": forms.NumberInput({"min": 0, "max": 1, "step": "any"}),
        }

    @property
    def media(self) -> forms.Media:
        return super().media + desk_media("focal-point")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "rights_end_at" in self.fields:
            gone = _("Readers do not see the picture from then on; nothing is deleted. Time zone: %(zone)s.")
            self.fields["rights_end_at"].help_text = gone % {"zone": zone_name()}

    def clean_upload(self) -> UploadedFile[Any] | None:
        file: UploadedFile[Any] | None = self.cleaned_data["upload"]
        if file is None:
            if not self.instance.pk:
                raise ValidationError(_("Choose a picture."), code="required")
            return None
        self.intake = inspected(file)
        if self.instance.pk:
            self._refuse_known(self.intake)
        return file

    def _refuse_known(self, intake: pictures.Intake) -> None:
        """Two rows cannot have the same file; a new one with a known file leads to the row there is."""
        known = Image.objects.filter(checksum=intake.checksum).exclude(pk=self.instance.pk).first()
        if known:
            raise ValidationError(_("The library has this file already: “%(picture)s”."), params={"picture": known})
