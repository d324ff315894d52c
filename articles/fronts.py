"""Every change of the live front page: launched whole, by somebody who saw what was live, and taken back as whole."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import FrontEdition, FrontSlot

State = FrontEdition.State


def live() -> FrontEdition | None:
    return FrontEdition.objects.select_related("launched_by").filter(state=State.LIVE).first()


@transaction.atomic
def draft() -> FrontEdition:
    """The one in the making; begun as what is live where there is none."""
    found = FrontEdition.objects.filter(state=State.DRAFT).first()
    if found is None:
        found = FrontEdition.objects.create(based_on=live())
        if found.based_on:
            _copy(found.based_on, found)
    return found


@transaction.atomic
def launch(edition: FrontEdition, *, by: Any) -> None:
    """Makes the draft live. Refuses when somebody else launched since it was begun."""
    standing = FrontEdition.objects.select_for_update().filter(state=State.LIVE).first()
    edition = FrontEdition.objects.select_for_update().get(pk=edition.pk)
    if edition.state != State.DRAFT:
        raise ValidationError(_("Only what is in the making can be launched."))
    if standing and edition.based_on_id != standing.pk:
        text = _("%(who)s launched another front page meanwhile. Look at it; what you made is kept here.")
        raise ValidationError(text, params={"who": standing.launched_by or _("Somebody")})
    _replace(standing, edition, by)


@transaction.atomic
def launch_again(past: FrontEdition, *, by: Any) -> FrontEdition:
    """The same once more, as an edition of its own; what is in the making stays as it is, based on it from now on."""
    standing = FrontEdition.objects.select_for_update().filter(state=State.LIVE).first()
    if past.state != State.PAST:
        raise ValidationError(_("Only a front page that was live can be launched again."))
    again = FrontEdition(state=State.PAST, note=past.note, based_on=standing)
    again.save()
    _copy(past, again)
    _replace(standing, again, by)
    return again


@transaction.atomic
def rebase(edition: FrontEdition) -> None:
    """Whoever made the draft has looked at what is live now, and wants to go on."""
    FrontEdition.objects.filter(pk=edition.pk, state=State.DRAFT).update(based_on=live())


def discard(edition: FrontEdition) -> None:
    FrontEdition.objects.filter(pk=edition.pk, state=State.DRAFT).delete()


def _replace(standing: FrontEdition | None, edition: FrontEdition, by: Any) -> None:
    if standing:
        standing.state = State.PAST
        standing.save(update_fields=["state"])
    edition.state, edition.launched_at, edition.launched_by = State.LIVE, timezone.now(), by
    edition.save(update_fields=["state", "launched_at", "launched_by"])


def _copy(source: FrontEdition, target: FrontEdition) -> None:
    FrontSlot.objects.bulk_create(
        FrontSlot(
            edition=target, place=slot.place, position=slot.position, article_id=slot.article_id,
            headline=slot.headline, image_id=slot.image_id,
        )
        for slot in source.slots.all()
    )  # fmt: skip
