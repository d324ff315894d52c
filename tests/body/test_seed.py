"""The page the project starts from, before and after its picture and its related stories are known."""

from __future__ import annotations

import html
import re
from collections import Counter

import pytest

from articles.body import clean, plain_text
from tests import seed
from tests.body.desk import Desk

SOURCE = seed.body()
CAPTION = re.search(r"\](.*?)\[/caption\]", SOURCE)[1]  # type: ignore[index]
CAPTION = CAPTION[: len(CAPTION) // 2]
TITLES = re.findall(r"ALSO READ:\s(.*?)(?= \"We are| East of)", SOURCE)
DESK = Desk(attachments={213728: 7}, headlines={TITLES[0]: 1, TITLES[1]: 2}, images={7}, articles={1, 2})
FORMS = {"plain text": SOURCE, "editor": f"<p>{html.escape(SOURCE, quote=False)}</p>"}


@pytest.mark.parametrize("source", FORMS.values(), ids=FORMS.keys())
def test_seed_becomes_a_figure_two_related_links_and_its_text(source: str) -> None:
    blocks = clean(source, DESK).html.split("\n")
    assert blocks[0] == f'<figure data-align="center" data-image="7"><figcaption>{CAPTION}</figcaption></figure>'
    assert [blocks[2], blocks[4]] == ['<aside data-also-read="1"></aside>', '<aside data-also-read="2"></aside>']
    assert (len(blocks), blocks[3][:11], blocks[5][:17]) == (6, '<p>"We are ', "<p>East of Mosul,")


@pytest.mark.parametrize("source", FORMS.values(), ids=FORMS.keys())
def test_seed_loses_no_word(source: str) -> None:
    written = Counter(SOURCE.replace("[/caption]", " ").split("]", 1)[1].split())
    shown = Counter(plain_text(clean(source, DESK).html).split())
    gone = Counter(f"{CAPTION} ALSO READ: {TITLES[0]} ALSO READ: {TITLES[1]}".split())
    assert written - shown == gone
    assert shown - written == Counter()


def test_seed_without_a_newsroom_invents_nothing_and_stays_readable() -> None:
    body = clean(SOURCE)
    assert "data-image" not in body.html
    assert body.html.count(f"<figcaption>{CAPTION}</figcaption>") == 1
    assert [title in plain_text(body.html) for title in TITLES] == [True, True]
    assert body.html.count('<span data-unresolved="also-read">ALSO READ:</span>') == 2
    assert [problem.kind for problem in body.problems] == ["also-read", "also-read", "caption"]


def test_seed_resolves_once_the_newsroom_knows_more() -> None:
    assert clean(clean(SOURCE).html, DESK).html == clean(SOURCE, DESK).html
