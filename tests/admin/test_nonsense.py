"""Addresses and choices nobody types by accident answer with a page, never with an error."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.admin.searching import MOST_WORDS
from tests.admin.desk import client_of
from tests.factories import make_article, make_image, make_linkback

pytestmark = pytest.mark.django_db

HUGE = "9" * 30
MODELS = ["article", "image", "linkback", "siterule", "delivery", "section", "author", "tag", "redirect", "page",
          "comment"]  # fmt: skip
QUERIES = [
    "q=%00", "q=a%00b", "%00=1", "p=-5", f"p={HUGE}", "o=%00", "o=99.-99", f"o={HUGE}", "e=1", "nonsense=1",
    f"section__id__exact={HUGE}", "section__id__exact=-1", "section__id__exact=%00", "section__id__exact=x",
    "language__exact=%00", "author=%00", f"author={HUGE}", "state=%00", "state=nothing", "month=%00",
    "month=9999-12", "month=0000-00", "month=2026-13", f"month={HUGE}", "status__exact=%00", f"_facets={HUGE}",
    "created_at__gte=%00", "created_at__gte=soon", "received_at__gte=999999-01-01", "q=" + "a+" * 300,
]  # fmt: skip
IDS = ["0", "-1", HUGE, "%00", "1%00", "x", "1e9", "..", "%F0%9F%92%A9"]


@pytest.fixture
def _rows() -> None:
    make_linkback(make_article(lead_image=make_image()))


@pytest.mark.usefixtures("_rows")
@pytest.mark.parametrize("query", QUERIES)
def test_list_bears_odd_queries(query: str) -> None:
    client = client_of("superuser")
    for model in MODELS:
        assert client.get(f"/admin/articles/{model}/?{query}", follow=True).status_code in {200, 400}


@pytest.mark.parametrize("model", ["linkback", "delivery", "comment", "outgoinglink"])
def test_list_is_searched_by_so_many_words_as_somebody_types(model: str) -> None:
    client = client_of("superuser")
    found = []
    for words in (MOST_WORDS, 300):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/admin/articles/{model}/?q={'a+' * words}")
        found.append(sum(query["sql"].count("LIKE") for query in queries))
    assert found[0] == found[1] > 0


@pytest.mark.parametrize("number", IDS)
def test_page_of_no_article_is_no_error(number: str) -> None:
    client = client_of("superuser")
    for page in ("change", "publish", "delete", "history", "as-reader"):
        assert client.get(f"/admin/articles/article/{number}/{page}/", follow=True).status_code in {200, 404}


@pytest.mark.parametrize("chosen", ["%00", "x", HUGE, "-1", ""])
@pytest.mark.parametrize("action", ["publish_chosen", "schedule_chosen", "nothing"])
def test_list_bears_odd_choices(chosen: str, action: str) -> None:
    make_article(status="draft")
    form = {"action": action, "_selected_action": chosen.replace("%00", "\x00"), "confirmed": "1", "at": "\x00"}
    assert client_of("superuser").post("/admin/articles/article/", form, follow=True).status_code == 200


@pytest.mark.parametrize("query", ["term=%00", "term=a&app_label=articles&model_name=byline&field_name=author&page=x"])
def test_author_search_bears_odd_queries(query: str) -> None:
    assert client_of("superuser").get(f"/admin/autocomplete/?{query}", follow=True).status_code in {403, 404, 200}
