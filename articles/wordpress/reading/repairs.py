"""What had to be mended to read an item, for the report."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Mend(StrEnum):
    CONTROLS = "control characters removed"
    BYTES = "bytes that are not UTF-8 read as Windows-1252"
    BROKEN = "broken XML read as far as it goes"
    NO_END = "its end was missing"
    NO_START = "its start was missing"


class Repair(NamedTuple):
    """`number` is how many characters or bytes; 1 where there is nothing to count."""

    mend: Mend
    number: int = 1

    def __str__(self) -> str:
        return f"{self.mend}: {self.number}" if self.mend in (Mend.CONTROLS, Mend.BYTES) else str(self.mend)
