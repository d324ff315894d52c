"""What goes over the wire: an honest request without anything of ours in it, and nothing followed unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from articles.fetch import Refused, fetch, user_agent
from tests.fetch.conftest import Serve
from tests.fetch.servers import Server, answering, by_path, page, redirect

BAD_HEADERS = [("A\r\nB", "c"), ("A", "b\r\nC: d"), ("A", "b\nc"), ("A", "\u0915"), ("", "b")]
OUR_HEADERS = ["Host", "Content-Length", "Transfer-Encoding", "Cookie", "Authorization", "Proxy-Authorization"]


def only(server: Server) -> list[str]:
    """The lines of the one request that came."""
    (request,) = server.requests
    return request.decode().split("\r\n")


def test_request_says_what_it_must_and_no_more(serve: Serve) -> None:
    server = serve(answering(page()))
    fetch(f"{server.url}a?b#c")
    assert only(server) == [
        "GET /a?b HTTP/1.1",
        f"Host: 127.0.0.1:{server.port}",
        "User-Agent: Newsportal (+https://news.example/)",
        "Accept: */*",
        "Accept-Encoding: identity",
        "Connection: close",
        "",
        "",
    ]


def test_V4_caller_names_purpose_and_types(serve: Serve) -> None:
    server = serve(answering(page()))
    agent = user_agent("verifying linkback")
    fetch(server.url, headers=[("user-agent", agent), ("Accept", "text/html"), ("X-Forwarded-For", "1.1.1.1")])
    assert only(server)[2:5] == [
        "user-agent: Newsportal (+https://news.example/; verifying linkback)",
        "Accept: text/html",
        "X-Forwarded-For: 1.1.1.1",
    ]


def test_response_tells_what_came_and_from_where(serve: Serve) -> None:
    server = serve(answering(page(b"hello", "X-A: 1", "x-a: 2", "Link: <a,b>", status="404 Not Found")))
    response = fetch(f"http://good.example:{server.port}/x", resolver=lambda host: ["127.0.0.1"])
    assert (response.status, response.content, response.truncated) == (404, b"hello", False)
    assert (response.url_final, response.resolved_address) == (f"http://good.example:{server.port}/x", "127.0.0.1")
    assert (response.headers.get("X-a"), response.headers.get_all("X-A")) == ("1", ["1", "2"])
    assert response.headers[2] == ("Link", "<a,b>")


def test_post_sends_its_body_once(serve: Serve) -> None:
    server = serve(answering(page(status="202 Accepted")))
    form = ("Content-Type", "application/x-www-form-urlencoded")
    assert fetch(server.url, method="POST", body=b"source=a&target=b", headers=[form]).status == 202
    assert only(server)[0] == "POST / HTTP/1.1"
    assert only(server)[4:6] == [": ".join(form), "Content-Length: 17"]
    assert only(server)[-1] == "source=a&target=b"


def test_post_without_a_body_says_so(serve: Serve) -> None:
    server = serve(answering(page()))
    fetch(server.url, method="POST")
    assert "Content-Length: 0" in only(server)


def test_head_has_headers_and_no_content(serve: Serve) -> None:
    server = serve(answering(b"HTTP/1.1 200 OK\r\nX-Pingback: https://a.example/x\r\nContent-Length: 9\r\n\r\n"))
    response = fetch(server.url, method="HEAD")
    assert (response.headers.get("x-pingback"), response.content) == ("https://a.example/x", b"")
    assert only(server)[0] == "HEAD / HTTP/1.1"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_redirected_post_stays_a_post(serve: Serve, status: int) -> None:
    server = serve(by_path({"/": redirect("/b", status), "/b": page(b"done")}))
    assert fetch(server.url, method="POST", body=b"x=1").content == b"done"
    assert [request.split(b" HTTP")[0] for request in server.requests] == [b"POST /", b"POST /b"]
    assert [request[-3:] for request in server.requests] == [b"x=1", b"x=1"]


def test_post_is_over_when_it_is_told_to_see_other(serve: Serve) -> None:
    server = serve(by_path({"/": redirect("/b", 303)}))
    response = fetch(server.url, method="POST", body=b"x=1")
    assert (response.status, response.headers.get("Location"), server.connections) == (303, "/b", 1)


def test_H40_nothing_is_followed_and_no_credentials_given(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login editor password secret\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    early = b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n"
    more = ["WWW-Authenticate: Basic", "Refresh: 0; url=/b", "Link: </c>; rel=preload", "Set-Cookie: a=b"]
    server = serve(answering(early + page(b"no", *more, status="401 Unauthorized")))
    assert fetch(server.url).status == 401
    assert fetch(server.url).content == b"no"
    assert server.connections == 2
    assert server.requests[0] == server.requests[1]
    assert b"uthorization" not in server.requests[0]


def test_H40_proxies_of_the_environment_are_not_asked(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    proxy, server = serve(answering(page(b"proxy"))), serve(answering(page(b"server")))
    for name in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"]:
        monkeypatch.setenv(name, proxy.url)
    assert fetch(server.url).content == b"server"
    assert proxy.connections == 0


def test_H102_cookies_are_not_kept_on_the_way(serve: Serve) -> None:
    moved = b"HTTP/1.1 302 Found\r\nSet-Cookie: a=b\r\nLocation: /b\r\n\r\n"
    server = serve(by_path({"/": moved, "/b": page()}))
    fetch(server.url)
    assert server.requests[1] == server.requests[0].replace(b"GET / ", b"GET /b ")


@pytest.mark.parametrize("header", [*BAD_HEADERS, *((name, "x") for name in OUR_HEADERS)])
def test_wrong_header_is_the_callers_mistake(header: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="cannot be sent"):
        fetch("http://good.example/", headers=[header])


@pytest.mark.parametrize("method", ["PUT", "get", "GET /x HTTP/1.1\r\nA:"])
def test_wrong_method_is_the_callers_mistake(method: str) -> None:
    with pytest.raises(ValueError, match="The method is"):
        fetch("http://good.example/", method=method)


def test_body_without_a_post_is_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match="GET carries no body"):
        fetch("http://good.example/", body=b"x")


def test_permit_hears_of_every_connection_and_can_stop_it(serve: Serve) -> None:
    server = serve(by_path({"/": redirect("http://b.example/")}))
    heard: list[tuple[str, str]] = []

    def permit(host: str, address: str) -> None:
        heard.append((host, address))
        if host == "b.example":
            raise Refused("limit", "Asked too often.")

    with pytest.raises(Refused, match="too often"):
        fetch(f"http://a.example:{server.port}/", resolver=lambda host: ["127.0.0.1"], permit=permit)
    assert heard == [("a.example", "127.0.0.1"), ("b.example", "127.0.0.1")]
