"""An editor's changes at random, each with what pages must show because of it."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Callable
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from articles import publishing
from articles.models import Article, Correction, Image, Linkback, Tag
from tests.delivery.stale.reading import Expectation
from tests.factories import make_article, make_author, make_byline, make_image, make_linkback, make_section, make_tag

SECTIONS, TAGS, ARTICLES = 8, 8, 48
# A list shows twenty; so many may stand in one that a change goes to.
ROOM = 15
# And so many of the newest may stand beside it.
BESIDE = 12
NEWS = "/news-sitemap.xml"
_numbers = itertools.count(1)


def token() -> str:
    """A word that no page has shown before."""
    return f"w{next(_numbers)}q"


def furnish() -> None:
    sections = [make_section(f"Part{number}") for number in range(SECTIONS)]
    tags = [make_tag(f"Label{number}") for number in range(TAGS)]
    author = make_author(slug="asha")
    for number in range(ARTICLES):
        article = make_article(
            f"Story {token()}", section=sections[number % SECTIONS], tags=(tags[number % TAGS],),
            lead_image=make_image(caption=token()),
        )  # fmt: skip
        make_byline(article, author)
        make_linkback(article, status="pending", title=token())


def pages() -> list[str]:
    """Every page that readers ask for."""
    lists = ["/", "/archive/", f"/archive/{timezone.localtime():%Y/%m/%d}/", "/author/asha/"]
    lists += [f"/part{number}/" for number in range(SECTIONS)] + [f"/tag/label{number}/" for number in range(TAGS)]
    feeds = [f"{path}{form}" for path in ("/", "/part0/", "/tag/label0/") for form in ("feed/", "feed/json/")]
    return [*lists, *feeds, NEWS, CORRECTIONS, "/sitemap.xml", *Article.objects.values_list("path", flat=True)]


CORRECTIONS = "/archive/corrections/"

Change = Callable[[Article], Expectation | None]


def change_headline(article: Article) -> Expectation:
    before, after = article.headline, f"Story {token()}"
    article.headline = after
    publishing.save(article)
    section, tag = article.section.path, tag_of(article).get_absolute_url()
    own = [article.path or "", section, tag, f"{section}feed/", f"{tag}feed/json/", NEWS]
    others = ["/", "/archive/", "/feed/", _other_page(article)]
    return Expectation("headline", [(path, after) for path in own], [(path, before) for path in own + others])


def change_body(article: Article) -> Expectation:
    word = token()
    article.body = f"<p>Text of {word}.</p>"
    publishing.save(article)
    return Expectation("body", [(article.path or "", word), (f"{article.section.path}feed/atom/", word)])


def retag(article: Article) -> Expectation:
    before = tag_of(article)
    after = random.choice([tag for tag in Tag.objects.exclude(pk=before.pk) if tag.tagged.count() < ROOM])
    article.tags.set([after])
    return Expectation(
        "tags", [(after.get_absolute_url(), article.headline), (article.path or "", after.get_absolute_url())],
        [*_left(before.get_absolute_url(), article), (article.path or "", before.get_absolute_url())],
    )  # fmt: skip


def move(article: Article) -> Expectation:
    before = article.section
    sections = type(before).objects.exclude(pk=before.pk)
    article.section = random.choice([one for one in sections if one.articles.count() < ROOM])
    publishing.save(article)
    return Expectation("section", [(article.section.path, article.headline)], _left(before.path, article))


def kill(article: Article) -> Expectation:
    publishing.kill(article)
    section, tag = article.section.path, tag_of(article).get_absolute_url()
    places = ["/", "/archive/", section, tag, _other_page(article), "/feed/", f"{section}feed/", f"{tag}feed/", NEWS]
    hides = [(path, article.headline) for path in places]
    return Expectation("kill", hides=hides, statuses=[(article.path or "", 410)])


def bring_back(article: Article) -> Expectation:
    publishing.publish(article)
    return Expectation("again", [(article.section.path, article.headline)], statuses=[(article.path or "", 200)])


def moderate(article: Article) -> Expectation:
    linkback = Linkback.objects.get(article=article)
    linkback.status = "approved" if linkback.status != "approved" else "rejected"
    linkback.save()
    seen = [(article.path or "", linkback.title)]
    return Expectation("linkback", seen) if linkback.status == "approved" else Expectation("linkback", hides=seen)


def change_caption(article: Article) -> Expectation:
    image, word = article.lead_image, token()
    assert image is not None
    before = image.caption
    Image.objects.filter(pk=image.pk).update(caption=word)
    return Expectation("caption", [(article.path or "", word)], [(article.path or "", before)])


def correct(article: Article) -> Expectation:
    word = f"Note {token()}"
    publishing.correct(article, Correction(text=word))
    return Expectation("correction", [(article.path or "", word), (CORRECTIONS, word)])


def hold_back(article: Article) -> Expectation:
    """Until a moment to come: gone now, and there again on the second without any further change."""
    article.embargo_until = timezone.now() + timedelta(seconds=4)
    publishing.save(article)
    section = article.section.path
    places = [(path, article.headline) for path in (section, "/", f"{section}feed/", NEWS)]
    until = article.embargo_until.timestamp()
    return Expectation("embargo", hides=places, statuses=[(article.path or "", 404)], until=until)


CHANGES: list[Change] = [
    *[change_headline] * 3, change_body, retag, move, kill, moderate, moderate, change_caption, correct,
    hold_back,
]  # fmt: skip


def change(article_id: int) -> tuple[Expectation, float]:
    """One change in a transaction that may stay open for a while; what to expect, and when it was committed."""
    with transaction.atomic():
        article = Article.objects.select_related("section", "lead_image").get(pk=article_id)
        expectation = (bring_back if article.status == "killed" else random.choice(CHANGES))(article)
        if random.random() < 0.2:
            time.sleep(random.uniform(0, 0.5 if connection.vendor == "postgresql" else 0.02))
    return expectation, time.time()


def return_expected(article_id: int) -> Expectation | None:
    """Of an article that was held back: what must be there a second after its moment."""
    article = Article.objects.select_related("section").get(pk=article_id)
    if article.embargo_until is None or article.status != "published":
        return None
    time.sleep(max(0.0, (article.embargo_until - timezone.now()).total_seconds() + 1))
    shown = [(path, article.headline) for path in (article.section.path, f"{article.section.path}feed/", NEWS)]
    return Expectation("embargo over", shown, statuses=[(article.path or "", 200)])


def tag_of(article: Article) -> Tag:
    return article.tags.get()


def _left(path: str, article: Article) -> list[tuple[str, str]]:
    """What a list that it has left shows no more; the newest of all stand beside every list."""
    newest = Article.objects.published().newest_first().values_list("pk", flat=True)[:BESIDE]
    return [] if article.pk in newest else [(path, article.headline)]


def _other_page(article: Article) -> str:
    """Of an article whose page may show this one beside it."""
    others = Article.objects.published().filter(section=article.section).exclude(pk=article.pk)
    return others.values_list("path", flat=True).first() or "/"
