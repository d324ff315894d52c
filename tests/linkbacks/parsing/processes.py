"""What /proc says of the parsing child."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def is_running(pid: int) -> bool:
    """False for a zombie too: whose child it is, and whether it is waited for, is another question."""
    try:
        return _state(pid)[0] not in "ZX"
    except FileNotFoundError:
        return False


def leaves_a_zombie(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def cpu_seconds(pid: int) -> float:
    fields = _state(pid)
    return (int(fields[11]) + int(fields[12])) / TICKS


def ends(pid: int, within: float = 10) -> bool:
    return becomes_true(lambda: not is_running(pid), within)


def becomes_true(condition: Callable[[], bool], within: float = 10) -> bool:
    deadline = time.monotonic() + within
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def _state(pid: int) -> list[str]:
    """The fields of /proc/PID/stat from the third on."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
