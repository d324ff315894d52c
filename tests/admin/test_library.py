"""The picture library: a grid to look at, narrowed by what an index answers, as cheap for many as for one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.admin.image_uses import is_used
from articles.models import FrontEdition, Image
from tests.admin.desk import client_of
from tests.factories import make_article, make_author, make_image, make_page

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/image/"


def figure(image: Image) -> str:
    return f'<p>Text.</p><figure data-image="{image.pk}"></figure>'


def use(way: str, image: Image) -> None:
    if way == "lead":
        make_article(lead_image=image)
    elif way == "text":
        make_article(body=figure(image))
    elif way == "page":
        make_page(body=figure(image))
    elif way == "portrait":
        make_author(portrait=image)
    else:
        edition = FrontEdition.objects.create(state=way)
        edition.slots.create(article=make_article(), image=image)


def captions(**asked: Any) -> set[str]:
    return {image.caption for image in client_of("Editor").get(LIST, asked).context["cl"].result_list}


@pytest.mark.parametrize("way", ["lead", "text", "page", "portrait", "draft", "live"])
def test_library_is_narrowed_to_what_is_used_and_what_is_not(way: str) -> None:
    use(way, make_image(caption="Used"))
    make_image(caption="Idle")
    client = client_of("Editor")
    found = {asked: client.get(LIST, {"use": asked}).context["cl"].result_list for asked in ("used", "unused", "both")}
    assert {asked: {image.caption for image in rows} for asked, rows in found.items()} == {
        "used": {"Used"}, "unused": {"Idle"}, "both": {"Used", "Idle"},
    }  # fmt: skip
    page = client.get(LIST).content.decode()
    assert page.count('<span class="desk-mark quiet">Not used</span>') == 1


def test_picture_of_a_past_front_page_may_go() -> None:
    use("past", make_image(caption="Old"))
    assert captions(use="unused") == {"Old"}


def test_use_is_looked_up_in_indexes() -> None:
    """For each picture a step in an index of each kind; the pictures themselves come in their order."""
    for _ in range(30):
        make_article(lead_image=make_image(), body=figure(make_image()))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # which reads a small table through, whatever indexes there are
            cursor.execute("SET LOCAL enable_seqscan = off")
    plan = Image.objects.filter(~is_used()).order_by("-created_at", "-id")[:48].explain()
    assert "image_newest" in plan
    if connection.vendor == "postgresql":
        assert ("Seq Scan" in plan, "image_in_article_once" in plan or "image_in_page_once" in plan) == (False, True)
    else:
        assert plan.count("SCAN ") == 1


@pytest.mark.parametrize("asked", ["bridge iyer", "stone"])
def test_library_is_searched_by_caption_credit_and_alternative_text(asked: str) -> None:
    make_image(caption="A bridge", credit="N. Iyer", alt_text="An arch of stone")
    make_image(caption="A bridge", credit="Agency", alt_text="Steel")
    assert len(client_of("Reporter").get(LIST, {"q": asked}).context["cl"].result_list) == 1


def test_library_is_narrowed_to_a_month_of_upload() -> None:
    make_image(caption="Now")
    old = make_image(caption="Old")
    Image.objects.filter(pk=old.pk).update(created_at=datetime(2016, 10, 31, 18, 0, tzinfo=UTC))
    assert captions(month="2016-10") == {"Old"}


@pytest.mark.parametrize("month", ["2016-13", "x" * 500, "0000-00", "<script>"])
def test_month_that_is_none_narrows_nothing(month: str) -> None:
    make_image(caption="Now")
    assert captions(month=month) == {"Now"}


def test_cards_say_what_is_amiss() -> None:
    now = timezone.now()
    make_image(rights_end_at=now - timedelta(days=1))
    make_image(rights_end_at=now + timedelta(days=3), alt_text="")
    make_image(missing=True, caption="<b>Lost</b>", rights_end_at=now + timedelta(days=90))
    page = client_of("Editor").get(LIST).content.decode()
    said = ("Rights ended<", "Rights end on", "No alternative text", "File not found yet")
    assert [page.count(words) for words in said] == [1, 1, 1, 1]
    assert "&lt;b&gt;Lost" in page
    assert "<b>Lost" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_library_costs_the_same_for_many(count: int) -> None:
    for _ in range(count):
        use("text", make_image())
    client = client_of("Editor")
    with CaptureQueriesContext(connection) as queries:
        client.get(LIST)
    assert len(queries) == 6
