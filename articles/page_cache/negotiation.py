"""What a request accepts (RFC 9110): encodings in `Accept-Encoding`, known pages in `If-None-Match`."""

from __future__ import annotations

from typing import Literal

Coding = Literal["", "gzip", "br"]
# The one that is smaller first: among equals, that one is sent.
_OURS: tuple[Coding, ...] = ("br", "gzip")


def preferred(accepts: str) -> Coding:
    """The encoding with the highest weight; plain where none of ours is accepted, even if plain is not either."""
    weights: dict[str, float] = {}
    for part in accepts.lower().split(","):
        name, _semicolon, parameters = part.partition(";")
        weights[name.strip()] = _weight(parameters)
    rest = weights.get("*", 0.0)
    plain = weights.get("identity", 0.0)
    best = max(_OURS, key=lambda coding: weights.get(coding, rest))
    weight = weights.get(best, rest)
    return best if weight > 0 and weight >= plain else ""


def matches(if_none_match: str, etag: str) -> bool:
    """Compared weakly: a server in front may have weakened it when it compressed."""
    if if_none_match.strip() == "*":
        return True
    return any(part.strip().removeprefix("W/") == etag for part in if_none_match.split(","))


def _weight(parameters: str) -> float:
    name, _equals, value = parameters.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(1.0, max(0.0, float(value)))
    except ValueError:
        return 0.0
