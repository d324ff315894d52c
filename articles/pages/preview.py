"""An article that is not out as readers would see it now: same template, same queries, nothing that leads to it."""

from __future__ import annotations

from dataclasses import replace

from articles import clock
from articles.models import Article
from articles.pages.article import ArticlePage, article_page
from articles.pages.menu import Menu


def page_if_out(article: Article, menu: Menu) -> ArticlePage:
    """`article` stays as it was saved; where it has no time yet, it shows the present one."""
    article.published_at = article.published_at or clock.now()
    return article_page(article, menu)


def preview_page(article: Article, menu: Menu, scheme: str = "") -> ArticlePage:
    """The same without an address; `scheme` as in `Head`."""
    shown = page_if_out(article, menu)
    return replace(shown, head=replace(shown.head, kind="preview", address="", is_indexed=False, scheme=scheme))
