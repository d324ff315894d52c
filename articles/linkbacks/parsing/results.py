"""The child's answers back from JSON. A page may have taken the child over: nothing in them is believed but words.

Everything here raises ValueError for an answer that an honest child would not give.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from articles.linkbacks.formats.addresses import is_web_address
from articles.linkbacks.formats.discovery import Endpoints
from articles.linkbacks.formats.examining import Examined
from articles.linkbacks.formats.plain_text import is_one_line

_MOST_LINKS = 1_000_000


def examined_in(answer: dict[str, object], targets: Sequence[str]) -> dict[str, Examined]:
    """The result for each of the targets, which are in the order they were asked in."""
    results = answer.get("examined")
    if not isinstance(results, list):
        raise ValueError("no list")
    return {target: _examined(result, target) for target, result in zip(targets, results, strict=True)}


def endpoints_in(answer: dict[str, object]) -> Endpoints:
    values = _values(answer.get("endpoints"), Endpoints)
    return Endpoints(**{name: None if value is None else _address(value) for name, value in values.items()})


def _examined(result: object, target: str) -> Examined:
    values = _values(result, Examined)
    examined = Examined(
        title=_line(values["title"], 250),
        author=_line(values["author"], 250),
        canonical=_address(values["canonical"]) if values["canonical"] else "",
        target=None if values["target"] is None else target,
        excerpt=_line(values["excerpt"], 400),
        link_text=_line(values["link_text"], 100),
        link_count=_count(values["link_count"]),
        is_hidden=_flag(values["is_hidden"]),
        is_nofollow=_flag(values["is_nofollow"]),
        is_gone=_flag(values["is_gone"]),
        is_readable=_flag(values["is_readable"]),
    )
    if not examined.title or examined.link_text not in examined.excerpt:
        raise ValueError("no title, or another link's excerpt")
    return examined


def _values(value: object, kind: type[Examined | Endpoints]) -> dict[str, object]:
    if not isinstance(value, dict) or value.keys() != {field.name for field in fields(kind)}:
        raise ValueError("other fields")
    return value


def _line(value: object, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest or not is_one_line(value):
        raise ValueError("no line of plain text")
    return value


def _address(value: object) -> str:
    if not isinstance(value, str) or not is_web_address(value):
        raise ValueError("no address")
    value.encode()  # half a surrogate pair is a ValueError too
    return value


def _count(value: object) -> int:
    if type(value) is not int or not 0 <= value <= _MOST_LINKS:
        raise ValueError("no count")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("neither true nor false")
    return value
