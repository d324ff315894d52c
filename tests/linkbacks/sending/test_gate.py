"""An endpoint is chosen by a stranger, and passes the gate that a source passes: PS5, TS2, WS5, H1 to H15 and H25."""

from __future__ import annotations

import pytest

from tests.factories import make_article
from tests.fetch.conftest import Serve
from tests.fetch.servers import Server, answering, page
from tests.linkbacks.formats.test_discovery import rdf
from tests.linkbacks.sending.receivers import HTML, after, answering_in_turn, deliver, make_delivery, offering, posts

pytestmark = pytest.mark.django_db

NAMES = {
    "localhost": ["127.0.0.2"],
    "metadata.google.internal": ["169.254.169.254"],
    "intranet": ["10.0.0.1"],
    "both.example": ["1.1.1.1", "10.0.0.1"],
    "inside.example": ["127.0.0.2"],
    "public.example": ["1.1.1.1"],
}
ENDPOINTS = [
    ("H1-file", "file:///etc/passwd"),
    ("H1-gopher", "gopher://127.0.0.2/"),
    ("H2-user", "http://user:pw@127.0.0.2/"),
    ("H3-backslash", "http://127.0.0.2\\@good.example/"),
    ("H7-escape", "http://127.0.0.2%00.good.example/"),
    ("H8-decimal", "http://2130706434/"),
    ("H8-hex", "http://0x7f000002/"),
    ("H8-octal", "http://0177.0.0.2/"),
    ("H8-short", "http://127.2/"),
    ("H9-circled", "http://①②⑦.⓪.⓪.②/"),
    ("H9-ideographic-dot", "http://127。0。0。2/"),
    ("H10-loopback", "http://[::1]/"),
    ("H10-mapped", "http://[::ffff:127.0.0.2]/"),
    ("H11-nat64", "http://[64:ff9b::a9fe:a9fe]/"),
    ("H12-multicast", "http://224.0.0.1/"),
    ("H13-metadata", "http://169.254.169.254/latest/"),
    ("H13-carrier", "http://100.100.100.200/"),
    ("H13-host-agent", "http://168.63.129.16/"),
    ("H14-localhost", "http://localhost/"),
    ("H14-metadata", "http://metadata.google.internal/"),
    ("H14-single-label", "http://intranet/"),
    ("H15-redis", "http://public.example:6379/"),
    ("H15-ssh", "http://public.example:22/"),
    ("H25-public-and-private", "http://both.example/"),
    ("H26-public-name", "http://inside.example/"),
]
OFFERS = {
    "WS5-webmention": '<link rel="webmention" href="{endpoint}">',
    "PS5-pingback": '<link rel="pingback" href="{endpoint}">',
    "TS2-trackback": rdf("{target}", "{endpoint}"),
}


@pytest.mark.parametrize("offer", OFFERS.values(), ids=OFFERS)
@pytest.mark.parametrize("endpoint", [pytest.param(row[1], id=row[0]) for row in ENDPOINTS])
def test_endpoint_out_of_bounds_is_never_asked(serve: Serve, offer: str, endpoint: str) -> None:
    pages = [b""]
    server = serve(answering_in_turn(pages, [page()]))
    target = f"{server.url}post"
    offered = offer.replace("{target}", target).replace("{endpoint}", endpoint)
    pages[0] = page(offered.encode(), HTML)
    article = make_article(sends_trackbacks=True, published_at=after(days=-1))
    row = deliver(make_delivery(target, article=article), resolver=NAMES.__getitem__)
    assert row.status in {"refused", "silent"}
    assert (row.due_at, row.sent_at, server.connections, row.posting_since) == (None, None, 1, None)


def inside(serve: Serve) -> Server:
    return serve(answering(page()), "127.0.0.2")


@pytest.mark.parametrize("offer", OFFERS.values(), ids=OFFERS)
def test_PS5_endpoint_that_redirects_inside_is_not_followed(serve: Serve, offer: str) -> None:
    secret, pages = inside(serve), [b""]
    moved = page(b"", f"Location: {secret.url}", status="307 Elsewhere")
    server = serve(answering_in_turn(pages, [moved]))
    target = f"{server.url}post"
    pages[0] = page(offer.replace("{target}", target).replace("{endpoint}", f"{server.url}e").encode(), HTML)
    article = make_article(sends_trackbacks=True, published_at=after(days=-1))
    row = deliver(make_delivery(target, article=article))
    assert (row.status, secret.connections, len(posts(server))) == ("refused", 0, 1)


def test_PS5_target_that_redirects_inside_is_not_followed(serve: Serve) -> None:
    secret = inside(serve)
    server = serve(answering(page(b"", f"Location: {secret.url}", status="302 Elsewhere")))
    assert (deliver(make_delivery(server.url)).status, secret.connections) == ("refused", 0)


def test_PS8_bare_home_page_is_told_like_any_other(serve: Serve) -> None:
    server = serve(offering('<link rel="webmention" href="/e">'))
    assert (deliver(make_delivery(server.url)).status, len(posts(server))) == ("sent", 1)


def test_WS8_nothing_is_kept_for_cache_headers_to_speak_of(serve: Serve) -> None:
    kept = ["Cache-Control: max-age=86400", 'ETag: "1"', "Last-Modified: Mon, 02 Mar 2026 12:00:00 GMT"]
    server = serve(offering('<link rel="webmention" href="/e">', page(status="202 Accepted"), *kept))
    for minute in (0, 1):
        deliver(make_delivery(server.url, due_at=after(minutes=minute)), after(minutes=minute))
    assert [request.split(b" ")[0] for request in server.requests] == [b"GET", b"POST"] * 2
    assert b"If-None-Match" not in b"".join(server.requests)
