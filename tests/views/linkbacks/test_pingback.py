"""The pingback endpoint: table PR and H1 to H56 of the specification, as seen from outside."""

from __future__ import annotations

import re
import xmlrpc.client
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from articles.linkbacks.receiving.limits import PER_ARTICLE_AND_HOUR
from articles.models import Linkback, SiteRule
from tests.factories import make_article, make_linkback, make_redirect, make_section
from tests.views.linkbacks.notices import SOURCE, pingback_answer, send_pingback, url_of

LATER = timezone.now() + timedelta(days=1)


def test_PR19_ping_is_stored_and_queued(client: Client) -> None:
    article = make_article()
    answer = send_pingback(client, SOURCE, url_of(article), REMOTE_ADDR="203.0.113.9")
    row = Linkback.objects.get()
    assert answer == f"Pingback from {SOURCE} to {url_of(article)} accepted for verification: " + (
        f"https://news.example/linkbacks/status/{row.token}/"
    )
    assert (row.article, row.kind, row.status, row.reporter) == (article, "pingback", "received", "203.0.113.9")
    assert (row.source_url, row.target_url, row.asked_target) == (SOURCE, url_of(article), url_of(article))
    assert row.due_at <= timezone.now()


def test_PR4_answer_is_xml_from_the_first_byte(client: Client) -> None:
    response = client.post("/linkbacks/pingback/", b"", content_type="text/xml")
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    assert response.content.startswith(b'<?xml version="1.0"')
    assert response["Cache-Control"] == "no-store"


def test_PR6_wordpress_s_double_escaping_is_undone(client: Client) -> None:
    article = make_article()
    send_pingback(client, "https://blog.example/?p=1&amp;a=2", f"{url_of(article)}?x=1&amp;y=2")
    row = Linkback.objects.get()
    assert (row.source_url, row.target_url) == ("https://blog.example/?p=1&a=2", f"{url_of(article)}?x=1&y=2")


def test_wordpress_s_own_address_takes_pings(client: Client) -> None:
    body = (
        b'<?xml version="1.0"?>\n<methodCall>\n<methodName>pingback.ping</methodName>\n<params>\n'
        b"<param><value><string>https://blog.example/post</string></value></param>\n"
        b"<param><value><string>" + url_of(make_article()).encode() + b"</string></value></param>\n"
        b"</params></methodCall>\n"
    )
    agent = "WordPress/7.1; https://blog.example -- WordPress/7.1"
    answer = client.post("/xmlrpc.php", body, content_type="text/xml", headers={"User-Agent": agent})
    assert str(pingback_answer(answer)).startswith("Pingback from")


SOURCES = [
    *(("H1", url) for url in ("file:///etc/passwd", "gopher://a.example/", "ftp://a.example/", "javascript:x")),
    *(("H1", url) for url in ("data:text/html,x", "//host.example/x", "http:host.example", "http:///x", "", "post")),
    ("H2", "http://user:pw@host.example/"),
    ("H3", "http://127.0.0.1:80\\@good.example/"),
    ("H4", "http://good.example\\@127.0.0.1/"),
    *(("H5", f"http://good.example/{character}") for character in '\t\n <>"{}^|`\x7f'),
    ("H6", "http://ex%61mple.com/"),
    *(("H7", f"http://127.0.0.1{escape}.good.example/") for escape in ("%00", "%23", "%2f")),
    *(("H8", f"http://{host}/") for host in ("2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0")),
    *(("H9", f"http://{host}/") for host in ("①②⑦.⓪.⓪.①", "127。0。0。1")),
    *(("H10", f"http://{host}/") for host in ("[::1]", "[::ffff:127.0.0.1]", "[::127.0.0.1]", "[fe80::1%25eth0]")),
    *(("H11", f"http://{host}/") for host in ("[64:ff9b::a9fe:a9fe]", "[64:ff9b:1::1]", "[2002:7f00:1::]")),
    *(("H11", f"http://{host}/") for host in ("[fec0::1]", "[3fff::1]")),
    *(("H12", f"http://{host}/") for host in ("224.0.0.1", "[ff0e::1]", "192.88.99.1")),
    *(
        ("H13", f"http://{host}/")
        for host in ("169.254.169.254", "[fd00:ec2::254]", "100.100.100.200", "168.63.129.16")
    ),
    *(("H14", f"http://{host}/") for host in ("localhost", "localhost.", "metadata.google.internal", "intranet")),
    *(("H14", f"http://{host}/") for host in ("printer.local", "a.internal", "abcdef.onion")),
    *(("H15", f"http://a.example:{port}/") for port in ("22", "25", "3306", "6379", "0", "99999", "٢٢", "80:80")),
    ("H16", "https://a.example/" + "a" * 2_040),
    ("H17-label", f"https://{'a' * 64}.example/"),
    ("H17-name", f"https://{'a.' * 130}example/"),
    ("H17-punycode", "https://xn--a\u0301.example/"),
    ("H43-port-scan", "http://scanme.example:8081/"),
]


