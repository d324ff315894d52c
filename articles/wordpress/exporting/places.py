"""What the bodies at hand refer to, as WordPress knows it; knows no model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Picture:
    number: int
    src: str
    width: int = 0
    height: int = 0
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """An article that a body offers. Only a public one is named."""

    number: int
    headline: str
    url: str
    is_public: bool


@dataclass(frozen=True)
class Places:
    """What the bodies at hand refer to, by our own numbers; `link` makes an address full."""

    pictures: Mapping[int, Picture] = field(default_factory=dict)
    targets: Mapping[int, Target] = field(default_factory=dict)
    link: Callable[[str], str] = str
