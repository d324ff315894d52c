"""What pages ask the database for, prepared: see `models.prepared`. Values go by the names of the slots."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import F, OuterRef

from articles.models import (
    Article,
    Banner,
    Byline,
    Comment,
    Correction,
    FrontSlot,
    Image,
    Linkback,
    MostRead,
    Page,
    Section,
    TaggedArticle,
)
from articles.models.prepared import Prepared
from articles.models.querysets import ArticleQuerySet, published_at_moment
from articles.models.slots import EachOf, KeysOf, Slot, moment, number, text
from articles.models.translations import of_original
from articles.pages.comments import first_comments
from articles.pages.linkbacks import first_linkbacks

Bylines = dict[int, list[Byline]]

RAIL = 6
MOST_READ_SHOWN = 5
# Only the columns that are shown: a list page has hundreds, and each takes its time on the way.
_LINE = ("headline", "short_headline", "path", "published_at", "language")
_PICTURE = (
    *("file", "width", "height", "renditions", "alt_text", "decorative", "caption", "credit"),
    "rights_end_at",
)
_PAGE = (
    *("standfirst", "body", "dateline_place", "dateline_agency", "lead_caption", "canonical_url"),
    *("status", "updated_at", "embargo_until", "receives_linkbacks", "takes_comments", "translation_of"),
)
_LEAD_PICTURE = tuple(f"lead_image__{name}" for name in _PICTURE)
_SECTION = ("section__name", "section__path")
FULL = (
    *_LINE,
    *_PAGE,
    *_SECTION,
    "section__slug",
    "section__takes_comments",
    *_LEAD_PICTURE,
    "import_source__home_url",
)
"""Of an article with its text: what is joined are section, lead picture and the site it came from."""
_AUTHOR = ("author__name", "author__slug")
_BYLINE = ("article", "guest_name", "role", "position", *_AUTHOR)


def _rail(articles: ArticleQuerySet) -> ArticleQuerySet:
    """With one to spare: whoever stands beside them is not among them."""
    return articles.only(*_LINE).newest_first()[: RAIL + 1]


def _in_language() -> ArticleQuerySet:
    return Article.objects.published(moment("now")).filter(language=text("language"))


def _in_sections() -> ArticleQuerySet:
    return _rail(each_in_sections(_in_language().newest_first(), RAIL + 1))


def each_in_sections(ordered: ArticleQuerySet, count: int) -> ArticleQuerySet:
    """The first so many of each of the `sections`: a short walk of an index for each, however rare it is."""
    keys = KeysOf(ordered.filter(section=OuterRef("pk")).values("pk")[:count])
    each = Section.objects.filter(pk__among="sections").order_by().annotate(keys=keys).values("keys")
    return Article.objects.filter(pk__among=EachOf(each))


def _translations() -> ArticleQuerySet:
    """The original first; a syndicated copy stands for none of them."""
    story = Article.objects.published(moment("now")).filter(of_original(number("original")), canonical_url="")
    return story.only("language", "path").order_by(F("translation_of").asc(nulls_first=True), "pk")


def _entries() -> ArticleQuerySet:
    articles = Article.objects.published(moment("now")).filter(pk__among="ids").select_related("section", "lead_image")
    return articles.only(*_LINE, "standfirst", *_SECTION, *_LEAD_PICTURE).order_by()


def _targets() -> Any:
    """Those that are published: nobody is sent to a page that is not there."""
    articles = Article.objects.published(moment("now")).filter(pk__among="targets")
    return articles.select_related("lead_image").only(*_LINE, *_LEAD_PICTURE)


def _at_paths() -> Any:
    articles = Article.objects.filter(path__in=[text("path"), text("with_slash"), text("without")])
    return articles.select_related("section", "lead_image", "import_source").only(*FULL)


def _bylines_of_voices() -> Any:
    portrait = (f"author__portrait__{name}" for name in _PICTURE)
    return Byline.objects.select_related("author__portrait").filter(article__among="ids").only(*_BYLINE, *portrait)


def _tagged() -> Any:
    tagged = TaggedArticle.objects.select_related("tag").filter(content_object=number("article"))
    return tagged.only("content_object", "tag__name", "tag__slug").order_by("id")


def _banner() -> Any:
    story = (f"article__{name}" for name in ("path", "status", "published_at", "embargo_until"))
    up = Banner.objects.up(moment("now")).select_related("article")
    return up.only("text", "language", "begun_at", "ends_at", *story)[:1]


def _most_read() -> Any:
    read = MostRead.objects.filter(published_at_moment(moment("now"), "article__"), language=text("language"))
    shown = read.select_related("article").only("place", *(f"article__{name}" for name in _LINE))
    return shown.order_by("place")[:MOST_READ_SHOWN]


def _slots(section: Slot | None = None) -> Any:
    live = FrontSlot.objects.filter(edition__state="live", edition__section=section)
    slots = live.shown(moment("now")).select_related("image")
    return slots.only("place", "article", "headline", *(f"image__{name}" for name in _PICTURE))


SECTIONS = Prepared(lambda: Section.objects.in_order())
STANDING = Prepared(lambda: Page.objects.standing().only("title", "path", "purpose"))
BANNER = Prepared(_banner)
SLOTS = Prepared(_slots)
MOST_READ = Prepared(_most_read)
SLOTS_OF_SECTION = Prepared(lambda: _slots(number("section")))
AT_PATHS = Prepared(_at_paths)
BYLINES = Prepared(lambda: Byline.objects.select_related("author").filter(article__among="ids").only(*_BYLINE))
BYLINES_OF_VOICES = Prepared(_bylines_of_voices)
TAGGED = Prepared(_tagged)
COMMENTS = Prepared(lambda: first_comments(Comment.objects.filter(article=number("article"))))
LINKBACKS = Prepared(lambda: first_linkbacks(Linkback.objects.filter(article=number("article")), moment("now")))
CORRECTIONS = Prepared(lambda: Correction.objects.filter(article=number("article")).order_by("made_at", "id"))
IMAGES = Prepared(lambda: Image.objects.filter(pk__among="images").only(*_PICTURE).order_by())
TARGETS = Prepared(_targets)
TRANSLATIONS = Prepared(_translations)
ENTRIES = Prepared(_entries)
LATEST = Prepared(lambda: _rail(Article.objects.published(moment("now"))))
NEWEST = Prepared(lambda: Article.objects.published(moment("now")).only("published_at").newest_first()[:1])
OLDEST = Prepared(lambda: Article.objects.published(moment("now")).only("published_at").oldest_first()[:1])
LATEST_IN_LANGUAGE = Prepared(lambda: _rail(_in_language()))
LATEST_IN_SECTIONS = Prepared(_in_sections)


def by_article(bylines: Iterable[Byline]) -> Bylines:
    """Bylines by the number of their article, each in its order."""
    found: Bylines = defaultdict(list)
    for byline in bylines:
        found[byline.article_id].append(byline)
    return found
