"""Small exports for tests, made of what a test wants in them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from articles.wordpress.reading import Export, Item

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Old site</title><link>http://old.example</link>
<language>{language}</language><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>http://old.example</wp:base_blog_url>{channel}
"""


def export(*items: str, channel: str = "", language: str = "en-US") -> BytesIO:
    return BytesIO((HEAD.format(channel=channel, language=language) + "".join(items) + "</channel></rss>").encode())


def ids(content: bytes) -> list[int | str]:
    """Post numbers in order; `bad` where an item cannot be taken in."""
    return [one.post_id if isinstance(one, Item) else "bad" for one in Export(BytesIO(content)).items()]


def read(content: bytes) -> dict[int, Item]:
    """The items by number."""
    return {one.post_id: one for one in Export(BytesIO(content)).items() if isinstance(one, Item)}


def item(post_id: int, title: str = "A story", content: str = "<p>Text.</p>", inner: str = "", **fields: str) -> str:
    """One post; `fields` are `wp:` elements, `inner` is put in as it is."""
    values = {
        "post_id": str(post_id),
        "post_date_gmt": "2016-10-20 01:53:00",
        "post_name": f"story-{post_id}",
        "status": "publish",
        "post_type": "post",
    } | fields
    link = values.pop("link", f"http://old.example/world/story-{post_id}/")
    elements = "".join(f"<wp:{name}>{value}</wp:{name}>" for name, value in values.items())
    return (
        f"<item><title>{title}</title><link>{link}</link><dc:creator>desk</dc:creator>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded>{elements}{inner}</item>"
    )


def attachment(post_id: int, name: str, **fields: str) -> str:
    attached = meta("_wp_attached_file", name)
    url = f"http://old.example/wp-content/uploads/{name}"
    return item(post_id, "", "", attached, post_type="attachment", status="inherit", attachment_url=url, **fields)


def meta(key: str, value: str) -> str:
    """The value as it is put between the tags."""
    return f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{value}</wp:meta_value></wp:postmeta>"


def comment(
    comment_id: int,
    kind: str = "pingback",
    url: str = "https://blog.example/1",
    approved: str = "1",
    *,
    parent: int = 0,
    content: str = "[&#8230;] around [&#8230;]",
    at: str = "2016-10-21 04:10:11",
) -> str:
    return (
        f"<wp:comment><wp:comment_id>{comment_id}</wp:comment_id><wp:comment_author>A &amp;amp; B</wp:comment_author>"
        f"<wp:comment_author_email>reader@mail.example</wp:comment_author_email>"
        f"<wp:comment_author_url>{url}</wp:comment_author_url><wp:comment_author_IP>192.0.2.7</wp:comment_author_IP>"
        f"<wp:comment_date_gmt>{at}</wp:comment_date_gmt>"
        f"<wp:comment_content><![CDATA[{content}]]></wp:comment_content>"
        f"<wp:comment_approved>{approved}</wp:comment_approved><wp:comment_type>{kind}</wp:comment_type>"
        f"<wp:comment_parent>{parent}</wp:comment_parent></wp:comment>"
    )


def words(comment_id: int, text: str = "Well said.", **fields: Any) -> str:
    """A reader's comment."""
    return comment(comment_id, **{"kind": "comment", "url": "", "content": text, **fields})


def category(slug: str, name: str) -> str:
    return f'<category domain="category" nicename="{slug}"><![CDATA[{name}]]></category>'


def channel_category(slug: str, parent: str = "") -> str:
    return (
        f"<wp:category><wp:category_nicename>{slug}</wp:category_nicename>"
        f"<wp:category_parent>{parent}</wp:category_parent><wp:cat_name>{slug.title()}</wp:cat_name></wp:category>"
    )


def term(domain: str, slug: str, name: str = "") -> str:
    """As an item carries it."""
    return f'<category domain="{domain}" nicename="{slug}"><![CDATA[{name or slug.title()}]]></category>'


def channel_term(term_id: int, taxonomy: str, slug: str, parent: str = "") -> str:
    return (
        f"<wp:term><wp:term_id>{term_id}</wp:term_id><wp:term_taxonomy>{taxonomy}</wp:term_taxonomy>"
        f"<wp:term_slug>{slug}</wp:term_slug><wp:term_parent>{parent}</wp:term_parent>"
        f"<wp:term_name>{slug.title()}</wp:term_name></wp:term>"
    )


def channel_author(author_id: int, login: str, name: str = "") -> str:
    return (
        f"<wp:author><wp:author_id>{author_id}</wp:author_id><wp:author_login>{login}</wp:author_login>"
        f"<wp:author_email>{login}@old.example</wp:author_email>"
        f"<wp:author_display_name>{name}</wp:author_display_name></wp:author>"
    )
