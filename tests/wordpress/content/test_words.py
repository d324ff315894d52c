"""No word of any post in these tests is lost, and every body is stable and well-formed."""

from __future__ import annotations

import pytest
from lxml import etree

from articles.body import clean
from articles.body.sanitize import sanitize
from articles.wordpress.content import convert
from articles.wordpress.reading import Export, Item
from tests import seed
from tests.seed import WXR
from tests.wordpress.content import test_autop, test_blocks, test_captions, test_convert, test_shortcodes
from tests.wordpress.content.posts import DESK, SITE, stored
from tests.wordpress.content.words import shown_words, written_words

TABLES = [test_autop.CASES, test_blocks.CASES, test_captions.CASES, test_shortcodes.CASES, test_convert.REMOVED]
POSTS = {f"{index}-{name}": case[0] for index, table in enumerate(TABLES) for name, case in table.items()}
# The alternative text twice: the one exception.
DOUBLED = {"2-E2": "Old bridge", "2-E33": ""}


@pytest.mark.parametrize("name", POSTS)
def test_no_word_is_lost(name: str) -> None:
    lost = written_words(POSTS[name]) - shown_words(stored(POSTS[name], SITE))
    assert lost == written_words(DOUBLED.get(name, ""))


@pytest.mark.parametrize("name", POSTS)
def test_body_is_stable(name: str) -> None:
    body = stored(POSTS[name])
    assert (clean(body, DESK).html, sanitize(body)) == (body, body)


@pytest.mark.parametrize("name", POSTS)
def test_body_is_well_formed(name: str) -> None:
    body = stored(POSTS[name]).replace("&nbsp;", " ").replace("<br>", "<br/>").replace("<hr>", "<hr/>")
    etree.fromstring(f"<body>{body}</body>")


def test_seed_loses_only_the_doubled_caption() -> None:
    raw = seed.body()
    caption = raw.partition("]")[2].partition("[/caption]")[0]
    lost = written_words(raw) - shown_words(stored(raw))
    assert lost == written_words(caption[: len(caption) // 2])


def test_posts_of_the_export_lose_nothing() -> None:
    with WXR.open("rb") as file:
        posts = [item.content for item in Export(file).items() if isinstance(item, Item)]
    labels = {"ALSO": 2, "READ": 2}  # the page writes them over its related links
    lost = [written_words(raw) - shown_words(clean(convert(raw).html).html) for raw in posts]
    assert lost == [{}, {}, {}, labels, {}, {}]
