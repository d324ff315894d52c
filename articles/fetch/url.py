"""The one parse of a URL: its parts are what is connected to and sent, so no second reading can disagree."""

from __future__ import annotations

import re
import string
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote, urljoin

from articles.fetch.errors import Refused
from articles.fetch.hosts import host_form

MAX_LENGTH = 2048
_DEFAULT_PORTS = {"http": 80, "https": 443}
_NEVER = re.compile(r'[\x00-\x20\x7f<>"{}^|`\\]')
_NEVER_CATEGORIES = {"Cc", "Cs", "Zl", "Zp", "Zs"}
_SCHEME = re.compile(r"https?:", re.IGNORECASE)
_URL = re.compile(r"(https?)://([^/?#]+)([^?#]*)(\?[^#]*)?(?:#.*)?", re.IGNORECASE)
_AUTHORITY = re.compile(r"(\[[^\[\]@%]*\]|[^:@%\[\]]+)(?::([0-9]{0,5}))?")
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")


@dataclass(frozen=True)
class Url:
    """An http(s) URL in normal form, without user, password or fragment."""

    scheme: str
    host: str  # as `host_form` gives it
    port: int
    target: str  # path and query as they are sent

    @property
    def netloc(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.netloc}{self.target}"

    def joined(self, reference: str) -> Url:
        """Where a relative or absolute reference found on this page leads."""
        _check_text(reference)
        try:
            absolute = urljoin(str(self), reference)
        except ValueError:
            raise Refused("host", f"{reference[:100]!r} leads to no host.") from None
        return parse_url(absolute)


def parse_url(text: str) -> Url:
    """Raises Refused with the reason length, characters, scheme, userinfo, host or port."""
    _check_text(text)
    if not _SCHEME.match(text):
        raise Refused("scheme", f"{text[:100]!r} is not an http or https URL.")
    parts = _URL.fullmatch(text)
    if not parts:
        raise Refused("host", f"{text[:100]!r} names no host.")
    scheme, authority, path, query = parts.groups(default="")
    host, port = _host_and_port(authority)
    scheme = scheme.lower()
    url = Url(scheme, host, port or _DEFAULT_PORTS[scheme], _sent_form((path or "/") + query))
    _check_length(str(url))
    return url


def _check_text(text: str) -> None:
    _check_length(text)
    if _NEVER.search(text) or (not text.isascii() and _NEVER_CATEGORIES & set(map(unicodedata.category, text))):
        raise Refused("characters", f"{text[:100]!r} has characters that no URL may have.")


def _check_length(text: str) -> None:
    if len(text) > MAX_LENGTH:
        raise Refused("length", f"The URL is longer than {MAX_LENGTH} characters.")


def _host_and_port(authority: str) -> tuple[str, int | None]:
    """The port is None when it is not written."""
    if "@" in authority:
        raise Refused("userinfo", "The URL carries a user name or password.")
    host, _colon, port = authority.rpartition(":")
    parts = _AUTHORITY.fullmatch(authority)
    if not parts:
        port_is_wrong = host and "]" not in port and not set("%[]") & set(host)
        raise Refused("port" if port_is_wrong else "host", f"{authority[:100]!r} is not a host and a port.")
    number = int(parts[2]) if parts[2] else None
    if number is not None and not 0 < number < 65536:
        raise Refused("port", f"Port {number} does not exist.")
    return host_form(parts[1]), number


def _sent_form(target: str) -> str:
    """Characters beyond ASCII as UTF-8 escapes, escapes in upper case; nothing else is touched."""
    quoted = quote(target, safe=string.punctuation)
    return _ESCAPE.sub(lambda match: match[0].upper(), quoted)
