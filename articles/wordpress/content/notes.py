"""What the conversion of one post met, took out or could not resolve."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Notes:
    removed: Counter[str] = field(default_factory=Counter)
    """`comment`, `script`, `style`, `event attribute` … by how many; `iframe` and `object` became links."""
    shortcodes: Counter[str] = field(default_factory=Counter)
    """Shortcodes of plugins, left as text, by name."""
    dynamic_blocks: Counter[str] = field(default_factory=Counter)
    """Blocks that have no HTML of their own, by name: a marked place stands for each."""
    unanswered: list[str] = field(default_factory=list)
    """What the site could not answer, as it was written: a marked place stands for each."""
    pages: int = 1
    """One more than the `<!--nextpage-->` markers."""
