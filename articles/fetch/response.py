"""What a fetch brings back."""

from __future__ import annotations

from dataclasses import dataclass


class Headers(tuple[tuple[str, str], ...]):
    """Name and value pairs in the order they came; names are found in any case."""

    __slots__ = ()

    def get(self, name: str, default: str = "") -> str:
        """The first value under that name."""
        return next(iter(self.get_all(name)), default)

    def get_all(self, name: str) -> list[str]:
        return [value for key, value in self if key.lower() == name.lower()]

    def words(self, name: str) -> list[str]:
        """Comma lists of all headers of that name as one list, in lower case."""
        listed = ",".join(self.get_all(name)).lower().split(",")
        return [word for word in (each.strip(" \t") for each in listed) if word]


@dataclass(frozen=True)
class Response:
    """`content` is decoded; `truncated` says that more was announced, or would have come, than it holds.

    `hops` are the redirects on the way: the status of each, and where it led.
    """

    url_final: str
    status: int
    headers: Headers
    content: bytes
    truncated: bool
    resolved_address: str
    hops: tuple[tuple[int, str], ...] = ()
