"""The whole site as it will be at a time to come: right, for the desk alone, and kept by nobody."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client, override_settings
from django.utils import timezone

from articles.models import (
    Article,
    Banner,
    Correction,
    FrontEdition,
    FrontSlot,
    PendingEdit,
    Redirect,
    Revision,
    Section,
)
from articles.pages.as_of import address_at
from articles.revisions import content_of, digests
from articles.search import engines
from articles.views import edits_due
from tests.admin.desk import client_of
from tests.factories import (
    make_article,
    make_author,
    make_byline,
    make_image,
    make_linkback,
    make_redirect,
    make_section,
    make_tag,
)
from tests.views.reading import headlines, href, one, page, select, text

MOMENT = (timezone.now() + timedelta(days=1)).replace(second=0, microsecond=0)
BEFORE, AFTER = MOMENT - timedelta(hours=1), MOMENT + timedelta(minutes=1)
AT = address_at(MOMENT, "")


@pytest.fixture
def desk() -> Client:
    return client_of("Reporter")


def text_at(desk: Client, path: str) -> str:
    response = desk.get(f"{AT}{path}")
    assert response.status_code == 200
    return response.content.decode()


def later(article: Article, due_at: datetime, **changes: Any) -> PendingEdit:
    content = content_of(article)
    opened = {**digests(content), "status": article.status}
    return PendingEdit.objects.create(article=article, content={**content, **changes}, opened=opened, due_at=due_at)


def scheduled(**fields: Any) -> Article:
    """For a time before the moment, with a byline, in every list; another one is due after it."""
    author, tag, world = make_author("Asha", slug="asha"), make_tag("Rivers"), make_section("World")
    make_article("Comes later", section=world, tags=(tag,), published_at=AFTER)
    make_article("Old news", section=world, tags=(tag,))
    article = make_article("Budget is read", section=world, tags=(tag,), published_at=BEFORE, path="/budget/", **fields)
    make_byline(article, author)
    return article


LISTS = ["/", "/world/", "/tag/rivers/", "/author/asha/", f"/archive/{timezone.localtime(BEFORE):%Y/%m/%d}/", "/lite/"]


@pytest.mark.parametrize("path", [*LISTS, "/budget/", "/search/?q=budget", "/lite/budget/"])
def test_scheduled_story_is_there_at_its_time_and_no_other(desk: Client, path: str) -> None:
    scheduled()
    shown = text_at(desk, path)
    assert "Budget is read" in shown
    assert "Comes later" not in shown
    assert "Budget is read" not in Client().get(path).content.decode()


def test_scheduled_story_is_found_by_common_words(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "is_common", lambda query: True)
    scheduled()
    said = "Stories with “budget”"  # What is newest stands beside it, found or not.
    assert said in text_at(desk, "/search/?q=budget")
    Article.objects.exclude(path="/budget/").delete()
    assert said in text_at(desk, "/search/?q=budget")
    assert said not in Client().get("/search/?q=budget").content.decode()


def test_embargo_that_ends_before_is_over(desk: Client) -> None:
    make_article("Report", embargo_until=BEFORE, path="/report/")
    make_article("Held", embargo_until=AFTER, path="/held/")
    assert "Report</h1>" in text_at(desk, "/report/")
    assert desk.get(f"{AT}/held/").status_code == 404
    assert desk.get("/report/").status_code == 404


@pytest.mark.parametrize("at", [BEFORE, AFTER])
def test_banner_stands_until_its_end(desk: Client, at: datetime) -> None:
    Banner.objects.create(text="The bridge is open", ends_at=at, article=scheduled())
    shown = text_at(desk, "/")
    assert ("The bridge is open" in shown) == (at == AFTER)
    assert (f'<a href="{AT}/budget/">The bridge is open' in shown) == (at == AFTER)


@pytest.mark.parametrize("path", ["/", "/world/", "/budget/"])
def test_picture_is_gone_with_its_rights(desk: Client, path: str) -> None:
    ending, staying = make_image(rights_end_at=BEFORE), make_image(rights_end_at=AFTER)
    article = scheduled(lead_image=ending)
    assert ending.url not in text_at(desk, path)
    Article.objects.filter(pk=article.pk).update(lead_image=staying)
    assert staying.url in text_at(desk, path)


def test_correction_and_own_link_appear_with_their_article(desk: Client) -> None:
    target, source = make_article("Old", path="/old/"), scheduled()
    Correction.objects.create(article=source, text="It was misspelt.")
    make_linkback(target, source_article=source)
    assert "It was misspelt." in text_at(desk, "/archive/corrections/")
    assert f'href="{AT}/budget/"' in text_at(desk, "/old/")
    assert "/budget/" not in Client().get("/old/").content.decode()


def test_front_is_the_live_edition_with_what_is_out_then(desk: Client) -> None:
    article = scheduled()
    for number in range(8):
        make_article(f"Newer {number}", published_at=MOMENT - timedelta(minutes=number))
    for state, headline in (("live", "Put in front"), ("draft", "In the making")):
        edition = FrontEdition.objects.create(state=state)
        FrontSlot.objects.create(edition=edition, article=article, place="lead", headline=headline)
    first = select(page(desk, f"{AT}/"), "main h2")[0]
    assert text(first) == "Put in front"
    assert b"Put in front" not in Client().get("/").content


def test_days_are_named_from_that_moment(desk: Client) -> None:
    scheduled()
    shown = page(desk, f"{AT}/")
    assert one(shown, ".today time").get("datetime") == f"{timezone.localtime(MOMENT):%Y-%m-%d}"
    assert f"{timezone.localtime(BEFORE):%H:%M IST}" in text_at(desk, "/world/")


def test_edit_that_is_due_is_shown_everywhere_and_made_nowhere(desk: Client) -> None:
    article, world = make_article("Bridge opens", path="/bridge/"), make_section("World")
    later(article, BEFORE, headline="Bridge closes", section=world.pk, tags=["dam"], path="/closed/")
    for path in ("/closed/", "/world/", "/tag/dam/", "/", "/search/?q=closes"):
        assert "Bridge closes" in text_at(desk, path)
    assert desk.get(f"{AT}/bridge/")["Location"] == f"{AT}/closed/"
    article.refresh_from_db()
    assert (article.headline, article.path, article.tags.count()) == ("Bridge opens", "/bridge/", 0)
    assert (PendingEdit.objects.get().due_at, Redirect.objects.count()) == (BEFORE, 0)
    assert not Revision.objects.exists()


def test_substantive_edit_moves_updated_to_its_own_time(desk: Client) -> None:
    edit = later(make_article("Bridge opens", path="/bridge/"), BEFORE, headline="Bridge closes")
    PendingEdit.objects.filter(pk=edit.pk).update(substantive=True)
    updated = one(page(desk, f"{AT}/bridge/"), "time.dt-updated").get("datetime")
    assert datetime.fromisoformat(str(updated)) == BEFORE


def test_edit_that_is_due_later_or_never_is_not_shown(desk: Client) -> None:
    edit = later(make_article("Bridge opens", path="/bridge/"), AFTER, headline="Bridge closes")
    assert "Bridge opens</h1>" in text_at(desk, "/bridge/")
    PendingEdit.objects.filter(pk=edit.pk).update(due_at=None)
    assert "Bridge opens</h1>" in text_at(desk, "/bridge/")


def test_edit_that_would_be_refused_is_named_and_stays_due(desk: Client) -> None:
    later(make_article("Bridge opens", path="/bridge/"), BEFORE, headline="Bridge closes TK", legal_hold=True)
    shown = text_at(desk, "/bridge/")
    assert "1 edit cannot go out as it is, and is not shown." in shown
    assert "Bridge opens</h1>" in shown
    assert (PendingEdit.objects.get().due_at, PendingEdit.objects.get().problem) == (BEFORE, "")


def test_no_more_edits_are_shown_than_a_page_can_wait_for(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edits_due, "MOST", 1)
    for number in range(2):
        later(make_article(f"Old {number}", path=f"/{number}/"), BEFORE + timedelta(minutes=number), headline="New")
    assert "New</h1>" in text_at(desk, "/0/")
    assert "Old 1</h1>" in text_at(desk, "/1/")
    assert "the first 20 are shown" in text_at(desk, "/1/")


def test_page_without_an_edit_writes_nothing(desk: Client, django_assert_num_queries: Any) -> None:
    article = scheduled()
    with django_assert_num_queries(4 + 4 + 1) as asked:  # session, user and rights; the article's own; the edits
        text_at(desk, str(article.path))
    assert [query["sql"][:6] for query in asked.captured_queries if query["sql"].startswith(("UPDATE", "INSERT"))] == []


def test_bar_says_the_time_and_leads_on_and_out(desk: Client) -> None:
    scheduled()
    bar = one(page(desk, f"{AT}/world/?x=1"), "aside.as-of")
    local = timezone.localtime(MOMENT)
    assert f"The site as of {local:%A} {local.day} {local:%B}" in text(bar)
    assert f"{local:%H:%M} IST" in text(bar)
    fields = {field.get("name"): field.get("value") for field in bar.xpath(".//input")}
    assert fields == {"at": f"{local:%Y-%m-%dT%H:%M}", "path": "/world/?x=1"}
    assert bar.xpath(".//form/@action") == ["/admin/as-of/"]
    assert bar.xpath(".//a/@href") == ["/admin/"]


def test_page_is_the_readers_own_but_for_the_bar(desk: Client) -> None:
    make_article("Old news", path="/old/", published_at=timezone.now() - timedelta(days=40))
    there, here = page(desk, f"{AT}/old/"), page(Client(), "/old/")
    (bar,) = select(there, "aside.as-of")
    assert bar.getprevious().get("class") == "skip"
    bar.drop_tree()
    assert text(one(there, "main")) == text(one(here, "main"))
    assert [element.tag for element in there.body.iter()] == [element.tag for element in here.body.iter()]


@pytest.mark.parametrize("path", ["/", "/nothing/", "/killed/", "/admin/", "/media/x.jpg", "/preview/1/", ""])
def test_every_answer_has_the_bar_and_a_policy_that_allows_it(desk: Client, path: str) -> None:
    make_article(status="killed", path="/killed/")
    response = desk.get(f"{AT}{path}")
    content = response.content.decode()
    assert response.status_code == {"/": 200, "": 200, "/killed/": 410}.get(path, 404)
    assert content.count('<aside class="as-of"') == 1
    for style in re.findall("<style>(.*?)</style>", content, re.DOTALL):
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in response["Content-Security-Policy"]


def test_all_ways_on_lead_to_the_same_time(desk: Client) -> None:
    """Whatever is linked, and linked from there, is found, and says which time it is."""
    scheduled(body=f'<p><a href="{settings.SITE_URL}/world/">The world</a> and <a href="/feed/">feeds</a>.</p>')
    waiting, seen = [f"{AT}/"], set()
    while waiting:
        address = waiting.pop()
        shown = page(desk, address)
        seen.add(address.removeprefix(AT))
        assert len(select(shown, "aside.as-of")) == 1
        links = {link.partition("#")[0] for link in shown.xpath("//a/@href")} - {"", "/admin/"}
        inside = {link for link in links if link.startswith(f"{AT}/")}
        assert {link for link in links - inside if not link.startswith(("mailto:", "https://wa.me/"))} <= {"/feed/"}
        waiting += [link for link in inside if link.removeprefix(AT) not in seen and link not in waiting]
    assert seen >= {*LISTS, "/budget/", "/search/", "/archive/", "/archive/corrections/"}


def test_search_and_later_pages_stay_inside(desk: Client) -> None:
    scheduled()
    for _ in range(21):
        make_article(section=Section.objects.get(name="World"))
    assert one(page(desk, f"{AT}/search/"), "form.find").get("action") == f"{AT}/search/"
    following = href(page(desk, f"{AT}/world/"), "next") or ""
    assert following.startswith(f"{AT}/world/?page=")
    assert len(headlines(page(desk, following))) == 3


@override_settings(LINKBACKS_RECEIVE=True, COMMENTS_RECEIVE=True)
@pytest.mark.parametrize("published_at", [BEFORE, MOMENT - timedelta(days=2)])
def test_nothing_is_said_for_the_article_itself(desk: Client, published_at: datetime) -> None:
    article = make_article(path="/bridge/", published_at=published_at, takes_comments=True)
    type(article.section).objects.update(takes_comments=True)
    response = desk.get(f"{AT}/bridge/")
    assert not {"X-Pingback", "Link", "ETag", "Last-Modified", "Cache-Tag"} & set(response.headers)
    said = ("pingback", "webmention", "trackback", "/comments/", "canonical", "oembed", "<script", "manifest", "og:")
    assert [one for one in said if one in response.content.decode()] == []


def test_nobody_may_keep_or_index_it(desk: Client) -> None:
    scheduled()
    for path in ("/", "/budget/", "/nothing/", "/world"):
        response = desk.get(f"{AT}{path}")
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Referrer-Policy"] == "no-referrer"
    assert '<meta name="robots" content="noindex, nofollow">' in text_at(desk, "/")


def test_address_in_another_form_leads_on_inside(desk: Client) -> None:
    article = scheduled()
    make_redirect("/old-budget/", article)
    for path, there in (("/old-budget/", "/budget/"), ("/budget", "/budget/"), ("/world?x=1", "/world/?x=1")):
        response = desk.get(f"{AT}{path}")
        assert (response.status_code, response["Location"]) == (302, f"{AT}{there}")
    assert desk.get(f"{AT}/feed")["Location"] == "/feed/"


@pytest.mark.parametrize("path", ["/", "/budget/", "/nothing/"])
def test_strangers_find_nothing(path: str) -> None:
    scheduled()
    nobody, outsider = Client(), Client()
    outsider.force_login(User.objects.create_user("reader"))
    without_right = Client()
    without_right.force_login(User.objects.create_user("helper", is_staff=True))
    gone = client_of("Editor")
    User.objects.filter(username="editor").update(is_active=False)
    for client in (nobody, outsider, without_right, gone):
        response = client.get(f"{AT}{path}")
        assert response.status_code == 404
        assert response.content == client.get("/nothing/").content
        assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("role", ["Reporter", "Editor", "Moderator", "Admin"])
def test_whoever_may_see_articles_may_look(role: str) -> None:
    scheduled()
    assert client_of(role).get(f"{AT}/budget/").status_code == 200


def test_only_reading_is_answered(desk: Client) -> None:
    scheduled()
    assert desk.post(f"{AT}/budget/").status_code == 405
    response = desk.head(f"{AT}/budget/")
    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize(
    "at", ["2020-01-01T10:00", "2999-01-01T10:00", "tomorrow", "2026-02-30T10:00", "<b>", "1", "%00", "T" * 40]
)
def test_wrong_time_is_asked_for_again_with_the_place(desk: Client, at: str) -> None:
    response = desk.get(f"/preview/at/{at}/world/?page=x&y=%26")
    assert response.status_code == 302
    form = desk.get(response["Location"], follow=True).context["form"]
    assert form.errors.keys() == {"at"} or "%" in at
    assert form["path"].value() == "/world/?page=x&y=%26"


@pytest.mark.parametrize(
    "path", ["/%00/", "/%0d%0ax/", "/" + "x" * 3_000, "//evil.example/", "/../../admin/", "/%ED%A0%80/"]
)
def test_nonsense_is_not_found(desk: Client, path: str) -> None:
    response = desk.get(f"{AT}{path}")
    assert response.status_code in {302, 404}
    assert response.get("Location", AT).startswith((AT, "/admin/as-of/"))


def test_markup_in_an_address_stays_text(desk: Client) -> None:
    for path in ("/search/?q=%22%3E%3Cscript%3E", '/search/?q="><script>'):
        assert "<script" not in desk.get(f"{AT}{path}").content.decode()
