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
from articles.admin.auditing import record
from articles.admin.choosing import image_facts, needs
from articles.admin.image_form import ImageWordsForm
from articles.admin.upload_limits import inspected
from articles.models import AuditEntry, Image
from articles.pictures import Intake


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
    image, is_new = take(request, intake, file.name or "")
    return JsonResponse({"image": image_facts(image), "known": not is_new})


@transaction.atomic
def take(request: HttpRequest, intake: Intake, name: str) -> tuple[Image, bool]:
    """The picture of that file, and whether it is new; the audit says who brought it."""
    is_new = not Image.objects.filter(checksum=intake.checksum).exists()
    image = images.add(intake, name or "picture", by=request.user)
    if is_new:
        record(request, AuditEntry.Action.ADDED, [image])
    return image, is_new


def oversized(request: HttpRequest) -> JsonResponse:
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
