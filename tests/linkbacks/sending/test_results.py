"""What the ledger says after each kind of answer, and when the next try is: PS7, TS4 and "Sender retry"."""

from __future__ import annotations

import socket
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from articles.fetch import Resolver
from articles.linkbacks.formats.pingback import PingbackFault, write_fault
from articles.linkbacks.formats.trackback import write_answer
from articles.linkbacks.parsing.parser import Parser
from articles.linkbacks.sending.retrying import asked_to_wait, next_try
from articles.models import Delivery
from tests.fetch.certificates import certificate_for
from tests.fetch.conftest import Serve
from tests.fetch.servers import answering, dripping, over_tls, page
from tests.linkbacks.parsing.hostile import ATTRIBUTE_BOMB
from tests.linkbacks.sending.receivers import (
    HTML,
    NOW,
    SHORT,
    WEBMENTION,
    after,
    answering_in_turn,
    deliver,
    make_delivery,
    make_pinged,
    make_tracked,
    offering,
    posts,
)

pytestmark = pytest.mark.django_db

STATUSES = [
    ("404", "404 Not Found", "refused", None),
    ("403", "403 Forbidden", "refused", None),
    ("400", "400 Bad Request", "refused", None),
    ("429", "429 Too Many Requests", "waiting", after(minutes=5)),
    ("500", "500 Internal Server Error", "waiting", after(minutes=5)),
    ("503", "503 Service Unavailable", "waiting", after(minutes=5)),
]


@pytest.mark.parametrize(("line", "status", "due_at"), [pytest.param(*row[1:], id=row[0]) for row in STATUSES])
def test_status_of_the_page_decides(serve: Serve, line: str, status: str, due_at: datetime | None) -> None:
    server = serve(answering(page(WEBMENTION.encode(), HTML, status=line)))
    row = deliver(make_delivery(server.url))
    assert (row.status, row.due_at, row.answer) == (status, due_at, f"The page answers HTTP {line[:3]}.")
    assert (posts(server), row.attempts) == ([], 1)


@pytest.mark.parametrize(("line", "status", "due_at"), [pytest.param(*row[1:], id=row[0]) for row in STATUSES])
def test_status_of_the_endpoint_decides(serve: Serve, line: str, status: str, due_at: datetime | None) -> None:
    server = serve(offering(WEBMENTION, page(b"", status=line)))
    row = deliver(make_delivery(server.url))
    assert (row.status, row.due_at, row.answer) == (status, due_at, f"HTTP {line[:3]}")
    assert (row.kind, row.endpoint, row.posting_since) == ("webmention", f"{server.url}e", None)


def test_retries_end_after_a_day(serve: Serve) -> None:
    server = serve(offering(WEBMENTION, page(b"", status="500 Oh")))
    row, waits = make_delivery(server.url), []
    for _ in range(6):
        moment = row.due_at
        deliver(row, moment)
        waits.append(row.due_at and row.due_at - moment)
    assert waits == [*(timedelta(minutes=minutes) for minutes in (5, 25, 90, 600, 720)), None]
    assert (row.status, row.attempts, len(posts(server))) == ("failed", 6, 6)


@pytest.mark.parametrize(("chance", "seconds"), [(0.0, 240), (0.5, 300), (1.0, 360)])
def test_waits_differ_by_a_fifth(chance: float, seconds: int) -> None:
    assert next_try(1, NOW, lambda: chance) == after(seconds=seconds)


RETRY_AFTER = [
    ("seconds", "120", after(seconds=120)),
    ("date", "Wed, 04 Mar 2026 12:30:00 GMT", after(minutes=30)),
    ("date-without-zone", "Wed, 04 Mar 2026 12:30:00", after(minutes=30)),
    ("no-longer-than-a-day", "999999999", after(hours=24)),
    ("beyond-all-dates", "9" * 30, None),
    ("words", "soon", None),
    ("negative", "-5", None),
    ("nothing", "", None),
]


@pytest.mark.parametrize(("header", "moment"), [pytest.param(*row[1:], id=row[0]) for row in RETRY_AFTER])
def test_retry_after_is_read(header: str, moment: datetime | None) -> None:
    assert asked_to_wait(header, NOW) == moment


@pytest.mark.parametrize(("seconds", "due_at"), [("3600", after(hours=1)), ("10", after(minutes=5))])
def test_retry_after_is_honoured_and_never_hurries(serve: Serve, seconds: str, due_at: datetime) -> None:
    busy = page(b"", f"Retry-After: {seconds}", status="429 Too Many Requests")
    assert deliver(make_delivery(serve(offering(WEBMENTION, busy)).url)).due_at == due_at


def test_retry_after_of_the_page_is_honoured(serve: Serve) -> None:
    server = serve(answering(page(b"", "Retry-After: 3600", status="503 Later")))
    assert deliver(make_delivery(server.url)).due_at == after(hours=1)


def test_closed_port_is_tried_again(serve: Serve) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    row = deliver(make_delivery(f"http://127.0.0.1:{port}/"))
    assert (row.status, row.due_at, row.attempts) == ("waiting", after(minutes=5), 1)


