"""The cache in front: one request of method PURGE for as many names as a header holds."""

from __future__ import annotations

import http.client
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

TIMEOUT = 3.0
"""Seconds, for connecting and for each piece of the answer."""
LONGEST = 4_000
"""Bytes of names in a header: caches take 8 KB of one by default."""
_CONNECTIONS = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}


class NotPurged(Exception):
    """It answered, and did not do it."""


@dataclass(frozen=True)
class Cache:
    """The operator's own, so any address may be meant."""

    url: str
    token: str = ""
    timeout: float = TIMEOUT

    def purge(self, keys: list[str]) -> None:
        """Raises `NotPurged`, `OSError` or `HTTPException` where that is not known to be done."""
        parts = urlsplit(self.url)
        connection = _CONNECTIONS[parts.scheme](str(parts.hostname), parts.port, timeout=self.timeout)
        target = parts._replace(scheme="", netloc="", path=parts.path or "/").geturl()
        try:
            connection.request("PURGE", target, headers=self._headers(keys))
            status = connection.getresponse().status
        finally:
            connection.close()
        if not 200 <= status < 300:
            raise NotPurged(f"it answers {status}")

    def _headers(self, keys: list[str]) -> dict[str, str]:
        """Both spellings, as on the pages themselves."""
        names = {"Surrogate-Key": " ".join(keys), "Cache-Tag": ",".join(keys)}
        return names | ({"Authorization": f"Bearer {self.token}"} if self.token else {})


def batches(keys: Iterable[str]) -> Iterator[list[str]]:
    """In an order that is always the same."""
    batch: list[str] = []
    length = 0
    for key in sorted(keys):
        if batch and length + 1 + len(key) > LONGEST:
            yield batch
            batch, length = [], 0
        batch.append(key)
        length += 1 + len(key)
    if batch:
        yield batch
