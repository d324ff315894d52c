"""Every change of an article: saving, publishing, scheduling, correcting, killing; of sections and pages, saving.

Nothing else changes state.

Each function takes the article with what the editor typed on it, does its work in one transaction, and
refuses with a `ValidationError` whose keys are the fields of the form. Nothing here touches the network:
the sites an article links to are told later, by the plan that `announcing` keeps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import body, clock, guard, hubs, outgoing, revisions
from articles.linkbacks import own
from articles.linkbacks.sending import announcing
from articles.linkbacks.sending.contents import says_the_same
from articles.models import AlsoRead, Article, Correction, Note, Page, PendingEdit, Redirect, Section, UndoWindow
from articles.models.archive import Archive
from articles.models.claims import claim_on
from articles.models.status import Status
from articles.slugs import slugify

# Of letters, digits and what else Django allows in a login name; a full stop at its end ends the sentence.
_MENTION = re.compile(r"(?<![\w@.+-])@([\w.@+-]*\w)")
DESK_STATUSES = frozenset({Status.DRAFT, Status.IN_REVIEW, Status.READY})


def clean_body(article: Article, archive: Archive | None = None) -> body.CleanBody:
    """Brings the article's body into its clean form and fills the dateline; saves nothing."""
    cleaned = _cleaned(article.body, archive or Archive(own_article_id=article.pk))
    article.body = cleaned.html
    if cleaned.dateline:
        article.dateline_place = cleaned.dateline.place[:120]
        article.dateline_agency = cleaned.dateline.agency[:120]
    return cleaned


@transaction.atomic
def save(
    article: Article,
    *,
    substantive: bool = False,
    archive: Archive | None = None,
    cleaned: body.CleanBody | None = None,
    announce: bool = True,
) -> body.CleanBody:
    """Saves an article and all that follows from its body. Its status stays what it was.

    `substantive` moves "Updated" on a published article. `cleaned` is what `clean_body` answered for this
    body, where a form has asked already. Without `announce` no other site is told: for what was public
    elsewhere before. Answers what the body's steps found, so that the desk can show what they could not
    understand.
    """
    cleaned = cleaned or clean_body(article, archive)
    if substantive and article.status == Status.PUBLISHED:
        article.updated_at = clock.now()
    before = _as_it_was(article)
    _leave_redirect(article, before)
    _store(article)
    _move_undo_window(article, before)
    _relate(article, cleaned, archive)
    if announce:
        announcing.plan(article, before)
        _tell(article, before)
    return cleaned


@transaction.atomic
def edit(
    article: Article,
    save_related: Callable[[], None],
    *,
    by: Any,
    note: str = "",
    substantive: bool = False,
    cleaned: body.CleanBody | None = None,
) -> body.CleanBody:
    """Saves what an editor changed, with what `save_related` saves of it, and keeps the whole as a revision.

    What no revision holds yet, because an import or a step has made it, is kept before it goes.
    """
    revisions.keep_state(article.pk)
    cleaned = save(article, substantive=substantive, cleaned=cleaned)
    save_related()
    revisions.keep(article, by, note)
    return cleaned


@transaction.atomic
def publish_edit(pending: PendingEdit) -> None:
    """Makes an edit live that was kept for later. Refuses what could not be saved by hand either."""
    article = Article.objects.select_for_update(no_key=True).get(pk=pending.article_id)
    if not PendingEdit.objects.filter(pk=pending.pk).exists():
        return
    if article.status != Status.PUBLISHED:
        raise ValidationError(_("The article is published no longer."))
    live = revisions.content_of(article)
    content = revisions.merged({**live, **pending.content}, pending.opened, live)
    save_related = revisions.put(article, content)
    article.full_clean()
    cleaned = clean_body(article)
    refuse_guarded(article, cleaned)
    article.modified_by_id = pending.made_by_id
    edit(article, save_related, by=pending.made_by, note=pending.note, substantive=pending.substantive, cleaned=cleaned)
    pending.delete()


