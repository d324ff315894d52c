"""What stored bodies refer to, at a glance: reading each of them whole for it would take twice the time."""

from __future__ import annotations

import re
from collections.abc import Iterable

_IMAGE = re.compile(r'\bdata-image="(\d{1,15})"')
_ARTICLE = re.compile(r'\bdata-also-read="(\d{1,15})"')


def image_ids(bodies: Iterable[str]) -> set[int]:
    return _found(_IMAGE, bodies)


def article_ids(bodies: Iterable[str]) -> set[int]:
    return _found(_ARTICLE, bodies)


def _found(pattern: re.Pattern[str], bodies: Iterable[str]) -> set[int]:
    return {int(number) for body in bodies for number in pattern.findall(body)}
