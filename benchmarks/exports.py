"""Writes a WordPress export of any size: posts of 4 KB with one attachment and, on average, 1.5 pingbacks each.

    python -m benchmarks.exports /tmp/large.xml --megabytes 100 --seed 1

The same size and seed give the same bytes.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from benchmarks.words import headline, paragraphs, sentence

SITE = "http://old.example"
SECTIONS = ("world", "business", "city", "sport", "culture", "science")
DESKS = ("newsdesk", "citydesk", "sportsdesk")
_FIRST_DAY = datetime(2012, 1, 1, 6, 0)  # noqa: DTZ001 (WordPress writes times without a zone)
_SITE_OFFSET = timedelta(hours=5, minutes=30)
_BODY_SIZE = 4000

_HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.4" created="2024-01-02 03:04" -->
<rss version="2.0"
	xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:wfw="http://wellformedweb.org/CommentAPI/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:wp="http://wordpress.org/export/1.2/"
>
<channel>
	<title>Old site</title>
	<link>{site}</link>
	<description></description>
	<pubDate>Tue, 02 Jan 2024 03:04:05 +0000</pubDate>
	<language>en-US</language>
	<wp:wxr_version>1.2</wp:wxr_version>
	<wp:base_site_url>{site}</wp:base_site_url>
	<wp:base_blog_url>{site}</wp:base_blog_url>
"""
_AUTHOR = """	<wp:author><wp:author_id>{id}</wp:author_id><wp:author_login><![CDATA[{login}]]></wp:author_login>\
<wp:author_email><![CDATA[{login}@old.example]]></wp:author_email>\
<wp:author_display_name><![CDATA[{name}]]></wp:author_display_name>\
<wp:author_first_name><![CDATA[]]></wp:author_first_name>\
<wp:author_last_name><![CDATA[]]></wp:author_last_name></wp:author>
"""
_CATEGORY = """	<wp:category>
		<wp:term_id>{id}</wp:term_id>
		<wp:category_nicename><![CDATA[{slug}]]></wp:category_nicename>
		<wp:category_parent><![CDATA[]]></wp:category_parent>
		<wp:cat_name><![CDATA[{name}]]></wp:cat_name>
	</wp:category>
"""
_ITEM = """	<item>
		<title><![CDATA[{title}]]></title>
		<link>{link}</link>
		<pubDate>{gmt:%a, %d %b %Y %H:%M:%S} +0000</pubDate>
		<dc:creator><![CDATA[{creator}]]></dc:creator>
		<guid isPermaLink="false">{site}/?p={id}</guid>
		<description></description>
		<content:encoded><![CDATA[{content}]]></content:encoded>
		<excerpt:encoded><![CDATA[{excerpt}]]></excerpt:encoded>
		<wp:post_id>{id}</wp:post_id>
		<wp:post_date><![CDATA[{local}]]></wp:post_date>
		<wp:post_date_gmt><![CDATA[{gmt}]]></wp:post_date_gmt>
		<wp:post_modified><![CDATA[{local}]]></wp:post_modified>
		<wp:post_modified_gmt><![CDATA[{gmt}]]></wp:post_modified_gmt>
		<wp:comment_status><![CDATA[open]]></wp:comment_status>
		<wp:ping_status><![CDATA[open]]></wp:ping_status>
		<wp:post_name><![CDATA[{slug}]]></wp:post_name>
		<wp:status><![CDATA[{status}]]></wp:status>
		<wp:post_parent>{parent}</wp:post_parent>
		<wp:menu_order>0</wp:menu_order>
		<wp:post_type><![CDATA[{kind}]]></wp:post_type>
		<wp:post_password><![CDATA[]]></wp:post_password>
		<wp:is_sticky>0</wp:is_sticky>
{rest}	</item>
"""
_META = """		<wp:postmeta>
		<wp:meta_key><![CDATA[{key}]]></wp:meta_key>
		<wp:meta_value><![CDATA[{value}]]></wp:meta_value>
		</wp:postmeta>
"""
_TERM = """		<category domain="{domain}" nicename="{slug}"><![CDATA[{name}]]></category>
"""
_PINGBACK = """		<wp:comment>
			<wp:comment_id>{id}</wp:comment_id>
			<wp:comment_author><![CDATA[{title} | Elsewhere]]></wp:comment_author>
			<wp:comment_author_email><![CDATA[]]></wp:comment_author_email>
			<wp:comment_author_url>https://elsewhere.example/{id}/</wp:comment_author_url>
			<wp:comment_author_IP><![CDATA[192.0.2.7]]></wp:comment_author_IP>
			<wp:comment_date><![CDATA[{local}]]></wp:comment_date>
			<wp:comment_date_gmt><![CDATA[{gmt}]]></wp:comment_date_gmt>
			<wp:comment_content><![CDATA[[&#8230;] {excerpt} [&#8230;]]]></wp:comment_content>
			<wp:comment_approved><![CDATA[1]]></wp:comment_approved>
			<wp:comment_type><![CDATA[pingback]]></wp:comment_type>
			<wp:comment_parent>0</wp:comment_parent>
			<wp:comment_user_id>0</wp:comment_user_id>
		</wp:comment>
"""


