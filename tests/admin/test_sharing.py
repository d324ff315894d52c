"""Links to previews, as editors make them and take them back."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article, PreviewLink
from tests.admin.desk import LIST, change_page, client_of, messages_of
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def share_page(article: Article) -> str:
    return f"{LIST}{article.pk}/share/"


def test_link_is_made_shown_and_works(client: Client) -> None:
    article = make_article("Bridge opens", status="draft")
    editor = client_of("Editor")
    page = editor.post(share_page(article), {"make": "1", "days": "7"}, follow=True).content.decode()
    found = re.search(r'value="https://news.example(/preview/[^"]+/)"', page)
    assert found
    assert "Bridge opens</h1>" in client.get(found[1]).content.decode()
    days = (PreviewLink.objects.get().valid_until - timezone.now()).total_seconds() / 86400
    assert 6.9 < days <= 7


def test_link_is_taken_back(client: Client) -> None:
    article = make_article(status="draft")
    link = PreviewLink.objects.create(article=article, valid_until=timezone.now() + timedelta(days=1))
    response = client_of("Editor").post(share_page(article), {"revoke": link.pk}, follow=True)
    assert messages_of(response) == ["The link opens no longer."]
    assert client.get(f"/preview/{link.token}/").status_code == 404


def test_link_of_another_article_stays(client: Client) -> None:
    link = PreviewLink.objects.create(article=make_article(), valid_until=timezone.now() + timedelta(days=1))
    client_of("Editor").post(share_page(make_article(status="draft")), {"revoke": link.pk})
    assert PreviewLink.objects.get().revoked_at is None


@pytest.mark.parametrize(
    "form", [{"make": "1"}, {"make": "1", "days": "9999"}, {"revoke": "x"}, {"revoke": "9" * 30}, {}]
)
def test_nonsense_makes_nothing(form: dict[str, str]) -> None:
    response = client_of("Editor").post(share_page(make_article(status="draft")), form)
    assert response.status_code == 200
    assert not PreviewLink.objects.exists()


@pytest.mark.parametrize(
    ("fields", "reason"),
    [({"status": "published"}, "It is published"), ({"status": "spiked"}, "It was dropped"),
     ({"status": "draft", "embargo_until": timezone.now() + timedelta(days=1)}, "under an embargo")],
)  # fmt: skip
def test_page_says_why_a_link_would_not_open(fields: dict[str, object], reason: str) -> None:
    article = make_article(**fields)
    assert reason in client_of("Admin").get(share_page(article)).content.decode()


def test_reporter_shares_drafts_and_not_what_is_out() -> None:
    reporter = client_of("Reporter")
    assert reporter.get(share_page(make_article(status="draft"))).status_code == 200
    assert reporter.get(share_page(make_article())).status_code == 403


def test_form_offers_both() -> None:
    article = make_article(status="draft")
    page = client_of("Reporter").get(change_page(article.pk)).content.decode()
    assert f'href="/preview/{article.pk}/"' in page
    assert '/share/"' in page
