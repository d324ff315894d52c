"""One request at a time and two seconds apart at each host: H104 and "Sender retry" of the specification."""

from __future__ import annotations

from ipaddress import ip_network

import pytest
from pytest_django import Settings

from tests.fetch.conftest import Serve
from tests.fetch.servers import answering, by_path, page, redirect
from tests.linkbacks.sending.receivers import (
    ACCEPTED,
    HTML,
    NOW,
    WEBMENTION,
    after,
    deliver,
    make_delivery,
    offering,
    posts,
)

pytestmark = pytest.mark.django_db


def waits(slept: list[float]) -> list[bool]:
    """Each was of two seconds, more or less: asking takes its time, too."""
    return [0 < seconds < 4 for seconds in slept]


def test_H104_requests_to_one_host_are_two_seconds_apart(serve: Serve) -> None:
    server, slept = serve(offering(WEBMENTION)), []
    deliver(make_delivery(server.url), sleep=slept.append)
    assert waits(slept) == [True]


def test_H104_redirect_within_a_host_waits_too(serve: Serve) -> None:
    pages = {"/": redirect("/moved"), "/moved": page(WEBMENTION.encode(), HTML), "/e": ACCEPTED}
    server, slept = serve(by_path(pages)), []
    deliver(make_delivery(server.url), sleep=slept.append)
    assert waits(slept) == [True, True]


def test_H104_busy_host_puts_a_delivery_off_without_counting(serve: Serve) -> None:
    server = serve(offering(WEBMENTION))
    first, second = (make_delivery(f"{server.url}{number}") for number in range(2))
    deliver(first)
    deliver(second)
    assert (second.status, second.attempts, second.tried_at) == ("waiting", 0, None)
    assert after(seconds=4) <= second.due_at < after(seconds=10)
    assert deliver(second, second.due_at).status == "sent"


def test_H104_endpoint_of_many_sites_has_one_pace(serve: Serve) -> None:
    hub, slept = serve(answering(ACCEPTED)), []
    html = f'<link rel="webmention" href="http://hub.example:{hub.port}/">'
    server = serve(offering(html))
    for host in ("one.example", "two.example"):
        row = make_delivery(f"http://{host}:{server.port}/")
        deliver(row, resolver=lambda host: ["127.0.0.1"], sleep=slept.append)
    assert (len(posts(hub)), waits(slept)) == (2, [True])


def test_H104_host_that_another_worker_is_at_is_left_alone(serve: Serve) -> None:
    server = serve(offering(WEBMENTION))
    make_delivery(f"{server.url}other", lease_until=after(seconds=60))
    row = deliver(make_delivery(server.url))
    assert (server.connections, row.attempts) == (0, 0)
    assert after(seconds=3) <= row.due_at < after(seconds=9)


def test_H104_endpoint_that_another_worker_is_at_is_waited_for(serve: Serve) -> None:
    server = serve(offering('<link rel="webmention" href="http://hub.example/">'))
    other = {"endpoint": "http://hub.example/", "posting_since": NOW, "lease_until": after(seconds=60)}
    make_delivery("http://elsewhere.example/", **other)
    row = deliver(make_delivery(server.url))
    assert (row.status, row.attempts, posts(server)) == ("waiting", 0, [])
    assert row.due_at > after(seconds=5)


def test_H104_endpoint_that_another_worker_is_yet_to_ask_is_free(serve: Serve) -> None:
    server = serve(offering(WEBMENTION))
    make_delivery("http://elsewhere.example/", endpoint=f"{server.url}e", lease_until=after(seconds=60))
    assert deliver(make_delivery(server.url)).status == "sent"


def test_second_address_of_a_host_is_no_second_request(serve: Serve, settings: Settings) -> None:
    settings.OUTBOUND_ALLOWED_NETWORKS = [ip_network("127.0.0.1/32"), ip_network("::1/128")]
    server, slept = serve(answering(page(b"<p>Nothing", HTML))), []
    row = make_delivery(f"http://both.example:{server.port}/")
    deliver(row, resolver=lambda host: ["::1", "127.0.0.1"], sleep=slept.append)
    assert (row.status, server.connections, slept) == ("silent", 1, [])
