"""An export with some of everything: threads, links both ways, twins, menus, pages, pictures that are not there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.pictures.files import picture
from tests.wordpress.exports import (
    attachment,
    channel_author,
    channel_category,
    channel_term,
    comment,
    export,
    item,
    meta,
    term,
    words,
)

SOUNDS = 5


def everything(stories: int) -> bytes:
    """So many posts, and about as many other items; the same bytes each time."""
    items = [one for number in range(1, stories + 1) for one in _around(number)]
    channel = channel_category("asia", "world") + channel_category("world") + channel_term(9, "product_cat", "wet")
    channel += channel_author(1, "ann", "Ann Ames") + channel_author(2, "bo", "Bo Berg")
    return export(*items, channel=channel).getvalue()


def write_uploads(folder: Path) -> None:
    """A picture and a sound for some of the attachments."""
    folder.mkdir()
    for number in range(1, SOUNDS + 1):
        (folder / f"picture-{number}.jpg").write_bytes(picture(size=(64, 40 + number)))
        (folder / f"sound-{number}.mp3").write_bytes(b"sound" * number)


def _around(number: int) -> Iterator[str]:
    """The post, and what comes with it; numbers of the post end in 0, of all else in other digits."""
    post, before = number * 10, max(10, number * 10 - 10)
    yield item(
        post,
        f"Headline number {number} of them",
        f'<p>Text {number}. <a href="http://old.example/world/story-{before}/">Before</a></p>'
        f'[caption id="attachment_{post + 1}" width="7"]A caption[/caption]'
        f"<p>ALSO READ: Headline number {number + 1} of them</p>",
        _inner(post, number),
        post_date="2016-10-20 07:23:00",
    )
    yield attachment(post + 1, f"picture-{number}.jpg", post_parent=str(post))
    if number % 3 == 0:
        yield item(post, "A twin", f"<p>Twin {number}</p>", words(post), link=f"http://old.example/twin-{number}/")
        yield item(post + 2, "Page", inner=words(post + 5), post_type="page", post_parent=str(before + 2),
                   link=f"http://old.example/page-{number}/", menu_order=str(number))  # fmt: skip
    if number % 4 == 0:
        yield item(post + 3, "Product", inner=words(post + 6, kind="review"), post_type="product")
        yield attachment(post + 4, f"sound-{number // 4}.mp3", post_parent="999999999")
    if number % 5 == 0:
        for menu in ("main", "footer"):
            yield item(post + 5, "", "", term("nav_menu", menu), post_type="nav_menu_item")


def _inner(post: int, number: int) -> str:
    coauthors = term("author", "cap-bo", "Bo") + term("author", "cap-ann", "Ann") if number % 2 else ""
    return "".join(
        [
            term("category", ("asia", "world", "sport")[number % 3]),
            term("post_tag", f"tag-{number % 7}") + term("post_tag", "rain"),
            coauthors,
            meta("_thumbnail_id", str(post + 1 if number % 6 else post + 9)) + meta("_wp_old_slug", f"older-{number}"),
            words(post, parent=post + 1) + words(post + 1) + words(post + 2, parent=99999),
            comment(post + 3, url=f"https://blog.example/{number}"),
            comment(post + 4, "trackback", f"http://old.example/world/story-{max(10, post - 10)}/"),
        ]
    )
