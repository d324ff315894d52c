"""Every change of a page that editors make: launched whole, by one who saw what was live, and taken back whole.

Each is of the front page or of one section's page, and knows nothing of the others.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import FrontEdition, FrontSlot, Section

State = FrontEdition.State


def live(section: Section | None = None) -> FrontEdition | None:
    """Of that section's page; of the front page without one."""
    return FrontEdition.objects.select_related("launched_by").filter(state=State.LIVE, section=section).first()


@transaction.atomic
def draft(section: Section | None = None) -> FrontEdition:
    """The one in the making; begun as what is live where there is none."""
    # Two who begin at the same moment share one.
    found, is_new = FrontEdition.objects.get_or_create(
        state=State.DRAFT, section=section, defaults={"based_on": live(section)}
    )
    if is_new and found.based_on:
        _copy(found.based_on, found)
    return found


@transaction.atomic
def launch(edition: FrontEdition, *, by: Any) -> None:
    """Makes the draft live. Refuses when somebody else launched that page since it was begun."""
    standing = _standing(edition)
    edition = FrontEdition.objects.select_for_update().get(pk=edition.pk)
    if edition.state != State.DRAFT:
        raise ValidationError(_("Only what is in the making can be launched."))
    if standing and edition.based_on_id != standing.pk:
        text = _("%(who)s launched another %(page)s meanwhile. Look at it; what you made is kept here.")
        who = standing.launched_by or _("Somebody")
        raise ValidationError(text, params={"who": who, "page": edition.page_name()})
    _replace(standing, edition, by)


@transaction.atomic
def launch_again(past: FrontEdition, *, by: Any) -> FrontEdition:
    """The same once more, as an edition of its own; what is in the making stays as it is, based on it from now on."""
    standing = _standing(past)
    if past.state != State.PAST:
        raise ValidationError(_("Only what was live can be launched again."))
    again = FrontEdition(state=State.PAST, section=past.section, note=past.note, based_on=standing)
    again.save()
    _copy(past, again)
    _replace(standing, again, by)
    return again


@transaction.atomic
def rebase(edition: FrontEdition) -> None:
    """Whoever made the draft has looked at what is live now, and wants to go on."""
    FrontEdition.objects.filter(pk=edition.pk, state=State.DRAFT).update(based_on=live(edition.section))


def discard(edition: FrontEdition) -> None:
    FrontEdition.objects.filter(pk=edition.pk, state=State.DRAFT).delete()


def _standing(edition: FrontEdition) -> FrontEdition | None:
    """What is live on the same page, until the transaction is over."""
    return FrontEdition.objects.select_for_update().filter(state=State.LIVE, section=edition.section_id).first()


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