@pytest.mark.parametrize(
    "source", [pytest.param(url, id=f"{name}-{index}") for index, (name, url) in enumerate(SOURCES)]
)
def test_PR11_bad_source_is_fault_0(client: Client, source: str) -> None:
    answer = send_pingback(client, source, url_of(make_article()))
    # A length over the limit, or what XML cannot carry, is refused with the parameters.
    assert answer in ({0, -32602} if len(source) > 2_000 else {0})
    assert Linkback.objects.count() == 0


TARGETS = [
    ("H1", "file:///etc/passwd", 33),
    ("H2", "https://user:pw@news.example/stories/", 33),
    ("PR13-other-host", "https://other.example/stories/", 33),
    ("H20-host", "https://news.example.evil.example/", 33),
    ("H20-path", "https://evil.example/news.example/", 33),
    ("H20-query", "https://evil.example/?news.example", 33),
    ("H21-admin", "https://news.example/admin/", 33),
    ("H21-api", "https://news.example/api/v1", 33),
    ("H21-feed", "https://news.example/feed/", 33),
    ("H21-tag", "https://news.example/tag/rivers/", 33),
    ("H21-home", "https://news.example/", 33),
    ("H21-home-with-fragment", "https://news.example/#.*", 33),
    ("H21-image", "https://news.example/media/a.jpg", 33),
    ("H21-section", "https://news.example/world/", 33),
    ("PR14-never-existed", "https://news.example/2016/nothing/", 32),
    ("H23-segments", "https://news.example/" + "a/" * 1_000, 33),
    ("H23-dots", "https://news.example/a/../../..", 33),
]


@pytest.mark.parametrize(("target", "code"), [pytest.param(*row[1:], id=row[0]) for row in TARGETS])
def test_PR13_PR14_unusable_target(client: Client, target: str, code: int) -> None:
    make_article(section=make_section("World", slug="world"))
    assert send_pingback(client, SOURCE, target) == code
    assert Linkback.objects.count() == 0


UNSEEN: list[tuple[str, dict[str, Any]]] = [
    ("draft", {"status": "draft"}),
    ("spiked", {"status": "spiked"}),
    ("scheduled", {"published_at": LATER}),
    ("embargoed", {"embargo_until": LATER}),
]


@pytest.mark.parametrize("fields", [pytest.param(row[1], id=row[0]) for row in UNSEEN])
def test_H22_unseen_article_is_answered_like_nothing(client: Client, fields: dict[str, Any]) -> None:
    hidden = make_article(**{"path": "/hidden/", **fields})
    by_nothing = client.post("/linkbacks/pingback/", *_call(SOURCE, "https://news.example/nothing/"))
    by_hidden = client.post("/linkbacks/pingback/", *_call(SOURCE, url_of(hidden)))
    assert by_hidden.content == by_nothing.content
    assert pingback_answer(by_hidden) == 32


def _call(source: str, target: str) -> tuple[str, str]:
    return xmlrpc.client.dumps((source, target), "pingback.ping"), "text/xml"


@pytest.mark.parametrize("fields", [{"receives_linkbacks": False}, {"status": "killed"}])
def test_PR14_closed_or_withdrawn_article_is_33(client: Client, fields: dict[str, Any]) -> None:
    assert send_pingback(client, SOURCE, url_of(make_article(**fields))) == 33


def test_PR14_site_switched_off_is_33(client: Client, settings: Settings) -> None:
    settings.LINKBACKS_RECEIVE = False
    assert send_pingback(client, SOURCE, url_of(make_article())) == 33


