"""The guard as editors meet it: before publishing, in the list, and when what is out is changed."""

from __future__ import annotations

import pytest

from articles.models import Article
from tests.admin.desk import LIST, change_page, client_of, errors_of, messages_of, step_page, typed
from tests.factories import make_article, make_image, make_section, minutes_ago

pytestmark = pytest.mark.django_db


def test_page_says_what_to_mend_first_and_where() -> None:
    article = make_article("Bridge opens TK", status="draft", legal_hold=True)
    page = client_of("Editor").get(step_page(article.pk, "publish")).content.decode()
    assert "“TK” still stands here" in page
    assert f'href="{change_page(article.pk)}#id_headline"' in page
    assert f'href="{change_page(article.pk)}#id_legal_hold"' in page
    assert 'type="submit"' not in page[page.index('id="content"') :]


@pytest.mark.parametrize("name", ["publish", "schedule"])
def test_step_is_refused_with_the_reasons(name: str) -> None:
    article = make_article("Bridge opens TK", status="draft")
    response = client_of("Editor").post(step_page(article.pk, name), {"at": "2090-01-01T00:00"})
    assert "“TK” still stands here" in " ".join(response.context["errors"])
    assert Article.objects.get().status == "draft"


def test_step_that_readers_do_not_see_is_not_guarded() -> None:
    article = make_article("Bridge opens TK", status="draft")
    client_of("Editor").post(step_page(article.pk, "review"))
    assert Article.objects.get().status == "in_review"


def test_action_publishes_the_others_and_names_the_refused() -> None:
    good, held = make_article("Bridge opens", status="draft"), make_article("HOLD: Bridge", status="draft")
    form = {"action": "publish_chosen", "confirmed": "1", "_selected_action": [good.pk, held.pk]}
    response = client_of("Editor").post(LIST, form, follow=True)
    assert dict(Article.objects.values_list("headline", "status")) == {
        "Bridge opens": "published", "HOLD: Bridge": "draft",
    }  # fmt: skip
    assert any("“HOLD: Bridge”" in text and "“HOLD” still stands here" in text for text in messages_of(response))


@pytest.mark.parametrize("days", [-1, 1], ids=["published", "scheduled"])
def test_change_of_what_is_out_is_guarded_at_its_field(days: int) -> None:
    article = make_article("Bridge opens", published_at=minutes_ago(-days * 1440))
    client = client_of("Editor")
    response = client.post(change_page(article.pk), typed(headline="Bridge TK opens", path=article.path))
    assert "“TK” still stands here" in " ".join(errors_of(response))
    assert "Bridge TK opens</textarea>" in response.content.decode()
    assert Article.objects.get().headline == "Bridge opens"


def test_who_changed_it_last_is_kept_and_may_not_publish_alone() -> None:
    section = make_section("Crime", needs_second_pair=True)
    writer = client_of("Editor")
    writer.post("/admin/articles/article/add/", typed(section=section.pk))
    article = Article.objects.get()
    refused = writer.post(step_page(article.pk, "publish"))
    assert "second pair of eyes" in " ".join(refused.context["errors"])
    client_of("Admin").post(step_page(article.pk, "publish"))
    assert Article.objects.get().status == "published"


def test_who_only_looked_at_the_form_is_the_second_pair() -> None:
    section = make_section("Crime", needs_second_pair=True)
    client_of("Reporter").post("/admin/articles/article/add/", typed(section=section.pk))
    article = Article.objects.get()
    editor = client_of("Editor")
    editor.post(change_page(article.pk), typed(section=section.pk, _publish="1"))
    editor.post(step_page(article.pk, "publish"))
    assert Article.objects.get().status == "published"


def test_hold_is_lifted_only_by_who_may_publish() -> None:
    article = make_article(status="draft", legal_hold=True)
    client_of("Writer").post(change_page(article.pk), typed())
    assert Article.objects.get().legal_hold
    client_of("Editor").post(change_page(article.pk), typed())
    assert not Article.objects.get().legal_hold


def test_warning_does_not_stop() -> None:
    article = make_article(status="draft", lead_image=make_image(caption="A bridge", alt_text="", credit=""))
    client = client_of("Editor")
    page = client.get(step_page(article.pk, "publish")).content.decode()
    assert "“A bridge” has no credit" in page
    assert "To mend first" not in page
    client.post(step_page(article.pk, "publish"))
    assert Article.objects.get().status == "published"
