"""TrackBack on the wire; ids are the specification's numbers (TR, TS, H78 to H85, A7)."""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import parse_qsl, quote_from_bytes

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from articles.linkbacks.formats.answers import Outcome
from articles.linkbacks.formats.rdf import pings_in, rdf_block
from articles.linkbacks.formats.trackback import (
    FORM_TYPE,
    Trackback,
    TrackbackError,
    read_answer,
    read_trackback,
    write_answer,
    write_trackback,
)

URL = "https://s.example/a"
PLAIN = "application/x-www-form-urlencoded"


def form(**fields: str | bytes) -> bytes:
    values = {name: value if isinstance(value, bytes) else value.encode() for name, value in fields.items()}
    return "&".join(f"{name}={quote_from_bytes(value)}" for name, value in values.items()).encode()


def test_TR1_all_fields_are_read() -> None:
    body = b"title=Two+words&url=https://s.example/a%3Fb&blog_name=%E0%A4%98&excerpt=Short&other=1"
    assert read_trackback(body, FORM_TYPE) == Trackback("https://s.example/a?b", "Two words", "Short", "घ")


def test_TR2_url_alone_is_enough() -> None:
    assert read_trackback(form(url=URL), FORM_TYPE) == Trackback(URL)


CHARSETS = [
    ("TR3-in-the-header", f"{PLAIN}; charset=windows-1251", "", "мост".encode("cp1251"), "мост"),
    ("TR3-in-a-field", PLAIN, "koi8-r", "мост".encode("koi8-r"), "мост"),
    ("TR3-header-wins", f"{PLAIN}; charset=utf-8", "koi8-r", "мост".encode(), "мост"),
    ("TR3-nothing-said-utf-8", PLAIN, "", "घाट".encode(), "घाट"),
    ("TR3-nothing-said-western", PLAIN, "", "“é”".encode("cp1252"), "“é”"),
    ("TR3-japanese", f"{PLAIN}; charset=Shift_JIS", "", "橋".encode("shift_jis"), "橋"),
    ("TR4-UTF8", f"{PLAIN}; charset=UTF8", "", "é".encode(), "é"),
    ("TR4-H80-latin-1", f'{PLAIN}; charset="iso-8859-1"', "", b"\xe9", "é"),
    ("TR4-no-content-type", "", "", b"a", "a"),
    ("TR4-bad-bytes", FORM_TYPE, "", b"a\xff", "a\ufffd"),
]


@pytest.mark.parametrize(
    ("content_type", "charset", "title", "read"), [pytest.param(*row[1:], id=row[0]) for row in CHARSETS]
)
def test_charset_is_honoured(content_type: str, charset: str, title: bytes, read: str) -> None:
    fields = {"url": URL, "title": title} | ({"charset": charset} if charset else {})
    assert read_trackback(form(**fields), content_type).title == read


REFUSED = [
    ("TR2-no-url", form(title="Title"), FORM_TYPE),
    ("TR2-empty-url", form(url=" "), FORM_TYPE),
    ("TR2-empty-body", b"", FORM_TYPE),
    ("H1-javascript", form(url="javascript:x"), FORM_TYPE),
    ("TR2-relative", form(url="/a"), FORM_TYPE),
    ("H16-long", form(url=URL + "a" * 2_048), FORM_TYPE),
    ("H24-array", form(**{"url[]": URL}), FORM_TYPE),
    ("H24-two-urls", form(url=URL) + b"&" + form(url=URL), FORM_TYPE),
    ("H24-json", b'{"url": "https://s.example/a"}', "application/json"),
    ("H24-multipart", form(url=URL), "multipart/form-data; boundary=x"),
    ("H79-UTF-7", form(url=URL), f"{PLAIN}; charset=UTF-7"),
    ("H79-UTF-7-field", form(url=URL, charset="UTF-7"), PLAIN),
    ("H79-rot13", form(url=URL, charset="rot13"), PLAIN),
    ("H79-idna", form(url=URL, charset="idna"), PLAIN),
    ("H79-list", form(url=URL, charset="utf-8,latin-1"), PLAIN),
    ("H79-long", form(url=URL, charset="a" * 60_000), PLAIN),
    ("H82-many-fields", form(url=URL) + b"&a=1" * 1_001, FORM_TYPE),
    ("H82-large", form(url=URL, excerpt="a" * 3_000_000), FORM_TYPE),
    ("H82-NUL", form(url=URL, title="a\0b"), FORM_TYPE),
]


@pytest.mark.parametrize(("body", "content_type"), [pytest.param(*row[1:], id=row[0]) for row in REFUSED])
def test_ping_is_refused(body: bytes, content_type: str) -> None:
    with pytest.raises(TrackbackError):
        read_trackback(body, content_type)


