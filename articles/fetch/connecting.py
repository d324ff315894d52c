"""Opens the one connection of an exchange, to an address that was checked and to no other."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Sequence
from functools import cache
from ipaddress import IPv6Address

from articles.fetch.errors import Refused, TooSlow, Unreachable
from articles.fetch.limits import Deadline, Limits
from articles.fetch.networks import IPAddress
from articles.fetch.url import Url

# Is told host and address before each connection; stops the fetch by raising.
Permit = Callable[[str, str], None]


def connect(
    url: Url, addresses: Sequence[IPAddress], permit: Permit, deadline: Deadline, limits: Limits
) -> tuple[socket.socket, str]:
    """A connection, with TLS for https, and the address it goes to."""
    at_most = Deadline(deadline.left(limits.connect_seconds), "connect")
    connected, address = _first_to_answer(url, addresses, permit, at_most)
    if url.scheme == "http":
        return connected, str(address)
    try:
        return _secured(connected, url.host, deadline), str(address)
    except BaseException:
        connected.close()
        raise


def _first_to_answer(
    url: Url, addresses: Sequence[IPAddress], permit: Permit, deadline: Deadline
) -> tuple[socket.socket, IPAddress]:
    failure: OSError | None = None
    for address in _one_of_each_family(addresses):
        permit(url.host, str(address))
        try:
            return _connected(address, url.port, deadline), address
        except OSError as error:
            failure = error
    if isinstance(failure, TimeoutError):
        raise TooSlow("connect", f"{url.host} did not take the connection in time.") from failure
    raise Unreachable("connect", f"{url.host} does not take connections.") from failure


def _one_of_each_family(addresses: Sequence[IPAddress]) -> list[IPAddress]:
    """A name with many addresses must not make us knock at many doors."""
    first: dict[int, IPAddress] = {}
    for address in addresses:
        first.setdefault(address.version, address)
    return list(first.values())


def _connected(address: IPAddress, port: int, deadline: Deadline) -> socket.socket:
    family = socket.AF_INET6 if isinstance(address, IPv6Address) else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        opened.settimeout(deadline.left())
        opened.connect((str(address), port))
    except BaseException:
        opened.close()
        raise
    return opened


@cache
def tls_context() -> ssl.SSLContext:
    """Certificates and names are verified against what the system trusts; reading that takes long, so once."""
    return ssl.create_default_context()


def _secured(connected: socket.socket, host: str, deadline: Deadline) -> ssl.SSLSocket:
    """The handshake as a whole keeps the time-out; a failed one closes its socket."""
    connected.settimeout(deadline.left())
    try:
        return tls_context().wrap_socket(connected, server_hostname=host)
    except ssl.SSLCertVerificationError as error:
        raise Refused("certificate", f"The certificate of {host} is not valid: {error.verify_message}.") from error
    except TimeoutError as error:
        raise TooSlow("tls", f"{host} did not finish the TLS handshake in time.") from error
    except OSError as error:
        raise Unreachable("tls", f"TLS with {host} failed.") from error
