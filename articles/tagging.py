"""Every change of a tag itself: renamed and merged, so that its old names and addresses go on leading to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from articles.models import ImportedItem, Tag, TagAlias, TaggedArticle
from articles.models.tag_alias import key_of
from articles.slugs import slugify


@transaction.atomic
def save(tag: Tag) -> None:
    """Saves a tag; what it was called until now leads on to it. Refuses what another tag was called."""
    refuse_old(tag)
    before = Tag.objects.filter(pk=tag.pk).first()
    tag.save()
    _lead_on([before] if before else [], tag)


@transaction.atomic
def merge(tags: Iterable[Tag], kept: Tag) -> int:
    """All articles of `tags` get `kept`, and the other tags go. Answers how many went; all in a few statements."""
    # In one order, and nobody tags with any of them meanwhile: a row that names a tag waits for this lock.
    wanted = {tag.pk for tag in tags} | {kept.pk}
    locked = {tag.pk: tag for tag in Tag.objects.select_for_update().filter(pk__in=wanted).order_by("pk")}
    gone = [tag for tag in locked.values() if tag.pk != kept.pk]
    if kept.pk not in locked or len(locked) < len(wanted):
        raise ValidationError(_("One of these tags is here no longer."))
    if not gone:
        raise ValidationError(_("Choose at least two tags to merge."))
    ids = [tag.pk for tag in gone]
    same_article = TaggedArticle.objects.filter(content_object=OuterRef("content_object"))
    goes_before = same_article.filter(Q(tag=kept) | Q(tag__in=ids, pk__lt=OuterRef("pk")))
    TaggedArticle.objects.filter(Exists(goes_before), tag__in=ids).delete()
    TaggedArticle.objects.filter(tag__in=ids).update(tag=kept)
    ImportedItem.objects.filter(kind="post_tag", local_id__in=ids).update(local_id=kept.pk)
    TagAlias.objects.filter(tag__in=ids).update(tag=kept)
    Tag.objects.filter(pk__in=ids).delete()
    _lead_on(gone, kept)
    return len(gone)


def refuse_old(tag: Tag) -> None:
    """Refuses a name or slug by which another tag is still asked for."""
    others = TagAlias.objects.exclude(tag=tag.pk or 0).select_related("tag")
    for field, found in (
        ("name", others.filter(key=key_of(tag.name))),
        ("slug", others.filter(slug=slugify(tag.slug)) if tag.slug else others.none()),
    ):
        if alias := found.first():
            text = _("“%(old)s” is what “%(tag)s” was called; take it away there first.")
            raise ValidationError({field: ValidationError(text, params={"old": alias, "tag": alias.tag})})


def _lead_on(olds: Collection[Tag], tag: Tag) -> None:
    """From the names and slugs of `olds`; those the tag bears by now lead nowhere else."""
    names = {key_of(old.name): old.name for old in olds}
    slugs = {slugify(old.slug) for old in olds}
    own_key, own_slug = key_of(tag.name), slugify(tag.slug)
    TagAlias.objects.filter(key__in={*names, own_key} - {""}).delete()
    TagAlias.objects.filter(slug__in={*slugs, own_slug} - {""}).delete()
    rows = [TagAlias(tag=tag, name=name, key=key) for key, name in names.items() if key != own_key]
    rows += [TagAlias(tag=tag, slug=slug) for slug in sorted(slugs - {own_slug, ""})]
    TagAlias.objects.bulk_create(rows)
