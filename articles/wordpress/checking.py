"""Asks this site for every address an import names, the way a reader would, and says what is answered (U17).

In this process, through all of Django but the server: nothing touches the network.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import FileResponse

from articles.models import ImportedItem
from articles.models.archive import host_of
from articles.slugs import address_of

_BATCH = 500
# As public as what it belongs to, which an export does not say of it.
_ATTACHMENT = "attachment"
_GONE = {404, 410}


class Verdict(Enum):
    GOOD = "good"
    HIDDEN = "hidden"
    """Not there, and rightly: it was not public in the export."""
    BROKEN = "broken"


@dataclass(frozen=True)
class Checked:
    kind: str
    wordpress_id: int
    address: str
    statuses: list[int]
    verdict: Verdict


class Reader:
    """Follows one redirect, as every reader does; a second one is one too many."""

    def __init__(self) -> None:
        self._handler = BaseHandler()
        self._handler.load_middleware()

    def statuses(self, address: str) -> list[int]:
        status, location = self._get(address)
        if status not in {301, 302, 307, 308}:
            return [status]
        there = location.removeprefix(settings.SITE_URL)
        return [status, self._get(there)[0]] if there.startswith("/") and not there.startswith("//") else [status]

    def _get(self, address: str) -> tuple[int, str]:
        """Without the signals of a server's request, which would end this command's own connection."""
        response = self._handler.get_response(WSGIRequest(_environ(address)))
        if isinstance(response, FileResponse) and response.file_to_stream:
            response.file_to_stream.close()
        return response.status_code, str(response.get("Location", ""))


def check() -> Iterator[Checked]:
    """Each address of each item, item by item, in memory that does not grow."""
    reader = Reader()
    hosts = _own_hosts()
    for item in _items():
        for address in addresses_of(item, hosts):
            statuses = reader.statuses(address)
            yield Checked(item.kind, item.wordpress_id, address, statuses, _verdict(item, statuses))


def addresses_of(item: ImportedItem, hosts: frozenset[str]) -> list[str]:
    """On this site, as they stand in a link: its path, its `link` and its `guid`, each once.

    What is on a host that was never ours is no address of ours.
    """
    urls = [url for name in ("link", "guid") if isinstance(url := item.data.get(name), str)]
    asked = [address_of(item.path)] if item.path else []
    return list(dict.fromkeys([*asked, *(address for url in urls if (address := _here(url, hosts)))]))


def _here(url: str, hosts: frozenset[str]) -> str:
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or host_of(url) not in hosts:
        return ""
    path = parts.path or "/"
    return f"{path}?{parts.query}" if parts.query else path


def _own_hosts() -> frozenset[str]:
    homes = ImportedItem.objects.order_by().values_list("source__home_url", flat=True).distinct()
    own = [settings.SITE_URL, *homes, *(f"https://{host}" for host in settings.ALIAS_HOSTS)]
    return frozenset(filter(None, map(host_of, own)))


def _items() -> Iterator[ImportedItem]:
    """By key, not by one long query that pages and checks would have to share a connection with."""
    last = 0
    while rows := list(ImportedItem.objects.filter(pk__gt=last).order_by("pk")[:_BATCH]):
        yield from rows
        last = rows[-1].pk


def _verdict(item: ImportedItem, statuses: list[int]) -> Verdict:
    if statuses[-1] == 200:
        return Verdict.GOOD
    is_kept_apart = item.local_id is None or not (item.is_public or item.kind == _ATTACHMENT)
    return Verdict.HIDDEN if is_kept_apart and statuses[-1] in _GONE else Verdict.BROKEN


def _environ(address: str) -> dict[str, Any]:
    """A WSGI request (PEP 3333), to this site by its own name."""
    site = urlsplit(settings.SITE_URL)
    path, _mark, query = address.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query.encode().decode("latin-1"),
        "SERVER_NAME": site.hostname,
        "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": site.netloc,
        "HTTP_X_FORWARDED_PROTO": site.scheme,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
