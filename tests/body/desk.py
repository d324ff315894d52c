"""A small newsroom in memory: what the body steps may ask, answered from dictionaries."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from articles.body import headline_key


@dataclass
class Desk:
    attachments: Mapping[int, int] = field(default_factory=dict)
    sources: Mapping[str, int] = field(default_factory=dict)
    urls: Mapping[str, int] = field(default_factory=dict)
    headlines: Mapping[str, int] = field(default_factory=dict)
    images: set[int] = field(default_factory=set)
    articles: set[int] = field(default_factory=set)
    own_article_id: int | None = None
    asked: list[str] = field(default_factory=list)

    def images_by_attachment(self, attachment_ids: Collection[int], /) -> Mapping[int, int]:
        self.asked.append("images_by_attachment")
        return {id: self.attachments[id] for id in attachment_ids if id in self.attachments}

    def images_by_source(self, sources: Collection[str], /) -> Mapping[str, int]:
        self.asked.append("images_by_source")
        return {source: self.sources[source] for source in sources if source in self.sources}

    def articles_by_url(self, urls: Collection[str], /) -> Mapping[str, int]:
        self.asked.append("articles_by_url")
        return {url: self.urls[url] for url in urls if url in self.urls}

    def articles_by_headline(self, keys: Collection[str], /) -> Mapping[str, int]:
        self.asked.append("articles_by_headline")
        ours = {headline_key(headline): id for headline, id in self.headlines.items()}
        return {key: ours[key] for key in keys if key in ours}

    def known_images(self, ids: Collection[int], /) -> set[int]:
        self.asked.append("known_images")
        return set(ids) & (self.images | set(self.attachments.values()) | set(self.sources.values()))

    def known_articles(self, ids: Collection[int], /) -> set[int]:
        self.asked.append("known_articles")
        return set(ids) & (self.articles | set(self.urls.values()) | set(self.headlines.values()))

    def is_own_url(self, url: str, /) -> bool:
        return url.startswith(("/", "https://ours.example/"))
