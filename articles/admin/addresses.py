"""Addresses of other sites on the desk: never a link into trouble, and short enough for their place."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from articles.fetch import Refused, parse_url

_LONGEST_HOST, _LONGEST_REST = 60, 80
_CUT = "…"


@dataclass(frozen=True)
class Address:
    """`href` is empty for what is no web address. The host is ASCII, so that look-alikes show; `rest` follows it."""

    href: str
    host: str
    rest: str


def address_of(url: str) -> Address:
    try:
        found = parse_url(url)
    except Refused:
        return Address("", "", _beginning("".join(map(_visible, url[: _LONGEST_REST + 1]))))
    host = found.netloc.removeprefix("www.")
    return Address(url, _ending(host), "" if found.target == "/" else _beginning(found.target))


def address_html(url: str) -> SafeString:
    return render_to_string("admin/parts/address.html", {"address": address_of(url)}) if url else SafeString("—")


def _ending(host: str) -> str:
    """Its end says whose it is."""
    return host if len(host) <= _LONGEST_HOST else _CUT + host[-_LONGEST_HOST:]


def _beginning(text: str) -> str:
    return text if len(text) <= _LONGEST_REST else text[:_LONGEST_REST] + _CUT


def _visible(character: str) -> str:
    """Nothing that turns the direction of writing, hides, or breaks the line."""
    return character if character.isprintable() else "\ufffd"
