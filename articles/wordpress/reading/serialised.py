"""PHP's serialised values, as WordPress keeps them in post meta: read strictly, bounded, and never into objects."""

from __future__ import annotations

import re
from typing import TypeAlias

Value: TypeAlias = "str | int | float | bool | dict[int | str, Value] | None"

_DEEPEST = 100
_LONGEST = 8 << 20
_SCALAR = re.compile(rb"N;|b:([01]);|i:([+-]?\d{1,19});|d:([+-]?(?:\d|\.)[\d.]{0,400}(?:[eE][+-]?\d{1,3})?);")
_LENGTH = re.compile(rb"([sa]):(\d{1,9}):")


class _Malformed(Exception):
    """Not what PHP writes, or more than is read."""


def unserialised(text: str) -> Value:
    """Arrays as dicts, in order. None for what is no serialised value, or holds an object, a reference or a wrong
    length (lengths count UTF-8 bytes): such a text is kept as a text.
    """
    raw = text.encode("utf-8", "replace")
    if len(raw) > _LONGEST:
        return None
    try:
        value, end = _value(raw, 0, _DEEPEST)
    except (_Malformed, ValueError):
        return None
    return value if end == len(raw) else None


def _value(raw: bytes, at: int, deeper: int) -> tuple[Value, int]:
    if scalar := _SCALAR.match(raw, at):
        return _scalar(scalar), scalar.end()
    length = _LENGTH.match(raw, at)
    if length is None or not deeper:
        raise _Malformed
    size = int(length[2])
    return (_text if length[1] == b"s" else _array)(raw, length.end(), size, deeper - 1)


def _scalar(found: re.Match[bytes]) -> Value:
    truth, whole, fraction = found.groups()
    if truth:
        return truth == b"1"
    return int(whole) if whole else float(fraction) if fraction else None


def _text(raw: bytes, at: int, size: int, _deeper: int) -> tuple[Value, int]:
    """`"…";` of exactly that many bytes."""
    end = at + 1 + size
    if raw[at : at + 1] != b'"' or raw[end : end + 2] != b'";':
        raise _Malformed
    return raw[at + 1 : end].decode("utf-8"), end + 2


def _array(raw: bytes, at: int, size: int, deeper: int) -> tuple[Value, int]:
    """`{key value …}` of exactly that many pairs."""
    if raw[at : at + 1] != b"{":
        raise _Malformed
    at, found = at + 1, {}
    for _pair in range(size):
        key, at = _value(raw, at, deeper)
        if isinstance(key, bool) or not isinstance(key, int | str):
            raise _Malformed
        found[key], at = _value(raw, at, deeper)
    if raw[at : at + 1] != b"}":
        raise _Malformed
    return found, at + 1
