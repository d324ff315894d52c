"""What an export of ours says beyond WordPress's fields, put into the rows that were made of those.

Each answer counts only while WordPress's own fields still say what they said when it was written: whoever changed a
post in WordPress has the last word.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.body import headline_key
from articles.models import Article, Byline, Image, ImportedItem, ImportSource, Linkback, MediaFile
from articles.models.status import Status
from articles.slugs import validate_path, validate_slug
from articles.wordpress import mapping, own_fields
from articles.wordpress.own_fields import CREDIT, LINKBACK_STATUSES, OWN_CAPTION, STATUSES, OwnFields
from articles.wordpress.reading import Comment, Item

PICTURE_FIELDS = ("credit", "keywords", "rights_note", "decorative", "focal_x", "focal_y")
ARTICLE_FIELDS = ("short_headline", "lead_caption", "embargo_until", "sends_trackbacks")
_LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)
_LONG = 100_000


def completed(article: Article, item: Item, given: datetime | None) -> Article:
    """`given` is the time of publication that WordPress's fields say."""
    own = own_fields.of(item.meta)
    if own is None:
        return article
    article.headline = own.exact("headline", 250, article.headline)
    article.headline_key = headline_key(article.headline)[:250]
    article.standfirst = own.exact("standfirst", 1000, article.standfirst)
    article.short_headline = own.text("short_headline", 100) or ""
    article.lead_caption = own.text("lead_caption", _LONG) or ""
    article.dateline_place = own.text("place", 120) or article.dateline_place
    article.dateline_agency = own.text("agency", 120) or article.dateline_agency
    article.language = language if (language := own.text("language", 10)) in _LANGUAGES else article.language
    article.slug = slug(own, 200) or article.slug
    article.search_title = own.exact("search_title", 250, article.search_title)
    article.search_description = own.exact("search_description", 500, article.search_description)
    article.sends_trackbacks = own.flag("sends_trackbacks")
    article.embargo_until = own.moment("embargo_until")
    _give_state(article, item, own, given)
    return article


def _give_state(article: Article, item: Item, own: OwnFields, given: datetime | None) -> None:
    published_at = _published_at(own, given)
    status = own.text("status", 10) or ""
    if item.status in STATUSES.get(status, ()) and not item.password:
        is_out = status in (Status.PUBLISHED, Status.KILLED)
        if not is_out or (published_at and article.path):
            article.status = status
            article.published_at = published_at if is_out else None
    elif article.published_at:
        article.published_at = published_at
    updated_at = own.moment("updated_at")
    if updated_at and _second(updated_at) == mapping.moment(item.post_modified_gmt):
        article.updated_at = updated_at


def _published_at(own: OwnFields, given: datetime | None) -> datetime | None:
    """WordPress was told the later one of publication and embargo, to the second."""
    own_at, embargo = own.moment("published_at"), own.moment("embargo_until")
    told = max(own_at, embargo) if own_at and embargo else own_at
    is_as_told = told and given and given in (_second(told), _second(own_at or told))
    return own_at if is_as_told else given


