"""Tags as an editor types them: names between commas. A name that holds a comma stands in quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

# In quotes, where a doubled quote is one; else everything up to the next comma (English, Arabic or ideographic).
_NAME = re.compile(r'\s*(?:"((?:[^"]|"")*)"\s*(?=[,،、\n]|\Z)|([^,،、\n]*))(?:[,،、\n]|\Z)')


def from_text(text: str) -> list[str]:
    """`Iraq, Islamic State` are two tags; taggit's own reading makes three where there is no comma."""
    names = [(quoted.replace('""', '"') or bare) for quoted, bare in _NAME.findall(text)]
    tidy = [" ".join(name.split()) for name in names]
    return list({name.casefold(): name for name in reversed(tidy) if name}.values())[::-1]


def to_text(tags: Iterable[Any]) -> str:
    """What `from_text` reads back as the same names, in the order of the alphabet."""
    return names_to_text(tag.name for tag in tags)


def names_to_text(names: Iterable[str]) -> str:
    return ", ".join(map(_quoted, sorted(names, key=str.casefold)))


def _quoted(name: str) -> str:
    needs_quotes = re.search(r'[,،、]|^"', name)
    return '"{}"'.format(name.replace('"', '""')) if needs_quotes else name