def publish_due_edit(now: datetime | None = None) -> bool:
    """The next edit whose time has come; one that is refused waits for its editor, and says why. False without any."""
    due = PendingEdit.objects.filter(due_at__lte=now or timezone.now()).select_related("made_by")
    pending = due.order_by("due_at", "pk").first()
    if pending is None:
        return False
    try:
        publish_edit(pending)
    except ValidationError as error:
        PendingEdit.objects.filter(pk=pending.pk).update(due_at=None, problem=" ".join(error.messages))
    return True


@transaction.atomic
def publish(article: Article, at: datetime | None = None, *, by: Any = None, announce: bool = True) -> None:
    """Publishes now, or at a time to come; an article that was out before keeps its first time.

    Refuses what the guard does not let pass; `by` is the user who publishes, where it is one. `announce` as in `save`.
    """
    now = timezone.now()
    if article.status == Status.SPIKED:
        raise ValidationError(_("A spiked article cannot be published; take it back to draft first."))
    cleaned = clean_body(article)
    refuse_guarded(article, cleaned, by)
    before = UndoWindow.before(article, now)
    if article.status != Status.KILLED:
        article.published_at = at or now
    article.status = Status.PUBLISHED
    if not article.path:
        article.slug = article.slug or slugify(article.headline)
        article.path = new_path(article)
    _refuse_claimed_path(article)
    save(article, cleaned=cleaned, announce=announce)
    if announce:
        _open_undo_window(article, before, is_later=at is not None)


@transaction.atomic
def undo(article: Article) -> None:
    """Puts an article back to what it was before its publication, while nobody outside has been told of it.

    Its text stays what it is by now. Refuses when the window is over.
    """
    Article.objects.select_for_update(no_key=True).get(pk=article.pk)
    article.refresh_from_db()
    now = timezone.now()
    if article.is_scheduled(now):
        raise ValidationError(_("It is not out yet: move it back to the desk instead."))
    window = UndoWindow.objects.open(now).filter(article=article).first()
    if window is None or not article.is_published(now):
        raise ValidationError(_("Its publication cannot be undone any more; it can be killed."))
    article.status, article.published_at = window.status, window.published_at
    if article.is_published(now):
        raise ValidationError(_("It would be out all the same by now; it can be killed."))
    if window.path is None:
        Redirect.objects.filter(article=article, created_at__gte=window.opened_at).delete()
        article.path, article.slug = None, article.slug if window.slug else ""
    article.save()
    own.refresh(article)
    outgoing.follow(article)
    announcing.take_back(article)
    window.delete()


def schedule(article: Article, at: datetime | None, *, by: Any = None) -> None:
    """Publishes at a later time; the page is there on the second, without a worker."""
    if at is None:
        raise ValidationError({"published_at": _("Say when it should be published.")})
    if at <= timezone.now():
        raise ValidationError({"published_at": _("This time has passed. Choose a later one, or publish now.")})
    if article.is_published() or article.status == Status.KILLED:
        raise ValidationError({"published_at": _("This article has been out already; it cannot be scheduled.")})
    publish(article, at, by=by)


def refuse_guarded(article: Article, cleaned: body.CleanBody, by: Any = None) -> None:
    """Raises what must be mended before readers may see the article, each at its field."""
    refused: dict[str, list[str]] = {}
    for finding in guard.findings(article, cleaned, by):
        if finding.blocks:
            refused.setdefault(finding.field, []).append(finding.text)
    if refused:
        raise ValidationError(refused)


@transaction.atomic
def correct(article: Article, correction: Correction) -> None:
    """Adds a note to readers to an article that is out; it moves "Updated"."""
    if not article.is_published():
        raise ValidationError(_("Only what readers have seen is corrected; this can simply be changed."))
    correction.article = article
    correction.full_clean()
    article.updated_at = correction.made_at
    article.save(update_fields=["updated_at", "modified_at", "headline_key"])
    correction.save()
    hubs.plan(article)


