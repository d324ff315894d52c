"""What goes through the pipes: four bytes that say how long it is, then JSON.

Never pickle: reading one can run what a child wrote that a page has taken over.
"""

from __future__ import annotations

import json
import struct
from typing import Any

_LENGTH = struct.Struct("!I")
HEAD_BYTES = _LENGTH.size


def framed(value: object) -> bytes:
    content = json.dumps(value, separators=(",", ":")).encode("ascii")
    return _LENGTH.pack(len(content)) + content


def content_length(head: bytes) -> int:
    return int(_LENGTH.unpack(head)[0])


def value_in(content: bytes) -> Any:
    """Raises ValueError for what is no JSON, or nested too deep."""
    try:
        return json.loads(content)
    except RecursionError:
        raise ValueError("nested too deep") from None
