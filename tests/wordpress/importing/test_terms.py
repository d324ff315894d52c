"""Categories, tags, other taxonomies, and who wrote it (E123 to E130, L12 to L14)."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model

from articles.models import Article, Author, Byline, ImportedItem, Section, Tag
from tests.factories import make_author, make_tag
from tests.wordpress.exports import category, channel_author, channel_category, channel_term, item, term
from tests.wordpress.running import counts, imported, reasons

pytestmark = pytest.mark.django_db


def paths() -> list[str]:
    return sorted(Section.objects.values_list("path", flat=True))


def test_E123_L12_children_before_parents_and_one_name_twice_make_the_tree() -> None:
    channel = (
        "".join(
            [
                channel_category("news-asia", "asia"),
                channel_category("news-europe", "europe"),
                channel_category("asia", "world"),
                channel_category("europe", "world"),
                channel_category("world"),
            ]
        )
        .replace("News-Asia", "News")
        .replace("News-Europe", "News")
    )
    imported(item(1, inner=category("news-europe", "News")), channel=channel)
    assert Article.objects.get().section.path == "/world/europe/news-europe/"
    assert paths() == [
        "/world/",
        "/world/asia/",
        "/world/asia/news-asia/",
        "/world/europe/",
        "/world/europe/news-europe/",
    ]


def test_E123_parent_of_an_early_export_is_given_by_name() -> None:
    imported(
        item(1, inner=category("asia", "Asia")), channel=channel_category("asia", "World") + channel_category("world")
    )
    assert paths() == ["/world/", "/world/asia/"]


def test_E123_missing_parent_is_named() -> None:
    outcome = imported(item(1, inner=category("asia", "Asia")), channel=channel_category("asia", "atlantis"))
    assert (paths(), reasons(outcome)) == (["/asia/"], ["“Asia” has no parent “atlantis”: it is at the top"])


def test_E124_slug_in_hindi_is_decoded() -> None:
    imported(item(1, inner=category("%e0%a4%a8%e0%a4%a6%e0%a5%80", "नदी")))
    assert paths() == ["/नदी/"]


def test_E125_tag_and_category_of_one_slug_are_two() -> None:
    imported(item(1, inner=category("rain", "Rain") + term("post_tag", "rain")))
    assert (paths(), list(Tag.objects.values_list("slug", flat=True))) == (["/rain/"], ["rain"])


def test_E126_tags_of_an_early_export_are_taken_once() -> None:
    twins = "<category><![CDATA[Rain]]></category>" + term("tag", "rain")
    imported(item(1, inner=twins))
    assert [row.name for row in Article.objects.get().tags.all()] == ["Rain"]
    assert Tag.objects.count() == 1


def test_tag_that_is_here_in_another_spelling_is_used() -> None:
    rain = make_tag("Rain")
    imported(item(1, inner=term("post_tag", "regen", "Rain")), item(2, inner=term("post_tag", "rain", "RAIN")))
    assert [list(article.tags.all()) for article in Article.objects.all()] == [[rain], [rain]]


def test_E127_L13_unknown_type_and_taxonomy_are_kept_whole_and_counted() -> None:
    product = item(1, "Umbrella", "<p>Red.</p>", term("product_cat", "wet"), post_type="product")
    outcome = imported(product, channel=channel_term(9, "product_cat", "wet"))
    assert counts(outcome)["product"] == counts(outcome)["term:product_cat"] == {"in file": 1, "created": 1}
    data = ImportedItem.objects.get(kind="product").data
    assert (data["title"], data["content"], data["terms"]) == (
        "Umbrella",
        "<p>Red.</p>",
        [["product_cat", "wet", "Wet"]],
    )
    assert ImportedItem.objects.get(kind="term:product_cat").data["slug"] == "wet"


def test_E127_L13_term_that_changed_is_updated() -> None:
    imported(item(1), channel=channel_term(9, "product_cat", "wet"))
    outcome = imported(item(1), channel=channel_term(9, "product_cat", "dry") + channel_term(10, "product_cat", "new"))
    assert counts(outcome)["term:product_cat"] == {"in file": 2, "updated": 1, "created": 1}


def test_E128_coauthors_sign_in_their_order() -> None:
    coauthors = term("author", "cap-bo", "Bo") + term("author", "cap-ann", "Ann")
    imported(item(1, inner=coauthors), channel=channel_author(1, "ann", "Ann Ames"))
    assert [byline.name for byline in Article.objects.get().bylines.all()] == ["Bo", "Ann Ames"]


def test_E129_login_that_nobody_describes_is_an_author() -> None:
    imported(item(1))
    assert [byline.name for byline in Article.objects.get().bylines.all()] == ["desk"]


def test_E130_L14_login_of_a_user_here_makes_no_user_and_touches_none() -> None:
    user = get_user_model().objects.create_user("desk", "desk@old.example", "a long password")
    imported(item(1), channel=channel_author(5, "desk", "News Desk"))
    assert list(get_user_model().objects.all()) == [user]
    assert (Byline.objects.get().author.name, Byline.objects.get().author.user) == ("News Desk", None)


def test_E130_author_of_that_address_and_another_name_is_somebody_else() -> None:
    ours = make_author("Our Desk", slug="desk")
    outcome = imported(item(1), channel=channel_author(5, "desk", "News Desk"))
    assert (Byline.objects.get().author.slug, ours.bylines.count()) == ("desk-2", 0)
    assert reasons(outcome) == ["“desk” is somebody else here: the new author's address ends in desk-2"]


def test_E130_author_of_that_address_and_name_is_the_same_and_named() -> None:
    ours = make_author("News Desk", slug="desk")
    outcome = imported(item(1), channel=channel_author(5, "desk", "News Desk"))
    assert Byline.objects.get().author == ours
    assert reasons(outcome) == ["“desk” is taken for News Desk, who is here already"]


def test_E130_author_is_known_again_whatever_the_name_is_by_then() -> None:
    imported(item(1), channel=channel_author(5, "desk", "News Desk"))
    Author.objects.update(name="Ours", slug="ours")
    imported(item(1), item(2), channel=channel_author(5, "desk", "News Desk"))
    assert [author.name for author in Author.objects.all()] == ["Ours"]


def test_two_logins_that_look_alike_in_an_address_are_two() -> None:
    logins = channel_author(1, "j.doe", "Jane Doe") + channel_author(2, "j-doe", "John Doe")
    imported(item(1), channel=logins)
    assert sorted(Author.objects.exclude(name="desk").values_list("name", "slug")) == [
        ("Jane Doe", "j-doe"),
        ("John Doe", "j-doe-2"),
    ]


def test_address_of_an_author_is_kept_and_never_shown() -> None:
    imported(item(1), channel=channel_author(5, "desk", "News Desk"))
    kept = ImportedItem.objects.get(kind="author")
    assert (kept.wordpress_id, kept.data["email"]) == (5, "desk@old.example")
