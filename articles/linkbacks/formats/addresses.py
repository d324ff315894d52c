"""Addresses in other sites' pages: made absolute, and brought to one form for comparing."""

from __future__ import annotations

import re
import string
from urllib.parse import SplitResult, quote, urljoin, urlsplit

LONGEST = 2_048
_WHITE_SPACE = " \t\n\r\f"
_INNER_BREAKS = str.maketrans("", "", "\t\n\r")
_ESCAPE = re.compile("%[0-9A-Fa-f]{2}")
_UNRESERVED = frozenset(string.ascii_letters + string.digits + "-._~")
_FORBIDDEN = re.compile(r'[\x00-\x20\x7f<>"{}|\\^`]')
_ASCII = "".join(sorted(set(string.punctuation + string.ascii_letters + string.digits)))
_HOST = re.compile(r"[a-z0-9._:\-]{1,253}")
_PORTS = {"http": 80, "https": 443}


def resolve(base: str, href: str) -> str | None:
    """The absolute http(s) address that `href` means on a page at `base`; None when it means none.

    White space round it and line breaks inside are dropped, as browsers do.
    """
    href = href.strip(_WHITE_SPACE).translate(_INNER_BREAKS)
    try:
        url = urljoin(base, href) if len(href) <= LONGEST else ""
    except ValueError:
        return None
    return url if is_web_address(url) else None


def is_web_address(url: str) -> bool:
    """Absolute, http or https, with a plain host and nobody's password, no character that parsers disagree on."""
    parts = _split(url)
    return parts is not None and not set("@%") & set(parts.netloc) and not _FORBIDDEN.search(url)


def normal_form(url: str) -> str | None:
    """`url` as it stands on the wire: two addresses match when this is equal, and only then.

    Host in lower case, no default port, `/` for an empty path, `%xx` in upper case, other characters
    than ASCII as UTF-8 escapes. A fragment stays. None for what is no web address.
    """
    parts = _split(url) if is_web_address(url) else None
    if parts is None:
        return None
    try:
        port = f":{parts.port}" if parts.port not in (None, _PORTS[parts.scheme]) else ""
        rest = "".join(
            (
                _escaped(parts.path) or "/",
                f"?{_escaped(parts.query)}" if parts.query else "",
                f"#{_escaped(parts.fragment)}" if parts.fragment else "",
            )
        )
        return f"{parts.scheme}://{_host(parts)}{port}{rest}"
    except ValueError:
        return None


def same_resource(one: str, other: str) -> bool:
    """True when they differ at most in fragment and spelling (`%7E` for `~`)."""
    return _resource(one) is not None and _resource(one) == _resource(other)


def _resource(url: str) -> str | None:
    form = normal_form(url.partition("#")[0])
    return form and _ESCAPE.sub(_plain, form)


def _plain(escape: re.Match[str]) -> str:
    character = chr(int(escape[0][1:], 16))
    return character if character in _UNRESERVED else escape[0]


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url) if len(url) <= LONGEST else None
    except ValueError:
        return None
    return parts if parts and parts.scheme in _PORTS and parts.hostname else None


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").lower()
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    if not _HOST.fullmatch(host):
        raise ValueError(host)
    return f"[{host}]" if ":" in host else host


def _escaped(text: str) -> str:
    return _ESCAPE.sub(lambda escape: escape[0].upper(), quote(text, safe=_ASCII))
