"""Each redirect is followed by hand and passes the whole gate again."""

from __future__ import annotations

import gzip

import pytest

from articles.fetch import BadResponse, Limits, Refused, TooManyRedirects, fetch
from tests.fetch.conftest import Serve
from tests.fetch.servers import answering, by_path, dripping, page, redirect

REFUSED = [
    ("H27-redis", "http://127.0.0.2:6379/", "port"),
    ("H27-loopback", "http://127.0.0.2/", "address"),
    ("H27-metadata", "//169.254.169.254/latest/", "address"),
    ("H27-file", "file:///etc/passwd", "scheme"),
    ("H27-gopher", "gopher://good.example/", "scheme"),
    ("H27-user", "http://a:b@good.example/", "userinfo"),
    ("H27-backslash", "http:\\\\127.0.0.1", "characters"),
    ("H27-decimal", "http://2130706433/", "host"),
    ("H27-long", "/" + "a" * 3000, "length"),
    ("H8-octal", "http://0177.0.0.1/", "host"),
    ("H9-circled", "http://①②⑦.⓪.⓪.①/", "host"),
    ("H9-ideographic-dot", "//127。0。0。1/", "host"),
    ("H10-mapped", "http://[::ffff:127.0.0.1]/", "address"),
    ("H11-nat64", "http://[64:ff9b::a9fe:a9fe]/", "address"),
    ("H12-multicast", "http://224.0.0.1/", "address"),
    ("H13-cloud", "http://[fd00:ec2::254]/", "address"),
    ("H13-carrier", "http://100.100.100.200/", "address"),
    ("H13-host-agent", "http://168.63.129.16/", "address"),
    ("H14-local-name", "http://metadata.google.internal/", "name"),
    ("H15-port", "http://public.example:6379/", "port"),
    ("H25-one-private", "http://both.example/", "address"),
]
NAMES = {
    "metadata.google.internal": ["1.1.1.1"],
    "public.example": ["1.1.1.1"],
    "both.example": ["1.1.1.1", "10.0.0.1"],
}


def test_V1_final_url_is_the_one_that_answered(serve: Serve) -> None:
    server = serve(by_path({"/": redirect("/a/b"), "/a/b": redirect("c?d#e", 301), "/a/c?d": page(b"here")}))
    response = fetch(server.url)
    assert (response.content, response.url_final) == (b"here", f"{server.url}a/c?d")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect_is_followed(serve: Serve, status: int) -> None:
    server = serve(by_path({"/": redirect("/b", status), "/b": page(b"here")}))
    assert fetch(server.url).content == b"here"


@pytest.mark.parametrize("status", [300, 304, 305])
def test_other_answer_of_its_kind_is_not_followed(serve: Serve, status: int) -> None:
    server = serve(answering(redirect("/b", status)))
    assert fetch(server.url).status == status
    assert server.connections == 1


@pytest.mark.parametrize(("location", "reason"), [pytest.param(*row[1:], id=row[0]) for row in REFUSED])
def test_redirect_out_of_bounds_is_refused(serve: Serve, location: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        fetch(serve(answering(redirect(location))).url, resolver=NAMES.__getitem__)
    assert refused.value.reason == reason


def test_H27_refused_hop_is_not_connected_to(serve: Serve) -> None:
    inside = serve(answering(page(b"secret")), "127.0.0.2")
    with pytest.raises(Refused, match="is not asked"):
        fetch(serve(answering(redirect(inside.url))).url)
    assert inside.connections == 0


def test_H28_loop_ends_after_five(serve: Serve) -> None:
    server = serve(answering(redirect("/")))
    with pytest.raises(TooManyRedirects):
        fetch(server.url)
    assert server.connections == 6


def test_H28_five_are_followed(serve: Serve) -> None:
    ways = {f"/{number}": redirect(f"/{number + 1}") for number in range(5)}
    server = serve(by_path(ways | {"/5": page(b"here")}))
    assert fetch(f"{server.url}0").content == b"here"


def test_H28_hosts_of_a_chain_are_counted_together(serve: Serve) -> None:
    server = serve(answering(redirect("/x")))
    asked: list[str] = []
    with pytest.raises(TooManyRedirects):
        fetch(f"http://a.example:{server.port}/", resolver=lambda host: asked.append(host) or ["127.0.0.1"])
    assert len(asked) == 6


def test_H30_body_of_a_redirect_is_not_read(serve: Serve) -> None:
    bomb = gzip.compress(bytes(10_000_000))
    moved = page(bomb, "Location: /b", "Content-Encoding: gzip", status="302 Found")
    server = serve(by_path({"/": moved, "/b": page(b"here")}))
    assert fetch(server.url, limits=Limits(wire_bytes=10, content_bytes=10)).content == b"here"


def test_H30_body_of_a_redirect_is_not_waited_for(serve: Serve) -> None:
    last = serve(answering(page(b"here")))
    endless = serve(dripping(f"HTTP/1.1 302 Found\r\nLocation: {last.url}\r\n\r\n".encode(), b"x"))
    assert fetch(endless.url, limits=Limits(total_seconds=5)).content == b"here"


@pytest.mark.parametrize("headers", ["", "Location: /a\r\nLocation: /b\r\n"], ids=["none", "two"])
def test_redirect_without_one_aim_is_a_bad_response(serve: Serve, headers: str) -> None:
    server = serve(answering(f"HTTP/1.1 302 Found\r\n{headers}\r\n".encode()))
    with pytest.raises(BadResponse) as bad:
        fetch(server.url)
    assert bad.value.reason == "redirect"


def test_location_in_utf8_is_meant_as_such(serve: Serve) -> None:
    server = serve(by_path({"/": redirect("/खबर"), "/%E0%A4%96%E0%A4%AC%E0%A4%B0": page(b"here")}))
    assert fetch(server.url).content == b"here"


def test_hops_say_how_and_where_each_redirect_led(serve: Serve) -> None:
    server = serve(by_path({"/": redirect("/a", 301), "/a": redirect("b", 302), "/b": page()}))
    assert fetch(server.url).hops == ((301, f"{server.url}a"), (302, f"{server.url}b"))
