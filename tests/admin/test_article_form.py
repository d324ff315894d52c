"""Writing an article on the desk."""

from __future__ import annotations

import pytest

from articles.models import Article, Redirect
from tests.admin.desk import ADD, change_page, client_of, messages_of, step_page, typed
from tests.factories import make_article, make_author, make_image

pytestmark = pytest.mark.django_db


def test_article_is_saved_with_bylines_and_tags() -> None:
    author = make_author("Asha Raman")
    form = typed({"author": author.pk}, {"guest_name": "A. Guest", "role": "photography"}, tags="river, bridge")
    client_of("Reporter").post(ADD, form)
    article = Article.objects.get()
    assert [byline.name for byline in article.bylines.all()] == ["Asha Raman", "A. Guest"]
    assert sorted(article.tags.names()) == ["bridge", "river"]


def test_article_knows_who_wrote_it() -> None:
    client = client_of("Reporter")
    client.post(ADD, typed())
    assert str(Article.objects.get().created_by_id) == client.session["_auth_user_id"]


def test_headline_is_one_line() -> None:
    client_of("Reporter").post(ADD, typed(headline="Bridge\r\n opens  at last"))
    assert Article.objects.get().headline == "Bridge opens at last"


def test_saving_derives_the_also_read_relation() -> None:
    target = make_article()
    client_of("Editor").post(ADD, typed(body=f'<p>Text.</p><aside data-also-read="{target.pk}"></aside>'))
    assert list(Article.objects.get(headline="Bridge opens").also_read.all()) == [target]


def test_moving_a_published_article_leaves_a_redirect() -> None:
    article = make_article(path="/old-path/")
    client_of("Editor").post(change_page(article.pk), typed(path="/new-path/"))
    assert Redirect.objects.get().path == "/old-path/"


@pytest.mark.parametrize("substantive", [True, False])
def test_substantive_change_is_said(substantive: bool) -> None:
    article = make_article()
    fields = {"path": article.path} | ({"substantive": "on"} if substantive else {})
    client_of("Editor").post(change_page(article.pk), typed(**fields))
    article.refresh_from_db()
    assert article.was_updated is substantive


@pytest.mark.parametrize("name", ["publish", "schedule", "review"])
def test_step_saves_what_was_typed_and_asks(name: str) -> None:
    response = client_of("Editor").post(ADD, typed(**{f"_{name}": "1"}))
    article = Article.objects.get()
    assert response.url == step_page(article.pk, name)
    assert article.status == "draft"


def test_what_the_body_leaves_open_is_said() -> None:
    form = typed(body="<p>Text.</p><p>ALSO READ: A headline nobody has</p>")
    response = client_of("Reporter").post(ADD, form, follow=True)
    assert any("A headline nobody has" in text for text in messages_of(response))


def test_published_article_offers_its_page() -> None:
    article = make_article(path="/stories/one/")
    page = client_of("Editor").get(change_page(article.pk)).content.decode()
    assert '<a href="/stories/one/" class="viewsitelink">' in page


def test_draft_offers_no_page() -> None:
    page = client_of("Editor").get(change_page(make_article(status="draft", path="/x/y/").pk)).content.decode()
    assert "viewsitelink" not in page


def test_form_works_without_scripts() -> None:
    image = make_image(caption="A bridge")
    client = client_of("Editor")
    page = client.get(ADD).content.decode()
    assert f'<option value="{image.pk}">A bridge' in page
    client.post(ADD, typed(lead_image=image.pk))
    assert Article.objects.get().lead_image == image


def test_translation_of_a_translation_belongs_to_the_original() -> None:
    original = make_article()
    between = make_article(language="hi", translation_of=original)
    refused = client_of("Editor").post(ADD, typed(translation_of=between.pk, language="hi"))
    assert b"is this story in that language already" in refused.content
    Article.objects.filter(pk=between.pk).update(language="ur")
    client_of("Reporter").post(ADD, typed(translation_of=between.pk, language="hi"))
    assert Article.objects.get(language="hi").translation_of == original
