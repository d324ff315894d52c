"""Suggestions for an ALSO READ: in the form without scripts, and for its scripts as it is typed."""

from __future__ import annotations

from re import search
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.admin.desk import ADD, change_page, client_of, typed
from tests.factories import make_article, make_redirect, make_tagged

pytestmark = pytest.mark.django_db

SUGGEST = "/admin/articles/article/suggest/"


def suggested(**sent: Any) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = client_of("Reporter").post(SUGGEST, sent).json()["results"]
    return results


def panel(html: str) -> str:
    found = search(r"<section [^>]*data-suggestions>(.*?)<template", html.replace("\n", " "))
    return found[1] if found else ""


def test_suggestions_say_headline_section_time_and_why() -> None:
    article = make_tagged("Rivers", headline="Yamuna bridge opens")
    [facts] = suggested(headline="Yamuna bridge", tags="rivers, nobody's tag")
    assert (facts["id"], facts["headline"], facts["section"]) == (article.pk, article.headline, str(article.section))
    assert facts["why"] == "common tags: Rivers · similar text"
    assert facts["public"] == article.path
    assert "IST" in facts["time"]


def test_what_the_typed_text_offers_or_links_to_is_left_out() -> None:
    offered, linked, moved, other = (make_tagged("Rivers") for _ in range(4))
    make_redirect("/old/", moved)
    body = (
        f'<p><a href="{linked.path}">x</a> <a href="https://news.example/old/">y</a></p>'
        f'<aside data-also-read="{offered.pk}"></aside><aside data-also-read="{"9" * 40}"></aside><p>half <b'
    )
    assert [facts["id"] for facts in suggested(tags="Rivers", body=body)] == [other.pk]


def test_form_lists_them_for_who_has_no_scripts() -> None:
    own = make_article("Yamuna rises", status="draft", tags=("Rivers",))
    other = make_tagged("Rivers", headline="Flood <b>&")
    html = panel(client_of("Reporter").get(change_page(own.pk)).content.decode())
    assert f'<a href="{other.path}" target="_blank" rel="noopener" data-name>Flood &lt;b&gt;&amp;</a>' in html
    assert "common tags: Rivers" in html
    assert own.headline not in html


def test_form_that_comes_back_suggests_for_what_was_typed() -> None:
    other = make_tagged("Rivers")
    response = client_of("Reporter").post(ADD, typed(headline="", tags="Rivers", section=other.section_id))
    assert other.headline in panel(response.content.decode())


def test_who_may_only_look_is_offered_none() -> None:
    article = make_tagged("Rivers")
    make_tagged("Rivers")
    assert panel(client_of("Reporter").get(change_page(article.pk)).content.decode()) == ""


def test_stranger_and_get_are_refused() -> None:
    client = client_of("nobody")
    assert client.post(SUGGEST).status_code == 403
    assert client_of("Reporter").get(SUGGEST).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_answer_costs_the_same_for_one_and_three(count: int) -> None:
    for _ in range(count):
        make_tagged("Rivers", headline="Yamuna bridge")
    client = client_of("Reporter")
    with CaptureQueriesContext(connection) as queries:
        client.post(SUGGEST, {"headline": "Yamuna bridge", "tags": "Rivers", "body": '<a href="/x/">x</a>'})
    assert len(queries) == 11


@pytest.mark.parametrize("sent", [{}, {"article": "9" * 30}, {"article": "x", "headline": "a\x00b", "tags": '"\x00,'}])
def test_nonsense_suggests_nothing(sent: dict[str, str]) -> None:
    assert suggested(**sent) == []
