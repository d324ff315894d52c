"""The host of a URL in the one form that is looked up, connected to and compared."""

from __future__ import annotations

import ipaddress
import re

from articles.fetch.errors import Refused

_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
# What address parsers of operating systems take for a number: 2130706433, 0177, 0x7f000001.
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
# The codec of the standard library (IDNA 2003) makes another name of these than browsers do.
_AMBIGUOUS = frozenset("ß\u1e9eς\u200c\u200d")
_LOCAL = frozenset(
    "arpa corp home internal intranet invalid lan local localdomain localhost onion private".split(),
)


def host_form(text: str) -> str:
    """Lower case, IDNA, no final dot; an IPv6 address without its brackets. Refuses all that is no host."""
    if text.startswith("["):
        return _ipv6_form(text)
    host = _ascii_form(text).removesuffix(".")
    labels = host.split(".")
    if len(host) > 253 or not all(map(_is_label, labels)):
        raise _no_host(text)
    if _NUMBER.fullmatch(labels[-1]) and not _is_plain_ipv4(text):
        raise _no_host(text)
    return host


def is_local_name(host: str) -> bool:
    """Names that only a local network answers for. Addresses are judged as addresses."""
    if ":" in host or _is_plain_ipv4(host):
        return False
    labels = host.split(".")
    return len(labels) == 1 or labels[-1] in _LOCAL


def _ipv6_form(text: str) -> str:
    try:
        return str(ipaddress.IPv6Address(text.removeprefix("[").removesuffix("]")))
    except ValueError:
        raise _no_host(text) from None


def _ascii_form(text: str) -> str:
    if text.isascii():
        return text.lower()
    if len(text) > 253 or _AMBIGUOUS & set(text):
        raise _no_host(text)
    try:
        return text.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise _no_host(text) from None


def _is_label(label: str) -> bool:
    if not _LABEL.fullmatch(label):
        return False
    return not label.startswith("xn--") or _is_punycode(label.removeprefix("xn--"))


def _is_punycode(text: str) -> bool:
    try:
        return not text.encode("ascii").decode("punycode").isascii()
    except (UnicodeError, ValueError, OverflowError):
        return False


def _is_plain_ipv4(text: str) -> bool:
    try:
        return str(ipaddress.IPv4Address(text)) == text
    except ValueError:
        return False


def _no_host(text: str) -> Refused:
    return Refused("host", f"{text[:100]!r} is not a host name.")
