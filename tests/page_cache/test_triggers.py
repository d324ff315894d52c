"""Which change of a row names which pages; the database says it, whoever writes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from articles.models import (
    Article,
    Author,
    Byline,
    Change,
    Comment,
    FrontEdition,
    FrontSlot,
    Image,
    Linkback,
    Page,
    Section,
    Tag,
    TaggedArticle,
)
from articles.page_cache import triggers
from tests.factories import (
    make_article,
    make_author,
    make_byline,
    make_comment,
    make_image,
    make_linkback,
    make_section,
    make_tag,
)

pytestmark = pytest.mark.django_db
PLACES = {"all-list", "front"}
TOMORROW = timezone.now() + timedelta(days=1)


def changed() -> set[str]:
    """What was named since the last call."""
    found = set(Change.objects.values_list("key", flat=True))
    Change.objects.all().delete()
    return found


@pytest.fixture(autouse=True)
def _nothing_yet(db: None) -> None:
    """A migration ends every page."""
    changed()


@pytest.fixture
def article() -> Article:
    """In one section, with a tag, an author and an own linkback to another article."""
    made = make_article(section=make_section("World"), tags=(make_tag("Rivers"),))
    make_byline(made, make_author())
    make_linkback(make_article(), source_article=made)
    changed()
    return made


def places_of(article: Article) -> set[str]:
    """Every list it stands in, and the page that shows it among its linkbacks."""
    lists = {f"section-list:{article.section_id}", f"tag-list:{Tag.objects.get().pk}"}
    target = Linkback.objects.get().article_id
    return PLACES | lists | {f"author-list:{Author.objects.get().pk}", f"article:{target}"}


def own(article: Article) -> str:
    return f"article:{article.pk}"


def update(article: Article, **values: object) -> set[str]:
    Article.objects.filter(pk=article.pk).update(**values)
    return changed()


@pytest.mark.parametrize("column", ["headline", "standfirst", "body", "path", "dateline_place", "canonical_url"])
def test_words_of_an_article_name_it_and_no_list(article: Article, column: str) -> None:
    assert update(article, **{column: "/else/"}) == {own(article)}


@pytest.mark.parametrize(
    ("column", "value"),
    [("status", "killed"), ("published_at", TOMORROW), ("embargo_until", TOMORROW), ("language", "hi")],
)
def test_where_an_article_stands_names_its_lists(article: Article, column: str, value: object) -> None:
    assert update(article, **{column: value}) == {own(article)} | places_of(article)


def test_moving_names_both_sections(article: Article) -> None:
    before, after = article.section_id, make_section("Sport").pk
    changed()
    assert update(article, section=after) >= {f"section-list:{before}", f"section-list:{after}"}


def test_lead_picture_names_the_front(article: Article) -> None:
    image = make_image()
    changed()
    assert update(article, lead_image=image) == {own(article), "front"}


@pytest.mark.parametrize("is_section", [True, False])
def test_what_editors_put_on_a_page_names_that_page(article: Article, is_section: bool) -> None:
    section = article.section if is_section else None
    key = {f"section-front:{article.section_id}"} if is_section else {"front"}
    edition = FrontEdition.objects.create(section=section)
    slot = FrontSlot.objects.create(edition=edition, article=article)
    assert changed() == set()
    FrontEdition.objects.update(state="live")
    assert changed() == key
    FrontSlot.objects.filter(pk=slot.pk).update(headline="Here")
    assert changed() == key
    edition.delete()
    assert changed() == key


def test_translation_names_all_pages_of_its_story(article: Article) -> None:
    other = make_article(language="hi", translation_of=article)
    changed()
    last = make_article(language="ur", translation_of=article)
    assert changed() >= {own(article), own(other)}
    Article.objects.filter(pk=last.pk).update(status="killed")
    assert changed() >= {own(article), own(other), own(last)}
    Article.objects.filter(pk=article.pk).update(status="killed")
    assert changed() >= {own(article), own(other)}


def test_draft_names_nothing() -> None:
    draft = make_article(status="draft", tags=(make_tag(),))
    make_byline(draft, make_author())
    assert not {key for key in changed() if key.startswith(("article:", "tag-list:", "author-list:"))}
    assert update(draft, headline="Another headline") == set()


def test_publishing_names_the_lists(article: Article) -> None:
    update(article, status="draft", published_at=None)
    published = update(article, status="published", published_at=timezone.now())
    assert published == {own(article)} | places_of(article)


def test_killed_article_that_changes_names_itself_alone(article: Article) -> None:
    update(article, status="killed")
    assert update(article, published_at=timezone.now()) == {own(article)}


def test_deleting_names_all_of_it(article: Article) -> None:
    expected = {own(article)} | places_of(article)
    Article.objects.filter(pk=article.pk).delete()
    assert changed() == expected


def test_tagging_names_article_and_list(article: Article) -> None:
    tag = make_tag("Bridges")
    changed()
    row = TaggedArticle.objects.create(content_object=article, tag=tag)
    assert changed() == {own(article), f"tag-list:{tag.pk}"}
    row.delete()
    assert changed() == {own(article), f"tag-list:{tag.pk}"}


def test_merging_a_tag_names_both_lists(article: Article) -> None:
    before, after = Tag.objects.get().pk, make_tag("Bridges").pk
    changed()
    TaggedArticle.objects.filter(tag=before).update(tag=after)
    assert changed() == {own(article), f"tag-list:{before}", f"tag-list:{after}"}


def test_byline_names_article_and_list(article: Article) -> None:
    author = make_author()
    changed()
    Byline.objects.create(article=article, author=author)
    assert changed() == {own(article), f"author-list:{author.pk}"}
    Byline.objects.create(article=article, guest_name="A guest")
    assert own(article) in changed()


@pytest.mark.parametrize(
    ("make", "column", "key"),
    [
        (make_tag, "name", "tag:{}"),
        (make_author, "bio", "author:{}"),
        (make_section, "name", "menu"),
        (make_image, "caption", "image:{}"),
    ],
)
def test_row_names_itself(make: object, column: str, key: str) -> None:
    row = make()  # type: ignore[operator]
    changed()
    type(row).objects.filter(pk=row.pk).update(**{column: "Another"})
    assert changed() == {key.format(row.pk)}
    type(row).objects.filter(pk=row.pk).delete()
    assert changed() == {key.format(row.pk)}


def test_section_that_is_new_names_the_menu() -> None:
    Section.objects.create(name="Sport", slug="sport")
    assert changed() == {"menu"}


def test_page_names_itself() -> None:
    page = Page.objects.create(title="About", path="/about/", is_published=True)
    assert changed() == {f"page:{page.pk}"}


def test_standing_page_names_the_menu_but_for_its_text() -> None:
    page = Page.objects.create(title="Ethics", path="/ethics/", purpose="ethics", is_published=True)
    assert changed() == {f"page:{page.pk}", "menu"}
    Page.objects.update(body="<p>We ask both sides.</p>")
    assert changed() == {f"page:{page.pk}"}
    Page.objects.update(is_published=False)
    assert changed() == {f"page:{page.pk}", "menu"}


def test_picture_that_is_found_names_the_front() -> None:
    image = make_image()
    changed()
    Image.objects.filter(pk=image.pk).update(file="")
    assert changed() == {f"image:{image.pk}", "front"}


@pytest.mark.parametrize("status", ["received", "pending", "spam", "deleted"])
def test_linkback_that_is_not_shown_names_nothing(article: Article, status: str) -> None:
    linkback = make_linkback(article, status=status)
    Linkback.objects.filter(pk=linkback.pk).update(title="Another")
    assert changed() == set()


def test_linkback_names_the_article_when_it_shows_and_when_it_goes(article: Article) -> None:
    linkback = make_linkback(article, status="pending")
    for values, named in [
        ({"status": "approved"}, {own(article)}),
        ({"due_at": TOMORROW, "checks": 3}, set()),
        ({"excerpt": "Other words"}, {own(article)}),
        ({"status": "spam"}, {own(article)}),
    ]:
        Linkback.objects.filter(pk=linkback.pk).update(**values)
        assert changed() == named


def test_comment_names_the_article_when_it_shows(article: Article) -> None:
    comment = make_comment(article, status="pending")
    assert changed() == set()
    Comment.objects.filter(pk=comment.pk).update(status="approved")
    assert changed() == {own(article)}


def test_change_that_is_taken_back_names_nothing(article: Article) -> None:
    with transaction.atomic():
        Article.objects.filter(pk=article.pk).update(headline="Another headline")
        transaction.set_rollback(True)
    assert changed() == set()


def test_writing_that_overlooks_conflicts_is_named(article: Article) -> None:
    """SQLite carries a statement's OR IGNORE into the triggers it sets off."""
    tags = [make_tag("Bridges"), make_tag("Boats")]
    TaggedArticle.objects.bulk_create([TaggedArticle(content_object=article, tag=tags[0])])
    rows = [TaggedArticle(content_object=article, tag=tag) for tag in tags]
    last = Change.objects.latest("id").pk
    TaggedArticle.objects.bulk_create(rows, ignore_conflicts=True)
    assert f"tag-list:{tags[1].pk}" in set(Change.objects.filter(pk__gt=last).values_list("key", flat=True))


def test_triggers_are_made_again_and_missed() -> None:
    assert triggers.missing("default") == []
    triggers.drop("default")
    assert len(triggers.missing("default")) > 20
    triggers.create("default")
    triggers.create("default")
    assert triggers.missing("default") == []


@pytest.mark.django_db(transaction=True)
def test_triggers_stand_after_a_migration() -> None:
    call_command("migrate", "articles", verbosity=0)
    assert triggers.missing(connection.alias) == []
