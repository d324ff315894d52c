"""Requests by wrk on a core of its own, and what they cost those who answer: seconds of processor, from /proc."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.newsroom import LOAD_CORE, pinned_to, processor_seconds_of

_PATIENCE, _MOMENT = 10.0, 0.2
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}
_REQUESTS = re.compile(r"(\d+) requests in ")
_LATENCY = re.compile(r"^\s+(50|99)%\s+([\d.]+)(us|ms|s|m)\s*$", re.MULTILINE)
_FAILED = re.compile(r"(?:Non-2xx or 3xx responses: (\d+))|(?:Socket errors: .*)")
_OTHERS = re.compile(r"Other answers: (\d+)")
# One path after another from a file, again from its start when it ends.
_LUA = """
local paths, n = {}, 0
for line in io.lines("PATHS") do paths[#paths + 1] = line end
request = function()
  n = n % #paths + 1
  return wrk.format("GET", paths[n])
end
"""
# Where an error is what should be answered, wrk's own count cannot tell one from another.
_LUA_EXPECTING = """
local threads = {}
setup = function(thread) table.insert(threads, thread) end
init = function() others = 0 end
response = function(status) if status ~= EXPECTED then others = others + 1 end end
done = function()
  for _, thread in ipairs(threads) do print("Other answers: " .. thread:get("others")) end
end
"""


@dataclass(frozen=True)
class Load:
    """What one run of wrk found; the times are milliseconds."""

    requests: int
    p50: float
    p99: float
    processor: float = 0.0

    @property
    def of_a_core(self) -> float:
        """Requests for each second of processor time."""
        if self.processor <= 0:
            raise ValueError("Nobody's processor time was counted for these requests.")
        return self.requests / self.processor


def require_programs() -> None:
    for program in ("wrk", "nginx"):
        if shutil.which(program) is None:
            sys.exit(f"{program} is missing; install Debian's package {program}.")


def put_load(
    url: str,
    families: Sequence[int],
    seconds: int,
    connections: int,
    encoding: str = "identity",
    paths: Path | None = None,
    expected: int = 200,
) -> Load:
    """`families`: numbers of the processes that answer; their children count, too."""
    before = sum(map(processor_seconds_of, families))
    script = ["-s", str(_script(paths, expected))] if paths else []
    command = [*pinned_to(LOAD_CORE), "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", *script]
    done = subprocess.run(
        [*command, "-H", f"Accept-Encoding: {encoding}", url], capture_output=True, text=True, check=True
    )
    spent = sum(map(processor_seconds_of, families)) - before
    _drain(families)
    return read(done.stdout, spent, expected)


def _drain(families: Sequence[int]) -> None:
    """What is under way ends before another run begins, or it would be counted there: until nobody works."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        before = sum(map(processor_seconds_of, families))
        time.sleep(_MOMENT)
        if sum(map(processor_seconds_of, families)) - before <= _MOMENT / 10:
            return


def read(text: str, processor: float = 0.0, expected: int = 200) -> Load:
    """wrk's own output; raises `ValueError` where not every answer was what it should be."""
    requests = int(_REQUESTS.search(text)[1])  # type: ignore[index]
    failed, others = _FAILED.search(text), _OTHERS.search(text)
    is_wrong = failed and (expected == 200 or failed[1] is None or int(failed[1]) != requests)
    if is_wrong or (expected != 200 and not (others and int(others[1]) == 0)):
        raise ValueError(f"Not all was answered as it should be:\n{text}")
    latency = {percent: float(number) * _UNITS[unit] for percent, number, unit in _LATENCY.findall(text)}
    return Load(requests, latency["50"], latency["99"], processor)


def _script(paths: Path, expected: int) -> Path:
    script = paths.with_suffix(".lua")
    text = _LUA if expected == 200 else _LUA + _LUA_EXPECTING.replace("EXPECTED", str(expected))
    script.write_text(text.replace("PATHS", str(paths)), "utf-8")
    return script
