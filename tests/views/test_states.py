"""What the public gets for an article in each state; no answer tells a draft from nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_article, make_redirect
from tests.views.reading import headlines, one, page, text

HOUR = timedelta(hours=1)
HIDDEN = {
    "draft": {"status": "draft"},
    "in review": {"status": "in_review"},
    "ready": {"status": "ready"},
    "spiked": {"status": "spiked"},
    "scheduled": {"published_at": timezone.now() + HOUR},
    "under embargo": {"embargo_until": timezone.now() + HOUR},
}


@pytest.fixture
def hidden(request: pytest.FixtureRequest) -> str:
    make_article("Visible")
    return make_article("Hidden", path="/hidden/", **HIDDEN[request.param]).path


@pytest.mark.parametrize("hidden", HIDDEN, indirect=True)
def test_hidden_article_answers_like_nothing(client: Client, hidden: str) -> None:
    there, nowhere = client.get(hidden), client.get("/nothing-was-ever-here/")
    assert (there.status_code, there.content) == (404, nowhere.content)
    assert dict(there.headers) == dict(nowhere.headers)


@pytest.mark.parametrize("hidden", HIDDEN, indirect=True)
def test_old_path_of_a_hidden_article_answers_like_nothing(client: Client, hidden: str) -> None:
    from articles.models import Article

    make_redirect("/old/", Article.objects.get(path=hidden))
    there, nowhere = client.get("/old/"), client.get("/nothing-was-ever-here/")
    assert (there.status_code, there.content) == (404, nowhere.content)


@pytest.mark.parametrize("hidden", HIDDEN, indirect=True)
@pytest.mark.parametrize("form", ["/hidden", "/hidden//"])
def test_other_slash_of_a_hidden_article_answers_like_nothing(client: Client, hidden: str, form: str) -> None:
    assert client.get(form).content == client.get("/nothing-was-ever-here/").content


@pytest.mark.parametrize("hidden", HIDDEN, indirect=True)
def test_hidden_article_is_in_no_list(client: Client, hidden: str) -> None:
    assert headlines(page(client, "/")) == ["Visible"]
    assert headlines(page(client, "/search/?q=visible+OR+hidden")) == ["Visible"]


@pytest.mark.parametrize("path", ["/killed/", "/killed", "/old/"])
def test_killed_article_is_gone(client: Client, path: str) -> None:
    make_redirect("/old/", make_article("Killed", status="killed", path="/killed/"))
    tree = page(client, path, 410)
    assert text(one(tree, "h1")) == "We have withdrawn this story"
    assert "Killed" not in tree.text_content()


def test_published_article_is_there(client: Client) -> None:
    tree = page(client, make_article("Published", published_at=timezone.now()).path)
    assert text(one(tree, "h1")) == "Published"


def test_article_appears_when_its_embargo_ends(client: Client) -> None:
    article = make_article(embargo_until=timezone.now())
    assert client.get(article.path).status_code == 200


def test_tag_of_hidden_articles_only_is_not_there(client: Client) -> None:
    make_article(status="draft", tags=("Secret plan",))
    assert client.get("/tag/secret-plan/").content == client.get("/tag/never-made/").content