@pytest.mark.parametrize("spelling", ["/stories/one/#part", "/stories/one/?utm=x", "/stories/one", "/old/one/"])
def test_PR14_V9_target_may_be_spelt_otherwise(client: Client, spelling: str) -> None:
    article = make_article(path="/stories/one/")
    make_redirect("/old/one/", article)
    send_pingback(client, SOURCE, f"https://news.example{spelling}")
    row = Linkback.objects.get()
    assert (row.article, row.target_url) == (article, f"https://news.example{spelling}")


def test_PR12_H19_source_is_target(client: Client) -> None:
    article = make_article(path="/stories/~one/")
    spellings = [
        url_of(article),
        f"{url_of(article)}#x",
        url_of(article).replace("~", "%7E"),
        "https://NEWS.example/stories/~one/",
    ]
    assert [send_pingback(client, source, url_of(article)) for source in spellings] == [0] * 4


def test_PR12_two_addresses_of_one_article_are_the_same(client: Client) -> None:
    article = make_article(path="/stories/one/")
    make_redirect("/old/", article)
    assert send_pingback(client, "https://news.example/old/", url_of(article)) == 0


@pytest.mark.parametrize(
    "source",
    ["https://news.example/other/", "https://www.news.example/", "https://news.example/linkbacks/status/x/",
     "https://news.example/linkbacks/pingback/"],
)  # fmt: skip
def test_PR15_H44_own_source_is_49(client: Client, source: str) -> None:
    assert send_pingback(client, source, url_of(make_article())) == 49
    assert Linkback.objects.count() == 0


@pytest.mark.parametrize("source", ["https://spam.example/x", "https://deep.spam.example/x"])
def test_PR16_blocked_site_is_49(client: Client, source: str) -> None:
    SiteRule.objects.create(site="spam.example", rule="block")
    assert send_pingback(client, source, url_of(make_article())) == 49


def test_M2_block_is_exact_or_below(client: Client) -> None:
    SiteRule.objects.create(site="spam.example", rule="block")
    answer = send_pingback(client, "https://notspam.example/x", url_of(make_article()))
    assert str(answer).startswith("Pingback from")


@pytest.mark.parametrize("status", Linkback.Status.values)
def test_PR17_H92_known_pair_is_48_in_any_state(client: Client, status: str) -> None:
    row = make_linkback(make_article(), source_url=SOURCE, status=status)
    assert send_pingback(client, f"{SOURCE}#again", url_of(row.article)) == 48
    row.refresh_from_db()
    assert (row.status, Linkback.objects.count()) == (status, 1)


H18 = [
    "https://blog.example:443/post",
    "https://BLOG.example/post",
    "https://blog.example./post",
    "http://blog.example/post",
]


@pytest.mark.parametrize("spelling", H18)
def test_H18_other_spelling_is_the_same_row(client: Client, spelling: str) -> None:
    article = make_article()
    send_pingback(client, SOURCE, url_of(article))
    assert send_pingback(client, spelling, url_of(article)) == 48


@pytest.mark.parametrize("status", ["rejected", "spam", "deleted"])
def test_M5_settled_pair_is_not_verified_again(client: Client, status: str) -> None:
    row = make_linkback(make_article(), source_url=SOURCE, status=status)
    send_pingback(client, SOURCE, url_of(row.article))
    row.refresh_from_db()
    assert row.due_at is None


def test_unverified_pair_gets_another_chance(client: Client) -> None:
    row = make_linkback(make_article(), source_url=SOURCE, status="unverified")
    send_pingback(client, SOURCE, url_of(row.article))
    row.refresh_from_db()
    assert (row.status, row.due_at is None) == ("unverified", False)


def test_R1_thirty_first_request_of_a_minute_is_429(client: Client) -> None:
    answers = [send_pingback(client, "x", "y", REMOTE_ADDR=f"203.0.113.{number}") for number in range(31)]
    assert answers == [0] * 30 + ["HTTP 429"]
    assert send_pingback(client, "x", "y", REMOTE_ADDR="203.0.114.1") == 0


def test_R1_flood_costs_no_query_and_says_when(client: Client, django_assert_num_queries: Any) -> None:
    for _ in range(31):
        send_pingback(client, "x", "y")
    with django_assert_num_queries(0):
        response = client.post("/linkbacks/pingback/", b"", content_type="text/xml")
    assert response.status_code == 429
    assert 1 <= int(response["Retry-After"]) <= 60


