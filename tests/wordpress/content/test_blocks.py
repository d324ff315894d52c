"""Posts of the block editor: which blocks there are, and what each becomes."""

from __future__ import annotations

import pytest

from articles.body import plain_text
from articles.wordpress.content import convert
from articles.wordpress.content.blocks import Closed, Event, Opened, events
from tests.wordpress.content.posts import SITE, linked, picture, place, stored

P = "<!-- wp:paragraph -->"
END = "<!-- /wp:paragraph -->"
PARAGRAPH = Opened("core/paragraph", "")
PARSED: dict[str, tuple[str, list[Event]]] = {
    "E51": (f"{P}<p>Hi</p>{END}", [PARAGRAPH, "<p>Hi</p>", Closed()]),
    "E52": ('<!-- wp:more {"customText":"Read"} /-->', [Opened("core/more", '{"customText":"Read"}', True)]),
    "E53": (f"a{P}b{END}c", ["a", PARAGRAPH, "b", Closed(), "c"]),
    "E54": (f"{P}a{P}b", [PARAGRAPH, "a", PARAGRAPH, "b", Closed(), Closed()]),
    "E55": (f"a{END}b{P}c{END}", ["a", "b", PARAGRAPH, "c", Closed()]),
    "E56": (f"{P}a<!-- /wp:list -->b", [PARAGRAPH, "a", Closed(), "b"]),
    "E57": ('<!-- wp:image {"id":} -->a', [Opened("core/image", '{"id":}'), "a", Closed()]),
    "E58": ("<!-- wp:Paragraph --><!--wp:paragraph-->", ["<!-- wp:Paragraph --><!--wp:paragraph-->"]),
    "E58-list": ("<!-- wp:image [1,2] -->", ["<!-- wp:image [1,2] -->"]),
    "E59": (
        "<!-- wp:columns --><!-- wp:column -->a<!-- /wp:column --><!-- /wp:columns -->",
        [Opened("core/columns", ""), Opened("core/column", ""), "a", Closed(), Closed()],
    ),
    "namespace": ("<!-- wp:my-plugin/my_box /-->", [Opened("my-plugin/my_box", "", True)]),
    "spaces": ("<!-- \n wp:image\t{} \n -->", [Opened("core/image", "{}"), Closed()]),
    "closing with attributes": (f'{P}a<!-- /wp:paragraph {{"a":1}} -->b', [PARAGRAPH, "a", Closed(), "b"]),
    "arrow in the attributes": (
        '<!-- wp:html {"a":"-->"} -->b',
        [Opened("core/html", '{"a":"-->"}'), "b", Closed()],
    ),
    "attributes left open": ('<!-- wp:html {"a":1 -->b', ['<!-- wp:html {"a":1 -->b']),
}


@pytest.mark.parametrize(("source", "expected"), PARSED.values(), ids=PARSED.keys())
def test_block_comments_are_read(source: str, expected: list[Event]) -> None:
    assert list(events(source)) == expected


ATTRIBUTES = {
    "E57": ('{"id":}', {}),
    "object": ('{"id":5,"t":"\\u003cb\\u003e\\u002d\\u002d"}', {"id": 5, "t": "<b>--"}),
    "none": ("", {}),
    "list": ("[1]", {}),
    "deep": ('{"a":' + "[" * 100_000, {}),
}


@pytest.mark.parametrize(("written", "expected"), ATTRIBUTES.values(), ids=ATTRIBUTES.keys())
def test_block_attributes_are_an_object_or_nothing(written: str, expected: dict[str, object]) -> None:
    assert Opened("core/image", written).attributes == expected


def block(name: str, html: str, attributes: str = "") -> str:
    return f"<!-- wp:{name} {f'{attributes} ' if attributes else ''}-->\n{html}\n<!-- /wp:{name} -->"


