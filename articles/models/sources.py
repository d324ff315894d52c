"""What a page that links to us is known by: its key in the ledger, and the site it belongs to."""

from __future__ import annotations

import hashlib
import re
import string
from functools import cache

from publicsuffixlist import PublicSuffixList

from articles.fetch import Refused, Url, parse_url

LONGEST_SITE = 253
_ESCAPE = re.compile("%[0-9A-F]{2}")
_UNRESERVED = frozenset(string.ascii_letters + string.digits + "-._~")
# Where everybody may write, reputation belongs to the writer: to the host, or to the first part of the path.
_SHARED_BY_HOST = frozenset("wordpress.com substack.com tumblr.com livejournal.com typepad.com micro.blog".split())
_SHARED_BY_PATH = frozenset(
    "medium.com brid.gy sites.google.com github.com gist.github.com reddit.com facebook.com x.com twitter.com "
    "linkedin.com youtube.com mastodon.social bsky.app".split()
)
# There the writer's name comes after one of these words: reddit.com/r/india, bsky.app/profile/asha.
_BEFORE_A_WRITER = frozenset("a c channel company groups i in p posts profile pulse r site u user users view".split())
# These name no writer at all. A bridge passes on what anybody says.
_OF_NO_WRITER = frozenset({"", "watch", *_BEFORE_A_WRITER})
_BRIDGES = frozenset({"brid.gy"})


def source_key(url: str) -> str:
    """SHA-256 of the page's address: the same for both schemes, any case of the host, `%7E` and `~`, any fragment.

    As unique in the database as the address itself, whatever its length.
    """
    return _key_of(url, _parsed(url))


def key_and_site(url: str) -> tuple[str, str]:
    """`source_key` and `site_of` at the price of one: reading an address is most of the work."""
    found = _parsed(url)
    return _key_of(url, found), _site_of(found)


def _key_of(url: str, found: Url | None) -> str:
    form = f"{_netloc(found)}{_ESCAPE.sub(_plain, found.target)}" if found else url
    return hashlib.sha256(form.encode("utf-8", "surrogatepass")).hexdigest()


def host_of(url: str) -> str:
    """The host in ASCII without `www.`; look-alikes of another script show as `xn--…`. Empty for a broken address."""
    found = _parsed(url)
    return found.host.removeprefix("www.") if found else ""


def domain_of(host: str) -> str:
    """The part of a host that somebody registered, `blog.example.co.uk` to `example.co.uk`; an address is its own."""
    if ":" in host or host.rpartition(".")[2].isdecimal():
        return host
    return str(_suffixes().privatesuffix(host) or host)


def is_public_suffix(site: str) -> bool:
    """Whether nobody registered it: `com`, `co.uk`, `github.io`; what lies below belongs to many."""
    host, _colon, port = site.partition("/")[0].partition(":")
    return ":" not in port and _suffixes().privatesuffix(host) is None


def is_shared(site: str) -> bool:
    """Whether everybody may write there: `medium.com`, `reddit.com/r`. One writer's part of it is not shared."""
    host, _slash, part = site.partition("/")
    is_nobodys = host in _SHARED_BY_PATH and (part in _OF_NO_WRITER or host in _BRIDGES)
    return site in _SHARED_BY_HOST or is_nobodys


def site_of(url: str) -> str:
    """The unit of reputation: the registered domain, or on hosts that many share the writer's part of them.

    `https://medium.com/@asha/story` to `medium.com/@asha`. A port of its own is another site.
    Empty for a broken address.
    """
    return _site_of(_parsed(url))


def _site_of(found: Url | None) -> str:
    if found is None:
        return ""
    host = found.host.removeprefix("www.")
    if host in _SHARED_BY_PATH:
        return "/".join((host, *_writers_part(found.target)))[:LONGEST_SITE]
    domain = domain_of(host)
    return f"{host if domain in _SHARED_BY_HOST else domain}{_port(found)}"


def _writers_part(target: str) -> list[str]:
    parts = list(filter(None, target.partition("?")[0].split("/")))
    return parts[: 2 if parts[:1] and parts[0] in _BEFORE_A_WRITER else 1]


def _parsed(url: str) -> Url | None:
    try:
        return parse_url(url)
    except Refused:
        return None


def _netloc(url: Url) -> str:
    return f"{url.host.rstrip('.')}{_port(url)}"


def _port(url: Url) -> str:
    """Written where it is none of the two that the public uses: there it is another server."""
    return "" if url.port in (80, 443) else f":{url.port}"


def _plain(escape: re.Match[str]) -> str:
    character = chr(int(escape[0][1:], 16))
    return character if character in _UNRESERVED else escape[0]


@cache
def _suffixes() -> PublicSuffixList:
    """Reading the list takes 30 ms, so once, and only when it is needed."""
    return PublicSuffixList()
