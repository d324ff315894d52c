"""Which addresses may be asked: our own list, for `is_global` of older Pythons lets too many pass."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

from django.conf import settings

from articles.fetch.errors import Refused
from articles.fetch.hosts import is_local_name
from articles.fetch.url import Url

IPAddress = IPv4Address | IPv6Address

PORTS = frozenset({80, 443})
REFUSED_V4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # carriers' NAT; a cloud's metadata
            "127.0.0.0/8",  # loopback
            "168.63.129.16/32",  # a cloud's host agent, on an address that looks public
            "169.254.0.0/16",  # link-local; clouds' metadata
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # protocol assignments
            "192.0.2.0/24",  # documentation
            "192.31.196.0/24",  # AS112
            "192.52.193.0/24",  # multicast tunnels
            "192.88.99.0/24",  # 6to4 relays
            "192.168.0.0/16",  # private
            "192.175.48.0/24",  # AS112
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, broadcast
        ),
    )
)
# All else is loopback, link-local, unique-local, multicast, mapped IPv4 or not yet given out.
_UNICAST_V6 = IPv6Network("2000::/3")
_REFUSED_IN_UNICAST_V6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocol assignments, Teredo among them
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4
            "2620:4f:8000::/48",  # AS112
            "3fff::/20",  # documentation
        ),
    )
)
# Hosts without IPv4 reach it through this prefix: the address inside decides.
_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: IPAddress) -> bool:
    if isinstance(address, IPv4Address):
        return not any(address in network for network in REFUSED_V4)
    if address.scope_id:
        return False
    if address in _NAT64:
        return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
    return address in _UNICAST_V6 and not any(address in network for network in _REFUSED_IN_UNICAST_V6)


def is_allowed_by_setting(address: IPAddress) -> bool:
    return any(address in network for network in settings.OUTBOUND_ALLOWED_NETWORKS)


def check_before_look_up(url: Url) -> None:
    """What needs no address to be refused; with allowed networks set, their addresses may still excuse it."""
    if not settings.OUTBOUND_ALLOWED_NETWORKS:
        _check_name_and_port(url)


def check_addresses(url: Url, addresses: Sequence[IPAddress]) -> None:
    """Every address of the name must be one we may ask, not only the one that will be asked."""
    for address in addresses:
        if is_allowed_by_setting(address):
            continue
        _check_name_and_port(url)
        if not is_public(address):
            raise Refused("address", f"{url.host} is at {address}, which is not a public address.")


def _check_name_and_port(url: Url) -> None:
    if is_local_name(url.host):
        raise Refused("name", f"{url.host} is a name of a local network.")
    if url.port not in PORTS:
        raise Refused("port", f"Port {url.port} is not asked, only 80 and 443.")
