"""Pictures on the desk: the library, uploads, and where each one is used."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import images
from articles.admin import choosing, several_pictures, upload_limits, uploading
from articles.admin.article_list import FewPages
from articles.admin.focal_point import focal_picture
from articles.admin.image_filters import AltTextFilter, LatelyFilter, RightsFilter, UploadedFilter, UseFilter
from articles.admin.image_form import ImageForm
from articles.admin.image_list import Library, marks_of
from articles.admin.image_uses import links_to_uses
from articles.admin.thumbnails import thumbnail
from articles.admin.upload_limits import bounds_uploads, inspected
from articles.models import Image


@admin.register(Image)
class ImageAdmin(admin.ModelAdmin[Image]):
    form = ImageForm
    list_display = ("preview", "title", "credit", "uploaded", "marks")
    list_display_links = ("title",)
    list_filter = (UseFilter, RightsFilter, AltTextFilter, ("created_at", LatelyFilter), UploadedFilter)
    search_fields = ("caption",)
    search_help_text = gettext_lazy("Caption, credit, alternative text, keywords or file name")
    paginator = FewPages
    empty_value_display = ""
    ordering = ("-created_at", "-id")
    list_per_page = 48
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    readonly_fields = ("large", "used_in", "created_at")
    fieldsets = (
        (None, {"fields": ("large", "upload")}),
        (gettext_lazy("Words"), {"fields": ("caption", "credit", "alt_text", "decorative")}),
        (gettext_lazy("Focal point"), {
            "fields": (("focal_x", "focal_y"),),
            "description": gettext_lazy(
                "What must stay in view when the picture is cropped: 0 to 1 each way, or a click on the picture above."
            ),
        }),
        (gettext_lazy("For the desk"), {
            "fields": ("taken_on", "keywords", "rights_note", "rights_end_at", "used_in", "created_at"),
        }),
    )  # fmt: skip

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Image], search_term: str
    ) -> tuple[QuerySet[Image], bool]:
        words = Image.objects.matching(search_term)
        return (queryset.filter(pk__in=words.values("pk")) if search_term.strip() else queryset), False

    def get_fieldsets(self, request: HttpRequest, obj: Image | None = None) -> Any:
        """Where the file cannot be changed there is none to choose."""
        unwanted = {"large", "used_in", "created_at"} if obj is None else set()
        if obj and not self.has_change_permission(request, obj):
            unwanted.add("upload")
        return [
            (title, {**options, "fields": [name for name in options["fields"] if name not in unwanted]})
            for title, options in self.fieldsets
        ]

    # The grid and read-only fields

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return Library

    @admin.display(description="")
    def preview(self, image: Image) -> SafeString | str:
        return thumbnail(image)

    @admin.display(description=gettext_lazy("picture"), ordering="caption")
    def title(self, image: Image) -> str:
        return str(image)

    @admin.display(description=gettext_lazy("uploaded"), ordering="created_at")
    def uploaded(self, image: Image) -> str:
        return date_format(timezone.localtime(image.created_at), "j M Y")

    @admin.display(description="")
    def marks(self, image: Image) -> SafeString:
        """What somebody should look at."""
        return format_html_join("", '<span class="desk-mark {}">{}</span>', marks_of(image))

    @admin.display(description=gettext_lazy("picture"))
    def large(self, image: Image) -> SafeString | str:
        return focal_picture(image) or _("The file has not been found yet.")

    @admin.display(description=gettext_lazy("used in"))
    def used_in(self, image: Image) -> SafeString | str:
        return format_html_join("", "{}", ([link] for link in links_to_uses(image))) or _("Nowhere yet.")

    # Saving

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        known = _known_picture(request) if self.has_add_permission(request) else None
        if known is None:
            return super().add_view(request, form_url, extra_context)
        messages.info(request, _("The library has this file already; this is its entry."))
        return HttpResponseRedirect(reverse("admin:articles_image_change", args=[known.pk]))

    def save_model(self, request: HttpRequest, obj: Image, form: Any, change: bool) -> None:
        if not change:
            obj.created_by_id = request.user.pk
            images.fill_empty(obj, form.intake.description)
        if form.intake:
            images.put_file(obj, form.intake, form.cleaned_data["upload"].name)
        else:
            obj.save()
            if {"focal_x", "focal_y"} & set(form.changed_data):
                images.crop_anew(obj)

    def delete_model(self, request: HttpRequest, obj: Image) -> None:
        images.delete(Image.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Image]) -> None:
        images.delete(queryset)

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[Any]]:
        """A picture that a text shows, or that is a portrait, is as protected as one that leads an article."""
        found, counts, lacking, protected = super().get_deleted_objects(objs, request)
        if links := [link for image in objs for link in links_to_uses(image)]:
            # Said instead of a missing right to delete the article that it leads: that is not the reason.
            return found, counts, set(), links
        return found, counts, lacking, protected

    def _several(self) -> upload_limits.View:
        too_much = partial(several_pictures.too_much, self)
        return bounds_uploads(partial(several_pictures.upload_several, self), too_much, several_pictures.MOST_BYTES)

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view
        own = [
            path("search/", guarded(choosing.search_images), name="articles_image_search"),
            path(
                "upload/", guarded(bounds_uploads(uploading.upload, uploading.oversized)), name="articles_image_upload"
            ),
            path("several/", guarded(self._several()), name="articles_image_several"),
            path(
                "several/words/",
                guarded(partial(several_pictures.describe_several, self)),
                name="articles_image_several_words",
            ),
            path("<int:image_id>/words/", guarded(uploading.save_words), name="articles_image_words"),
            path("add/", guarded(bounds_uploads(self.add_view)), name="articles_image_add"),
            path("<path:object_id>/change/", guarded(bounds_uploads(self.change_view)), name="articles_image_change"),
        ]
        return [*own, *super().get_urls()]


def _known_picture(request: HttpRequest) -> Image | None:
    file = request.FILES.get("upload") if request.method == "POST" else None
    if file is None:
        return None
    try:
        intake = inspected(file)
    except ValidationError:
        return None
    finally:
        file.seek(0)
    return Image.objects.filter(checksum=intake.checksum).first()
