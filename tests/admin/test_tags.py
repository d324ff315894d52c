"""Tags on the desk: merged and renamed, and whoever knows the old name is led on."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Change, ImportedItem, ImportSource, Tag, TagAlias, TaggedArticle
from tests.admin.desk import ADD, LIST, client_of, errors_of, messages_of, typed
from tests.factories import make_article, make_tag, make_tagged

pytestmark = pytest.mark.django_db
TAGS = "/admin/articles/tag/"


def merge(client: Client, one: Tag, *others: Tag, **more: object):
    """Into the first, unless `kept` says another."""
    chosen = [tag.pk for tag in (one, *others)]
    form = {"action": "merge", "_selected_action": chosen, "confirmed": "1", "kept": one.pk, **more}
    return client.post(TAGS, form, follow=True)


def save(client: Client, tag: Tag, **fields: object):
    olds = list(tag.aliases.values_list("pk", flat=True))
    form = {"name": tag.name, "slug": tag.slug, "aliases-TOTAL_FORMS": len(olds), "aliases-INITIAL_FORMS": len(olds)}
    for index, pk in enumerate(olds):
        form |= {f"aliases-{index}-id": pk, f"aliases-{index}-tag": tag.pk}
    return client.post(f"{TAGS}{tag.pk}/change/", form | fields, follow=True)


def names_of(article: Article) -> list[str]:
    return sorted(article.tags.names())


def test_page_asks_which_tag_stays() -> None:
    few, many = make_tag("Few"), make_tag("Many")
    for _ in range(2):
        make_tagged(many)
    form = {"action": "merge", "_selected_action": [few.pk, many.pk]}
    text = client_of("Editor").post(TAGS, form).content.decode()
    assert f'value="{many.pk}" required checked' in text
    assert "2 articles" in text
    assert Tag.objects.count() == 2


def test_merged_tags_are_one_on_every_article_once() -> None:
    kept, one, two = make_tag("Rivers"), make_tag("River"), make_tag("The river")
    articles = [
        make_article(tags=tags) for tags in [(kept,), (one,), (two,), (kept, one), (one, two), (kept, one, two)]
    ]
    other = make_article(tags=("Bridges",))
    response = merge(client_of("Editor"), kept, one, two)
    assert messages_of(response) == ["2 merged into “Rivers”. What they were called leads there."]
    assert [names_of(article) for article in articles] == [["Rivers"]] * 6
    assert names_of(other) == ["Bridges"]
    assert set(Tag.objects.values_list("name", flat=True)) == {"Rivers", "Bridges"}


@pytest.mark.parametrize("count", [1, 5])
def test_merging_many_costs_as_few_statements(count: int) -> None:
    kept, gone = make_tag(), make_tag()
    for number in range(count):
        make_article(tags=(gone, kept) if number % 2 else (gone,))
    client = client_of("Editor")
    with CaptureQueriesContext(connection) as queries:
        merge(client, kept, gone)
    said = [one["sql"] for one in queries if "taggedarticle" in one["sql"]]
    assert len([sql for sql in said if sql.startswith(("UPDATE", "DELETE"))]) <= 3


@pytest.mark.parametrize(
    ("edition", "form"), [("", ""), ("", "feed/"), ("", "feed/atom/"), ("", "feed/json/"), ("/lite", "")]
)
def test_old_address_leads_on_once_and_for_good(edition: str, form: str) -> None:
    kept, gone = make_tag("Rivers"), make_tag("नदी")
    make_tagged(gone)
    merge(client_of("Editor"), kept, gone)
    response = Client().get(f"{edition}/tag/नदी/{form}?utm=1")
    assert response.status_code == 301
    assert response["Location"].split("?")[0] == f"{edition}/tag/rivers/{form}"
    assert Client().get(response["Location"]).status_code == 200


def test_merged_again_leads_on_in_one_step() -> None:
    first, second, third = make_tag("First"), make_tag("Second"), make_tag("Third")
    make_tagged(first)
    client = client_of("Editor")
    merge(client, second, first)
    merge(client, third, second)
    for old in ("first", "second"):
        assert Client().get(f"/tag/{old}/")["Location"] == "/tag/third/"


@pytest.mark.parametrize("name", ["River", "RIVER", " river "])
def test_old_name_that_is_typed_gives_the_merged_tag(name: str) -> None:
    kept, gone = make_tag("Rivers"), make_tag("River")
    client = client_of("Editor")
    merge(client, kept, gone)
    client.post(ADD, typed(tags=f"{name}, Rivers, Bridges"))
    assert names_of(Article.objects.get()) == ["Bridges", "Rivers"]
    assert Tag.objects.count() == 2


def test_list_of_articles_finds_by_an_old_name() -> None:
    kept, gone = make_tag("Rivers"), make_tag("Streams")
    make_tagged(gone)
    client = client_of("Editor")
    merge(client, kept, gone)
    assert client.get(f"{LIST}?q=streams").context["cl"].result_count == 1


def test_wordpress_number_of_a_merged_tag_leads_on() -> None:
    kept, gone = make_tag("Rivers"), make_tag("River")
    source = ImportSource.objects.create(home_url="https://old.example")
    item = ImportedItem.objects.create(source=source, kind="post_tag", wordpress_id=5, local_id=gone.pk)
    merge(client_of("Editor"), kept, gone)
    item.refresh_from_db()
    assert item.local_id == kept.pk


def test_merging_ends_the_pages_of_those_articles_and_tags_alone() -> None:
    kept, gone = make_tag("Rivers"), make_tag("River")
    article, other = make_tagged(gone), make_tagged(kept)
    make_tagged("Bridges")
    client = client_of("Editor")
    Change.objects.all().delete()
    merge(client, kept, gone)
    lists = {f"tag-list:{kept.pk}", f"tag-list:{gone.pk}", f"tag:{gone.pk}"}
    assert set(Change.objects.values_list("key", flat=True)) == {f"article:{article.pk}"} | lists
    assert f"article:{other.pk}" not in lists


@pytest.mark.parametrize(
    ("chosen", "message"), [(1, "Choose at least two tags to merge."), (51, "Choose 50 tags at most.")]
)
def test_wrong_number_of_tags_is_said(chosen: int, message: str) -> None:
    tags = [make_tag() for _ in range(chosen)]
    assert messages_of(merge(client_of("Editor"), *tags)) == [message]
    assert Tag.objects.count() == chosen


@pytest.mark.parametrize("kept", ["", "0", "x", "\x00", "9" * 30])
def test_without_a_choice_it_asks_again(kept: str) -> None:
    response = merge(client_of("Editor"), make_tag(), make_tag(), kept=kept)
    assert "Choose the tag that stays." in response.content.decode()
    assert Tag.objects.count() == 2


def test_reporter_merges_nothing() -> None:
    merge(client_of("Reporter"), make_tag(), make_tag())
    assert Tag.objects.count() == 2


def test_renamed_tag_leads_on_from_name_and_slug() -> None:
    tag = make_tag("Covid")
    make_tagged(tag)
    client = client_of("Editor")
    save(client, tag, name="COVID-19", slug="covid-19")
    assert Client().get("/tag/covid/")["Location"] == "/tag/covid-19/"
    client.post(ADD, typed(tags="covid"))
    assert Tag.objects.get().name == "COVID-19"


def test_tag_renamed_back_leads_nowhere_else() -> None:
    tag = make_tag("Covid")
    make_tagged(tag)
    client = client_of("Editor")
    save(client, tag, name="Corona", slug="corona")
    tag.refresh_from_db()
    save(client, tag, name="Covid", slug="covid")
    assert Client().get("/tag/covid/").status_code == 200
    assert Client().get("/tag/corona/")["Location"] == "/tag/covid/"
    assert set(TagAlias.objects.values_list("name", "slug")) == {("Corona", ""), ("", "corona")}


@pytest.mark.parametrize("fields", [{"name": "RIVER", "slug": "else"}, {"name": "Else", "slug": "river"}])
def test_name_that_leads_elsewhere_is_refused_and_said(fields: dict[str, str]) -> None:
    kept, gone = make_tag("Rivers"), make_tag("River")
    client = client_of("Editor")
    merge(client, kept, gone)
    response = save(client, make_tag("Third"), **fields)
    assert len(errors_of(response)) == 1
    assert "is what “Rivers” was called" in errors_of(response)[0]


def test_old_name_can_be_taken_away() -> None:
    kept, gone = make_tag("Rivers"), make_tag("River")
    client = client_of("Editor")
    merge(client, kept, gone)
    save(client, kept, **{"aliases-0-DELETE": "on", "aliases-1-DELETE": "on"})
    assert not TagAlias.objects.exists()
    make_article(tags=("River",))
    assert Tag.objects.filter(name="River").exists()


def test_deleted_tag_leads_nowhere() -> None:
    kept, gone = make_tag("Rivers"), make_tag("River")
    make_tagged(gone)
    client = client_of("superuser")
    merge(client, kept, gone)
    client.post(f"{TAGS}{kept.pk}/delete/", {"post": "yes"})
    assert not TaggedArticle.objects.exists()
    assert Client().get("/tag/river/").status_code == 404
