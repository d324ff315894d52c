"""However an answer is framed, encoded or broken, it costs little and ends well."""

from __future__ import annotations

import gzip
import socket
import tracemalloc
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.fetch import BadResponse, FetchError, Limits, Refused, Unreachable, fetch
from articles.fetch.content import read_content
from articles.fetch.head import read_head
from articles.fetch.limits import Deadline
from articles.fetch.reader import Reader
from tests.fetch.conftest import Serve
from tests.fetch.servers import answering, page

OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
SMALL = Limits(content_bytes=1000, wire_bytes=5000)

WHOLE = [
    ("length", page(b"hello")),
    ("empty", page(b"")),
    ("until-close", OK + b"\r\nhello"),
    ("http-1.0", b"HTTP/1.0 200\r\n\r\nhello"),
    ("bare-line-feeds", b"HTTP/1.1 200 OK\nContent-Length: 5\n\nhello"),
    ("folded", OK + b"Content-Length:\r\n 5\r\n\r\nhello"),
    ("same-length-twice", OK + b"Content-Length: 5\r\ncontent-length: 5\r\n\r\nhello"),
    ("H37-more-than-length", page(b"hello") + b"x" * 2_000_000),
    ("chunks", CHUNKED + b"3\r\nhel\r\n2;a=b\r\nlo\r\n0\r\n\r\n"),
    ("H37-trailers", CHUNKED + b"5\r\nhello\r\n0\r\n" + b"A: b\r\n" * 9999),
    ("chunks-beat-length", OK + b"Content-Length: 3\r\nTransfer-Encoding: Chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
    ("H37-two-continue", b"HTTP/1.1 100 Continue\r\n\r\n" * 2 + page(b"hello")),
    ("no-content", b"HTTP/1.1 204 No Content\r\n\r\nhello"),
    ("H32-gzip", page(gzip.compress(b"hello"), "Content-Encoding: gzip")),
    ("H32-x-gzip", page(gzip.compress(b"hello"), "Content-Encoding: X-GZip")),
    ("H32-deflate", page(zlib.compress(b"hello"), "Content-Encoding: deflate")),
    ("H32-bare-deflate", page(zlib.compress(b"hello", wbits=-15), "Content-Encoding: deflate")),
    ("H32-identity", page(b"hello", "Content-Encoding: identity")),
    ("H32-empty-gzip", page(b"", "Content-Encoding: gzip")),
]
CUT = [
    ("V3-length", page(b"x" * 1001), 1000),
    ("V3-until-close", OK + b"\r\n" + b"x" * 9000, 1000),
    ("V3-chunks", CHUNKED + b"2000\r\n" + b"x" * 0x2000, 1000),
    ("H37-early-close", OK + b"Content-Length: 10\r\n\r\nhello", 5),
    ("H37-early-close-in-chunk", CHUNKED + b"a\r\nhello", 5),
    ("H37-early-close-between-chunks", CHUNKED + b"5\r\nhello\r\n", 5),
    ("H37-chunk-framing", CHUNKED + (b"1;" + b"a" * 400 + b"\r\nx\r\n") * 100, 12),
    ("H37-endless-chunk-size", CHUNKED + b"5\r\nhello\r\n1;" + b"a" * 9000, 5),
    ("H31-gzip", page(gzip.compress(bytes(100_000)), "Content-Encoding: gzip"), 1000),
    ("H31-early-close-in-gzip", page(gzip.compress(b"hello")[:-6], "Content-Encoding: gzip"), 5),
    ("H31-second-member", page(gzip.compress(b"hello") * 2, "Content-Encoding: gzip"), 5),
]
BAD = [
    ("H37-http-0.9", b"<html>hello</html>\r\n\r\n", BadResponse, "status"),
    ("H37-http-2", b"HTTP/2 200 OK\r\n\r\n", BadResponse, "status"),
    ("H37-status-word", b"HTTP/1.1 OK\r\n\r\n", BadResponse, "status"),
    ("H37-status-0", b"HTTP/1.1 099 X\r\n\r\n", BadResponse, "status"),
    ("H37-300-continue", b"HTTP/1.1 100 Continue\r\n\r\n" * 300 + page(), BadResponse, "status"),
    ("H37-switching", b"HTTP/1.1 101 Switching Protocols\r\n\r\n", BadResponse, "status"),
    ("H37-nothing", b"", Unreachable, "closed"),
    ("H37-half-a-head", OK + b"A: b\r\n", Unreachable, "closed"),
    ("H37-length-word", OK + b"Content-Length: five\r\n\r\n", BadResponse, "length"),
    ("H37-length-negative", OK + b"Content-Length: -5\r\n\r\n", BadResponse, "length"),
    ("H37-length-huge", OK + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n", BadResponse, "length"),
    ("H37-two-lengths", OK + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello", BadResponse, "length"),
    ("H37-other-transfer", OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n", BadResponse, "length"),
    ("H37-chunk-negative", CHUNKED + b"-1\r\nhello", BadResponse, "chunk"),
    ("H37-chunk-prefix", CHUNKED + b"0x5\r\nhello\r\n0\r\n\r\n", BadResponse, "chunk"),
    ("H37-chunk-empty", CHUNKED + b"\r\nhello", BadResponse, "chunk"),
    ("H37-chunk-huge", CHUNKED + b"fffffffff\r\nhello", BadResponse, "chunk"),
    ("H37-chunk-too-short", CHUNKED + b"3\r\nhello\r\n0\r\n\r\n", BadResponse, "chunk"),
    ("H38-megabyte-line", OK + b"A: " + b"b" * 1_000_000 + b"\r\n\r\n", BadResponse, "headers"),
    ("H38-20000-headers", OK + b"A: b\r\n" * 20_000 + b"\r\n", BadResponse, "headers"),
    ("H38-201-headers", OK + b"A: b\r\n" * 201 + b"\r\n", BadResponse, "headers"),
    ("H38-10000-cookies", OK + b"Set-Cookie: a=b\r\n" * 10_000 + b"\r\n", BadResponse, "headers"),
    ("H38-no-colon", OK + b"hello\r\n\r\n", BadResponse, "headers"),
    ("H38-space-in-name", OK + b"A b: c\r\n\r\n", BadResponse, "headers"),
    ("H38-space-after-name", OK + b"Content-Length : 5\r\n\r\n", BadResponse, "headers"),
    ("H38-folded-first", OK + b" A: b\r\n\r\n", BadResponse, "headers"),
    ("H38-carriage-return", OK + b"A: b\rC: d\r\n\r\n", BadResponse, "headers"),
    ("H38-nul", OK + b"A: b\0\r\n\r\n", BadResponse, "headers"),
    ("H32-50-layers", page(b"x", f"Content-Encoding: {', '.join(['gzip'] * 50)}"), Refused, "encoding"),
    ("H32-two-headers", page(b"x", "Content-Encoding: gzip", "Content-Encoding: gzip"), Refused, "encoding"),
    ("H32-br", page(b"x", "Content-Encoding: br"), Refused, "encoding"),
    ("H32-zstd", page(b"x", "Content-Encoding: zstd"), Refused, "encoding"),
    ("H32-no-gzip", page(b"hello", "Content-Encoding: gzip"), BadResponse, "encoding"),
    ("H32-no-deflate", page(b"\xff\xff\xff", "Content-Encoding: deflate"), BadResponse, "encoding"),
]


@pytest.mark.parametrize("answer", [pytest.param(answer, id=name) for name, answer in WHOLE])
def test_answer_is_taken_whole(serve: Serve, answer: bytes) -> None:
    response = fetch(serve(answering(answer)).url)
    expected = b"" if b"Content-Length: 0" in answer or response.status == 204 else b"hello"
    assert (response.content, response.truncated) == (expected, False)


@pytest.mark.parametrize(("answer", "size"), [pytest.param(*row[1:], id=row[0]) for row in CUT])
def test_answer_is_cut(serve: Serve, answer: bytes, size: int) -> None:
    response = fetch(serve(answering(answer)).url, limits=SMALL)
    assert (len(response.content), response.truncated) == (size, True)


@pytest.mark.parametrize(("answer", "kind", "reason"), [pytest.param(*row[1:], id=row[0]) for row in BAD])
def test_bad_answer_has_a_reason(serve: Serve, answer: bytes, kind: type[FetchError], reason: str) -> None:
    with pytest.raises(kind) as bad:
        fetch(serve(answering(answer)).url)
    assert bad.value.reason == reason
    assert str(bad.value).endswith(".")


def test_V3_page_of_exactly_the_limit_is_whole(serve: Serve) -> None:
    response = fetch(serve(answering(page(b"x" * 1000))).url, limits=SMALL)
    assert (len(response.content), response.truncated) == (1000, False)


def test_H31_bomb_costs_no_more_than_a_page(serve: Serve) -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(200)) + packer.flush()
    server = serve(answering(page(bomb, "Content-Encoding: gzip")))
    tracemalloc.start()
    response = fetch(server.url)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (len(response.content), response.truncated) == (512 * 1024, True)
    assert peak < 30_000_000


def test_H37_gigabyte_behind_a_small_length_is_left(serve: Serve) -> None:
    server = serve(answering(page(b"hello"), (b"x" * 100_000 for _ in range(10_000))))
    assert fetch(server.url).content == b"hello"


def test_H37_endless_body_is_cut(serve: Serve) -> None:
    server = serve(answering(OK + b"\r\n", (b"x" * 100_000 for _ in range(10_000))))
    response = fetch(server.url)
    assert (len(response.content), response.truncated) == (512 * 1024, True)


def test_H37_endless_gzip_is_cut_on_the_wire(serve: Serve) -> None:
    packer = zlib.compressobj(0, wbits=31)
    endless = (packer.compress(b"x" * 100_000) for _ in range(10_000))
    server = serve(answering(OK + b"Content-Encoding: gzip\r\n\r\n", endless))
    response = fetch(server.url, limits=Limits(wire_bytes=5000))
    assert (response.content, response.truncated) == (b"x" * len(response.content), True)
    assert 4000 < len(response.content) < 5000


def test_H38_headers_up_to_the_limit_are_kept(serve: Serve) -> None:
    response = fetch(serve(answering(OK + b"A: b\r\n" * 200 + b"\r\n")).url)
    assert response.headers.get_all("a") == ["b"] * 200


def test_response_splitting_makes_no_second_answer(serve: Serve) -> None:
    server = serve(answering(page(b"hello") + page(b"other")))
    assert fetch(server.url).content == b"hello"
    assert server.connections == 1


def taken(answer: bytes) -> tuple[int, bytes]:
    """What is made of these bytes when they come over a connection."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(answer)
        theirs.shutdown(socket.SHUT_WR)
        reader = Reader(ours, Deadline(5))
        status, headers = read_head(reader, SMALL)
        return status, read_content(reader, headers, SMALL)[0]


HEADERS = [b"Content-Length: 3", b"Transfer-Encoding: chunked", b"Content-Encoding: gzip", b"A:b", b" x"]
BODIES = [b"", b"3", b"abc", b"0", b"\r", b"ffffffff", gzip.compress(b"abc")]
LINES = st.sampled_from([b"HTTP/1.1 200 OK", b"HTTP/1.1 100", *HEADERS, *BODIES])
ANSWERS = st.one_of(st.binary(max_size=200), st.lists(LINES, max_size=12).map(b"\r\n".join))


@settings(deadline=None)
@given(ANSWERS, st.booleans())
def test_any_bytes_are_an_answer_or_a_known_failure(answer: bytes, begun: bool) -> None:
    try:
        status, content = taken(OK + answer if begun else answer)
    except FetchError:
        return
    assert 200 <= status <= 999
    assert len(content) <= SMALL.content_bytes