@dataclass(frozen=True)
class Written:
    """What the file holds, to compare a reading with."""

    posts: int
    attachments: int
    pingbacks: int


def write_export(path: Path, megabytes: float, seed: int = 1) -> Written:
    """Ends after the post that reaches the size; memory holds one post."""
    random, posts, pingbacks, limit = Random(seed), 0, 0, int(megabytes * 1_000_000)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(_head())
        while file.tell() < limit:
            posts += 1
            linked = random.choice((1, 2))
            file.write("".join(_story(random, posts, linked, pingbacks)))
            pingbacks += linked
        file.write("</channel>\n</rss>\n")
    return Written(posts, posts, pingbacks)


def _head() -> str:
    authors = (_AUTHOR.format(id=number, login=login, name=login.title()) for number, login in enumerate(DESKS, 1))
    sections = (_CATEGORY.format(id=number, slug=slug, name=slug.title()) for number, slug in enumerate(SECTIONS, 1))
    return _HEAD.format(site=SITE) + "".join(authors) + "".join(sections)


def _story(random: Random, number: int, linked: int, first_pingback: int) -> Iterator[str]:
    """The attachment's item, then the post's."""
    title, gmt = headline(random), _FIRST_DAY + timedelta(minutes=37 * number)
    shared = {"site": SITE, "gmt": gmt, "local": gmt + _SITE_OFFSET, "creator": random.choice(DESKS)}
    picture, post = 2 * number, 2 * number + 1
    file = f"{gmt:%Y/%m}/picture-{picture}.jpg"
    yield _ITEM.format(
        **shared, title=title, link=f"{SITE}/story-{post}/picture-{picture}/", content="", excerpt=sentence(random),
        id=picture, slug=f"picture-{picture}", status="inherit", parent=post, kind="attachment",
        rest=_picture(file, title),
    )  # fmt: skip
    section = random.choice(SECTIONS)
    pingbacks = (_pingback(random, first_pingback + n, gmt) for n in range(1, linked + 1))
    yield _ITEM.format(
        **shared, title=title, link=f"{SITE}/{section}/story-{post}/", content=_body(random, picture, file), excerpt="",
        id=post, slug=f"story-{post}", status="publish", parent=0, kind="post",
        rest=_TERM.format(domain="category", slug=section, name=section.title())
        + _META.format(key="_edit_last", value="1")
        + _META.format(key="_thumbnail_id", value=picture)
        + "".join(pingbacks),
    )  # fmt: skip


def _body(random: Random, picture: int, file: str) -> str:
    image = f'<img class="size-full wp-image-{picture}" src="{SITE}/wp-content/uploads/{file}" alt="" width="700" />'
    caption = f'[caption id="attachment_{picture}" align="aligncenter" width="700"]{image} {sentence(random)}[/caption]'
    return "\n\n".join([caption, *paragraphs(random, _BODY_SIZE - len(caption))])


def _picture(file: str, title: str) -> str:
    attached = f"		<wp:attachment_url><![CDATA[{SITE}/wp-content/uploads/{file}]]></wp:attachment_url>\n"
    meta = {"_wp_attached_file": file, "_wp_attachment_metadata": _metadata(file), "_wp_attachment_image_alt": title}
    return attached + "".join(_META.format(key=key, value=value) for key, value in meta.items())


def _metadata(file: str) -> str:
    """As PHP serialises it: every text with its length in bytes."""
    small = file.rpartition("/")[2].replace(".jpg", "-300x200.jpg")
    size = f's:4:"file";{_php(small)}s:5:"width";i:300;s:6:"height";i:200;s:9:"mime-type";s:10:"image/jpeg";'
    sizes = f's:5:"sizes";a:1:{{s:6:"medium";a:4:{{{size}}}}}'
    return f'a:4:{{s:5:"width";i:700;s:6:"height";i:467;s:4:"file";{_php(file)}{sizes}}}'


def _php(text: str) -> str:
    return f's:{len(text.encode())}:"{text}";'


def _pingback(random: Random, number: int, gmt: datetime) -> str:
    at = gmt + timedelta(hours=3)
    return _PINGBACK.format(
        id=number, title=headline(random), local=at + _SITE_OFFSET, gmt=at, excerpt=sentence(random)
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--megabytes", type=float, default=100)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(write_export(given.path, given.megabytes, given.seed))


if __name__ == "__main__":
    main()