def test_R1_forwarded_address_counts_only_behind_our_proxy(client: Client, settings: Settings) -> None:
    article = make_article()
    forwarded = {"X-Forwarded-For": "198.51.100.7, 203.0.113.9"}
    send_pingback(client, SOURCE, url_of(article), REMOTE_ADDR="192.0.2.1", headers=forwarded)
    settings.BEHIND_PROXY = True
    send_pingback(client, f"{SOURCE}2", url_of(article), REMOTE_ADDR="192.0.2.1", headers=forwarded)
    assert list(Linkback.objects.order_by("id").values_list("reporter", flat=True)) == ["192.0.2.1", "203.0.113.9"]


def test_R4_article_takes_so_many_an_hour(client: Client) -> None:
    article = make_article()
    for _ in range(PER_ARTICLE_AND_HOUR):
        make_linkback(article, status="pending")
    assert send_pingback(client, SOURCE, url_of(article)) == 49
    assert str(send_pingback(client, SOURCE, url_of(make_article()))).startswith("Pingback")


def test_R4_full_queue_is_50(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.linkbacks.receiving.limits.QUEUE_CAP", 3)
    for _ in range(3):
        make_linkback(make_article(), status="received")
    assert send_pingback(client, SOURCE, url_of(make_article())) == 50


def test_H48_multicall_is_not_offered(client: Client) -> None:
    calls = [{"methodName": "pingback.ping", "params": [SOURCE, url_of(make_article())]}] * 20
    assert send_pingback(client, calls, method="system.multicall") == -32601
    assert Linkback.objects.count() == 0


@pytest.mark.parametrize(
    ("extra", "body", "status"),
    [
        pytest.param({}, b"x" * 16_385, 413, id="H49-too-large"),
        pytest.param({"HTTP_CONTENT_ENCODING": "gzip"}, b"x", 415, id="H54-gzip"),
        pytest.param({"HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": ""}, b"", 411, id="H42-no-length"),
        pytest.param({"CONTENT_LENGTH": "-5"}, b"x", 400, id="H42-negative-length"),
        pytest.param({}, b"", 200, id="H53-empty"),
        pytest.param({}, b"<a/>", 200, id="PR3-no-call"),
    ],
)
def test_unreadable_request_says_so(client: Client, extra: dict[str, Any], body: bytes, status: int) -> None:
    response = client.generic("POST", "/linkbacks/pingback/", body, content_type="text/xml", **extra)
    assert response.status_code == status
    assert re.search(rb"<int>-32(700|600)</int>", response.content)


@pytest.mark.parametrize("kind", ["", "text/plain", "application/json", "application/xml; charset=utf-8"])
def test_H54_content_decides_and_not_its_type(client: Client, kind: str) -> None:
    call, _kind = _call(SOURCE, url_of(make_article()))
    answer = pingback_answer(client.generic("POST", "/linkbacks/pingback/", call, content_type=kind))
    assert str(answer).startswith("Pingback from")


@pytest.mark.parametrize("method", ["get", "head", "put", "delete", "options"])
def test_PR1_other_methods_are_405(client: Client, method: str) -> None:
    response = getattr(client, method)("/linkbacks/pingback/")
    assert (response.status_code, response["Allow"]) == (405, "POST")


def test_H56_fault_text_holds_nothing_of_the_request(client: Client) -> None:
    response = client.post("/linkbacks/pingback/", *_call("<script>alert(1)</script>", url_of(make_article())))
    assert b"script" not in response.content
    assert b"<fault>" in response.content


def test_PR3_own_failure_is_a_fault_without_traceback(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("articles.views.linkbacks.pingback.take", broken)
    response = client.post("/linkbacks/pingback/", *_call(SOURCE, url_of(make_article())))
    assert pingback_answer(response) == -32603
    assert b"secret" not in response.content
    assert "A pingback could not be taken" in caplog.text


@pytest.mark.parametrize("count", [1, 3])
def test_ping_costs_a_fixed_number_of_queries(client: Client, django_assert_num_queries: Any, count: int) -> None:
    article = make_article()
    for _ in range(count):
        make_linkback(article)
    with django_assert_num_queries(13):
        send_pingback(client, SOURCE, url_of(article))
