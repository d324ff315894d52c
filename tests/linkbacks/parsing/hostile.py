"""Pages that are made to hurt who parses them."""

from __future__ import annotations

import string
from itertools import islice, product

TARGET = "https://n.example/world/ferries/"
LINK = f'<a href="{TARGET}">the ferries</a>'
CAP = 512 * 1024  # bytes that a fetch keeps


def attributes(count: int) -> str:
    """One tag with so many attributes, each of its own name: parsers compare all with all."""
    names = ("".join(letters) for length in range(1, 5) for letters in product(string.ascii_lowercase, repeat=length))
    return f"<p {' '.join(islice(names, count))}>{LINK}"


ATTRIBUTE_BOMB = attributes(108_000)
