"""A request as it goes over the wire: no cookies, no credentials, one exchange for each connection."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.conf import settings

from articles.fetch.url import Url

METHODS = frozenset({"GET", "HEAD", "POST"})
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"[\t\x20-\x7e\x80-\xff]*")
_OURS = frozenset(
    "accept-encoding authorization connection content-length cookie host proxy-authorization "
    "te trailer transfer-encoding upgrade".split()
)


@dataclass(frozen=True)
class Request:
    method: str
    headers: tuple[tuple[str, str], ...]
    body: bytes | None

    def __post_init__(self) -> None:
        if self.method not in METHODS:
            raise ValueError(f"The method is {self.method!r}; it takes {', '.join(sorted(METHODS))}.")
        if self.body is not None and self.method != "POST":
            raise ValueError(f"{self.method} carries no body.")
        for name, value in self.headers:
            _check_header(name, value)

    def for_url(self, url: Url) -> bytes:
        lines = [f"{self.method} {url.target} HTTP/1.1", f"Host: {url.netloc}"]
        lines += [f"{name}: {value}" for name, value in (*self._defaults(), *self.headers)]
        if self.method == "POST":
            lines.append(f"Content-Length: {len(self.body or b'')}")
        head = "\r\n".join([*lines, "Accept-Encoding: identity", "Connection: close", "", ""])
        return head.encode("latin-1") + (self.body or b"")

    def _defaults(self) -> list[tuple[str, str]]:
        given = {name.lower() for name, _value in self.headers}
        defaults = [("User-Agent", user_agent()), ("Accept", "*/*")]
        return [(name, value) for name, value in defaults if name.lower() not in given]


def user_agent(purpose: str = "") -> str:
    """Names the software and this site, so that who is asked can ask back: `purpose` says what for."""
    about = f"+{settings.SITE_URL}/"
    return f"Newsportal ({about}; {purpose})" if purpose else f"Newsportal ({about})"


def _check_header(name: str, value: str) -> None:
    if not _NAME.fullmatch(name) or not _VALUE.fullmatch(value) or name.lower() in _OURS:
        raise ValueError(f"The header {name!r} cannot be sent with the value {value!r}.")
