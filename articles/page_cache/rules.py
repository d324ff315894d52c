"""What of a page changes with which row: the one list of it, and the database holds it (`triggers`).

So nothing that writes can forget to say so: the desk, an import, a bulk update, SQL by hand.
Expressions are of the SQL that SQLite and PostgreSQL share; `{row}` stands for the row as it was, or as it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from articles.page_keys import ALL_LIST, CORRECTIONS, CRAWLERS, EVERYTHING, FRONT, MENU, SITEMAP


@dataclass(frozen=True)
class Rule:
    """Rows of a table that change, appear or go name `keys`.

    `where` limits it to rows that readers see, before or after; `columns` limit a change to one of those, and
    with `is_change_only` rows that appear or go name nothing. A key is an expression, or a SELECT of many.
    """

    table: str
    keys: tuple[str, ...]
    where: str = ""
    columns: tuple[str, ...] = ()
    is_change_only: bool = False


def _word(key: str) -> str:
    return f"'{key}'"


def _numbered(kind: str, column: str) -> str:
    return f"'{kind}:' || {{row}}.{column}"


def _each(kind: str, column: str, table: str, condition: str) -> str:
    return f"SELECT '{kind}:' || {column} AS key FROM {table} WHERE {condition}"  # noqa: S608  # names of our own


def _of_public(article_column: str) -> str:
    """A condition; drafts are retagged often, and no page shows it."""
    statuses = "status IN ('published', 'killed')"
    return f"EXISTS (SELECT 1 FROM articles_article WHERE id = {{row}}.{article_column} AND {statuses})"  # noqa: S608


# The original, and all translations of it.
_SAME_STORY = "id = {row}.translation_of_id OR translation_of_id IN ({row}.translation_of_id, {row}.id)"
# Where an article stands or does not: in lists, among the linkbacks of those it links to, among its translations, and
# among what was read most.
_PLACES = (
    _word(ALL_LIST),
    _word(FRONT),
    _numbered("section-list", "section_id"),
    _each("tag-list", "tag_id", "articles_taggedarticle", "content_object_id = {row}.id"),
    _each("author-list", "author_id", "articles_byline", "article_id = {row}.id AND author_id IS NOT NULL"),
    _each("article", "article_id", "articles_linkback", "source_article_id = {row}.id"),
    _each("article", "id", "articles_article", _SAME_STORY),
    _each("most-read", "language", "articles_mostread", "article_id = {row}.id"),
)
_PUBLISHED = "{row}.status = 'published'"
# The page that an edition makes.
_MADE = "COALESCE('section-front:' || {row}.section_id, 'front')"
_APPROVED = "{row}.status = 'approved'"

RULES = (
    Rule("articles_article", (_numbered("article", "id"),), "{row}.status IN ('published', 'killed')"),
    Rule(
        "articles_article",
        _PLACES,
        _PUBLISHED,
        ("status", "published_at", "embargo_until", "section_id", "language", "translation_of_id"),
    ),
    Rule("articles_article", (_word(FRONT),), _PUBLISHED, ("lead_image_id",), is_change_only=True),
    Rule(
        "articles_taggedarticle",
        (_numbered("article", "content_object_id"), _numbered("tag-list", "tag_id")),
        _of_public("content_object_id"),
        ("content_object_id", "tag_id"),
    ),
    Rule(
        "articles_byline",
        (_numbered("article", "article_id"), "'author-list:' || COALESCE({row}.author_id, 0)"),
        _of_public("article_id"),
        ("article_id", "author_id", "guest_name", "role", "position"),
    ),
    Rule("articles_tag", (_numbered("tag", "id"),)),
    Rule("articles_author", (_numbered("author", "id"),)),
    Rule("articles_section", (_word(MENU),)),
    Rule("articles_page", (_numbered("page", "id"),)),
    Rule(
        "articles_page",
        (_word(MENU),),
        "{row}.is_published AND {row}.purpose > ''",
        ("title", "path", "position", "purpose", "is_published"),
    ),
    Rule("articles_banner", (_word(MENU),)),
    Rule("articles_frontedition", (_MADE,), "{row}.state = 'live'", ("state", "section_id")),
    Rule(
        "articles_frontslot",
        (
            f"SELECT {_MADE.format(row='edition')} AS key FROM articles_frontedition AS edition "  # noqa: S608
            "WHERE edition.id = {row}.edition_id AND edition.state = 'live'",
        ),
    ),
    Rule(
        "articles_article",
        ("SELECT 'menu' AS key FROM articles_banner WHERE article_id = {row}.id",),
        _PUBLISHED,
        ("status", "published_at", "embargo_until", "path"),
        is_change_only=True,
    ),
    Rule("articles_image", (_numbered("image", "id"),)),
    # The front chooses among stories by whether their picture can be shown.
    Rule("articles_image", (_word(FRONT),), columns=("file", "rights_end_at"), is_change_only=True),
    Rule(
        "articles_linkback",
        (_numbered("article", "article_id"),),
        _APPROVED,
        ("status", "kind", "article_id", "source_url", "source_article_id", "title", "excerpt", "site", "received_at"),
    ),
    Rule(
        "articles_comment",
        (_numbered("article", "article_id"),),
        _APPROVED,
        ("status", "kind", "article_id", "parent_id", "author_name", "author_url", "body", "created_at"),
    ),
    Rule("articles_correction", (_numbered("article", "article_id"), _word(CORRECTIONS)), _of_public("article_id")),
    Rule("articles_crawler", (_word(CRAWLERS),)),
    # Further places are shown where one of these was withdrawn, and no longer than until the list is made anew.
    Rule("articles_mostread", (_numbered("most-read", "language"),), "{row}.place <= 5", ("article_id",)),
    Rule("articles_sitemapmonth", (_word(SITEMAP),), columns=("changed_at",)),
    # Links of imported bodies are turned by it.
    Rule("articles_importsource", (_word(EVERYTHING),), is_change_only=True),
)
