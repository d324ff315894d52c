"""Pictures that come as HTML, stored or pasted."""

from __future__ import annotations

import pytest

from articles.body import clean
from tests.body.desk import Desk

DESK = Desk(attachments={5: 50}, sources={"https://ours.example/a-300x200.jpg": 70, "/media/c.jpg": 71}, images={80})
CASES = {
    "stored": ('<figure data-image="80"></figure>', '<figure data-image="80"></figure>'),
    "stored with caption": (
        '<figure data-align="left" data-image="80"><figcaption>A <em>view</em></figcaption></figure>',
        '<figure data-align="left" data-image="80"><figcaption>A <em>view</em></figcaption></figure>',
    ),
    "stored without a figcaption tag": (
        '<figure data-image="80">loose words</figure>',
        '<figure data-image="80"></figure>\n<p>loose words</p>',
    ),
    "in a paragraph": (
        '<p>one<figure data-image="80"></figure>two</p>',
        '<p>one</p>\n<figure data-image="80"></figure>\n<p>two</p>',
    ),
    "in another figure": (
        '<figure data-image="80"><figure data-image="80"><figcaption>x</figcaption></figure></figure>',
        '<figure data-image="80"></figure>\n<figure data-image="80"><figcaption>x</figcaption></figure>',
    ),
    "unknown id": (
        '<figure data-image="81"><figcaption>x</figcaption></figure>',
        '<figure data-missing="81" data-unresolved="caption"><figcaption>x</figcaption></figure>',
    ),
    "nonsense id": (
        '<figure data-image="eighty"><figcaption>x</figcaption></figure>',
        '<figure data-unresolved="caption"><figcaption>x</figcaption></figure>',
    ),
    "nonsense align": ('<figure data-image="80" data-align="up"></figure>', '<figure data-image="80"></figure>'),
    "img by size": ('<p><img src="https://ours.example/a-300x200.jpg"></p>', '<figure data-image="70"></figure>'),
    "img by path": ('<p><img src="/media/c.jpg"></p>', '<figure data-image="71"></figure>'),
    "img by class": (
        '<p><img class="alignright wp-image-5"></p>',
        '<figure data-align="right" data-image="50"></figure>',
    ),
    "img unknown": (
        '<p>a<img src="http://else.example/b.jpg" alt="b &amp; c">d</p>',
        '<p>a</p>\n<figure data-alt="b &amp; c" data-src="http://else.example/b.jpg" data-unresolved="caption">'
        "</figure>\n<p>d</p>",
    ),
    "img of data": (
        '<img src="data:image/png;base64,AA" alt="x">',
        '<figure data-alt="x" data-unresolved="caption"></figure>',
    ),
    "lazy img": ('<img src="data:x" data-src="/media/c.jpg">', '<figure data-image="71"></figure>'),
    "smiley": ('<p>Hi <img class="emoji" alt="😀" src="https://s.example/1.png"></p>', "<p>Hi 😀</p>"),
    "block figure": (
        '<figure class="wp-block-image"><img class="wp-image-5"><figcaption>x</figcaption></figure>',
        '<figure data-image="50"><figcaption>x</figcaption></figure>',
    ),
    "figure of a table": (
        "<figure><table><tr><td>1</td></tr></table><figcaption>x</figcaption></figure>",
        "<table><tbody><tr><td>1</td></tr></tbody></table>\n<p>x</p>",
    ),
    "gallery": (
        '<figure><figure><img class="wp-image-5"></figure><figure><img src="/media/c.jpg"></figure>'
        "<figcaption>all</figcaption></figure>",
        '<figure data-image="50"></figure>\n<figure data-image="71"></figure>\n<p>all</p>',
    ),
}


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES.keys())
def test_picture_becomes_a_reference(source: str, expected: str) -> None:
    assert clean(source, DESK).html == expected


def test_pictures_are_listed_once_in_order() -> None:
    body = clean('<figure data-image="80"></figure><img src="/media/c.jpg"><figure data-image="80"></figure>', DESK)
    assert body.image_ids == (80, 71)


def test_picture_with_unknown_id_is_reported_and_comes_back() -> None:
    body = clean('<figure data-image="81"><figcaption>x</figcaption></figure>', DESK)
    assert [(problem.kind, problem.text) for problem in body.problems] == [("picture-unknown", "x")]
    assert clean(body.html, Desk(images={81})).html == '<figure data-image="81"><figcaption>x</figcaption></figure>'


def test_picture_without_caption_is_reported_as_a_picture() -> None:
    assert [problem.kind for problem in clean('<img src="/media/lost.jpg">').problems] == ["picture"]


def test_pictures_cost_one_question_each_kind() -> None:
    desk = Desk(images={80, 81})
    clean(
        '<figure data-image="80"></figure><figure data-image="81"></figure><img class="wp-image-1"><img src="/x">', desk
    )
    assert sorted(desk.asked) == ["images_by_attachment", "images_by_source", "known_images"]
