"""Webmention on the wire; ids are the specification's numbers (WR, WS, H)."""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.linkbacks.formats import webmention
from articles.linkbacks.formats.answers import Answer, Outcome
from articles.linkbacks.formats.link_header import link_header, links_in
from articles.linkbacks.formats.webmention import FORM_TYPE, Webmention, WebmentionError, read_answer, read_webmention

SOURCE, TARGET = "https://s.example/a?b=1&c=2", "https://n.example/world/ferries/"
ENDPOINT = "https://s.example/webmention"


def form(*pairs: tuple[str, str]) -> bytes:
    return urlencode(pairs).encode()


def pair(source: str = SOURCE, target: str = TARGET) -> bytes:
    return form(("source", source), ("target", target))


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        pytest.param(pair(), FORM_TYPE, id="WR1"),
        pytest.param(pair() + b"&vouch=a&code=b&via=c&source_is_ghost=1", FORM_TYPE, id="WR1-other-fields"),
        pytest.param(pair(), f"{FORM_TYPE}; charset=utf-8", id="WR5-charset"),
        pytest.param(pair(), FORM_TYPE.upper(), id="WR5-case"),
        pytest.param(pair(), f"{FORM_TYPE}; charset=iso-8859-1", id="WR5-other-charset"),
    ],
)
def test_webmention_is_read(body: bytes, content_type: str) -> None:
    assert read_webmention(body, content_type) == Webmention(SOURCE, TARGET)


REFUSED = [
    ("WR2-nothing", b"", "There must be one source."),
    ("WR2-no-source", form(("target", TARGET)), "There must be one source."),
    ("WR2-no-target", form(("source", SOURCE)), "There must be one target."),
    ("WR2-rocks-2", pair("jwoijg"), "The source is no absolute http or https address."),
    ("WR2-relative-target", pair(target="/a"), "The target is no absolute http or https address."),
    ("WR2-same", pair(TARGET), "Source and target are the same page."),
    (
        "H19-same-but-for-spelling",
        pair("https://N.example:443/world/%66erries/#a"),
        "Source and target are the same page.",
    ),
    ("H24-source-twice", pair() + b"&source=https://s.example/b", "There must be one source."),
    ("H24-array", form(("source[]", SOURCE), ("target", TARGET)), "There must be one source."),
    ("H1-file", pair("file:///etc/passwd"), "The source is no absolute http or https address."),
    ("H2-password", pair("http://user:pw@h.example/"), "The source is no absolute http or https address."),
    ("H3-backslash", pair("http://127.0.0.1:80\\@good.example/"), "The source is no absolute http or https address."),
    ("H5-newline", pair("http://h.example/\na"), "The source is no absolute http or https address."),
    ("H16-long", pair("http://h.example/" + "a" * 2_040), "The source is no absolute http or https address."),
    ("H73-not-utf-8", b"source=http://h.example/%ff&target=x", "The source is no absolute http or https address."),
    ("H42-large", pair() + b"&a=" + b"a" * 17_000, "The request is too large."),
    ("H82-many-fields", pair() + b"&a" * 200, "The request has too many fields."),
]


@pytest.mark.parametrize(("body", "words"), [pytest.param(*row[1:], id=row[0]) for row in REFUSED])
def test_request_is_refused_with_a_reason(body: bytes, words: str) -> None:
    with pytest.raises(WebmentionError) as raised:
        read_webmention(body, FORM_TYPE)
    assert str(raised.value) == words


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=a", "text/plain"])
def test_H24_other_types_are_refused(kind: str) -> None:
    with pytest.raises(WebmentionError, match="The request must be"):
        read_webmention(pair(), kind)


STATUS_URL = "https://n.example/webmention/token/"
REPLIES = [
    ("WR5-201", webmention.accepted(STATUS_URL), 201, {"Location": STATUS_URL}),
    ("WR5-202", webmention.accepted(), 202, {}),
    ("WR2-400", webmention.refused(WebmentionError("No.")), 400, {}),
    ("WR4-429", webmention.too_many(30), 429, {"Retry-After": "30"}),
    ("WR4-500", webmention.failed(), 500, {}),
    ("WR9-405", webmention.not_allowed(), 405, {"Allow": "GET, HEAD, POST"}),
]


@pytest.mark.parametrize(("reply", "status", "headers"), [pytest.param(*row[1:], id=row[0]) for row in REPLIES])
def test_reply_has_status_headers_and_words(reply: webmention.Reply, status: int, headers: dict) -> None:
    assert (reply.status, reply.headers) == (status, headers)
    assert reply.body


def test_WR2_refusal_says_the_reason() -> None:
    assert webmention.refused(WebmentionError("There must be one source.")).body == "There must be one source."


def test_WS4_21_request_holds_source_and_target_only() -> None:
    body = webmention.write_webmention(Webmention("https://n.example/a", "https://t.example/?b=1&c"))
    assert body == b"source=https%3A%2F%2Fn.example%2Fa&target=https%3A%2F%2Ft.example%2F%3Fb%3D1%26c"


ANSWERS = [
    ("WS4-200", 200, [], Answer(Outcome.SENT, "HTTP 200")),
    ("WS4-202", 202, [("Location", "/s")], Answer(Outcome.SENT, "HTTP 202")),
    ("WS4-201", 201, [("location", "/s")], Answer(Outcome.SENT, "HTTP 201", "https://s.example/s")),
    ("WS4-201-without", 201, [], Answer(Outcome.SENT, "HTTP 201")),
    ("WS4-201-not-for-the-web", 201, [("Location", "javascript:x")], Answer(Outcome.SENT, "HTTP 201")),
    ("WS4-400", 400, [], Answer(Outcome.REFUSED, "HTTP 400")),
    ("WS4-302", 302, [("Location", "/s")], Answer(Outcome.REFUSED, "HTTP 302")),
    ("WS4-429", 429, [], Answer(Outcome.RETRY, "HTTP 429")),
    ("WS4-503", 503, [], Answer(Outcome.RETRY, "HTTP 503")),
]


@pytest.mark.parametrize(("status", "headers", "answer"), [pytest.param(*row[1:], id=row[0]) for row in ANSWERS])
def test_answer_is_read(status: int, headers: list, answer: Answer) -> None:
    assert read_answer(ENDPOINT, status, headers) == answer


def test_A6_link_header_is_read_back() -> None:
    header = link_header(ENDPOINT, "webmention")
    assert header == '<https://s.example/webmention>; rel="webmention"'
    assert [(link.href, link.rels) for link in links_in([header])] == [(ENDPOINT, {"webmention"})]


PIECES = [b"source=", b"target=", b"http://a/", b"http://[", b"&", b"%", b"%ff", b"%00", b"\xff", b"+", b"=", b"%0a"]


@given(st.binary(max_size=100) | st.lists(st.sampled_from(PIECES), max_size=12).map(b"".join), st.text(max_size=40))
def test_hostile_request_raises_only_the_declared(body: bytes, kind: str) -> None:
    for content_type in (kind, FORM_TYPE):
        with suppress(WebmentionError):
            assert read_webmention(body, content_type).source.startswith("http")
