"""What others get of a flood through us, and what we wait for: R3, H36, H39, H41, H43 and H95 of the specification."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime
from ipaddress import ip_network
from pathlib import Path

import pytest
from django.db import connections
from pytest_django import Settings

from articles.fetch import Limits
from articles.fetch.resolving import MAX_LOOK_UPS
from articles.linkbacks.formats.examining import Examined
from articles.linkbacks.formats.fetched_page import FetchedPage
from articles.linkbacks.parsing.parser import Parser
from articles.linkbacks.verifying.work import do_one
from articles.models import Linkback
from tests.factories import make_article
from tests.fetch.certificates import certificate_for
from tests.fetch.conftest import Serve
from tests.fetch.servers import Script, answering, over_tls, redirect
from tests.linkbacks.verifying.sources import NOW, after, html, linking, make_notice, url_of

pytestmark = pytest.mark.django_db(transaction=True)

EVERYWHERE = "0.0.0.0"  # noqa: S104
NOTHING = answering(html("<p>Nothing."))


def loopback(host: str) -> list[str]:
    return ["127.0.0.1"]


def work(parser: Parser, now: datetime, resolver: Callable[[str], Sequence[str]] = loopback) -> None:
    """All that is due at that moment."""
    while do_one(parser, now=now, resolver=resolver):
        pass


def test_R3_H41_sixty_requests_an_hour_reach_the_victim(parser: Parser, serve: Serve) -> None:
    server = serve(NOTHING)
    for number in range(70):
        make_notice(f"{server.url}?r={number}")
    for minute in range(59):
        work(parser, after(minutes=minute, seconds=minute))
    assert server.connections == 60
    work(parser, after(minutes=62))
    assert 60 < server.connections <= 66


VICTIMS = [("sub-domains", "r{}.victim.example", "127.0.1.{}"), ("one-address", "victim{}.example", "127.0.1.1")]


@pytest.mark.parametrize(("host", "address"), [pytest.param(*row[1:], id=row[0]) for row in VICTIMS])
def test_R3_names_of_one_victim_share_its_limit(
    parser: Parser, serve: Serve, settings: Settings, host: str, address: str
) -> None:
    server = serve(NOTHING, EVERYWHERE)
    settings.OUTBOUND_ALLOWED_NETWORKS = [ip_network("127.0.0.0/8")]
    addresses = {host.format(number): address.format(number) for number in range(10)}
    for name in addresses:
        make_notice(f"http://{name}:{server.port}/")
    work(parser, NOW, lambda host: [addresses[host]])
    assert server.connections == 6


def test_R3_redirects_to_a_victim_are_counted(parser: Parser, serve: Serve, settings: Settings) -> None:
    victim = serve(NOTHING)
    relays = serve(answering(redirect(f"http://victim.example:{victim.port}/")), EVERYWHERE)
    settings.OUTBOUND_ALLOWED_NETWORKS = [ip_network("127.0.0.0/8")]
    addresses = {f"relay{number}.example": f"127.0.1.{number}" for number in range(10)}
    for host in addresses:
        make_notice(f"http://{host}:{relays.port}/")
    work(parser, NOW, lambda host: [addresses.get(host, "127.0.0.1")])
    assert (relays.connections, victim.connections) == (10, 6)


def test_R3_other_sites_do_not_wait_for_a_victim(parser: Parser, serve: Serve) -> None:
    victim, other = serve(NOTHING), serve(NOTHING)
    for number in range(20):
        make_notice(f"{victim.url}?r={number}")
    make_notice(other.url)
    work(parser, NOW)
    assert (victim.connections, other.connections) == (6, 1)


NOT_SHARED = [
    ("of-a-neighbour", "http://gone.blog.example:{port}/", answering(html("x"))),
    ("of-one-page", "http://blog.example:{port}/odd", answering(b"HTTP/1.1 302 Found\r\n\r\n")),
]


@pytest.mark.parametrize(("bad", "script"), [pytest.param(*row[1:], id=row[0]) for row in NOT_SHARED])
def test_failure_is_not_shared(parser: Parser, serve: Serve, bad: str, script: Script) -> None:
    """Or anybody could keep a site's notices from being verified, by naming what is not there."""
    server = serve(script)
    failing = make_notice(bad.format(port=server.port))
    honest = make_notice(f"http://blog.example:{server.port}/post")
    assert do_one(parser, now=NOW, resolver={"blog.example": ["127.0.0.1"], "gone.blog.example": []}.__getitem__)
    assert [Linkback.objects.get(pk=row.pk).failures for row in (failing, honest)] == [1, 0]


