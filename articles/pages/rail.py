"""Headlines with their times, newest first: what stands beside a page. One query at most, for pages share them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from articles.models import Article
from articles.models.prepared import Prepared
from articles.page_keys import ALL_LIST, section_list
from articles.pages.asked import Asked, found
from articles.pages.markup import parts
from articles.pages.queries import LATEST, LATEST_IN_LANGUAGE, LATEST_IN_SECTIONS, RAIL

_BYTES = 3_500


@dataclass(frozen=True)
class Headline:
    article_id: int
    line: SafeString


def latest() -> list[SafeString]:
    """Of the whole paper."""
    [headlines] = found(of_all())
    return lines(headlines)


def lines(headlines: list[Headline], beside: Article | None = None) -> list[SafeString]:
    """Without the article that they stand beside."""
    return [one.line for one in headlines if beside is None or one.article_id != beside.pk][:RAIL]


def of_all() -> Asked:
    return _asked("latest", LATEST, frozenset([ALL_LIST]))


def in_language(language: str) -> Asked:
    return _asked(f"latest {language}", LATEST_IN_LANGUAGE, frozenset([ALL_LIST]), language=language)


def in_sections(sections: list[int], language: str) -> Asked:
    keys = frozenset(map(section_list, sections))
    return _asked(f"latest {language} in {sections}", LATEST_IN_SECTIONS, keys, language=language, sections=sections)


def _asked(name: str, query: Prepared[Article], keys: frozenset[str], **values: Any) -> Asked:
    """In the language of the page, which names days and says where a headline is in another."""
    return Asked(f"{name} for {get_language()}", query, _headlines, keys, lambda article: article, _BYTES, values)


def _headlines(articles: list[Article]) -> list[Headline]:
    return [Headline(one.pk, parts.headline(one)) for one in articles]