@transaction.atomic
def note(article: Article, text: str, *, by: Any) -> Note:
    """Writes a note of the newsroom; whoever it names as @name is told on the desk's first page."""
    made = Note(article=article, text=text.strip(), made_by=by)
    made.full_clean()
    made.save()
    names = {name.lower() for name in _MENTION.findall(made.text)}
    made.mentioned.set(writers().annotate(name=Lower("username")).filter(name__in=names))
    return made


def assign(article: Article, to: Any) -> None:
    """Puts it on somebody's desk; nobody's, where `to` is None. The text is not touched, nor when it was changed."""
    if to is not None and not writers().filter(pk=to.pk).exists():
        raise ValidationError({"assigned_to": _("Choose somebody who works at the desk.")})
    article.assigned_to = to
    Article.objects.filter(pk=article.pk).update(assigned_to=to)


def writers() -> Any:
    """Who works at the desk."""
    return get_user_model()._default_manager.filter(is_staff=True, is_active=True)


@transaction.atomic
def kill(article: Article) -> None:
    """Withdraws a published article: it answers 410 and leaves every list and linkback."""
    if article.status != Status.PUBLISHED:
        raise ValidationError(_("Only a published article can be killed."))
    if article.is_scheduled():
        raise ValidationError(_("It is not out yet: move it back to the desk instead."))
    article.status = Status.KILLED
    article.save()
    own.refresh(article)
    outgoing.follow(article)
    announcing.withdraw(article)
    hubs.plan(article)


@transaction.atomic
def move_to(article: Article, status: str) -> None:
    """Moves an article the public has not seen: draft, in review, ready; from a schedule, too."""
    if status not in DESK_STATUSES:
        raise ValidationError(_("An article on the desk is a draft, in review or ready."))
    if article.is_published() or article.status == Status.KILLED:
        raise ValidationError(_("This article has been out; only killing withdraws it."))
    _leave_desk_state(article, status)


@transaction.atomic
def spike(article: Article) -> None:
    """Drops an article that was never published."""
    if article.is_published() or article.status == Status.KILLED:
        raise ValidationError(_("This article has been out; kill it instead."))
    _leave_desk_state(article, Status.SPIKED)


@transaction.atomic
def save_section(section: Section) -> None:
    """Saves a section; when its path changes, what stands below follows and old paths lead on."""
    before = Section.objects.filter(pk=section.pk).values_list("path", flat=True).first()
    section.save()
    if before and before != section.path:
        _lead_on(before, section.path)
        for below in section.subsections.all():
            below.parent = section
            save_section(below)


def clean_page(page: Page) -> body.CleanBody:
    """Brings the page's body into its clean form; saves nothing."""
    cleaned = _cleaned(page.body, Archive())
    page.body = cleaned.html
    return cleaned


@transaction.atomic
def save_page(page: Page, cleaned: body.CleanBody | None = None) -> body.CleanBody:
    """Saves a page; when one that readers know moves, its old path leads on. `cleaned` as in `save`."""
    if claim := claim_on(page.path, page=page):
        raise ValidationError({"path": claim})
    cleaned = cleaned or clean_page(page)
    before = Page.objects.published().filter(pk=page.pk).values_list("path", flat=True).first()
    page.save()
    if before and before != page.path:
        _lead_on(before, page.path)
    return cleaned


def new_path(article: Article) -> str:
    """The path of a first publication, after the pattern `ARTICLE_PATH`, made unique by a number."""
    local = timezone.localtime(article.published_at or timezone.now())
    slug = article.slug or slugify(article.headline) or "article"
    for count in range(1, 10_000):
        path = settings.ARTICLE_PATH.format(
            section=article.section.path.strip("/"),
            year=f"{local:%Y}",
            month=f"{local:%m}",
            day=f"{local:%d}",
            slug=slug if count == 1 else f"{slug}-{count}",
            id=article.pk or "",
        )
        if not claim_on(path, article):
            return path
    raise ValidationError({"slug": _("Too many articles have this slug today; choose another.")})


