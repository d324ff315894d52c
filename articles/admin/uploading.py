"""Uploads from within an article: the picture goes into the library, its words are asked at once."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import images
from articles.admin.choosing import image_facts, needs
from articles.admin.image_form import ImageWordsForm
from articles.admin.upload_limits import inspected
from articles.models import Image


@require_POST
@needs("articles.add_image")
def upload(request: HttpRequest) -> JsonResponse:
    """`file` in; the picture's facts out, or `error` with the reason."""
    file = request.FILES.get("file")
    if file is None:
        return _refused(_("No file came with this upload."))
    try:
        intake = inspected(file)
    except ValidationError as error:
        return _refused(" ".join(error.messages))
    with transaction.atomic():
        known = Image.objects.filter(checksum=intake.checksum).exists()
        image = images.add(intake, file.name or "picture", by=request.user)
    return JsonResponse({"image": image_facts(image), "known": known})


def oversized() -> JsonResponse:
    limit = filesizeformat(settings.MAX_IMAGE_BYTES)
    return _refused(_("This file is too large; a picture may have %(limit)s at most.") % {"limit": limit}, 413)


@require_POST
@needs("articles.change_image")
def save_words(request: HttpRequest, image_id: int) -> JsonResponse:
    """Caption, credit, alternative text or "decorative" of one picture; `errors` by field when refused."""
    image = Image.objects.filter(pk=image_id).first() if image_id < 2**63 else None
    if image is None:
        return _refused(_("This picture is no longer in the library."), 404)
    form = ImageWordsForm(request.POST, instance=image)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    return JsonResponse({"image": image_facts(form.save())})


def _refused(reason: str, status: int = 400) -> JsonResponse:
    return JsonResponse({"error": reason}, status=status)
