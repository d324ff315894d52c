"""The trackback endpoints: table TR and H78 to H83 of the specification, as seen from outside."""

from __future__ import annotations

import pytest
from django.test import Client

from articles.models import Linkback, SiteRule
from tests.factories import make_article, make_linkback, make_section
from tests.views.linkbacks.notices import FORM, SOURCE, send_trackback, url_of

OK = '<?xml version="1.0" encoding="utf-8"?><response><error>0</error></response>'


def error(message: str) -> str:
    return OK.replace("<error>0</error>", f"<error>1</error><message>{message}</message>")


def test_TR1_TR5_ping_is_stored_and_answered(client: Client) -> None:
    article = make_article()
    response = send_trackback(client, article, url=SOURCE, title="T", excerpt="E", blog_name="B")
    row = Linkback.objects.get()
    assert (response.status_code, response.content.decode()) == (200, OK)
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    assert (row.article, row.kind, row.status, row.target_url) == (article, "trackback", "received", url_of(article))


def test_TR9_nothing_of_the_request_is_kept_as_shown(client: Client) -> None:
    send_trackback(client, make_article(), url=SOURCE, title="Forged", excerpt="Forged", blog_name="Forged")
    row = Linkback.objects.get()
    assert (row.title, row.excerpt, row.author_name) == ("", "", "")


def test_TR2_title_is_not_needed(client: Client) -> None:
    assert send_trackback(client, make_article(), url=SOURCE).content.decode() == OK


def test_TR7_second_ping_is_fine_and_changes_nothing(client: Client) -> None:
    row = make_linkback(make_article(), source_url=SOURCE, title="Kept")
    assert send_trackback(client, row.article, url=SOURCE, title="New").content.decode() == OK
    row.refresh_from_db()
    assert (row.title, row.kind, row.due_at, Linkback.objects.count()) == ("Kept", "pingback", None, 1)


REFUSED = [
    ("TR2-no-url", {"title": "x"}, "The url is missing."),
    ("H1-javascript", {"url": "javascript:alert(1)"}, "The url is no address of a page."),
    ("H1-relative", {"url": "foo"}, "The url is no address of a page."),
    ("H8-loopback", {"url": "http://127.0.0.1/"}, "The source is no address that can be asked."),
    ("H79-utf-7", {"url": SOURCE, "charset": "UTF-7"}, "The charset is not taken here."),
    ("H79-list", {"url": SOURCE, "charset": "utf-8,latin-1"}, "The charset is not taken here."),
    ("H79-long", {"url": SOURCE, "charset": "a" * 60_000}, "The charset is not taken here."),
    ("H82-nul", {"url": SOURCE, "title": "\0"}, "A field holds a NUL."),
    ("X4-own", {"url": "https://news.example/x/"}, "Links between our own pages need no notice."),
    ("PR16-blocked", {"url": "https://spam.example/x/"}, "Notices of this source are not taken."),
]


@pytest.mark.parametrize(("fields", "message"), [pytest.param(*row[1:], id=row[0]) for row in REFUSED])
def test_bad_ping_is_error_1(client: Client, fields: dict[str, str], message: str) -> None:
    SiteRule.objects.create(site="spam.example", rule="block")
    response = send_trackback(client, make_article(), **fields)
    assert (response.status_code, response.content.decode()) == (200, error(message))
    assert Linkback.objects.count() == 0


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1251", "Shift_JIS", "UTF8", "utf-8"])
def test_H80_other_charsets_are_taken(client: Client, charset: str) -> None:
    path = f"/linkbacks/trackback/{make_article().pk}/"
    body = f"url={SOURCE}&title=%e9%e8"
    response = client.post(path, body, content_type=f"{FORM}; charset={charset}")
    assert (response.status_code, response.content.decode()) == (200, OK)


def test_H82_thousand_fields_are_an_error_and_no_page(client: Client) -> None:
    path = f"/linkbacks/trackback/{make_article().pk}/"
    response = client.post(path, "&".join(f"a{number}=1" for number in range(1_001)), content_type=FORM)
    assert response.content.decode() == error("The request has too many fields.")


def test_H82_too_large_is_413_in_the_protocol(client: Client) -> None:
    path = f"/linkbacks/trackback/{make_article().pk}/"
    response = client.post(path, b"x" * 3_000_000, content_type=FORM)
    assert (response.status_code, response.content.decode()) == (413, error("The request is too large."))


@pytest.mark.parametrize("fields", [{"receives_linkbacks": False}, {"published_at": None, "status": "draft"}])
def test_TR10_closed_is_an_error(client: Client, fields: dict[str, object]) -> None:
    response = send_trackback(client, make_article(**fields), url=SOURCE)
    assert b"<error>1</error>" in response.content
    assert Linkback.objects.count() == 0


def test_TR5_unknown_article_is_404_with_an_answer(client: Client) -> None:
    response = client.post("/linkbacks/trackback/999999/", f"url={SOURCE}", content_type=FORM)
    assert (response.status_code, response.content.decode()) == (404, error("There is no article at the target."))


def test_TR6_H81_get_leads_to_the_article_and_registers_nothing(client: Client) -> None:
    article = make_article()
    response = client.get(f"/linkbacks/trackback/{article.pk}/?url={SOURCE}&__mode=rss")
    assert (response.status_code, response["Location"]) == (302, article.path)
    assert Linkback.objects.count() == 0


@pytest.mark.parametrize("number", ["999999", "99999999999999999999999"])
def test_TR6_get_of_an_unknown_article_is_404(client: Client, number: str) -> None:
    assert client.get(f"/linkbacks/trackback/{number}/").status_code == 404


def test_U_wordpress_s_address_takes_trackbacks(client: Client) -> None:
    article = make_article(path="/2016/10/20/ferries/")
    for path in ("/2016/10/20/ferries/trackback/", "/2016/10/20/ferries/trackback"):
        assert client.post(path, f"url={SOURCE}", content_type=FORM).content.decode() == OK
        assert client.get(path)["Location"] == "/2016/10/20/ferries/"
    assert Linkback.objects.get().article == article


def test_U_article_called_trackback_is_read_as_one(client: Client) -> None:
    make_article("On trackbacks", path="/tech/trackback/", section=make_section("Tech"))
    assert "On trackbacks" in client.get("/tech/trackback/").content.decode()
    assert client.get("/nothing/trackback/").status_code == 404


def test_R1_flood_is_429_in_the_protocol(client: Client) -> None:
    article = make_article()
    answers = [send_trackback(client, article) for _ in range(31)]
    assert [answer.status_code for answer in answers] == [200] * 30 + [429]
    assert answers[-1].content.decode() == error("Too many notices. Try again later.")
