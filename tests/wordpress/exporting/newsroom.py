"""A newsroom made by hand that holds some of everything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from articles import images, publishing
from articles.models import Article, Byline, Comment, Image, MediaFile, Page, Section
from tests.factories import (
    jpeg,
    make_author,
    make_byline,
    make_linkback,
    make_redirect,
    make_section,
)  # fmt: skip

LINKED = 'Own words with <a href="https://else.example/">a link</a> [file]'
OCTOBER = datetime(2016, 10, 20, 1, 53, tzinfo=UTC)


def make_newsroom() -> None:
    world, asia, sport = _sections()
    harbour, bridge, plain = _pictures()
    text = f"<p>MOSUL, Iraq (AFP) — The ferries.</p>{figure(harbour)}<p>End.</p>"
    ferries = story("Ferries cross by night", asia, text, at=OCTOBER,
                    lead_image=harbour, tags=("Ferries", "रात"), slug="ferries-cross")  # fmt: skip
    draft = story("Not for you yet", world, "<p>Secret.</p>", status="draft")
    killed = story("It was wrong", world, "<p>Wrong.</p>", at=OCTOBER)
    hindi = story("नदी पर पुल", sport, '<p lang="hi">पुल खुल गया।</p>', at=OCTOBER + timedelta(days=1), language="hi")
    for number, original in ((1, ferries), (2, draft)):
        story(f"अनुवाद {number}", sport, "<p>अनुवाद।</p>", language="hi", translation_of=original,
              at=OCTOBER + timedelta(days=number + 1) if number == 1 else None)  # fmt: skip
    _rich_story(world, (harbour, bridge, plain), (ferries, draft, killed, hindi))
    publishing.kill(killed)
    story("Tomorrow’s news", world, "<p>Later.</p>", at=timezone.now() + timedelta(days=1))
    story("Under embargo", world, "<p>Promised.</p>", at=OCTOBER, embargo_until=timezone.now() + timedelta(days=2))
    publishing.spike(story("Never mind", world, "<p>No.</p>", status="draft"))
    publishing.move_to(story("Ready to go", world, "<p>Yes.</p>", status="draft"), "ready")
    publishing.move_to(story("Look at this", world, "<p>Please.</p>", status="draft"), "in_review")
    _signed(ferries, hindi)
    _told(ferries)
    _pages()


def story(
    headline: str, section: Section, text: str, *, at: datetime | None = None, tags: Any = (), **fields: Any
) -> Article:
    """Saved, or published, as an editor would."""
    article = Article(headline=headline, section=section, body=text, **fields)
    if at:
        publishing.publish(article, at, announce=False)
    else:
        publishing.save(article, announce=False)
    article.tags.add(*tags)
    return article


def figure(image: Image, caption: str = "", **attributes: str) -> str:
    written = "".join(f' data-{name}="{value}"' for name, value in attributes.items())
    shown = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure data-image="{image.pk}"{written}>{shown}</figure>'


def box(article: Article) -> str:
    return f'<aside data-also-read="{article.pk}"></aside>'


def make_picture(shade: int, name: str, **fields: Any) -> Image:
    content = jpeg(64, 48, shade)
    image = images.add(images.inspect(ContentFile(content), name), name)
    for field, value in fields.items():
        setattr(image, field, value)
    image.save()
    return image


def make_file(name: str, **fields: Any) -> MediaFile:
    row = MediaFile(checksum="ab" * 32, size=3, **fields)
    row.file.save(name, ContentFile(b"mp3"))
    return row


def _sections() -> tuple[Section, Section, Section]:
    world = make_section("World", description="All & sundry,\nfrom everywhere", position=3)
    asia = make_section("Asia", parent=world)
    sport = make_section("Sport & games", slug="sport")
    make_section("Asia", parent=sport)
    return world, asia, sport


def _pictures() -> tuple[Image, Image, Image]:
    harbour = make_picture(90, "Harbour view.jpg", caption="The harbour <at> 5 & later", credit="A. Roe / AFP",
                           alt_text="Boats", focal_x=0.2, focal_y=0.7, keywords="boats, night",
                           rights_note="once")  # fmt: skip
    bridge = make_picture(120, "bridge.jpg", caption="A bridge,\nnew", decorative=True)
    return harbour, bridge, make_picture(150, "plain.jpg")


def _rich_story(world: Section, pictures: tuple[Image, Image, Image], others: tuple[Article, ...]) -> Article:
    harbour, bridge, plain = pictures
    ferries, draft, killed, hindi = others
    sound = make_file("night.mp3", title="Night", caption="Water")
    body = (
        f'<p>A <strong>bold <em>and slanted</em></strong> <a href="{ferries.get_absolute_url()}#c">start</a>, '
        f'<a href="https://else.example/?a=1&amp;b=2">elsewhere</a> 😀 2 &lt; 3 &amp; [sic] [gallery ids="1"].</p>'
        f"{figure(harbour, align='left', link=f'{ferries.get_absolute_url()}')}"
        f"{figure(harbour, LINKED)}{figure(bridge, '<p>First.</p><p>Second.</p>', align='wide')}"
        f"{figure(bridge)}{figure(plain)}{figure(plain, align='right')}"
        f"{box(ferries)}{box(draft)}<h2>In <code>[caption]code[/caption]</code></h2>{box(killed)}{box(hindi)}"
        '<aside data-also-read=""><a href="https://else.example/more">More &amp; more</a></aside>'
        "<ul><li>One</li><li>Two<ol><li>Deep</li></ol></li></ul>"
        '<blockquote class="pullquote"><p>He said.</p><p>Twice.</p></blockquote><hr>'
        '<table><caption>Rows</caption><thead><tr><th scope="col">A</th></tr></thead>'
        '<tbody><tr><td colspan="2">B</td></tr></tbody></table>'
        "<pre>[code]\n  x &lt; y\n[/code]</pre><p>https://else.example/alone</p><p>One line<br>two lines</p>"
        f'<p><a href="{sound.file.url}">{sound.file.url}</a></p><p><a href="{sound.file.url}">Listen</a></p>'
        '<p><span data-unresolved="block">wp:latest-posts {"postsToShow":3}</span></p>'
        "<p>]]&gt; and [[caption]literal[/caption]]</p>"
    )
    at = OCTOBER + timedelta(hours=3, microseconds=7)
    return story("“Everything” & <more>", world, body, at=at, lead_image=harbour,
                 lead_caption="Told differently", standfirst="Two  spaces & a <b>\nline", short_headline="All",
                 search_title="100 % of it", search_description="A & B", canonical_url="https://else.example/first",
                 sends_trackbacks=True, receives_linkbacks=False, takes_comments=False)  # fmt: skip


def _signed(first: Article, second: Article) -> None:
    ana = make_author("Ana  Roe", slug="ana-roe", role="Boats", bio="Writes.\n\nSails.", portrait=Image.objects.last())
    asha = make_author("आशा", slug="आशा")
    for article, names in ((first, [ana, asha]), (second, [asha, "PTI"])):
        for name in names:
            make_byline(article, name)
    make_byline(second, ana, Byline.Role.PHOTOGRAPHY)
    make_redirect("/old/ferries/", to=first)
    make_redirect(first.path.replace("ferries-cross", "boats"), to=first)


def _told(article: Article) -> None:
    for status in ("received", "pending", "approved", "rejected", "spam", "deleted", "unverified", "gone"):
        make_linkback(
            article, status=status, kind="webmention" if status == "gone" else "trackback", title=f"A & {status}"
        )
    make_linkback(article, excerpt="[…] two  spaces [&] <b> […]")
    first = Comment.objects.create(article=article, status="approved", author_name="Reader & Co", body="<p>Well.</p>",
                                   author_email="r@else.example", author_address="192.0.2.1")  # fmt: skip
    answer = Comment.objects.create(article=article, parent=first, status="pending", author_name="B", body="<p>No.</p>")
    Comment.objects.create(article=article, parent=answer, status="deleted", author_name="C", body="<p>]]&gt;</p>")


def _pages() -> None:
    about = Page.objects.create(title="About & us", path="/about/", body="<p>We.</p>", is_published=True, position=4)
    Page.objects.create(title="Team", path="/about/team/", body="<p>They.</p>", parent=about)
