"""Posts on their way from an export to a stored body, and a small site that answers for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from articles.body import clean
from articles.wordpress.content import convert
from articles.wordpress.content.site import MediaKind
from tests.body.desk import Desk

DESK = Desk(
    attachments={213728: 7, 1: 11, 2: 12, 3: 13, 5: 50},
    sources={"https://pics.example/a.jpg": 8, "https://pics.example/b.jpg": 9},
)


@dataclass
class OldSite:
    pictures: Mapping[int | None, Sequence[int]] = field(default_factory=dict)
    media: Mapping[str, Sequence[str]] = field(default_factory=dict)
    files: Mapping[int, str] = field(default_factory=dict)
    blocks: Mapping[int, str] = field(default_factory=dict)

    def pictures_of(self, post_id: int | None, /) -> Sequence[int]:
        return self.pictures.get(post_id, ())

    def media_of(self, post_id: int | None, kind: MediaKind, /) -> Sequence[str]:
        return self.media.get(kind, ())

    def file_of(self, attachment: int, /) -> str:
        return self.files.get(attachment, "")

    def block(self, ref: int, /) -> str:
        return self.blocks.get(ref, "")


SITE = OldSite(
    pictures={None: (2, 1), 77: (3,)},
    media={"audio": ["/wp-content/uploads/own.mp3"]},
    files={1: "/wp-content/uploads/one.mp3", 2: "/wp-content/uploads/two.mp3"},
    blocks={
        42: "<!-- wp:paragraph --><p>Kept elsewhere.</p><!-- /wp:paragraph -->",
        43: '<!-- wp:block {"ref":43} /-->',
    },
)


def stored(raw: str, site: OldSite | None = None, desk: Desk = DESK) -> str:
    """The body that is kept of a post."""
    return clean(convert(raw, site).html, desk).html


def picture(image: int, caption: str = "", align: str = "") -> str:
    written = (f' data-align="{align}"' if align else "") + f' data-image="{image}"'
    return f"<figure{written}>{f'<figcaption>{caption}</figcaption>' if caption else ''}</figure>"


def linked(url: str) -> str:
    return f'<p><a href="{url}">{url}</a></p>'


def place(written: str) -> str:
    """What only WordPress could have filled."""
    return f'<p><span data-unresolved="block">{written}</span></p>'
