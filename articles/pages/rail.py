"""Headlines with their times, newest first: what stands beside a page. One query at most, for pages share them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from articles import clock
from articles.models import Article
from articles.models.prepared import Prepared
from articles.page_keys import ALL_LIST, depends_on, section_list
from articles.page_parts import shared
from articles.pages.markup import parts
from articles.pages.queries import LATEST, LATEST_IN_LANGUAGE, LATEST_IN_SECTIONS, RAIL

_BYTES = 3_500


@dataclass(frozen=True)
class Headline:
    article_id: int
    line: SafeString


def latest() -> list[SafeString]:
    """Of the whole paper."""
    return _lines("latest", lambda: _of_all(LATEST))


def latest_in_language(language: str, beside: Article) -> list[SafeString]:
    return _lines(f"latest {language}", lambda: _of_all(LATEST_IN_LANGUAGE, language=language), beside)


def latest_in_sections(sections: list[int], language: str, beside: Article) -> list[SafeString]:
    def make() -> list[Headline]:
        depends_on(*map(section_list, sections))
        return _headlines(LATEST_IN_SECTIONS, language=language, sections=sections)

    return _lines(f"latest {language} in {sections}", make, beside)


def _of_all(query: Prepared[Article], **values: Any) -> list[Headline]:
    depends_on(ALL_LIST)
    return _headlines(query, **values)


def _headlines(query: Prepared[Article], **values: Any) -> list[Headline]:
    return [Headline(one.pk, parts.headline(one)) for one in query.rows(now=clock.now(), **values)]


def _lines(name: str, make: Callable[[], list[Headline]], beside: Article | None = None) -> list[SafeString]:
    """In the language of the page, which names days and says where a headline is in another."""
    found = shared(f"{name} for {get_language()}", _BYTES, make)
    return [one.line for one in found if beside is None or one.article_id != beside.pk][:RAIL]
