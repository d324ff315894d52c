"""Paths are made once, stay, and lead on when they move."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from pytest_django import Settings

from articles import publishing
from articles.models import Article, Redirect, Section
from tests.factories import make_article, make_redirect, make_section

pytestmark = pytest.mark.django_db
NIGHT = datetime(2016, 10, 19, 20, 0, tzinfo=UTC)  # the 20th in India


def published(headline: str, **fields):
    article = make_article(headline, status="draft", **fields)
    publishing.publish(article, NIGHT)
    return article


def test_path_follows_section_date_and_headline() -> None:
    asia = make_section("Asia", parent=make_section("World"))
    assert published("Ferries cross again", section=asia).path == "/world/asia/2016/10/20/ferries-cross-again/"


def test_path_of_a_hindi_headline_keeps_its_signs() -> None:
    assert published("हिन्दी की खबर").path.endswith("/हिन्दी-की-खबर/")


def test_path_follows_the_pattern_of_the_setting(settings: Settings) -> None:
    settings.ARTICLE_PATH = "/{year}/{slug}-{id}.html"
    article = published("Ferries")
    assert article.path == f"/2016/ferries-{article.pk}.html"


def test_second_article_of_a_slug_gets_a_number() -> None:
    first, second = published("Ferries"), published("Ferries")
    assert second.path == first.path.removesuffix("/") + "-2/"


def test_path_of_a_section_or_redirect_is_not_taken_again() -> None:
    section = make_section("World")
    make_redirect("/world/2016/10/20/ferries/", "/world/")
    assert published("Ferries", section=section).path == "/world/2016/10/20/ferries-2/"


def test_path_stays_when_headline_and_section_change() -> None:
    article = published("Ferries")
    before = article.path
    article.headline, article.section = "Boats", make_section()
    publishing.save(article)
    assert article.path == before


def test_moved_article_leaves_a_redirect() -> None:
    article = make_article(path="/old/")
    article.path = "/new/"
    publishing.save(article)
    assert Redirect.objects.get(path="/old/").article == article


def test_what_led_to_the_old_path_leads_to_the_moved_article() -> None:
    article = make_article(path="/old/")
    older = make_redirect("/older/", "/old/")
    article.path = "/new/"
    publishing.save(article)
    older.refresh_from_db()
    assert (older.article, older.target) == (article, "")


def test_path_that_led_to_the_old_one_can_be_the_new_one() -> None:
    article = make_article(path="/old/")
    make_redirect("/other/", "/old/")
    article.path = "/new/"
    publishing.save(article)
    article.path = "/other/"
    publishing.save(article)
    assert set(Redirect.objects.values_list("path", flat=True)) == {"/old/", "/new/"}


def test_article_moved_back_takes_its_redirect_away() -> None:
    article = make_article(path="/old/")
    for path in ("/new/", "/old/"):
        article.path = path
        publishing.save(article)
    assert list(Redirect.objects.values_list("path", flat=True)) == ["/new/"]


def test_draft_moves_without_a_redirect() -> None:
    article = make_article(status="draft", path="/old/")
    article.path = "/new/"
    publishing.save(article)
    assert not Redirect.objects.exists()


@pytest.mark.parametrize("path", ["/world/", "/", "/admin/", "/search/more/"])
def test_publishing_on_a_taken_path_names_the_field(path: str) -> None:
    make_section("World")
    article = make_article(status="draft", path=path)
    with pytest.raises(ValidationError) as refused:
        publishing.publish(article)
    assert list(refused.value.message_dict) == ["path"]


def test_path_taken_meanwhile_by_another_editor_names_the_field() -> None:
    article = make_article(status="draft", path="/mine/")
    make_article(path="/theirs/")
    article.path = "/theirs/"
    with pytest.raises(ValidationError) as refused:
        publishing.save(article)
    assert list(refused.value.message_dict) == ["path"]
    assert Article.objects.get(pk=article.pk).path == "/mine/"


def test_renamed_section_takes_subsections_along_and_leads_on() -> None:
    world = make_section("World")
    make_section("Asia", parent=world)
    world.slug = "abroad"
    publishing.save_section(world)
    assert set(Section.objects.values_list("path", flat=True)) == {"/abroad/", "/abroad/asia/"}
    assert set(Redirect.objects.values_list("path", "target")) == {
        ("/world/", "/abroad/"),
        ("/world/asia/", "/abroad/asia/"),
    }


def test_section_under_itself_is_refused() -> None:
    world = make_section("World")
    asia = make_section("Asia", parent=world)
    for parent in (world, asia):
        world.parent = parent
        with pytest.raises(ValidationError, match="under itself"):
            world.full_clean()
