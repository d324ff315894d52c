"""The archive finds our own articles and pictures by what bodies say of them."""

from __future__ import annotations

import pytest

from articles.body import headline_key
from articles.models import Image, ImportSource
from articles.models.archive import Archive
from tests.factories import make_article, make_image, make_redirect

pytestmark = pytest.mark.django_db


def test_article_is_found_by_every_form_of_its_url() -> None:
    article = make_article(path="/world/नदी/")
    forms = ["/world/नदी/", "/world/नदी", "https://news.example/world/%E0%A4%A8%E0%A4%A6%E0%A5%80/?utm=1#top"]
    assert Archive().articles_by_url(forms) == dict.fromkeys(forms, article.pk)


def test_other_sites_paths_are_not_ours() -> None:
    article = make_article(path="/world/")
    urls = ["https://other.example/world/", "//other.example/world/", "https://news.example/world/"]
    assert Archive().articles_by_url(urls) == {urls[2]: article.pk}


def test_imported_site_is_our_own_too() -> None:
    source = ImportSource.objects.create(home_url="http://nwi.example")
    article = make_article(path="/world/story/7/", import_source=source, wordpress_id=7)
    urls = ["http://nwi.example/world/story/7/", "http://www.nwi.example/?p=7"]
    assert Archive().articles_by_url(urls) == dict.fromkeys(urls, article.pk)


def test_old_path_finds_the_moved_article() -> None:
    article = make_article()
    make_redirect("/old/", article)
    assert Archive().articles_by_url(["/old/"]) == {"/old/": article.pk}


@pytest.mark.parametrize("url", ["http://[broken/", "/\0/", "javascript:alert(1)", "", "/?p=99999999999999999999"])
def test_hostile_url_finds_nothing(url: str) -> None:
    make_article()
    assert Archive().articles_by_url([url]) == {}


def test_headline_of_two_articles_finds_none_unless_one_is_out() -> None:
    make_article("Two alike", status="draft")
    make_article("Two alike", status="draft")
    key = headline_key("Two alike")
    assert Archive().articles_by_headline([key]) == {}
    out = make_article("Two alike!")
    assert Archive().articles_by_headline([key]) == {key: out.pk}


@pytest.mark.parametrize("status", ["killed", "spiked"])
def test_withdrawn_article_is_not_found(status: str) -> None:
    article = make_article("Withdrawn", status=status, path="/gone/")
    archive = Archive()
    assert archive.known_articles([article.pk]) == set()
    assert archive.articles_by_url(["/gone/"]) == {}
    assert archive.articles_by_headline([headline_key("Withdrawn")]) == {}


def test_attachment_number_belongs_to_its_site() -> None:
    sites = [ImportSource.objects.create(home_url=f"http://{name}.example") for name in "ab"]
    images = [Image.objects.create(import_source=site, wordpress_id=5) for site in sites]
    assert Archive().images_by_attachment([5]) == {}
    assert Archive(source=sites[1]).images_by_attachment([5]) == {5: images[1].pk}


def test_image_is_found_by_its_old_url_in_any_size() -> None:
    url = "http://nwi.example/wp-content/uploads/2016/10/harbour"
    image = make_image(source_url=f"{url}.jpg")
    sources = [f"{url}.jpg", f"{url}-300x200.jpg"]
    assert Archive().images_by_source(sources) == dict.fromkeys(sources, image.pk)


def test_image_is_found_by_its_address_here() -> None:
    image = make_image()
    assert Archive().images_by_source([image.file.url]) == {image.file.url: image.pk}


def test_absurd_ids_are_unknown() -> None:
    assert Archive().known_images([2**80]) == Archive().known_articles([2**80]) == set()
