"""Only public addresses on the ports of the web are asked; one setting makes a hole, and only it."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

import pytest
from pytest_django import Settings

from articles.fetch import Refused, fetch
from articles.fetch.networks import is_public

REFUSED = [
    *[("H10", text) for text in ["::1", "::", "::ffff:127.0.0.1", "::127.0.0.1", "fe80::1", "::ffff:8.8.8.8"]],
    *[("H11", text) for text in ["64:ff9b::a9fe:a9fe", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::"]],
    *[("H11", text) for text in ["2002:808:808::", "2001::1", "fec0::1", "3fff::1", "2001:db8::1", "5f00::1"]],
    *[("H12", text) for text in ["224.0.0.1", "239.255.255.255", "ff0e::1", "192.88.99.1"]],
    *[("H13", text) for text in ["169.254.169.254", "fd00:ec2::254", "100.100.100.200", "168.63.129.16"]],
    *[("H13", text) for text in ["0.0.0.1", "10.0.0.1", "100.64.0.1", "127.0.0.1", "172.31.255.255"]],
    *[("H13", text) for text in ["192.0.0.192", "192.0.2.1", "192.168.1.1", "198.19.0.1", "198.51.100.1"]],
    *[("H13", text) for text in ["203.0.113.1", "240.0.0.1", "255.255.255.255"]],
]
PUBLIC = ["1.1.1.1", "93.184.215.14", "100.63.255.255", "172.32.0.1", "168.63.129.17", "223.255.255.255"]
PUBLIC += ["2606:4700::1111", "2a00:1450::1", "64:ff9b::808:808"]
NAMES = ["localhost", "localhost.", "metadata.google.internal", "wiki", "printer.local", "a.onion", "b.home.arpa"]
PORTS = [22, 25, 3306, 6379, 8080, 65535]


def refusing(url: str, *addresses: str) -> str:
    with pytest.raises(Refused) as refused:
        fetch(url, resolver=lambda host: addresses)
    return refused.value.reason


@pytest.mark.parametrize("address", [pytest.param(text, id=f"{number}-{text}") for number, text in REFUSED])
def test_address_is_not_public(address: str) -> None:
    literal = f"[{address}]" if ":" in address else address
    assert not is_public(ip_address(address))
    assert refusing(f"http://{literal}/") == "address"
    assert refusing("http://good.example/", address) == "address"


@pytest.mark.parametrize("address", PUBLIC)
def test_address_is_public(address: str) -> None:
    assert is_public(ip_address(address))


def test_address_with_a_zone_is_not_public() -> None:
    assert not is_public(ip_address("2606:4700::1111%eth0"))


@pytest.mark.parametrize("name", [pytest.param(name, id=f"H14-{name}") for name in NAMES])
def test_local_name_is_refused_without_a_look_up(name: str) -> None:
    looked_up: list[str] = []
    with pytest.raises(Refused) as refused:
        fetch(f"http://{name}/", resolver=lambda host: looked_up.append(host) or [])
    assert (refused.value.reason, looked_up) == ("name", [])


@pytest.mark.parametrize("port", [pytest.param(port, id=f"H15-H43-{port}") for port in PORTS])
def test_port_is_refused_without_a_look_up(port: int) -> None:
    looked_up: list[str] = []
    with pytest.raises(Refused) as refused:
        fetch(f"http://good.example:{port}/", resolver=lambda host: looked_up.append(host) or [])
    assert (refused.value.reason, looked_up) == ("port", [])


@pytest.mark.parametrize("addresses", [("1.1.1.1", "10.0.0.1"), ("::1", "1.1.1.1")], ids=["H25-last", "H25-first"])
def test_name_with_one_private_address_is_refused(addresses: tuple[str, ...]) -> None:
    assert refusing("http://good.example/", *addresses) == "address"


def test_hole_lets_no_other_network_through(settings: Settings) -> None:
    settings.OUTBOUND_ALLOWED_NETWORKS = [ip_network("127.0.0.1/32")]
    assert refusing("http://127.0.0.2/") == "address"
    assert refusing("http://[::ffff:127.0.0.1]/") == "address"
    assert refusing("http://good.example/", "127.0.0.1", "10.0.0.1") == "address"


def test_hole_opens_ports_and_names_only_for_its_own_addresses(settings: Settings) -> None:
    settings.OUTBOUND_ALLOWED_NETWORKS = [ip_network("127.0.0.1/32")]
    assert refusing("http://good.example:6379/", "1.1.1.1") == "port"
    assert refusing("http://localhost/", "1.1.1.1") == "name"
    assert refusing("http://localhost:6379/", "127.0.0.1", "1.1.1.1") == "name"
