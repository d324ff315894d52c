"""Pictures on the desk: the library, uploads, and where each one is used."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import images
from articles.admin import choosing, uploading
from articles.admin.image_form import ImageForm
from articles.admin.thumbnails import thumbnail
from articles.admin.upload_limits import bounds_uploads, inspected
from articles.models import Article, Author, Image, Page

_MOST_USES = 20
_SOON = timedelta(days=30)


class AltTextFilter(admin.SimpleListFilter):
    title = gettext_lazy("alternative text")
    parameter_name = "alt"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("missing", gettext_lazy("Missing")), ("decided", gettext_lazy("Written or decorative"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Image]) -> QuerySet[Image]:
        missing = Q(alt_text="", decorative=False)
        if self.value() == "missing":
            return queryset.filter(missing)
        return queryset.exclude(missing) if self.value() == "decided" else queryset


class RightsFilter(admin.SimpleListFilter):
    """What runs out, and what has: a step in the index of the date."""

    title = gettext_lazy("rights")
    parameter_name = "rights"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("soon", gettext_lazy("End within 30 days")),
            ("ended", gettext_lazy("Ended: readers do not see it")),
            ("open", gettext_lazy("No end given")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Image]) -> QuerySet[Image]:
        now = timezone.now()
        if self.value() == "soon":
            return queryset.ending(now, now + _SOON)  # type: ignore[attr-defined]
        if self.value() == "ended":
            return queryset.filter(rights_end_at__lte=now)
        return queryset.filter(rights_end_at=None) if self.value() == "open" else queryset


@admin.register(Image)
class ImageAdmin(admin.ModelAdmin[Image]):
    form = ImageForm
    list_display = ("preview", "title", "credit", "size", "alt_decided", "rights_end_at", "created_at")
    list_display_links = ("title",)
    list_filter = (RightsFilter, AltTextFilter, "decorative", "created_at")
    search_fields = ("caption",)
    search_help_text = gettext_lazy("Caption, credit, alternative text, keywords or file name")
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
            "description": gettext_lazy("What must stay in view when the picture is cropped: 0 to 1 each way."),
        }),
        (gettext_lazy("For the desk"), {
            "fields": ("keywords", "rights_note", "rights_end_at", "used_in", "created_at"),
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

    # Columns and read-only fields

    @admin.display(description="")
    def preview(self, image: Image) -> SafeString | str:
        return thumbnail(image)

    @admin.display(description=gettext_lazy("picture"), ordering="caption")
    def title(self, image: Image) -> str:
        return str(image)

    @admin.display(description=gettext_lazy("size"), ordering="width")
    def size(self, image: Image) -> str:
        return f"{image.width} × {image.height}" if image.width else ""

    @admin.display(description=gettext_lazy("alt text"), boolean=True)
    def alt_decided(self, image: Image) -> bool:
        return image.alt_decided

    @admin.display(description=gettext_lazy("picture"))
    def large(self, image: Image) -> SafeString | str:
        return thumbnail(image, css_class="desk-preview") or _("The file has not been found yet.")

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

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view
        own = [
            path("search/", guarded(choosing.search_images), name="articles_image_search"),
            path(
                "upload/", guarded(bounds_uploads(uploading.upload, uploading.oversized)), name="articles_image_upload"
            ),
            path("<int:image_id>/words/", guarded(uploading.save_words), name="articles_image_words"),
            path("add/", guarded(bounds_uploads(self.add_view)), name="articles_image_add"),
            path("<path:object_id>/change/", guarded(bounds_uploads(self.change_view)), name="articles_image_change"),
        ]
        return [*own, *super().get_urls()]


def uses_of(image: Image) -> QuerySet[Article]:
    """Articles that lead with the picture or show it in their text."""
    shown = Q(lead_image=image) | Q(body__contains=f'data-image="{image.pk}"')
    return Article.objects.filter(shown).only("pk", "headline").order_by("-modified_at")[:_MOST_USES]


def links_to_uses(image: Image) -> list[SafeString]:
    """To the articles, pages and authors that show the picture, each by its name."""
    shown_by = {"article": uses_of(image), "page": _pages_of(image), "author": _portraits_of(image)}
    links = [
        (reverse(f"admin:articles_{kind}_change", args=[row.pk]), row) for kind in shown_by for row in shown_by[kind]
    ]
    return [format_html('<a class="desk-use" href="{}">{}</a>', *link) for link in links]


def _pages_of(image: Image) -> QuerySet[Page]:
    return Page.objects.filter(body__contains=f'data-image="{image.pk}"').order_by("pk")[:_MOST_USES]


def _portraits_of(image: Image) -> QuerySet[Author]:
    return Author.objects.filter(portrait=image).order_by("pk")[:_MOST_USES]


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
