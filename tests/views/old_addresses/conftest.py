"""Every test here has a newsroom that came from WordPress."""

from __future__ import annotations

import pytest

from articles.models import Article
from tests.factories import (
    from_wordpress,
    make_article,
    make_author,
    make_byline,
    make_item,
    make_page,
    make_section,
)
from tests.views.old_addresses.newsroom import STORY, WHEN


@pytest.fixture(autouse=True)
def newsroom(db: None) -> Article:
    """As it has moved in: a story with all that WordPress keeps of it, a section below another, a page."""
    asia = make_section("Asia", parent=make_section("World"))
    story = make_article(
        "IS leaders flee", path=STORY, slug="is-leaders-flee-stronghold", section=asia, tags=("Mosul",),
        published_at=WHEN, **from_wordpress(17),
    )  # fmt: skip
    author = make_author("Asha Raman", slug="asha")
    make_byline(story, author)
    make_page("About us", path="/about/", **from_wordpress(2))
    for kind, number, row in (("post", 17, story), ("category", 3, asia), ("author", 5, author)):
        make_item(kind, number, row.pk, row.path if kind == "post" else "")
    return story
