"""A stored body goes out as WordPress keeps it, and comes in again as that very body."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles import body
from articles.wordpress import content
from articles.wordpress.exporting.bodies import content_of
from articles.wordpress.exporting.places import Picture, Places, Target
from articles.wordpress.importing.answers import Answers
from articles.wordpress.importing.converting import without_own_captions
from tests.body.test_hostile import SOUP

SITE = "https://news.example"
PLACES = Places(
    pictures={
        7: Picture(70, f"{SITE}/wp-content/uploads/a.jpg", 800, 600, "Boats", "Own words"),
        8: Picture(80, f"{SITE}/media/b.jpg"),
        9: Picture(90, f"{SITE}/media/c.jpg", caption="A [/caption] & <b> [gallery]"),
    },
    targets={
        3: Target(30, "Known & <story>", f"{SITE}/known/", is_public=True),
        4: Target(40, "Secret", f"{SITE}/?p=40", is_public=False),
        5: Target(50, "A [caption] b", f"{SITE}/odd/", is_public=True),
    },
    link=lambda href: f"{SITE}{href}" if href.startswith("/") else href,
)
NEWSROOM = Answers(
    own_article_id=1,
    own_hosts=frozenset({"news.example"}),
    attachments={70: 7, 80: 8, 90: 9},
    urls={f"{SITE}/known/": 3, f"{SITE}/odd/": 5, "/?p=40": 4, "/?p=50": 5, f"{SITE}/?p=40": 4, f"{SITE}/?p=50": 5},
    headlines={},
    captions={7: "Own words", 9: "A [/caption] & <b> [gallery]"},
)


def stored(source: str) -> str:
    """Clean, with links in full: those are what comes back."""
    return body.clean(source.replace('href="/', f'href="{SITE}/'), NEWSROOM).html


def came_back(exported: str) -> str:
    cleaned = body.clean(content.convert(exported, NEWSROOM).html, NEWSROOM).html
    return without_own_captions(cleaned, NEWSROOM.captions)


IMG = f'<img class="size-full wp-image-70" src="{SITE}/wp-content/uploads/a.jpg" alt="Boats" width="800" height="600">'
W = '[caption id="attachment_70" align="alignnone" width="800"'
FORMS = [
    ("own caption", '<figure data-image="7"></figure>', f'{W} class="own-caption"]{IMG} Own words[/caption]'),
    ("E1", '<figure data-image="7"><figcaption>text</figcaption></figure>', f"{W}]{IMG} text[/caption]"),
    ("E7", '<figure data-image="7" data-align="left" data-link="https://else.example/"><figcaption>See <a '
           'href="https://else.example/">it</a></figcaption></figure>',
     f'{W.replace("none", "left")}]<a href="https://else.example/">{IMG}</a> See <a href="https://else.example/">it</a>[/caption]'),
    ("E13", '<figure data-image="8" data-align="right"></figure>',
     '<img class="alignright size-full wp-image-80" src="https://news.example/media/b.jpg" alt="">'),
    ("E14", '<figure data-image="8"><figcaption>0</figcaption></figure>',
     '[caption id="attachment_80" align="alignnone" width="700"]<img class="size-full wp-image-80" '
     'src="https://news.example/media/b.jpg" alt=""> 0[/caption]'),
    ("gallery", '<figure data-image="8"></figure><figure data-image="8"></figure>',
     "\n\n".join(['<img class="size-full wp-image-80" src="https://news.example/media/b.jpg" alt="">'] * 2)),
    ("also read", '<aside data-also-read="3"></aside>',
     '<p><strong>ALSO READ: <a href="https://news.example/known/">Known &amp; &lt;story&gt;</a></strong></p>'),
    ("also read, not public", '<aside data-also-read="4"></aside>', '<!-- wp:newsportal/also-read {"post":40} /-->'),
    ("also read elsewhere", '<aside data-also-read=""><a href="https://else.example/x">There</a></aside>',
     '<p><strong>ALSO READ: <a href="https://else.example/x">There</a></strong></p>'),
    ("dateline", "<p>MOSUL, Iraq (AFP) — Text.</p>", '<p><span class="dateline">MOSUL, Iraq (AFP)</span> — Text.</p>'),
    ("E25", "<p>[gallery ids=1] [sic] [my-form]</p>", "<p>&#91;gallery ids=1] [sic] [my-form]</p>"),
    ("E22", "<p>[[caption]x[/caption]]</p>", "<p>[[caption]x[/caption]]</p>"),
    ("embed", "<p>https://else.example/v</p>", "<p>https&#58;//else.example/v</p>"),
    ("E65", '<p><span data-unresolved="block">wp:query {"a":1}</span></p>', '<!-- wp:query {"a":1} /-->'),
    ("unresolved label", '<p><span data-unresolved="also-read">ALSO READ:</span> Nothing known</p>',
     "<p>ALSO READ: Nothing known</p>"),
    ("code", "<p><code>[embed]x[/embed]</code></p>", "<p><code>&#91;embed]x&#91;/embed]</code></p>"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "exported"), [row[1:] for row in FORMS], ids=[row[0] for row in FORMS])
def test_form_of_a_body(source: str, exported: str) -> None:
    assert content_of(stored(source), PLACES) == exported
    assert came_back(exported) == stored(source)


SAME = [
    '<figure data-image="9"></figure>',
    '<figure data-image="7"><figcaption><p>One</p><p lang="hi">दो</p></figcaption></figure>',
    '<figure data-image="7"><figcaption>T T</figcaption></figure>',
    '<figure data-unresolved="caption" data-attachment="99" data-align="wide"><figcaption>T T</figcaption></figure>',
    '<figure data-unresolved="caption" data-src="http://else.example/x.jpg" data-alt="&quot;&gt;"></figure>',
    '<ul><li>One<figure data-image="7"></figure></li><li><aside data-also-read="3"></aside></li></ul>',
    '<blockquote><p>Q</p><aside data-also-read="4"></aside></blockquote>',
    '<aside data-also-read="5"></aside>',
    "<p>a<br>b</p><h2>c</h2><pre>x\n\n  [gallery]\n&lt;</pre><hr>",
    "<table><caption>C</caption><tbody><tr><th>1</th><td>https://else.example/</td></tr></tbody></table>",
    '<p lang="hi" dir="ltr">नमस्ते <strong>अ<em>ब</em></strong>&nbsp;क</p>',
    '<p><a href="/wp-content/uploads/a.mp3">/wp-content/uploads/a.mp3</a></p>',
    "<p>]]&gt; &amp;amp; &lt;!-- wp:more --&gt; &lt;script&gt;</p>",
    "<p>[code]x[/code] [[gallery]] [/gallery] [video src=/x.mp4]</p>",
    '<p><span data-unresolved="block">[playlist type="video"]</span></p><ol start="3"><li>x</li></ol>',
    '<blockquote class="pullquote"><p>He</p></blockquote><p>ALSO READ: this is said of nothing</p>',
]


@pytest.mark.parametrize("source", SAME)
def test_body_comes_back_as_it_was(source: str) -> None:
    kept = body.clean(source, NEWSROOM).html
    assert came_back(content_of(kept, PLACES)) == kept


def test_headline_of_what_is_not_public_is_not_told() -> None:
    shown = content_of(
        '<p>x</p><aside data-also-read="4"></aside><ul><li><aside data-also-read="4"></aside></li></ul>', PLACES
    )
    assert "Secret" not in shown
    assert "<p>x</p>" in shown


# A place that only WordPress can fill is what an import marked, never what somebody typed.
PIECES = [row[1] for row in FORMS] + SAME + [piece for piece in SOUP if 'unresolved="block"' not in piece]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=10).map("".join))
@example("<ul><li><span data-unresolved=block>wp:query</span></li></ul>")
def test_any_clean_body_comes_back(source: str) -> None:
    """But for the number here of a picture that is gone."""
    kept = without_own_captions(body.clean(stored(source), NEWSROOM).html, NEWSROOM.captions)
    kept = re.sub(' data-missing="[0-9]+"', "", body.clean(kept, NEWSROOM).html)
    assert came_back(content_of(kept, PLACES)) == kept