def test_TR8_long_fields_are_cropped() -> None:
    long = "x" * 400
    ping = read_trackback(form(url=URL, title=long, excerpt=long, blog_name=long), FORM_TYPE)
    assert [ping.title, ping.excerpt, ping.blog_name] == [f"{'x' * kept}…" for kept in (249, 252, 249)]


def test_TR5_success_is_byte_exact() -> None:
    assert write_answer() == b'<?xml version="1.0" encoding="utf-8"?><response><error>0</error></response>'


@pytest.mark.parametrize("message", ["Closed.", "a & b ]]> </message><error>0</error> <?xml ?>"])
def test_TR5_H83_error_is_escaped(message: str) -> None:
    response = fromstring(write_answer(message))
    assert [(element.tag, element.text) for element in response] == [("error", "1"), ("message", message)]


def test_TS3_ping_is_written() -> None:
    body = write_trackback(Trackback(URL, "घाट & <b>", "x" * 300, "The Meridian"))
    assert body.startswith(b"title=%E0%A4%98")
    fields = {"title": "घाट & <b>", "url": URL, "excerpt": "x" * 252 + "…", "blog_name": "The Meridian"}
    assert dict(parse_qsl(body.decode())) == fields


SUCCESS = write_answer()
ANSWERS = [
    ("TS4-success", 200, SUCCESS, Outcome.SENT),
    ("TS4-success-with-spaces", 200, b"<response>\n<error> 0 </error>\n</response>", Outcome.SENT),
    ("TS4-error", 200, write_answer("Closed"), Outcome.REFUSED),
    ("TS4-no-error-element", 200, b"<response></response>", Outcome.REFUSED),
    ("TS4-empty-of-WordPress", 200, b"", Outcome.REFUSED),
    ("TS4-html", 200, b"<h1>Welcome", Outcome.REFUSED),
    ("TS4-not-a-zero", 200, b"<error>10</error>", Outcome.REFUSED),
    ("TS4-success-beyond-the-limit", 200, b" " * 70_000 + SUCCESS, Outcome.REFUSED),
    ("TS4-404", 404, SUCCESS, Outcome.REFUSED),
    ("TS4-429", 429, b"", Outcome.RETRY),
    ("TS4-503", 503, SUCCESS, Outcome.RETRY),
]


@pytest.mark.parametrize(("status", "body", "outcome"), [pytest.param(*row[1:], id=row[0]) for row in ANSWERS])
def test_answer_is_read(status: int, body: bytes, outcome: Outcome) -> None:
    assert read_answer(status, body).outcome == outcome


def test_TS4_message_is_kept_for_the_ledger() -> None:
    assert read_answer(200, write_answer("Closed & done")).text == "Closed & done"


HEADLINE = 'Rain --> "flood" & <script> -- \0--- end'


def test_A7_H85_block_stays_one_comment() -> None:
    block = rdf_block("https://n.example/a--b/", HEADLINE, "https://n.example/trackback/1/")
    nodes = html.fragments_fromstring(f"{block}<p>After</p>")
    assert [node.tag for node in nodes] == [html.etree.Comment, "p"]
    assert "--" not in block.removeprefix("<!--").removesuffix("-->")


def test_A7_block_is_found_with_identifier_and_ping() -> None:
    url, ping = "https://n.example/a--b/?c=1&d=2", "https://n.example/trackback/1/"
    assert list(pings_in(rdf_block(url, HEADLINE, ping))) == [(url, ping)]


PIECES = [
    b"url=",
    b"https://s.example/a",
    b"&",
    b"%",
    b"%ff",
    b"title=",
    b"charset=",
    b"utf-16",
    b"\xff",
    b"+",
    b"=",
    b"\0",
]
HOSTILE = st.binary(max_size=100) | st.lists(st.sampled_from(PIECES), max_size=12).map(b"".join)


@given(HOSTILE, st.sampled_from(["", PLAIN, FORM_TYPE]) | st.text(max_size=40))
def test_hostile_ping_raises_only_the_declared(body: bytes, content_type: str) -> None:
    with suppress(TrackbackError):
        assert read_trackback(body, content_type).url.startswith(("http://", "https://"))


@given(st.binary(max_size=100) | st.sampled_from([b"<error>", b"<error>9", b"<message>&#xD800;"]))
def test_hostile_answer_is_no_success(body: bytes) -> None:
    assert read_answer(200, body).outcome == Outcome.REFUSED


@given(st.text(max_size=60))
def test_hostile_headline_leaves_the_block_whole(headline: str) -> None:
    assert list(pings_in(rdf_block(URL, headline, URL))) == [(URL, URL)]
