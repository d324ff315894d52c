"""A story with everything that an article's page can hold, and a browser for the rules that only one can judge."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from lxml.html import HtmlElement

from articles import publishing
from articles.models import Article, Correction
from tests.factories import (
    make_article,
    make_author,
    make_byline,
    make_comment,
    make_image,
    make_linkback,
    make_page,
    make_section,
)
from tests.most_read.counted import ranked
from tests.views.reading import page

COPIES = "r1.50.50 whole:320,480,800,1200,1600 card:320,480 face:160 wide:1200 classic:1200 square:1200"


def made_story(copies: str = "") -> Article:
    """`copies` are told of, and not there: a browser would miss them."""
    asia = make_section("Asia", parent=make_section("World"))
    lead, inside = (make_image(renditions=copies, credit="Asha Raman", caption="A bridge") for _ in range(2))
    before = make_article("Ferry stops", section=asia, lead_image=make_image(renditions=copies))
    text = "<p>It was built of stone, and people walked across it all day long.</p>\n" * 12
    article = make_article(
        "Bridge opens",
        path="/world/asia/bridge/",
        section=asia,
        standfirst="It took nine years.",
        lead_image=lead,
        published_at=datetime(2026, 1, 20, 1, 53, tzinfo=UTC),
        tags=("Rivers",),
        body=f'{text}<figure data-image="{inside.pk}"></figure>\n<aside data-also-read="{before.pk}"></aside>\n'
        '<h2>What it cost</h2>\n<p>More than <a href="https://other.example/">said</a>.</p>',
    )
    make_byline(article, make_author("Asha Raman", slug="asha", bio="Writes about rivers."))
    make_linkback(article)
    make_comment(article)
    publishing.correct(article, Correction(text="The bridge has four arches, not five."))
    make_article("पुल खुला", path="/पुल/", language="hi", translation_of=article, section=asia)
    make_page("About us", path="/about/", purpose="about")
    ranked(before, article, make_article("Tram returns", section=asia, lead_image=make_image(renditions=copies)))
    return article


@pytest.fixture
def story(db: None) -> Article:
    return made_story(COPIES)


@pytest.fixture
def tree(client: Client, story: Article) -> HtmlElement:
    return page(client, story.path or "")
