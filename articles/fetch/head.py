"""Reads the head of an answer: the status and the headers, past whatever is said before the answer proper."""

from __future__ import annotations

import re

from articles.fetch.errors import BadResponse, Unreachable
from articles.fetch.limits import Limits
from articles.fetch.reader import Cut, Reader
from articles.fetch.response import Headers

MAX_INTERIM = 10
_STATUS = re.compile(rb"HTTP/1\.[01] ([1-9][0-9]{2})(?: .*)?")
_HEADER = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*", re.DOTALL)
_NEVER = re.compile(rb"[\x00\r]")


def read_head(reader: Reader, limits: Limits) -> tuple[int, Headers]:
    reader.allow(limits.head_bytes)
    try:
        for _ in range(MAX_INTERIM + 1):
            status = _status(reader.line())
            headers = _headers(reader, limits.headers)
            if status >= 200:
                return status, headers
            if status == 101:
                raise BadResponse("status", "The answer changes to another protocol.")
    except Cut as cut:
        if cut.ended:
            raise Unreachable("closed", "The connection was closed before the answer had come.") from None
        raise BadResponse("headers", f"The headers are larger than {limits.head_bytes} bytes.") from None
    raise BadResponse("status", "The answer keeps announcing itself and does not come.")


def _status(line: bytes) -> int:
    match = _STATUS.fullmatch(line)
    if not match:
        raise BadResponse("status", f"The answer is not HTTP: it begins {line[:40]!r}.")
    return int(match[1])


def _headers(reader: Reader, most: int) -> Headers:
    found: list[tuple[str, str]] = []
    while line := reader.line():
        if len(found) == most:
            raise BadResponse("headers", f"The answer has more than {most} headers.")
        if line[:1] in b" \t" and found:
            name, value = found.pop()
            found.append((name, f"{value} {line.decode('latin-1').strip()}"))
        else:
            found.append(_header(line))
    return Headers(found)


def _header(line: bytes) -> tuple[str, str]:
    match = _HEADER.fullmatch(line)
    if not match or _NEVER.search(line):
        raise BadResponse("headers", f"A header cannot be read: {line[:40]!r}.")
    return match[1].decode("ascii"), match[2].decode("latin-1")