def _second(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def page_title(item: Item, given: str) -> str:
    own = own_fields.of(item.meta)
    return own.exact("title", 250, given) if own else given


def original(item: Item) -> int | None:
    """The number of the post that this one is a translation of, in the same export."""
    own = own_fields.of(item.meta)
    return _item_number(own.found.get("translation_of")) if own else None


def _item_number(found: object) -> int | None:
    return found if isinstance(found, int) and not isinstance(found, bool) and 0 < found < 2**63 else None


def old_paths(path: str, item: Item) -> Iterator[str]:
    own = own_fields.of(item.meta)
    for old in own.texts("old_paths", 500) if own else ():
        if old != path and _is_path(old):
            yield old


def _is_path(path: str) -> bool:
    try:
        validate_path(path)
    except ValidationError:
        return False
    return True


def slug(own: OwnFields | None, longest: int) -> str:
    """Empty when there is none, or none that can be one."""
    found = own.text("slug", longest) if own else None
    try:
        validate_slug(found or "")
    except ValidationError:
        return ""
    return found or ""


def position(own: OwnFields, ordinary: int) -> int:
    found = own.number("position")
    return found if found is not None and found < 2**15 else ordinary


def author_details(own: OwnFields) -> dict[str, str]:
    return {"role": own.text("role", 120) or "", "bio": own.text("bio", _LONG) or ""}


def portrait(own: OwnFields, source: ImportSource) -> Image | None:
    number = _item_number(own.found.get("portrait"))
    if number is None:
        return None
    return Image.objects.filter(import_source=source, wordpress_id=number).first()


def bylines(item: Item, authors: Collection[int], by_login: Callable[[str], int]) -> list[Byline]:
    """With roles and guests, in order; none when WordPress names other `authors` by now."""
    found = list(_bylines(own_fields.of(item.meta), by_login))
    return found if {byline.author_id for byline in found if byline.author_id} == set(authors) else []


def _bylines(own: OwnFields | None, by_login: Callable[[str], int]) -> Iterable[Byline]:
    made: dict[tuple[str, str, str], Byline] = {}
    for part in own.parts("bylines") if own else ():
        login, guest, role = (part.text(name, 120) or "" for name in ("author", "guest", "role"))
        if role in Byline.Role.values and bool(login) != bool(guest):
            who: dict[str, Any] = {"author_id": by_login(login)} if login else {"guest_name": guest}
            made.setdefault((login, guest, role), Byline(role=role, **who))
    return made.values()


def picture_words(item: Item, caption: str, alt_text: str) -> tuple[str, str]:
    own = own_fields.of(item.meta) or OwnFields()
    return own.exact("caption", _LONG, caption), own.exact("alt_text", 500, alt_text)


def completed_picture(image: Image, item: Item) -> Image:
    own = own_fields.of(item.meta)
    if own is None:
        return image
    image.credit = own.exact("credit", 250, mapping.plain(item.meta_value(CREDIT))[:250])
    image.keywords = own.text("keywords", _LONG) or ""
    image.rights_note = own.text("rights_note", _LONG) or ""
    image.decorative = own.flag("decorative") and not image.alt_text
    x, y = own.share("focal_x"), own.share("focal_y")
    if x is not None and y is not None:
        image.focal_x, image.focal_y = x, y
    return image


def place_of_file(item: Item) -> dict[str, str]:
    """To be kept with the item, until its file is looked for."""
    own = own_fields.of(item.meta)
    file = own.text("file", 300) if own else ""
    return {"file": file} if file else {}


def place_of(row: Image | MediaFile) -> str:
    """The same of a row that was made of such an item; one query."""
    places = ImportedItem.objects.filter(
        source=row.import_source_id, kind="attachment", wordpress_id=row.wordpress_id or 0
    )
    return str((places.values_list("data", flat=True).first() or {}).get("file", ""))


def completed_linkback(row: Linkback, comment: Comment) -> Linkback:
    own = own_fields.of(comment.meta)
    if own is None:
        return row
    status = own.text("status", 10) or ""
    if LINKBACK_STATUSES.get(status) == comment.approved:
        row.status = status
    if row.status == Linkback.Status.RECEIVED:
        row.due_at = timezone.now()
    row.title = own.exact("title", 500, row.title)
    row.excerpt = own.exact("excerpt", _LONG, row.excerpt)
    row.author_name = own.text("author", 250) or ""
    return row


def captions_of(images: Iterable[int], contents: Iterable[str]) -> dict[int, str]:
    """The pictures' own, where contents repeat them; else nothing is asked."""
    if not any(OWN_CAPTION in content for content in contents):
        return {}
    return dict(Image.objects.filter(pk__in=list(images)).exclude(caption="").values_list("pk", "caption"))
