"""The head of an export: the site, its authors, its terms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime

from django.conf import settings
from django.db.models import Max

from articles.models import Article, ImportSource
from articles.wordpress.exporting.numbers import Numbers
from articles.wordpress.exporting.people import People
from articles.wordpress.exporting.terms import Sections, other_terms, tags
from articles.wordpress.exporting.xml import category_xml, cdata, escaped, line, tag_xml, term_xml
from articles.wordpress.reading import Author
from articles.wordpress.reading.names import OWN_NAMESPACE, STANDARD

END = "</channel>\n</rss>\n"
_PREFIX = "newsportal"


def head(numbers: Numbers, people: People, sections: Sections) -> Iterator[str]:
    """Says nothing of the hour it is made in: the same newsroom gives the same file."""
    newest = Article.objects.aggregate(newest=Max("modified_at"))["newest"]
    yield '<?xml version="1.0" encoding="UTF-8" ?>\n'
    yield "<!-- A WordPress eXtended RSS file: WordPress imports it under Tools, Import, WordPress. -->\n"
    yield _rss()
    yield from _site(newest)
    for home in ImportSource.objects.order_by("pk").values_list("home_url", flat=True):
        yield line(1, f"{_PREFIX}:home", escaped(home))
    yield from map(_author, people.written())
    for term in sections.written():
        yield from category_xml(term)
    for term in tags(numbers):
        yield from tag_xml(term)
    for term in other_terms():
        yield from term_xml(term)
    yield line(1, "generator", "Newsportal")


def _rss() -> str:
    namespaces = {**STANDARD, _PREFIX: OWN_NAMESPACE}
    declared = "".join(f'\n\txmlns:{prefix}="{uri}"' for prefix, uri in namespaces.items())
    return f'<rss version="2.0"{declared}\n>\n<channel>\n'


def _site(newest: datetime | None) -> Iterator[str]:
    yield line(1, "title", escaped(settings.SITE_NAME))
    yield line(1, "link", escaped(settings.SITE_URL))
    yield line(1, "description", "")
    if newest:
        yield line(1, "pubDate", format_datetime(newest.astimezone(UTC)))
    yield line(1, "language", escaped(settings.LANGUAGE_CODE))
    yield line(1, "wp:wxr_version", "1.2")
    yield line(1, "wp:base_site_url", escaped(settings.SITE_URL))
    yield line(1, "wp:base_blog_url", escaped(settings.SITE_URL))


def _author(author: Author) -> str:
    """In one line: WordPress's importer reads it so where PHP has no XML."""
    texts = {
        "login": author.login,
        "email": author.email,
        "display_name": author.display_name,
        "first_name": author.first_name,
        "last_name": author.last_name,
    }
    single = {name: cdata(" ".join(text.split())) for name, text in texts.items()}
    fields = "".join(f"<wp:author_{name}>{text}</wp:author_{name}>" for name, text in single.items())
    own = f"<{_PREFIX}:author>{cdata(author.own)}</{_PREFIX}:author>" if author.own else ""
    return f"\t<wp:author><wp:author_id>{author.author_id}</wp:author_id>{fields}{own}</wp:author>\n"