def _cleaned(source: str, archive: Archive) -> body.CleanBody:
    try:
        return body.clean(source, archive)
    except body.BodyTooLong as error:
        raise ValidationError({"body": str(error)}) from None


def _lead_on(before: str, path: str) -> None:
    """From the old path to the new one, and from whatever led to the old one: nobody is sent on twice."""
    Redirect.objects.filter(path=path).delete()
    Redirect.objects.filter(target=before).update(target=path)
    Redirect.objects.update_or_create(path=before, defaults={"target": path, "article": None})


def _leave_desk_state(article: Article, status: str) -> None:
    was_scheduled = article.status == Status.PUBLISHED
    article.status = status
    article.published_at = None
    article.save()
    own.refresh(article)
    outgoing.follow(article)
    if was_scheduled:
        announcing.cancel(article)


def _refuse_claimed_path(article: Article) -> None:
    if article.path and (claim := claim_on(article.path, article)):
        raise ValidationError({"path": claim})


def _store(article: Article) -> None:
    """Another editor may have taken the path since it was looked at; the database is the judge."""
    try:
        with transaction.atomic():
            article.save()
    except IntegrityError:
        _refuse_claimed_path(article)
        raise


def _as_it_was(article: Article) -> Article | None:
    """The row before this save, of an article that is to be out or was; None for another, or a new one."""
    if article.status not in {Status.PUBLISHED, Status.KILLED}:
        return None
    return Article.objects.filter(pk=article.pk).only("path", *announcing.FIELDS).first()


def _open_undo_window(article: Article, before: UndoWindow, *, is_later: bool) -> None:
    """One query. A schedule that moves goes back to what was before the schedule."""
    fields = {"opened_at", "ends_at", "status", "published_at", "path", "slug"}
    if before.status == Status.PUBLISHED and is_later:
        before.status, before.published_at = Status.READY, None
        fields = {"ends_at"}
    before.article = article
    before.ends_at = announcing.told_at(article, before.opened_at)
    UndoWindow.objects.bulk_create([before], update_conflicts=True, unique_fields=["article"], update_fields=fields)


def _move_undo_window(article: Article, before: Article | None) -> None:
    """With a schedule or an embargo that moves; what is out keeps its own."""
    if before and before.is_scheduled():
        ends_at = announcing.told_at(article, timezone.now())
        UndoWindow.objects.filter(article=article).update(ends_at=ends_at)


def _leave_redirect(article: Article, before: Article | None) -> None:
    """A path readers may know keeps leading to the article, and what led to it does so too: nobody is sent on twice."""
    if before and before.path and before.path != article.path:
        _refuse_claimed_path(article)
        Redirect.objects.filter(path=article.path).delete()
        Redirect.objects.filter(target=before.path).update(article=article, target="")
        Redirect.objects.update_or_create(path=before.path, defaults={"article": article, "target": ""})


def _tell(article: Article, before: Article | None) -> None:
    """Hub and search engines, of what readers will read differently."""
    was_out = before is not None and before.is_published()
    if article.status == Status.PUBLISHED and not (was_out and before and says_the_same(before, article)):
        hubs.plan(article, appears=not was_out)


def _relate(article: Article, cleaned: body.CleanBody, archive: Archive | None) -> None:
    """Derives from the body: the also-read relation, the linkbacks of our own articles, the links to be checked."""
    _relate_also_read(article, cleaned.also_read_ids)
    archive = archive or Archive(own_article_id=article.pk)
    links = archive.articles_by_url(cleaned.links) if cleaned.links else {}
    own.refresh(article, links, cleaned.also_read_ids)
    outgoing.follow(article)


def _relate_also_read(article: Article, target_ids: Collection[int]) -> None:
    wanted = {pk: position for position, pk in enumerate(dict.fromkeys(target_ids)) if pk != article.pk}
    present = dict(article.also_read_links.values_list("target", "position"))
    if wanted == present:
        return
    article.also_read_links.all().delete()
    AlsoRead.objects.bulk_create(
        AlsoRead(article=article, target_id=pk, position=position) for pk, position in wanted.items()
    )
