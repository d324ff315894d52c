"""Pictures on an article's page: whole, once, with caption and credit, never broken."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from articles.models import Image
from tests.factories import make_article, make_author, make_byline, make_image, make_section
from tests.views.reading import one, page, pictures, select, text, texts


def placed(image: Image, caption: str = "") -> str:
    figcaption = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure data-image="{image.pk}">{figcaption}</figure>'


def test_lead_shows_caption_and_credit_once(client: Client) -> None:
    image = make_image(caption="A ferry leaves.", credit="Asha Raman / AFP")
    tree = page(client, make_article(lead_image=image).path)
    assert texts(tree, "figure figcaption") == ["A ferry leaves. Asha Raman / AFP"]
    assert texts(tree, "figcaption .credit") == ["Asha Raman / AFP"]


def test_lead_caption_of_the_article_wins(client: Client) -> None:
    image = make_image(caption="A ferry leaves.", credit="AFP")
    tree = page(client, make_article(lead_image=image, lead_caption="Here at dusk.").path)
    assert texts(tree, "figcaption") == ["Here at dusk. AFP"]


RENDITIONS = "r1.50.40 whole:480,800,1200 card:320,480 face:160 wide:1200 classic:1200 square:900"


def test_img_says_its_size_widths_and_alternative(client: Client) -> None:
    image = make_image(alt_text="A boat", renditions=RENDITIONS)
    img = one(page(client, make_article(lead_image=image).path), "figure img")
    assert (img.get("alt"), img.get("width"), img.get("height")) == ("A boat", "1600", "1200")
    assert [part.split()[1] for part in img.get("srcset").split(", ")] == ["480w", "800w", "1200w"]
    assert img.get("src").endswith("/800-r1.jpg")
    assert img.get("sizes")


def test_avif_is_offered_beside_jpeg_in_the_same_widths(client: Client) -> None:
    tree = page(client, make_article(lead_image=make_image(renditions=RENDITIONS)).path)
    source, img = one(tree, "figure picture source"), one(tree, "figure picture img")
    assert (source.get("type"), source.get("sizes")) == ("image/avif", img.get("sizes"))
    assert source.get("srcset") == img.get("srcset").replace(".jpg", ".avif")
    assert source.get("srcset").count("-r1.avif ") == 3


def test_list_offers_one_jpeg_beside_its_avif(client: Client) -> None:
    """Two dozen pictures with two lists of addresses each were half of the front page."""
    section = make_section("World")
    renditions = RENDITIONS.replace("card:320,480", "card:320,480,800,1200")
    for _ in range(2):
        make_article(lead_image=make_image(renditions=renditions), section=section)
    found = re.findall(r"<picture>.+?</picture>", client.get("/world/").content.decode())
    assert [(one.count(".avif "), one.count(".jpg ")) for one in found] == [(4, 4), (3, 0)]


def test_original_is_shown_until_there_are_copies(client: Client) -> None:
    image = make_image()
    tree = page(client, make_article(lead_image=image).path)
    img = one(tree, "figure picture img")
    assert select(tree, "picture source") == []
    assert (img.get("src"), img.get("srcset")) == (image.url, f"{image.url} 1600w")


SLOTS = [
    ("/", "article.lead img", "card-50-40-480-r1.jpg", ("480", "320")),
    ("/news/", "article.opener img", "card-50-40-480-r1.jpg", ("480", "320")),
    ("/author/asha/", "img.u-photo", "face-50-40-160-r1.jpg", ("160", "160")),
    ("/beside/", "aside.also-read img", "card-50-40-480-r1.jpg", ("480", "320")),
]


@pytest.mark.parametrize(("path", "place", "name", "size"), SLOTS, ids=[slot[0] for slot in SLOTS])
def test_slot_with_a_shape_shows_the_crop_for_it(
    client: Client, path: str, place: str, name: str, size: tuple[str, str]
) -> None:
    author = make_author("Asha Raman", slug="asha", portrait=make_image(renditions=RENDITIONS))
    story = make_article(lead_image=make_image(renditions=RENDITIONS), section=make_section("News"))
    make_article(
        path="/beside/", body=f'<p>Text.</p><aside data-also-read="{story.pk}"></aside>', section=story.section
    )
    make_byline(story, author)
    img = one(page(client, path), place)
    assert img.get("src").rpartition("/")[2] == name
    assert (img.get("width"), img.get("height")) == size


def test_decorative_picture_has_an_empty_alternative(client: Client) -> None:
    tree = page(client, make_article(lead_image=make_image(decorative=True)).path)
    assert one(tree, "figure img").get("alt") == ""


@pytest.mark.parametrize(
    ("size", "shape"), [((1600, 1200), None), ((700, 467), "small"), ((1200, 1800), "upright"), ((400, 600), "small")]
)
def test_picture_is_never_blown_up(client: Client, size: tuple[int, int], shape: str | None) -> None:
    image = make_image(width=size[0], height=size[1])
    assert one(page(client, make_article(lead_image=image).path), "figure").get("class") == shape


def test_body_picture_has_its_own_caption_there(client: Client) -> None:
    image = make_image(caption="The library's words.", credit="AFP")
    tree = page(client, make_article(body=f"<p>Before.</p>{placed(image, 'Said <em>here</em>.')}").path)
    assert texts(tree, "div.e-content figcaption") == ["Said here. AFP"]
    assert texts(tree, "figcaption em") == ["here"]


def test_body_picture_without_words_takes_the_library_s(client: Client) -> None:
    image = make_image(caption="The library's <words>.")
    tree = page(client, make_article(body=placed(image)).path)
    assert texts(tree, "div.e-content figcaption") == ["The library's <words>."]


def test_lead_gives_way_to_the_same_picture_in_the_body(client: Client) -> None:
    image = make_image()
    tree = page(client, make_article(lead_image=image, body=f"{placed(image)}<p>Text.</p>").path)
    assert pictures(tree) == [image.src]
    assert len(select(tree, "div.e-content figure")) == 1


def test_picture_placed_twice_is_shown_once(client: Client) -> None:
    image, other = make_image(), make_image()
    tree = page(client, make_article(body=f"{placed(image)}<p>Text.</p>{placed(image)}{placed(other)}").path)
    assert pictures(tree) == [image.src, other.src]


def test_also_read_does_not_repeat_a_picture_of_the_page(client: Client) -> None:
    image, other = make_image(), make_image()
    same, different = make_article(lead_image=image), make_article(lead_image=other)
    body = "".join(f'<p>Text.</p><aside data-also-read="{target.pk}"></aside>' for target in (same, different))
    tree = page(client, make_article(lead_image=image, body=body).path)
    assert len(select(tree, "aside.also-read")) == 2
    assert pictures(tree) == [image.src, other.src]


def test_missing_picture_leaves_no_broken_figure(client: Client) -> None:
    gone, there = make_image(missing=True, caption="Gone"), make_image(caption="There")
    tree = page(client, make_article(lead_image=gone, body=f"{placed(gone)}{placed(there)}").path)
    assert texts(tree, "figure") == ["There"]
    assert pictures(tree) == [there.src]


@pytest.mark.parametrize("has_lead", [True, False])
def test_only_the_first_picture_is_urgent(client: Client, has_lead: bool) -> None:
    body = "<p>Text.</p>".join(placed(make_image()) for _ in range(2))
    tree = page(client, make_article(lead_image=make_image() if has_lead else None, body=body).path)
    first, *rest = select(tree, "img")
    assert (first.get("fetchpriority"), first.get("loading")) == ("high", None)
    assert {(img.get("fetchpriority"), img.get("loading")) for img in rest} == {(None, "lazy")}


def test_also_read_shows_the_current_headline_and_place(client: Client) -> None:
    target = make_article("What it is called now", path="/where/it/is/")
    tree = page(client, make_article(body=f'<p>Text.</p><aside data-also-read="{target.pk}"></aside>').path)
    assert texts(tree, "aside.also-read p.label") == ["ALSO READ"]
    link = one(tree, "aside.also-read a")
    assert (text(link), link.get("href")) == ("What it is called now", "/where/it/is/")


@pytest.mark.parametrize("status", ["draft", "in_review", "ready", "spiked", "killed"])
def test_also_read_leaves_out_what_is_not_published(client: Client, status: str) -> None:
    hidden, shown = make_article("Hidden", status=status), make_article("Shown")
    body = "".join(f'<p>Text.</p><aside data-also-read="{target.pk}"></aside>' for target in (hidden, shown))
    assert texts(page(client, make_article(body=body).path), "aside.also-read a") == ["Shown"]
