"""What search engines are told, under the names of the plugin the site had; else under those of the commonest one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from articles.models import Article
from articles.wordpress.exporting.items import Kept
from articles.wordpress.importing.rows import CANONICAL, SEARCH_DESCRIPTION, SEARCH_TITLE, is_placeholder
from articles.wordpress.mapping import as_html
from articles.wordpress.reading import Meta

SEO_KEYS = frozenset((*SEARCH_TITLE, *SEARCH_DESCRIPTION, *CANONICAL))


def seo_metas(article: Article, kept: Kept) -> list[Meta]:
    return [
        *_told(kept, SEARCH_TITLE, as_html(article.search_title), is_placeholder),
        *_told(kept, SEARCH_DESCRIPTION, as_html(article.search_description), is_placeholder),
        *_told(kept, CANONICAL, article.canonical_url, lambda value: not value.startswith("http")),
    ]


def _told(kept: Kept, keys: Sequence[str], value: str, is_foreign: Callable[[str], bool]) -> list[Meta]:
    """What means nothing here stays as it was, unless something was said here."""
    given = [Meta(str(key), str(text)) for key, text in kept.get("meta", []) if key in keys and text]
    if value:
        return [Meta(given[0].key if given else keys[0], value)]
    return [meta for meta in given if is_foreign(meta.value)]
