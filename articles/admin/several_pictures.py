"""Many pictures at once: each file is taken or refused on its own, then their words are asked on one page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.body_widget import desk_media
from articles.admin.image_form import SeveralWordsForm
from articles.admin.upload_limits import inspected
from articles.admin.uploading import take
from articles.models import Image

MOST_AT_ONCE = 100
MOST_BYTES = 500 * 1024 * 1024

Admin = ModelAdmin[Image]


def upload_several(model_admin: Admin, request: HttpRequest) -> HttpResponse:
    """The page with the files to choose; what was sent is told of by messages, then the words are asked."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    if request.method != "POST":
        return _page(model_admin, request)
    files = request.FILES.getlist("file")
    taken: dict[int, bool] = {}
    for file in files:
        try:
            image, is_new = take(request, inspected(file), file.name or "")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            taken.setdefault(image.pk, is_new)
    if not files:
        messages.error(request, _("Choose the pictures first."))
    if not taken:
        return _page(model_admin, request)
    _say(request, sum(taken.values()), len(taken))
    return HttpResponseRedirect(_words_address(taken))


def too_much(model_admin: Admin, request: HttpRequest) -> HttpResponse:
    """For what was not read at all: too many files, or too many bytes."""
    messages.error(request, _("That was too much at once; nothing was taken. %(limits)s") % {"limits": limits()})
    return _page(model_admin, request, status=413)


def describe_several(model_admin: Admin, request: HttpRequest) -> HttpResponse:
    """Caption, credit and alternative text of all pictures named in the address; saved together, or none."""
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    forms = [_form(request, image) for image in _chosen(request)]
    sent = [form for form in forms if form.is_bound]
    # All are asked, so that each says what is wrong with it.
    valid = [form.is_valid() for form in sent]
    if valid and all(valid):
        _save(model_admin, request, [form for form in sent if form.has_changed()])
        return HttpResponseRedirect(reverse("admin:articles_image_changelist"))
    return _answer(
        model_admin, request, "words", title=_("What the pictures show"), forms=forms,
        has_errors=any(form.errors for form in sent),
    )  # fmt: skip


def limits() -> str:
    words = {
        "count": MOST_AT_ONCE,
        "together": filesizeformat(MOST_BYTES),
        "each": filesizeformat(settings.MAX_IMAGE_BYTES),
    }
    return _("At once: %(count)d pictures at most, %(together)s together. A picture may have %(each)s.") % words


def _page(model_admin: Admin, request: HttpRequest, status: int = 200) -> HttpResponse:
    return _answer(
        model_admin, request, "several", status, title=_("Upload pictures"), limits=limits(), most=MOST_AT_ONCE,
        most_bytes=MOST_BYTES, upload_limit=settings.MAX_IMAGE_BYTES, media=desk_media("several"),
        words_address=reverse("admin:articles_image_several_words"),
    )  # fmt: skip


def _answer(model_admin: Admin, request: HttpRequest, name: str, status: int = 200, **words: Any) -> HttpResponse:
    context = {**model_admin.admin_site.each_context(request), "opts": Image._meta, **words}
    return TemplateResponse(request, f"admin/articles/image/{name}.html", context, status=status)


def _say(request: HttpRequest, new: int, all_taken: int) -> None:
    if new:
        said = ngettext("%(count)d picture was taken into the library.",
                        "%(count)d pictures were taken into the library.", new)  # fmt: skip
        messages.success(request, said % {"count": new})
    if known := all_taken - new:
        said = ngettext("The library had %(count)d of them already.",
                        "The library had %(count)d of them already.", known)  # fmt: skip
        messages.info(request, said % {"count": known})


def _words_address(taken: dict[int, bool]) -> str:
    return f"{reverse('admin:articles_image_several_words')}?{urlencode({'picture': list(taken)}, doseq=True)}"


def _chosen(request: HttpRequest) -> list[Image]:
    """In the order of the address; what is gone, or no number, is left out."""
    texts = dict.fromkeys(request.GET.getlist("picture")[:MOST_AT_ONCE])
    numbers = [int(text) for text in texts if text.isascii() and text.isdecimal() and len(text) < 19]
    found = Image.objects.in_bulk(numbers)
    return [found[number] for number in numbers if number in found]


def _form(request: HttpRequest, image: Image) -> SeveralWordsForm:
    """Bound where the page that was sent had it."""
    prefix = f"picture-{image.pk}"
    is_sent = request.method == "POST" and f"{prefix}-caption" in request.POST
    return SeveralWordsForm(request.POST if is_sent else None, instance=image, prefix=prefix)


@transaction.atomic
def _save(model_admin: Admin, request: HttpRequest, forms: list[SeveralWordsForm]) -> None:
    for form in forms:
        image = form.save()
        model_admin.log_change(request, image, model_admin.construct_change_message(request, form, []))  # type: ignore[arg-type]
    said = ngettext("%(count)d picture was changed.", "%(count)d pictures were changed.", len(forms))
    messages.success(request, said % {"count": len(forms)})