@pytest.mark.usefixtures("_loopback")
def test_name_without_address_is_tried_again() -> None:
    def unknown(host: str) -> list[str]:
        raise OSError

    row = deliver(make_delivery("https://gone.example/"), resolver=unknown)
    assert (row.status, row.answer) == ("waiting", "gone.example has no address.")


def test_silent_page_is_tried_again(serve: Serve) -> None:
    server = serve(dripping(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"))
    assert deliver(make_delivery(server.url), limits=SHORT).status == "waiting"


def test_private_address_is_refused_for_good() -> None:
    row = deliver(make_delivery("http://10.0.0.1/"))
    assert (row.status, row.due_at) == ("refused", None)


def test_H39_wrong_certificate_is_refused_for_good(serve: Serve, tmp_path: Path) -> None:
    server = serve(over_tls(str(certificate_for(tmp_path, "127.0.0.1")), answering(page())))
    row = deliver(make_delivery(f"https://127.0.0.1:{server.port}/"))
    assert (row.status, row.due_at) == ("refused", None)
    assert row.answer.startswith("The certificate of 127.0.0.1 is not valid")


@pytest.mark.parametrize("code", [0, 17])
def test_PS7_hidden_reason_is_asked_once_more(serve: Serve, code: int) -> None:
    _server, row = make_pinged(serve, write_fault(PingbackFault(code, "no link")))
    deliver(row)
    assert (row.status, row.due_at, row.attempts) == ("waiting", after(minutes=10), 1)
    deliver(row, after(minutes=10))
    assert (row.status, row.due_at, row.attempts) == ("refused", None, 2)


def test_answer_is_kept_as_one_clean_line(serve: Serve) -> None:
    answer = write_answer("x").replace(b"x</message>", b"Go\x00ne\n\xe2\x80\xae away " + b"y" * 999 + b"</message>")
    _server, row = make_tracked(serve, page(answer))
    deliver(row)
    assert row.status == "refused"
    assert row.answer.startswith("Gone away yyy")
    assert len(row.answer) <= 300


def test_trackback_without_an_answer_is_not_sent_again(serve: Serve) -> None:
    server, row = make_tracked(serve, b"")
    deliver(row)
    assert (row.status, row.due_at, len(posts(server))) == ("uncertain", None, 1)
    assert row.answer.startswith("Nobody knows whether the trackback arrived.")


def unreachable(host: str) -> list[str]:
    raise OSError


def broken(*_: object) -> Any:
    raise RuntimeError


ENDPOINTS = [
    ("nobody-there", "http://hub.example/", unreachable, "waiting"),
    ("inside", "http://127.0.0.2/", unreachable, "refused"),
    ("our-failure", "http://hub.example/", broken, "uncertain"),
]


@pytest.mark.parametrize(("endpoint", "resolver", "status"), [pytest.param(*row[1:], id=row[0]) for row in ENDPOINTS])
def test_trackback_that_cannot_have_arrived_is_not_uncertain(
    serve: Serve, endpoint: str, resolver: Resolver, status: str
) -> None:
    _server, row = make_tracked(serve, endpoint=endpoint)
    assert deliver(row, resolver=resolver).status == status


def test_trackback_that_was_answered_with_trouble_is_sent_again(serve: Serve) -> None:
    server, row = make_tracked(serve, page(b"", status="503 Busy"), page(write_answer()))
    for moment in (NOW, after(minutes=5)):
        deliver(row, moment)
    assert (row.status, len(posts(server))) == ("sent", 2)


def test_webmention_without_an_answer_is_sent_again(serve: Serve) -> None:
    server = serve(answering_in_turn([page(WEBMENTION.encode(), HTML)], [b"", page(status="202 OK")]))
    row = make_delivery(server.url)
    for moment in (NOW, after(minutes=5)):
        deliver(row, moment)
    assert (row.status, len(posts(server))) == ("sent", 2)


def test_failure_of_ours_is_tried_again_and_ends(serve: Serve) -> None:
    server = serve(offering(WEBMENTION))
    row = deliver(make_delivery(server.url), discover=broken)
    assert (row.status, row.due_at) == ("waiting", after(minutes=5))
    assert row.answer == "Something went wrong here, not there."
    Delivery.objects.update(attempts=5)
    assert deliver(row, after(minutes=5), discover=broken).status == "failed"


def test_page_that_kills_the_parser_is_refused(serve: Serve) -> None:
    server = serve(offering(ATTRIBUTE_BOMB))
    with Parser(seconds=60) as parser:  # a busy machine gives a child its two seconds late
        row = deliver(make_delivery(server.url), discover=parser.discover)
    assert (row.status, row.answer) == ("refused", "The page takes too much time to parse.")


def test_page_that_was_not_parsed_in_time_is_asked_again(serve: Serve) -> None:
    server = serve(offering(ATTRIBUTE_BOMB))
    with Parser(seconds=0.1) as parser:
        row = deliver(make_delivery(server.url), discover=parser.discover)
    assert (row.status, row.due_at) == ("waiting", after(minutes=5))
