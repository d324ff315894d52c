"""What a shortcode's tag says: its named values, and those that have no name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

ATTRIBUTE = re.compile(
    r"""(?P<name>[\w-]++)\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s'"]++))(?=\s|$)"""
    r"""|"(?P<second>[^"]*+)"(?=\s|$)|'(?P<third>[^']*+)'(?=\s|$)|(?P<word>\S++)"""
)
NO_BREAKS = re.compile("[\xa0\u200b]+")
OTHER_QUOTES = re.compile(r"[“”„‟″]|&(?:quot|ldquo|rdquo|#0*34|#8220|#8221|#8243|#[xX]0*22);")
BACKSLASH = re.compile(r"\\(.)", re.DOTALL)
NUMBER = re.compile(r"(?<![0-9])0*+([1-9][0-9]{0,14})(?![0-9])")
OPEN_TAG = re.compile(r"<[^<>]*$")


@dataclass(frozen=True, slots=True)
class Attributes:
    named: dict[str, str] = field(default_factory=dict)
    """Names in lower case; of a repeated one the last counts."""
    positional: tuple[str, ...] = ()

    def get(self, *names: str) -> str:
        """The first of these that has a value."""
        return next((self.named[name] for name in names if self.named.get(name)), "")

    def numbers(self, *names: str) -> list[int]:
        """The attachment numbers of a list such as `ids="3, 1"`."""
        return [int(word) for word in NUMBER.findall(self.get(*names))]


def read_attributes(written: str) -> Attributes:
    """WordPress's own rules, and one more: where all quotes are curly or entities, they quote."""
    text = NO_BREAKS.sub(" ", written)
    if '"' not in text and "'" not in text:
        text = OTHER_QUOTES.sub('"', text)
    named: dict[str, str] = {}
    positional: list[str] = []
    for match in ATTRIBUTE.finditer(text):
        value = next((match[group] for group in GROUPS if match[group] is not None), "")
        value = _whole(BACKSLASH.sub(r"\1", value))
        if match["name"]:
            named[match["name"].lower()] = value
        else:
            positional.append(value)
    return Attributes(named, tuple(positional))


def _whole(value: str) -> str:
    """Nothing, when a tag is left open in it: that is WordPress's guard too."""
    return "" if "<" in value and OPEN_TAG.search(value) else value


GROUPS = ("double", "single", "bare", "second", "third", "word")
