"""Names are looked up once for each hop, and what was checked is what is asked."""

from __future__ import annotations

from ipaddress import ip_network

import pytest
from pytest_django import Settings

from articles.fetch import Refused, Unreachable, fetch
from tests.engines import free_port
from tests.fetch.conftest import Serve
from tests.fetch.servers import answering, page, redirect


class Rebinding:
    """Gives one address at the first look-up, another at every later one."""

    def __init__(self, first: str, then: str) -> None:
        self.answers, self.asked = [first, then], 0

    def __call__(self, host: str) -> list[str]:
        self.asked += 1
        return [self.answers[min(self.asked, 2) - 1]]


def test_H26_checked_address_is_the_one_connected_to(serve: Serve) -> None:
    server = serve(answering(page(b"outside")))
    resolver = Rebinding("127.0.0.1", "127.0.0.2")
    assert fetch(f"http://good.example:{server.port}/", resolver=resolver).content == b"outside"
    assert (resolver.asked, server.connections) == (1, 1)


def test_H26_refused_address_is_never_connected_to(serve: Serve) -> None:
    inside = serve(answering(page(b"secret")), "127.0.0.2")
    with pytest.raises(Refused):
        fetch(f"http://good.example:{inside.port}/", resolver=Rebinding("127.0.0.2", "127.0.0.1"))
    assert inside.connections == 0


def test_H26_redirect_to_the_same_name_is_checked_again(serve: Serve) -> None:
    server = serve(answering(redirect("/again")))
    resolver = Rebinding("127.0.0.1", "10.0.0.1")
    with pytest.raises(Refused):
        fetch(f"http://good.example:{server.port}/", resolver=resolver)
    assert (resolver.asked, server.connections) == (2, 1)


def test_address_as_host_is_not_looked_up(serve: Serve) -> None:
    resolver = Rebinding("127.0.0.2", "127.0.0.2")
    assert fetch(serve(answering(page(b"here"))).url, resolver=resolver).content == b"here"
    assert resolver.asked == 0


def no_such_name(host: str) -> list[str]:
    raise OSError("no such name")


@pytest.mark.parametrize("resolver", [no_such_name, lambda host: [], lambda host: ["not an address"]])
def test_name_without_address_is_unreachable(resolver: object) -> None:
    with pytest.raises(Unreachable) as unreachable:
        fetch("http://good.example/", resolver=resolver)
    assert (unreachable.value.reason, unreachable.value.transient) == ("dns", True)


def test_mistake_of_a_resolver_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        fetch("http://good.example/", resolver=lambda host: [str(1 // 0)])


@pytest.fixture
def _loopback_of_both_families(serve: Serve, settings: Settings) -> None:
    settings.OUTBOUND_ALLOWED_NETWORKS = [ip_network("127.0.0.1/32"), ip_network("::1/128")]


@pytest.mark.usefixtures("_loopback_of_both_families")
def test_resolver_of_the_system_finds_names(serve: Serve) -> None:
    server = serve(answering(page(b"here")))
    assert fetch(f"http://localhost:{server.port}/").content == b"here"


@pytest.mark.usefixtures("_loopback_of_both_families")
def test_one_address_of_each_family_is_tried(serve: Serve) -> None:
    server = serve(answering(page(b"here")))
    tried: list[str] = []
    answer = fetch(
        f"http://good.example:{server.port}/",
        resolver=lambda host: ["::1", "::1", "127.0.0.1"],
        permit=lambda host, address: tried.append(address),
    )
    assert (answer.resolved_address, tried) == ("127.0.0.1", ["::1", "127.0.0.1"])


@pytest.mark.usefixtures("_loopback")
def test_closed_door_is_unreachable() -> None:
    with pytest.raises(Unreachable) as unreachable:
        fetch(f"http://127.0.0.1:{free_port()}/")
    assert unreachable.value.reason == "connect"
