"""What the desk's dialogs find and its editor shows."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.admin.desk import client_of
from tests.factories import make_article, make_image

pytestmark = pytest.mark.django_db

IMAGES = "/admin/articles/image/search/"
ARTICLES = "/admin/articles/article/search/"
DESCRIBE = "/admin/articles/article/describe/"


def test_pictures_are_found_by_caption_and_credit() -> None:
    wanted = make_image(caption="A bridge at dawn", credit="N. Iyer")
    make_image(caption="A bridge at dusk", credit="Somebody")
    found = client_of("Reporter").get(IMAGES, {"q": "bridge iyer"}).json()
    assert [facts["id"] for facts in found["results"]] == [wanted.pk]


def test_articles_are_found_by_headline() -> None:
    wanted = make_article("Bridge opens", status="draft")
    make_article("Bridge gone", status="killed")
    own = make_article("Bridge of my own")
    found = client_of("Reporter").get(ARTICLES, {"q": "bridge", "exclude": own.pk}).json()
    assert [facts["headline"] for facts in found["results"]] == [wanted.headline]
    assert found["results"][0]["state"] == "Draft"


def test_results_are_bounded() -> None:
    for _ in range(21):
        make_image(missing=True)
    found = client_of("Reporter").get(IMAGES).json()
    assert (len(found["results"]), found["more"]) == (20, True)


def test_body_is_described() -> None:
    image, article = make_image(caption="A bridge"), make_article("Bridge opens")
    answer = client_of("Reporter").get(DESCRIBE, {"images": image.pk, "articles": f"{article.pk},77"}).json()
    assert answer["images"][str(image.pk)]["caption"] == "A bridge"
    assert {pk: facts["headline"] for pk, facts in answer["articles"].items()} == {str(article.pk): "Bridge opens"}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("address", "cost"), [(IMAGES, 5), (ARTICLES, 5), (f"{DESCRIBE}?images=1,2&articles=1,2", 6)])
def test_answers_cost_the_same_for_many(address: str, cost: int, count: int) -> None:
    for _ in range(count):
        make_article(lead_image=make_image())
    client = client_of("Reporter")
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    assert len(queries) == cost


@pytest.mark.parametrize("address", [IMAGES, DESCRIBE])
def test_moderator_is_refused_in_json(address: str) -> None:
    response = client_of("Moderator").get(address)
    assert (response.status_code, "error" in response.json()) == ((403, True) if address == IMAGES else (200, False))


@pytest.mark.parametrize("address", [IMAGES, ARTICLES, DESCRIBE])
@pytest.mark.parametrize("query", ["q=%00", f"q={'x' * 3000}", f"images={'9' * 40},-1,x&articles=1,,²", "exclude=x"])
def test_odd_questions_are_answered(address: str, query: str) -> None:
    assert client_of("Reporter").get(f"{address}?{query}", follow=True).status_code == 200


@pytest.mark.parametrize("address", [IMAGES, ARTICLES, DESCRIBE])
def test_strangers_are_sent_to_the_login(client: object, address: str) -> None:
    response = client.get(address)  # type: ignore[attr-defined]
    assert response.url.startswith("/admin/login/")