IMG = '<figure class="wp-block-image alignleft"><img src="https://pics.example/a.jpg" alt="" class="wp-image-1"/>'
CAPTION = '<figcaption class="wp-element-caption">Seen</figcaption></figure>'
W = '[caption id="attachment_213728" align="aligncenter" width="700"]'
CASES = {
    "E51": (block("paragraph", "<p>Hi\nyou</p>"), "<p>Hi you</p>"),
    "E52": ('a<!-- wp:more {"customText":"Read"} /-->b', "<p>a</p>\n<p>b</p>"),
    "E53": (
        f"One\ntwo\n\nthree\n{block('paragraph', '<p>a</p>')}\nFour\nfive",
        "<p>One<br>two</p>\n<p>three</p>\n<p>a</p>\n<p>Four<br>five</p>",
    ),
    "E54": (f"{P}<p>a</p>", "<p>a</p>"),
    "E55": (f"{END}{P}<p>a\nb</p>{END}", "<p>a b</p>"),
    "E56": (f"{P}<p>a</p><!-- /wp:list -->b\nc", "<p>a</p>\n<p>b<br>c</p>"),
    "E57": ('<!-- wp:image {"id":} --><p>a</p><!-- /wp:image -->', "<p>a</p>"),
    "E58": ("a<!-- wp:Paragraph -->b\nc", "<p>ab<br>c</p>"),
    "E59": (
        block(
            "columns",
            "<div>"
            + block("column", "<div>" + block("paragraph", "<p>a</p>") + "</div>")
            + block("column", "<div><p>b</p></div>")
            + "</div>",
        ),
        "<p>a</p>\n<p>b</p>",
    ),
    "E60": ('<!-- wp:block {"ref":42} /-->', "<p>Kept elsewhere.</p>"),
    "E60-unknown": ('<!-- wp:block {"ref":44} /-->', place('wp:block {"ref":44}')),
    "E60-itself": ('<!-- wp:block {"ref":43} /-->', place('wp:block {"ref":43}')),
    "E61": (block("image", IMG + CAPTION, '{"id":1}'), picture(11, "Seen", "left")),
    "E61-before-6.1": (
        block("image", f"{IMG}<figcaption>Seen</figcaption></figure>", '{"id":1}'),
        picture(11, "Seen", "left"),
    ),
    "E61-id-alone": (block("image", '<figure><img src="/x.jpg"/></figure>', '{"id":1}'), picture(11)),
    "E61-void": ('<!-- wp:image {"id":1} /-->', picture(11)),
    "E61-no-figure": (block("image", '<img src="/x.jpg"/>', '{"id":1}'), picture(11)),
    "E61-address-alone": (block("image", '<figure><img src="https://pics.example/a.jpg"/></figure>'), picture(8)),
    "E62": (block("shortcode", f"{W}Old bridge[/caption]"), picture(7, "Old bridge", "center")),
    "E62-gallery": (block("shortcode", '[gallery ids="1,2"]'), f"{picture(11)}\n{picture(12)}"),
    "E63": (
        block(
            "gallery",
            '<figure class="wp-block-gallery">'
            + block("image", IMG + CAPTION, '{"id":1}')
            + block("image", '<figure><img class="wp-image-2"/></figure>', '{"id":2}')
            + '<figcaption class="blocks-gallery-caption">All</figcaption></figure>',
        ),
        f"{picture(11, 'Seen', 'left')}\n{picture(12)}\n<p>All</p>",
    ),
    "E63-old": (
        block(
            "gallery",
            '<ul class="wp-block-gallery"><li class="blocks-gallery-item"><figure><img data-id="1" '
            'class="wp-image-1"/><figcaption>One</figcaption></figure></li><li><figure><img class="wp-image-2"/>'
            "</figure></li></ul>",
            '{"ids":[1,2]}',
        ),
        f"{picture(11, 'One')}\n{picture(12)}",
    ),
    "E63-ids-alone": (block("gallery", "", '{"ids":[2,"1",null]}'), f"{picture(12)}\n{picture(11)}"),
    "E64": (
        block(
            "embed",
            '<figure class="wp-block-embed is-type-video"><div class="wp-block-embed__wrapper">\n'
            "https://video.example/1?a=1&amp;b=2\n</div><figcaption>Seen</figcaption></figure>",
            '{"url":"https://video.example/1?a=1\\u0026b=2"}',
        ),
        f"{linked('https://video.example/1?a=1&amp;b=2')}\n<p>Seen</p>",
    ),
    "E64-core-embed": (
        block(
            "core-embed/youtube",
            "<figure><div>\nhttps://video.example/1\n</div></figure>",
            '{"url":"https://video.example/1"}',
        ),
        linked("https://video.example/1"),
    ),
    "E64-void": ('<!-- wp:embed {"url":"https://video.example/1"} /-->', linked("https://video.example/1")),
    "E65-html": (block("html", "<div>a\n\nb</div>"), "<p>a</p>\n<p>b</p>"),
    "E65-freeform": (block("freeform", "a\nb\n\nc"), "<p>a<br>b</p>\n<p>c</p>"),
    "E65-code": (
        block("code", '<pre class="wp-block-code"><code>[gallery]\n\nx &lt; y</code></pre>'),
        "<pre><code>[gallery]\n\nx &lt; y</code></pre>",
    ),
    "E65-verse": (block("verse", '<pre class="wp-block-verse">a\n  b</pre>'), "<pre>a\n  b</pre>"),
    "E65-preformatted": (block("preformatted", '<pre class="x">a\n  b</pre>'), "<pre>a\n  b</pre>"),
    "E65-table": (
        block(
            "table",
            '<figure class="wp-block-table"><table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>'
            "<figcaption>c</figcaption></figure>",
        ),
        "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>\n<p>c</p>",
    ),
    "E65-pullquote": (
        block(
            "pullquote", '<figure class="wp-block-pullquote"><blockquote><p>a</p><cite>b</cite></blockquote></figure>'
        ),
        '<blockquote class="pullquote"><p>a</p><p><cite>b</cite></p></blockquote>',
    ),
    "E65-quote": (
        block(
            "quote",
            '<blockquote class="wp-block-quote">' + block("paragraph", "<p>a</p>") + "<cite>b</cite></blockquote>",
        ),
        "<blockquote><p>a</p><p><cite>b</cite></p></blockquote>",
    ),
    "E65-file": (
        block(
            "file",
            '<div class="wp-block-file"><a href="/a.pdf">Report</a><a href="/a.pdf" class="x" download>Download'
            "</a></div>",
            '{"id":9,"href":"/a.pdf"}',
        ),
        '<p><a href="/a.pdf">Report</a> <a href="/a.pdf">Download</a></p>',
    ),
    "E65-buttons": (
        block(
            "buttons",
            "<div>" + block("button", '<div><a class="wp-block-button__link" href="/x">Go</a></div>') + "</div>",
        ),
        '<p><a href="/x">Go</a></p>',
    ),
    "E65-separator": ("a" + block("separator", '<hr class="wp-block-separator"/>') + "b", "<p>a</p>\n<hr>\n<p>b</p>"),
    "E65-spacer": (block("spacer", '<div style="height:9px" aria-hidden="true" class="wp-block-spacer"></div>'), ""),
    "E65-heading": (block("heading", "<h2>a</h2>", '{"level":2}'), "<h2>a</h2>"),
    "E65-list": (
        block("list", "<ul>" + block("list-item", "<li>a</li>") + block("list-item", "<li>b</li>") + "</ul>"),
        "<ul><li>a</li><li>b</li></ul>",
    ),
    "E65-audio": (
        block("audio", '<figure><audio controls src="/a.mp3"></audio><figcaption>b</figcaption></figure>', '{"id":1}'),
        f"{linked('/a.mp3')}\n<p>b</p>",
    ),
    "E65-video": (block("video", '<figure><video controls src="/v.mp4"></video></figure>'), linked("/v.mp4")),
    "E65-media-text": (
        block(
            "media-text",
            '<div><figure><img class="wp-image-1"/></figure><div>' + block("paragraph", "<p>a</p>") + "</div></div>",
        ),
        f"{picture(11)}\n<p>a</p>",
    ),
    "E65-group": (block("group", f"<div>{block('group', '<div><p>a</p></div>')}</div>"), "<p>a</p>"),
    "E65-latest-posts": ('<!-- wp:latest-posts {"postsToShow":5} /-->', place('wp:latest-posts {"postsToShow":5}')),
    "E65-latest-posts-pair": (block("latest-posts", ""), place("wp:latest-posts")),
    "E65-plugin": ('<!-- wp:my/box {"a":"x \\u0026 y"} /-->', place('wp:my/box {"a":"x \\u0026 y"}')),
    "E65-plugin-html": (block("my/box", "<div>a</div>"), "<p>a</p>"),
    "E65-social-link": (
        block("social-links", '<ul><!-- wp:social-link {"url":"https://s.example/us","service":"chain"} /--></ul>'),
        '<ul><li><a href="https://s.example/us">chain</a></li></ul>',
    ),
    "E65-footnotes": ("<!-- wp:footnotes /-->", place("wp:footnotes")),
    "E65-empty": (block("paragraph", ""), ""),
    "E65-nextpage": (f"{P}<p>a</p>{END}{block('nextpage', '<!--nextpage-->')}{P}<p>b</p>{END}", "<p>a</p>\n<p>b</p>"),
}