@pytest.fixture
def silent_resolver() -> Iterator[Callable[[str], list[str]]]:
    """A name server that never answers, until the test is over."""
    over = threading.Event()

    def wait(host: str) -> list[str]:
        over.wait()
        return []

    yield wait
    over.set()


def test_H36_silent_name_server_is_tried_again_later(
    parser: Parser, silent_resolver: Callable[[str], list[str]]
) -> None:
    limits = Limits(dns_seconds=0.05)
    rows = [make_notice(f"https://blog{number}.example/") for number in range(MAX_LOOK_UPS + 2)]
    while do_one(parser, now=NOW, resolver=silent_resolver, limits=limits):
        pass
    assert set(Linkback.objects.values_list("status", "failures", "due_at")) == {("received", 1, after(minutes=5))}
    assert sum(thread.name == "look-up" for thread in threading.enumerate()) == MAX_LOOK_UPS
    assert Linkback.objects.get(pk=rows[-1].pk).problem.endswith("could not be found in time.")


def test_H39_wrong_certificate_is_no_source(parser: Parser, serve: Serve, tmp_path: Path) -> None:
    article = make_article()
    server = serve(over_tls(str(certificate_for(tmp_path, "127.0.0.1")), answering(linking(url_of(article)))))
    row = make_notice(f"https://127.0.0.1:{server.port}/", article)
    assert do_one(parser, now=NOW)
    row.refresh_from_db()
    assert (row.status, row.due_at, server.requests) == ("unverified", None, [])
    assert row.problem.startswith("The certificate of 127.0.0.1 is not valid")


PORTS = [22, 25, 3306, 6379, 8081]


@pytest.mark.parametrize("port", PORTS)
def test_H43_other_ports_are_not_connected_to(parser: Parser, port: int) -> None:
    row = make_notice(f"http://scanme.example:{port}/")
    assert do_one(parser, now=NOW, resolver=lambda host: ["1.1.1.1"])
    row.refresh_from_db()
    assert (row.status, row.problem) == ("unverified", f"Port {port} is not asked, only 80 and 443.")


class Watching:
    """Examines like its parser, and notes whether a transaction is open."""

    def __init__(self, parser: Parser) -> None:
        self.parser, self.in_transaction = parser, []
        self._ours = connections["default"]

    def resolve(self, host: str) -> list[str]:
        """Called by another thread: what counts is the connection of the one that waits."""
        self.in_transaction.append(self._ours.in_atomic_block)
        return ["127.0.0.1"]

    def examine(self, page: FetchedPage, targets: Collection[str], with_embeds: bool = False) -> dict[str, Examined]:
        self.in_transaction.append(self._ours.in_atomic_block)
        return self.parser.examine(page, targets, with_embeds)


def test_H95_no_transaction_is_open_while_a_page_is_fetched_or_parsed(parser: Parser, serve: Serve) -> None:
    article, watching = make_article(), Watching(parser)
    server = serve(answering(linking(url_of(article))))
    make_notice(f"http://blog.example:{server.port}/", article)
    assert do_one(watching, now=NOW, resolver=watching.resolve)
    assert (watching.in_transaction, Linkback.objects.get().status) == ([False, False], "pending")


def test_H95_a_request_is_no_transaction() -> None:
    assert connections["default"].settings_dict["ATOMIC_REQUESTS"] is False
