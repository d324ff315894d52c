"""The webmention endpoint and the status page: table WR of the specification, as seen from outside."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Linkback, SiteRule
from tests.factories import make_article, make_linkback
from tests.views.linkbacks.notices import FORM, SOURCE, send_webmention, url_of
from tests.views.reading import page as page_at
from tests.views.reading import texts

ENDPOINT = "/linkbacks/webmention/"


def test_WR5_accepted_is_201_with_a_status_page(client: Client) -> None:
    response = send_webmention(client, SOURCE, url_of(make_article()))
    row = Linkback.objects.get()
    assert response.status_code == 201
    assert response["Location"] == f"https://news.example/linkbacks/status/{row.token}/"
    assert (row.kind, row.status, row.source_url) == ("webmention", "received", SOURCE)


def test_WR1_other_parameters_are_ignored(client: Client) -> None:
    target = url_of(make_article())
    body = f"source={SOURCE}&target={target}&vouch=x&via=y&source_is_ghost=true"
    assert client.post(ENDPOINT, body, content_type=FORM).status_code == 201


@pytest.mark.parametrize("kind", [FORM, f"{FORM}; charset=utf-8", f"{FORM.upper()};charset=iso-8859-1"])
def test_WR5_media_type_alone_counts(client: Client, kind: str) -> None:
    body = f"source={SOURCE}&target={url_of(make_article())}"
    assert client.post(ENDPOINT, body, content_type=kind).status_code == 201


BAD = [
    ("WR2-no-source", f"target={SOURCE}", FORM),
    ("WR2-no-target", f"source={SOURCE}", FORM),
    ("WR2-rocks-2", "source=jwoijgwwg&target=https://news.example/", FORM),
    ("WR2-same", f"source={SOURCE}&target={SOURCE}", FORM),
    ("WR3-not-ours", f"source={SOURCE}&target=https://other.example/", FORM),
    ("WR3-no-article", f"source={SOURCE}&target=https://news.example/nothing/", FORM),
    ("H20", f"source={SOURCE}&target=https://news.example.evil.example/", FORM),
    ("H21", f"source={SOURCE}&target=https://news.example/admin/", FORM),
    ("H24-repeated", f"source={SOURCE}&source={SOURCE}&target=https://news.example/", FORM),
    ("H24-array", f"source[]={SOURCE}&target[]=https://news.example/", FORM),
    ("H24-json", '{"source": "https://a.example/", "target": "https://news.example/"}', "application/json"),
    ("H24-text", f"source={SOURCE}&target=https://news.example/", "text/plain"),
    ("H24-multipart", "--x\r\n\r\n--x--", "multipart/form-data; boundary=x"),
    ("H82-fields", "&".join(f"a{number}=1" for number in range(1_001)), FORM),
    ("not-utf-8", "source=%ff%fe&target=%00", FORM),
    ("empty", "", FORM),
]


@pytest.mark.parametrize(("body", "kind"), [pytest.param(*row[1:], id=row[0]) for row in BAD])
def test_WR4_sender_s_fault_is_400_in_words(client: Client, body: str, kind: str) -> None:
    response = client.post(ENDPOINT, body, content_type=kind)
    assert response.status_code == 400
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert len(response.content.decode().split()) > 3
    assert "Location" not in response


@pytest.mark.parametrize("source", ["https://news.example/x/", "https://spam.example/", "http://127.0.0.1/"])
def test_X4_M2_H8_refused_source_is_400(client: Client, source: str) -> None:
    SiteRule.objects.create(site="spam.example", rule="block")
    assert send_webmention(client, source, url_of(make_article())).status_code == 400
    assert Linkback.objects.count() == 0


def test_H42_too_large_is_413(client: Client) -> None:
    assert client.post(ENDPOINT, b"x" * 16_385, content_type=FORM).status_code == 413


@pytest.mark.parametrize("status", Linkback.Status.values)
def test_WR6_WR7_known_pair_stays_as_it_is(client: Client, status: str) -> None:
    row = make_linkback(make_article(), source_url=SOURCE, status=status, title="Kept")
    response = send_webmention(client, SOURCE, url_of(row.article))
    row.refresh_from_db()
    assert (response.status_code, row.status, row.kind, row.title) == (201, status, "pingback", "Kept")
    assert response["Location"].endswith(f"/{row.token}/")


SETTLED = {"rejected", "spam", "deleted"}


@pytest.mark.parametrize(("status", "is_due"), [(status, status not in SETTLED) for status in Linkback.Status.values])
def test_WR6_M5_known_pair_is_verified_again_unless_settled(client: Client, status: str, is_due: bool) -> None:
    row = make_linkback(make_article(), source_url=SOURCE, status=status)
    send_webmention(client, SOURCE, f"{url_of(row.article)}#part")
    row.refresh_from_db()
    assert (row.due_at is not None, row.asked_target) == (is_due, f"{url_of(row.article)}#part" if is_due else "")
    assert row.target_url == ""


def test_R2_one_verification_in_thirty_seconds(client: Client) -> None:
    row = make_linkback(make_article(), source_url=SOURCE)
    send_webmention(client, SOURCE, url_of(row.article))
    Linkback.objects.update(due_at=None)
    assert send_webmention(client, SOURCE, url_of(row.article)).status_code == 201
    row.refresh_from_db()
    assert row.due_at is None


def test_R1_flood_is_429_with_retry_after(client: Client) -> None:
    answers = [client.post(ENDPOINT, "", content_type=FORM) for _ in range(31)]
    assert [answer.status_code for answer in answers] == [400] * 30 + [429]
    assert 1 <= int(answers[-1]["Retry-After"]) <= 60


def test_R4_full_queue_is_503(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.linkbacks.receiving.limits.QUEUE_CAP", 1)
    make_linkback(make_article(), status="received")
    response = send_webmention(client, SOURCE, url_of(make_article()))
    assert (response.status_code, int(response["Retry-After"]) > 0) == (503, True)


def test_WR9_get_is_a_page_for_people(client: Client) -> None:
    tree = page_at(client, ENDPOINT)
    assert texts(tree, "h1") == ["You wrote about one of our stories?"]
    assert [field.get("name") for field in tree.cssselect("form[method=post] input")] == ["source", "target"]


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_WR9_other_methods_are_405(client: Client, method: str) -> None:
    response = getattr(client, method)(ENDPOINT)
    assert (response.status_code, response["Allow"]) == (405, "POST, GET, HEAD")


def test_WR4_own_failure_is_500_without_traceback(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("articles.views.linkbacks.webmention.take", broken)
    response = send_webmention(client, SOURCE, url_of(make_article()))
    assert response.status_code == 500
    assert b"secret" not in response.content


STATES = [
    ("received", "queued"),
    ("unverified", "rejected"),
    ("gone", "gone"),
    *((status, "received") for status in ("pending", "approved", "rejected", "spam", "deleted")),
]


@pytest.mark.parametrize(("status", "word"), STATES)
def test_WR8_H98_status_is_one_word(client: Client, status: str, word: str) -> None:
    make_linkback(make_article(), status=status, token="a-token", problem="10.0.0.1 does not answer")
    response = client.get("/linkbacks/status/a-token/", headers={"Accept": "application/json"})
    assert response.json()["status"] == word
    assert "10.0.0.1" not in response.content.decode()


def test_WR8_leased_row_is_being_verified(client: Client) -> None:
    later = timezone.now() + timedelta(minutes=1)
    make_linkback(make_article(), status="received", token="a-token", lease_until=later)
    response = client.get("/linkbacks/status/a-token/", headers={"Accept": "application/json"})
    assert response.json()["status"] == "verifying"


@pytest.mark.parametrize("accept", ["text/html,application/xhtml+xml", "*/*"])
def test_WR8_status_page_for_people(client: Client, accept: str) -> None:
    make_linkback(make_article(), status="received", token="a-token", source_url="https://x.example/<b>")
    response: Any = client.get("/linkbacks/status/a-token/", headers={"Accept": accept})
    assert "It waits to be verified." in response.content.decode()
    assert (response["Cache-Control"], b"noindex" in response.content, b"<b>" in response.content) == (
        "no-store",
        True,
        False,
    )


@pytest.mark.parametrize("token", ["guess", "a" * 500, "%00", "None"])
def test_H98_unknown_token_is_404(client: Client, token: str) -> None:
    make_linkback(make_article())
    assert client.get(f"/linkbacks/status/{token}/").status_code == 404