@pytest.mark.parametrize(("raw", "expected"), CASES.values(), ids=CASES.keys())
def test_block_becomes_what_it_shows(raw: str, expected: str) -> None:
    assert stored(raw, SITE) == expected


def test_dynamic_blocks_are_counted_by_name() -> None:
    """E65"""
    raw = "<!-- wp:latest-posts /--><!-- wp:latest-posts /--><!-- wp:my/box /--><!-- wp:paragraph /-->"
    assert convert(raw).notes.dynamic_blocks == {"core/latest-posts": 2, "my/box": 1}


def test_reusable_block_that_is_not_known_is_reported_with_its_number() -> None:
    """E60"""
    notes = convert('<!-- wp:block {"ref":42} /-->').notes
    assert (notes.unanswered, notes.dynamic_blocks) == (['wp:block {"ref":42}'], {"core/block": 1})


def test_marked_place_is_for_the_editor_and_not_for_readers() -> None:
    body = stored("a<!-- wp:latest-posts /-->b")
    assert body == f"<p>a</p>\n{place('wp:latest-posts')}\n<p>b</p>"
    assert plain_text(body) == "a\n\nb"


def test_blocks_within_blocks_without_end_are_read() -> None:
    raw = "<!-- wp:group --><div>" * 5000 + "a" + "</div><!-- /wp:group -->" * 5000 + "b\nc"
    assert stored(raw) == "<p>a</p>\n<p>b<br>c</p>"
